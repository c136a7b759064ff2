//! Has a group photograph drawn: who stands where goes in, two pictures come out.
//!
//! The rasteriser composes and draws; here it is started, given its time, and what it made is looked at.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use hiroba_shared::look::Look;
use serde::{Deserialize, Serialize};

use crate::line::File;
use crate::rasteriser::{Picture, Rasteriser, now, output};

/// The rasteriser's argument for a photograph; the folder follows, in which [`ORDER`] lies.
pub const ARGUMENT: &str = "photograph";
/// Name of the file that says who stands where.
pub const ORDER: &str = "order.json";
/// Width of the large picture in pixels.
pub const LARGE_WIDTH: u16 = 3_840;
/// Width of the small one.
pub const SMALL_WIDTH: u16 = 1_280;
/// Most pixels from top to bottom.
pub const HIGHEST: u16 = 8_000;
/// How long it may take; three hundred people take a tenth of it.
const TIME: Duration = Duration::from_secs(100);
/// How often it is looked whether it is done.
const LOOK: Duration = Duration::from_millis(20);
/// Longest answer that is read.
const LONGEST: u64 = 4_096;

/// A photograph to be drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// The title of the venue.
    pub title: String,
    /// What is written under it.
    pub caption: String,
    /// When it was taken.
    pub date: String,
    /// Who is in it: rows, the back one first, each from left to right.
    pub rows: Vec<Vec<Person>>,
}

/// Somebody in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// How they look.
    pub look: Look,
    /// Their name, if it may stand under it.
    pub name: Option<String>,
}

/// What the rasteriser says when it is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// A PNG.
    pub large: File,
    /// A WebP.
    pub small: File,
}

/// A photograph that was drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Made {
    /// A PNG, [`LARGE_WIDTH`] pixels wide.
    pub large: Picture,
    /// A WebP, [`SMALL_WIDTH`] pixels wide.
    pub small: Picture,
}

impl Rasteriser {
    /// Draws a photograph into `folder`, as long as `goes_on` says so. Blocks; nothing when it could not be drawn,
    /// whatever the reason.
    #[must_use]
    pub fn photograph(&self, order: &Order, folder: &Path, goes_on: &dyn Fn() -> bool) -> Option<Made> {
        let folder = std::path::absolute(folder).ok()?;
        fs::write(folder.join(ORDER), serde_json::to_vec(order).ok()?).ok()?;
        let mut child = Command::new(self.executable())
            .arg(ARGUMENT)
            .arg(&folder)
            .env_clear()
            .current_dir(&folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let end = now() + TIME;
        let status = loop {
            match child.try_wait() {
                Ok(Some(status)) => break status,
                Ok(None) if now() < end && goes_on() => thread::park_timeout(LOOK),
                Ok(None) | Err(_) => {
                    drop(child.kill());
                    drop(child.wait());
                    return None;
                }
            }
        };
        let mut answer = Vec::new();
        // What it says fits the system's buffer, so that it never waits for somebody to read.
        child.stdout.take()?.take(LONGEST).read_to_end(&mut answer).ok()?;
        let said: Said = status.success().then(|| serde_json::from_slice(&answer).ok()).flatten()?;
        let large = output::picture(&said.large, &folder, (LARGE_WIDTH, HIGHEST))?;
        let small = output::picture(&said.small, &folder, (SMALL_WIDTH, HIGHEST))?;
        (large.width == LARGE_WIDTH && small.width == SMALL_WIDTH).then_some(Made { large, small })
    }
}
