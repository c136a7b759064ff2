//! What the rasteriser may use at most.
//!
//! The process lays those of the system on itself before it reads the first byte; time on the wall is for whoever
//! started it to watch.

use std::time::Duration;

/// Address space in all, the executable and its fonts included. A scanned A4 page of 600 dots an inch fits twice.
pub const MEMORY_BYTES: u64 = 1024 * 1024 * 1024;
/// Processor time in all. By the pages a second that `docs/performance.md` has, 300 pages of letters take some 40 s and
/// 200 scanned ones some 330 s; decks of that length were not timed as a whole.
pub const CPU: Duration = Duration::from_secs(600);
/// The largest file it may write.
pub const FILE_BYTES: u64 = 16 * 1024 * 1024;
/// The pictures of a deck together.
pub const DECK_BYTES: u64 = 512 * 1024 * 1024;
/// How long one page may take, and reading the file.
pub const PAGE_TIME: Duration = Duration::from_secs(30);
/// How long a deck may take; longer than its processor time, because others use the machine too.
pub const DECK_TIME: Duration = Duration::from_secs(900);
