//! Lays the limits on this process, for good, before it reads the first byte.
//!
//! The system holds them: a process that wants more is ended by its own failed allocation or by a signal.

/// What nested forms and patterns may use; the system's 8 MiB are meant for programs that trust their input.
pub(crate) const STACK_BYTES: usize = 64 * 1024 * 1024;

/// Lays the limits on this process, and ends it with its parent.
#[cfg(target_os = "linux")]
pub(crate) fn confine_self() -> std::io::Result<()> {
    use hiroba_pages::limits;
    use rustix::process::{Resource, Rlimit, Signal, set_parent_process_death_signal, setrlimit};

    /// The three standard ones and one page.
    const OPEN_FILES: u64 = 8;

    set_parent_process_death_signal(Some(Signal::KILL))?;
    for (resource, most) in [
        (Resource::As, limits::MEMORY_BYTES),
        (Resource::Fsize, limits::FILE_BYTES),
        (Resource::Nofile, OPEN_FILES),
        (Resource::Core, 0),
    ] {
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?;
    }
    // At the lower one the system sends the signal that says why, at the upper one it just ends the process: equal,
    // they would make a slow deck look like one that wants too much memory.
    let cpu = limits::CPU.as_secs();
    setrlimit(Resource::Cpu, Rlimit { current: Some(cpu), maximum: Some(cpu + 5) })?;
    Ok(())
}

/// Elsewhere the clock of whoever started it is all there is.
#[cfg(not(target_os = "linux"))]
pub(crate) fn confine_self() -> std::io::Result<()> {
    Ok(())
}
