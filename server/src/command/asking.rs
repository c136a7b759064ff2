//! Commands beside a running server: over its operator's door, or on a data folder that nobody uses.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context;
use hiroba_shared::role::Role;
use tokio::runtime::Builder;

use super::duration;
use crate::archive::Written;
use crate::config::Config;
use crate::driver::clock;
use crate::operator::api::{Backup, Export, Invite, Invited, Status};
use crate::operator::{Key, call};
use crate::venue::input::UnixSeconds;
use crate::venue::record::programme::KeptProgramme;
use crate::{map, programme, store};

/// How long a stopping server may take.
const STOPPING: Duration = Duration::from_secs(15);

pub(super) fn invite(config: &Config, role: &str, uses: u32, expires: &str) -> anyhow::Result<()> {
    let names = || Role::ALL.map(Role::name).join(", ");
    let role = Role::from_name(role).with_context(|| format!("there is no role {role:?}; roles are {}", names()))?;
    let UnixSeconds(now) = clock::unix_now();
    let expires = now.saturating_add(duration::seconds(expires)?);
    let invited: Invited = call::ask(&Key::find(&config.data)?, "invite", &Invite { role, uses, expires })?;
    print(&format!("{}\n", invited.link))
}

pub(super) fn host_link(config: &Config) -> anyhow::Result<()> {
    let link: String = call::ask(&Key::find(&config.data)?, "host-link", &())?;
    print(&format!("{link}\n"))
}

pub(super) fn status(config: &Config) -> anyhow::Result<()> {
    let status: Status = call::ask(&Key::find(&config.data)?, "status", &())?;
    let mut text = format!("{} people, server {}\n", status.present, status.version);
    for (room, people) in &status.rooms {
        text.push_str(&format!("{people:>6}  {room}\n"));
    }
    print(&text)
}

pub(super) fn stop(config: &Config) -> anyhow::Result<()> {
    let key = Key::find(&config.data)?;
    let _: bool = call::ask(&key, "stop", &())?;
    call::wait_until_gone(&key, STOPPING)
}

pub(super) fn back_up(config: &Config, file: &Path) -> anyhow::Result<()> {
    let file = std::path::absolute(file).context("the file of the backup cannot be named")?;
    let key = Key::find(&config.data)?;
    let _: bool = call::ask(&key, "backup", &Backup { file: file.clone() })?;
    print(&format!("{}\n", file.display()))
}

pub(super) fn export(config: &Config, folder: &Path) -> anyhow::Result<()> {
    let folder = std::path::absolute(folder).context("the folder of the archive cannot be named")?;
    let asked = Export { folder: folder.clone(), title: config.title.clone() };
    let written: Written = call::ask(&Key::find(&config.data)?, "export", &asked)?;
    let missing = match written.missing {
        0 => String::new(),
        missing => {
            format!("; {missing} photographs are without their picture, which is not in the media folder any more")
        }
    };
    print(&format!("{} files in {}{missing}\n", written.files, folder.display()))
}

pub(super) fn restore(config: &Config, file: &Path) -> anyhow::Result<()> {
    let runtime = Builder::new_current_thread().enable_all().build().context("no runtime could be started")?;
    runtime.block_on(store::restore::restore(file, &config.data))?;
    print(&format!("{} is restored; start the server to open it\n", config.data.display()))
}

pub(super) fn export_programme(config: &Config) -> anyhow::Result<()> {
    let kept: KeptProgramme = call::ask(&Key::find(&config.data)?, "programme", &())?;
    print(&programme::write(&kept)?)
}

pub(super) fn import_programme(config: &Config, file: &Path) -> anyhow::Result<()> {
    let programme = programme::from_file(file)?;
    let _: bool = call::ask(&Key::find(&config.data)?, "programme/replace", &programme)?;
    print(&format!("{} items\n", programme.items.len()))
}

pub(super) fn check_map(config: &Config, file: &Path) -> anyhow::Result<ExitCode> {
    let (text, code) = map::check(file, config.map_root.as_deref());
    print(&text)?;
    Ok(ExitCode::from(code))
}

/// Prints on standard output.
pub(super) fn print(text: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).context("standard output is closed")
}
