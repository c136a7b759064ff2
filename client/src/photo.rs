//! Takes one picture of the window after a while and ends the client: how tests and the README see it.

use std::path::PathBuf;
use std::time::Duration;

use bevy::prelude::*;
use bevy::render::view::screenshot::{Screenshot, ScreenshotCaptured, save_to_disk};

/// A picture to take.
#[derive(Debug, Clone)]
pub struct PhotoPlugin {
    /// The PNG file to write.
    pub file: PathBuf,
    /// How long after the start.
    pub after: Duration,
}

#[derive(Resource)]
struct Photo {
    file: PathBuf,
    timer: Timer,
}

impl Plugin for PhotoPlugin {
    fn build(&self, app: &mut App) {
        let timer = Timer::new(self.after, TimerMode::Once);
        app.insert_resource(Photo { file: self.file.clone(), timer }).add_systems(Update, take);
    }
}

fn take(mut commands: Commands, time: Res<Time<Real>>, mut photo: ResMut<Photo>) {
    if photo.timer.tick(time.delta()).just_finished() {
        let file = photo.file.clone();
        commands.spawn(Screenshot::primary_window()).observe(save_to_disk(file)).observe(
            |_: On<ScreenshotCaptured>, mut exit: MessageWriter<AppExit>| {
                exit.write(AppExit::Success);
            },
        );
    }
}
