//! The desktop client: reads the command line, opens the window, runs the features.

use bevy::prelude::*;

fn main() -> AppExit {
    App::new()
        .add_plugins((DefaultPlugins, hiroba_client::venue_features, hiroba_client::panel_features))
        .run()
}
