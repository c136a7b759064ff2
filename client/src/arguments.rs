//! The command line of the desktop client.
//!
//! It is turned into wishes and settings of the window here; what they mean is decided by the features.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Parser, ValueEnum};
use hiroba_client::net::native::Places;
use hiroba_client::net::visit::LinkChoice;
use hiroba_client::photo::PhotoPlugin;
use hiroba_client::start::{Bandwidth, Motion, Wishes};

/// Walk into a Hiroba venue.
#[derive(Parser)]
#[command(name = "hiroba-client", version)]
pub(crate) struct Arguments {
    /// Address of the venue's door [default: the last one remembered, or http://127.0.0.1:8080].
    #[arg(long)]
    server: Option<String>,
    /// Your name; with a country given too, the client joins at once.
    #[arg(long)]
    name: Option<String>,
    /// Your country, ISO 3166-1 alpha-2, such as JP.
    #[arg(long)]
    country: Option<String>,
    /// Your organisation.
    #[arg(long)]
    organisation: Option<String>,
    /// Code of an invitation.
    #[arg(long)]
    invitation: Option<String>,
    /// Room to start in, such as terrace or reception#stage.
    #[arg(long)]
    room: Option<String>,
    /// Version of the venue's privacy notice and code of conduct you have agreed to; without it the client shows them.
    #[arg(long)]
    agreed: Option<String>,
    /// Links that may be used.
    #[arg(long, value_enum, default_value = "any")]
    link: Links,
    /// Size of the window in pixels, such as 1280x720.
    #[arg(long, default_value = "1280x720", value_parser = size)]
    pub(crate) size: (u32, u32),
    /// Language of the texts: en, ja, mn or id.
    #[arg(long)]
    lang: Option<String>,
    /// Colours: light or dark.
    #[arg(long, value_parser = ["light", "dark"])]
    theme: Option<String>,
    /// How much may be sent: all, less when the link is slow (auto), or always less (low).
    #[arg(long, value_enum, default_value = "auto")]
    bandwidth: Amount,
    /// How much may move besides people: everything (auto), or nothing (reduced).
    #[arg(long, value_enum, default_value = "auto")]
    motion: Movement,
    /// Save a picture of the window as this PNG file, and end.
    #[arg(long)]
    photo: Option<PathBuf>,
    /// Seconds until the picture is taken.
    #[arg(long, default_value_t = 5.0)]
    photo_after: f32,
}

#[derive(Clone, Copy, ValueEnum)]
enum Links {
    Any,
    Webtransport,
    Websocket,
}

#[derive(Clone, Copy, ValueEnum)]
enum Amount {
    Auto,
    Low,
}

#[derive(Clone, Copy, ValueEnum)]
enum Movement {
    Auto,
    Reduced,
}

impl From<Amount> for Bandwidth {
    fn from(amount: Amount) -> Self {
        match amount {
            Amount::Auto => Self::Auto,
            Amount::Low => Self::Low,
        }
    }
}

impl From<Movement> for Motion {
    fn from(movement: Movement) -> Self {
        match movement {
            Movement::Auto => Self::Auto,
            Movement::Reduced => Self::Reduced,
        }
    }
}

impl Arguments {
    /// What is known before the person typed anything.
    pub(crate) fn wishes(&self) -> Wishes {
        let Self { server, name, country, organisation, invitation, room, agreed, lang, theme, .. } = self;
        Wishes {
            server: server.clone(),
            name: name.clone(),
            country: country.clone(),
            organisation: organisation.clone(),
            invitation: invitation.clone(),
            room: room.clone(),
            agreed: agreed.clone(),
            language: lang.clone(),
            theme: theme.clone(),
            folder: dirs::config_dir().map(|folder| folder.join("hiroba")),
            bandwidth: self.bandwidth.into(),
            motion: self.motion.into(),
        }
    }

    /// Links that may be used.
    pub(crate) const fn link(&self) -> LinkChoice {
        match self.link {
            Links::Any => LinkChoice::Any,
            Links::Webtransport => LinkChoice::WebTransport,
            Links::Websocket => LinkChoice::WebSocket,
        }
    }

    /// The picture to take.
    pub(crate) fn photo(&self) -> Option<PhotoPlugin> {
        let after = Duration::try_from_secs_f32(self.photo_after).unwrap_or_default();
        self.photo.clone().map(|file| PhotoPlugin { file, after })
    }
}

/// Where keys to come back with are kept.
pub(crate) fn places() -> Option<Places> {
    dirs::data_local_dir().map(|folder| Places::within(folder.join("hiroba").join("places")))
}

fn size(text: &str) -> Result<(u32, u32), String> {
    let sides = text.split_once('x').and_then(|(width, height)| Some((width.parse().ok()?, height.parse().ok()?)));
    sides.filter(|(width, height)| *width > 0 && *height > 0).ok_or_else(|| "not like 1280x720".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_two_numbers_with_an_x_between() {
        assert_eq!(size("1280x720"), Ok((1280, 720)));
        for text in ["1280", "0x720", "ax b", ""] {
            assert!(size(text).is_err(), "{text}");
        }
    }
}
