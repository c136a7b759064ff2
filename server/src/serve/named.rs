//! What settings name and a start reads: maps, the programme, the certificate, the texts of the door.
//!
//! A start and `--check-config` ask the same functions, so what was checked opens. Their faults name the setting and what
//! to do. Nothing is written here; whether the address is free and the data folder unused shows only at a start.

use anyhow::Context;

use super::certified::Certified;
use super::rooms::Rooms;
use crate::acme;
use crate::config::Config;
use crate::http::{Operator, PolicyBook, Welcome};
use crate::programme::{self, DemoOrNot};
use crate::venue::record::programme::KeptProgramme;

const MAP: &str =
    "the setting map: name a Tiled map that `hiroba-server map check FILE` can open, or none for the demo";
const PROGRAMME: &str = "the setting programme: name a file as docs/stage.md describes it, or none";
const CERTIFICATE: &str = "the settings certificate and certificate_key: name two PEM files that belong together and that the server may read";
const ACME_ROOT: &str = "the setting acme_root: name the PEM file of the authority's root, or none";
const POLICIES: &str =
    "the setting policies: name a folder of texts that the server may read, or none for the built-in ones";

/// What is wrong with what the settings name; nothing when a start can read it all.
#[must_use]
pub fn faults(config: &Config) -> Vec<anyhow::Error> {
    super::install_provider();
    let faults = [
        certified(config).err(),
        config.acme.as_ref().and_then(|acme| acme::root_is_readable(acme).context(ACME_ROOT).err()),
        rooms(config).err(),
        programme(config, None).err(),
        door_texts(config).err(),
    ];
    faults.into_iter().flatten().collect()
}

pub(super) fn rooms(config: &Config) -> anyhow::Result<Rooms> {
    Rooms::open(config.map.as_deref(), config.map_root.as_deref()).context(MAP)
}

/// The programme the venue begins with, where `kept` is the store's.
pub(super) fn programme(config: &Config, kept: Option<KeptProgramme>) -> anyhow::Result<KeptProgramme> {
    let demo = if config.map.is_some() { DemoOrNot::Own } else { DemoOrNot::Demo };
    programme::at_start(config.programme.as_deref(), kept, demo).context(PROGRAMME)
}

pub(super) fn certified(config: &Config) -> anyhow::Result<Certified> {
    Certified::open(config).context(CERTIFICATE)
}

/// What people agree to, and what the venue says of itself.
pub(super) fn door_texts(config: &Config) -> anyhow::Result<(PolicyBook, Welcome)> {
    let operator = Operator {
        title: config.title.clone(),
        contact: config.contact.clone(),
        chat_hours: config.retention.chat_hours,
        name_days: config.retention.name_days,
    };
    let folder = config.policies.as_deref();
    let policies = PolicyBook::open(folder, &operator).context(POLICIES)?;
    Ok((policies, Welcome::open(folder, &operator).context(POLICIES)?))
}
