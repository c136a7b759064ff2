//! Has PDFs and group photographs drawn by the rasteriser, a process of its own (`server/rasteriser`), and believes nothing unseen.
//!
//! [`rasteriser`] starts the process, watches it and looks at what it made; [`mod@line`] is what the process says, and
//! [`limits`] what it may use; [`photograph`] asks the same process for a picture of many people. A file that somebody sends can at most spoil its own deck. Nothing here reads PDF, and
//! nothing knows of the venue, its store or who may upload what.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod rasteriser;
pub mod limits;
pub mod line;
pub mod photograph;
