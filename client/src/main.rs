//! The desktop client: opens the window, starts the link, runs the features.
//!
//! In a browser the page begins, by calling what `hiroba_client::page` exports; there this program only waits for it.

#[cfg(not(target_arch = "wasm32"))]
mod arguments;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> anyhow::Result<bevy::app::AppExit> {
    use bevy::log::{DEFAULT_FILTER, LogPlugin};
    use bevy::prelude::*;
    use clap::Parser;
    use hiroba_client::net::{Link, native};

    let arguments = arguments::Arguments::parse();
    let window = Window { title: "Hiroba".to_owned(), resolution: arguments.size.into(), ..default() };
    // The text layout asks its segmenter for word lists it does not carry, and in development builds that is a warning
    // for every Thai text; `text_world::breaks` finds those words instead.
    let log = LogPlugin { filter: format!("{DEFAULT_FILTER}icu_provider=error"), ..default() };
    let window = WindowPlugin { primary_window: Some(window), ..default() };
    let mut app = App::new();
    app.add_plugins(DefaultPlugins.set(window).set(log))
        .insert_resource(Link(Box::new(native::start(arguments.link(), arguments::places())?)))
        .insert_resource(arguments.wishes())
        .add_plugins((hiroba_client::venue_features, hiroba_client::world_pictures, hiroba_client::panel_features));
    if let Some(photo) = arguments.photo() {
        app.add_plugins(photo);
    }
    Ok(app.run())
}

#[cfg(target_arch = "wasm32")]
fn main() {
    hiroba_client::page::wait_for_wishes();
}
