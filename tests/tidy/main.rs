//! The shape of the whole repository, held by tests: documents, file lengths, names, and who may know whom.
//!
//! Reads files and runs nothing; every test lists all it found, so that one run shows all there is to mend.
#![expect(clippy::unwrap_used, reason = "what a test cannot go on without fails it")]

mod directions;
mod documents;
mod files;
mod lockfile;
mod tree;
