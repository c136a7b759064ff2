//! What people cost a server, in one process without sockets: one JSON object a line for 250, 1,000 and 2,000 people.
//!
//! In instructions instead of microseconds, which do not depend on what else the machine does:
//! ```sh
//! valgrind --tool=callgrind --toggle-collect='*measured_venue*' --callgrind-out-file=/dev/null \
//!     bench --instructions --people 250
//! ```
//! and the same with `*measured_renet*`; the collected instructions divided by the number this prints are those of
//! one person and tick.

use std::alloc::{GlobalAlloc, Layout, System};
use std::io::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use clap::Parser;
use rustix::time::{ClockId, clock_gettime};

use hiroba_tests::bench::{self, Meter};

/// Ticks measured in microseconds, and in instructions, which are slow to count.
const TICKS: u32 = 200;
const TICKS_UNDER_VALGRIND: u32 = 20;

static ALLOCATIONS: AtomicU64 = AtomicU64::new(0);

#[global_allocator]
static COUNTING: Counting = Counting;

/// The system's allocator, counting.
struct Counting;

#[allow(unsafe_code, reason = "an allocator can be counted in no other way")]
// SAFETY: every call is handed to the system's allocator unchanged, so its guarantees are ours; counting is an atomic
// addition that allocates nothing.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        // SAFETY: the caller's promise about `layout` is passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller's promise about `pointer` and `layout` is passed on.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        // SAFETY: the caller's promise about `pointer`, `layout` and `size` is passed on.
        unsafe { System.realloc(pointer, layout, size) }
    }
}

/// Measures what people cost a server, without sockets.
#[derive(Debug, Parser)]
#[command(name = "bench", version)]
struct Arguments {
    /// Run a few ticks for callgrind to count, and print by what to divide.
    #[arg(long)]
    instructions: bool,
    /// Only so many people.
    #[arg(long)]
    people: Option<u32>,
}

/// CPU time of this thread, and allocations.
struct ThreadMeter;

impl Meter for ThreadMeter {
    fn now(&self) -> (Duration, u64) {
        let time = clock_gettime(ClockId::ThreadCPUTime);
        let seconds = u64::try_from(time.tv_sec).unwrap_or(0);
        let nanos = u32::try_from(time.tv_nsec).unwrap_or(0);
        (Duration::new(seconds, nanos), ALLOCATIONS.load(Ordering::Relaxed))
    }
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let crowds = arguments.people.map_or(vec![250, 1_000, 2_000], |people| vec![people]);
    let mut output = std::io::stdout();
    for people in crowds {
        if arguments.instructions {
            let figures = bench::measure(people, TICKS_UNDER_VALGRIND, &ThreadMeter);
            let ticks = TICKS_UNDER_VALGRIND + bench::WARM_UP_TICKS;
            writeln!(output, "divide by {} ({} people, {ticks} ticks)", figures.people * ticks, figures.people)?;
        } else {
            writeln!(output, "{}", serde_json::to_string(&bench::measure(people, TICKS, &ThreadMeter))?)?;
        }
    }
    Ok(())
}
