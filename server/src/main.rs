//! Starts the server. Everything else is in the library, where tests can reach it.

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use hiroba_server::command::Command;

fn main() -> ExitCode {
    match Command::parse().run() {
        Ok(code) => code,
        Err(fault) => {
            // The last words go to standard error whatever the log filter says; a closed one takes nothing.
            drop(writeln!(std::io::stderr(), "hiroba-server: {fault:#}"));
            ExitCode::FAILURE
        }
    }
}
