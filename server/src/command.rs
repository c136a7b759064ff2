//! The command line: opens the venue, or asks the one that runs on the data folder for something.

mod asking;
mod duration;
mod serving;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::config::Config;

/// Opens a Hiroba venue.
#[derive(Debug, Parser)]
#[command(name = "hiroba-server", version, about = "Opens a Hiroba venue: a place in two dimensions to meet in.")]
pub struct Command {
    #[command(flatten)]
    flags: Flags,
    /// Prints every setting with where it came from, says what a start would fail with, and ends.
    #[arg(long)]
    check_config: bool,
    #[command(subcommand)]
    task: Option<Task>,
}

/// The flags of the settings; `docs/operate.md` explains them.
#[derive(Debug, Args)]
struct Flags {
    /// The configuration file (TOML).
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<String>,
    /// The data folder; made at first start.
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<String>,
    /// Address and port to listen on, TCP and UDP; port 0 picks one.
    #[arg(long, value_name = "ADDR")]
    listen: Option<String>,
    /// The address people use, when it is not this machine's.
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,
    /// The address WebTransport is reached by, when it differs.
    #[arg(long, value_name = "URL")]
    webtransport_url: Option<String>,
    /// Proxies whose X-Forwarded-For counts, with commas between.
    #[arg(long, value_name = "NETWORKS")]
    trusted_proxies: Option<String>,
    /// Most people in the venue.
    #[arg(long, value_name = "PEOPLE")]
    capacity: Option<String>,
    /// Names that only staff may have, with commas between.
    #[arg(long, value_name = "NAMES")]
    reserved_names: Option<String>,
    /// Certificate and chain for TLS (PEM).
    #[arg(long, value_name = "FILE")]
    certificate: Option<String>,
    /// Private key of the certificate (PEM).
    #[arg(long, value_name = "FILE")]
    certificate_key: Option<String>,
    /// Names to ask an authority such as Let's Encrypt for a certificate for, with commas between.
    #[arg(long, value_name = "NAMES")]
    acme_domains: Option<String>,
    /// An e-mail address for the authority.
    #[arg(long, value_name = "ADDRESS")]
    acme_contact: Option<String>,
    /// The directory of another authority.
    #[arg(long, value_name = "URL")]
    acme_directory: Option<String>,
    /// The other authority's root certificate (PEM), when the system does not trust it.
    #[arg(long, value_name = "FILE")]
    acme_root: Option<String>,
    /// How long chat is kept.
    #[arg(long, value_name = "HOURS")]
    keep_chat_hours: Option<String>,
    /// How long names of visits are kept.
    #[arg(long, value_name = "DAYS")]
    keep_visits_days: Option<String>,
    /// Name of the venue, shown at its door.
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Whom people ask about what is known of them, such as a mail address.
    #[arg(long, value_name = "TEXT")]
    contact: Option<String>,
    /// Folder of privacy.LANGUAGE.md and conduct.LANGUAGE.md.
    #[arg(long, value_name = "DIR")]
    policies: Option<String>,
    /// A Tiled map to open instead of the demo venue.
    #[arg(long, value_name = "FILE")]
    map: Option<String>,
    /// The folder of the browser's client; it may be made while the venue is open.
    #[arg(long, value_name = "DIR")]
    bundle: Option<String>,
    /// What draws slides, when it does not lie beside this executable.
    #[arg(long, value_name = "FILE")]
    rasteriser: Option<String>,
    /// How many GiB of the disk what people bring may take.
    #[arg(long, value_name = "GIB")]
    most_media_gib: Option<String>,
    /// The folder below which maps may read pictures and tilesets.
    #[arg(long, global = true, value_name = "DIR")]
    map_root: Option<String>,
    /// The programme to begin with (TOML).
    #[arg(long, value_name = "FILE")]
    programme: Option<String>,
    /// How the log is written: text or json.
    #[arg(long, value_name = "FORMAT")]
    log_format: Option<String>,
    /// What is logged, such as info,hiroba_server::net=debug.
    #[arg(long, value_name = "FILTER")]
    log: Option<String>,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Makes an invitation and prints its link.
    Invite {
        /// visitor, pupil, teacher, speaker, moderator, curator, host or interpreter.
        #[arg(long)]
        role: String,
        /// How often it can be used.
        #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
        uses: u32,
        /// How long it works, such as 30m, 12h or 2d.
        #[arg(long, default_value = "2d")]
        expires: String,
    },
    /// Prints a one-time link to the desk for a host: the first, or one who lost the password.
    HostLink,
    /// Prints how many people are where.
    Status,
    /// Says farewell to everybody, saves every place, and ends the server.
    Stop,
    /// Writes everything into one file while the server runs.
    Backup {
        /// The file to be written.
        file: PathBuf,
    },
    /// Writes programme, questions, polls and announcements as tables, JSON and pages while the server runs.
    Export {
        /// The folder to be written; it is made, or is empty.
        #[arg(long, value_name = "FOLDER")]
        out: PathBuf,
    },
    /// Brings a backup back into an empty data folder while no server runs.
    Restore {
        /// The file of the backup.
        file: PathBuf,
    },
    /// Prints the programme of a running server as a file, or brings it another one.
    Programme {
        #[command(subcommand)]
        task: ProgrammeTask,
    },
    /// Looks at a map without opening it.
    Map {
        #[command(subcommand)]
        task: MapTask,
    },
}

#[derive(Debug, Subcommand)]
enum ProgrammeTask {
    /// Prints it as TOML.
    Export,
    /// Puts the programme of a file in its place; moderators can take that back.
    Import {
        /// The programme (TOML).
        file: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
enum MapTask {
    /// Prints what was understood, ignored and wrong, by layer and object.
    Check {
        /// The Tiled map.
        file: PathBuf,
    },
}

impl Command {
    /// Does what was asked.
    ///
    /// # Errors
    /// With a sentence for the operator.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let Self { flags, check_config, task } = self;
        let (config, settings) = Config::gather(&flags.set())?;
        if check_config {
            serving::check(&config, &settings)?;
            return Ok(ExitCode::SUCCESS);
        }
        match task {
            None => serving::serve(config, &settings)?,
            Some(Task::Invite { role, uses, expires }) => asking::invite(&config, &role, uses, &expires)?,
            Some(Task::HostLink) => asking::host_link(&config)?,
            Some(Task::Status) => asking::status(&config)?,
            Some(Task::Stop) => asking::stop(&config)?,
            Some(Task::Backup { file }) => asking::back_up(&config, &file)?,
            Some(Task::Export { out }) => asking::export(&config, &out)?,
            Some(Task::Restore { file }) => asking::restore(&config, &file)?,
            Some(Task::Programme { task: ProgrammeTask::Export }) => asking::export_programme(&config)?,
            Some(Task::Programme { task: ProgrammeTask::Import { file } }) => {
                asking::import_programme(&config, &file)?;
            }
            Some(Task::Map { task: MapTask::Check { file } }) => return asking::check_map(&config, &file),
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl Flags {
    /// The flags that were given, by the name of their setting.
    fn set(self) -> BTreeMap<&'static str, String> {
        let flags = [
            ("config", self.config),
            ("data", self.data),
            ("listen", self.listen),
            ("public_url", self.public_url),
            ("webtransport_url", self.webtransport_url),
            ("trusted_proxies", self.trusted_proxies),
            ("capacity", self.capacity),
            ("reserved_names", self.reserved_names),
            ("certificate", self.certificate),
            ("certificate_key", self.certificate_key),
            ("acme_domains", self.acme_domains),
            ("acme_contact", self.acme_contact),
            ("acme_directory", self.acme_directory),
            ("acme_root", self.acme_root),
            ("keep_chat_hours", self.keep_chat_hours),
            ("keep_visits_days", self.keep_visits_days),
            ("title", self.title),
            ("contact", self.contact),
            ("policies", self.policies),
            ("map", self.map),
            ("bundle", self.bundle),
            ("rasteriser", self.rasteriser),
            ("most_media_gib", self.most_media_gib),
            ("map_root", self.map_root),
            ("programme", self.programme),
            ("log_format", self.log_format),
            ("log", self.log),
        ];
        flags.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }
}
