//! The desktop client: reads the command line, opens the window, starts the link, runs the features.

use std::path::PathBuf;
use std::time::Duration;

use bevy::prelude::*;
use clap::{Parser, ValueEnum};
use hiroba_client::net::{Link, native};
use hiroba_client::{photo::PhotoPlugin, start::Wishes};

/// Walk into a Hiroba venue.
#[derive(Parser)]
#[command(name = "hiroba-client", version)]
struct Arguments {
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
    /// Links that may be used.
    #[arg(long, value_enum, default_value = "any")]
    link: Links,
    /// Size of the window in pixels, such as 1280x720.
    #[arg(long, default_value = "1280x720", value_parser = size)]
    size: (u32, u32),
    /// Language of the texts, such as en or ja.
    #[arg(long)]
    lang: Option<String>,
    /// Colours: light or dark.
    #[arg(long, value_parser = ["light", "dark"])]
    theme: Option<String>,
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

fn main() -> anyhow::Result<AppExit> {
    let arguments = Arguments::parse();
    let choice = match arguments.link {
        Links::Any => native::LinkChoice::Any,
        Links::Webtransport => native::LinkChoice::WebTransport,
        Links::Websocket => native::LinkChoice::WebSocket,
    };
    let mut app = App::new();
    let window = Window { title: "Hiroba".to_owned(), resolution: arguments.size.into(), ..default() };
    app.add_plugins(DefaultPlugins.set(WindowPlugin { primary_window: Some(window), ..default() }))
        .insert_resource(Link(Box::new(native::start(choice)?)))
        .insert_resource(arguments.wishes())
        .add_plugins((hiroba_client::venue_features, hiroba_client::world_pictures, hiroba_client::panel_features));
    if let Some(file) = arguments.photo.clone() {
        let after = Duration::try_from_secs_f32(arguments.photo_after).unwrap_or_default();
        app.add_plugins(PhotoPlugin { file, after });
    }
    Ok(app.run())
}

impl Arguments {
    fn wishes(&self) -> Wishes {
        let Self { server, name, country, organisation, invitation, room, lang, theme, .. } = self;
        Wishes {
            server: server.clone(),
            name: name.clone(),
            country: country.clone(),
            organisation: organisation.clone(),
            invitation: invitation.clone(),
            room: room.clone(),
            language: lang.clone(),
            theme: theme.clone(),
            folder: dirs::config_dir().map(|folder| folder.join("hiroba")),
        }
    }
}

fn size(text: &str) -> Result<(u32, u32), String> {
    let sides = text.split_once('x').and_then(|(width, height)| Some((width.parse().ok()?, height.parse().ok()?)));
    sides.filter(|(width, height)| *width > 0 && *height > 0).ok_or_else(|| "not like 1280x720".to_owned())
}
