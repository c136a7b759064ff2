//! Captions under the screens of the room: the last two lines of what is said on stage, for whoever looks at the hall.
//!
//! The panel of captions has the same lines, for screen readers and for whoever stands where no screen is in sight.

use bevy::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::balloon_text::narrow_letters;
use super::{Card, Extent, Weight, Writing};
use crate::slides::screens;
use crate::stage::{Captions, Line};
use crate::theme::Theme;
use crate::venue_state::{OpenRoom, depth};

/// What a caption fills at most, in lines of letters: what is said now, and what was said just before. More would hide
/// the people under the screen.
const LINES_NOW: usize = 2;
const LINES_BEFORE: usize = 1;
/// World units of a letter's body on a large screen, and where the screen is small.
const LARGEST: f32 = 24.0;
const SMALLEST: f32 = 16.0;
/// How wide a narrow letter is, with the space after it, in bodies; an estimate before anything is laid out.
const NARROW: f32 = 0.55;
const PADDING: Vec2 = Vec2::new(18.0, 8.0);
/// Where no word begins within so many letters, as in Japanese, a line is cut between any two.
const LONGEST_WORD: usize = 16;
/// World units between the screen, with its frame, and the card.
const GAP: f32 = 18.0;

/// The captions under one screen.
#[derive(Component, Debug, PartialEq)]
pub(super) struct Subtitle {
    /// Which of the room's screens.
    screen: usize,
    /// Where the screen ends.
    edge: f32,
}

pub(super) fn clear(mut commands: Commands, drawn: Query<Entity, With<Subtitle>>) {
    drawn.iter().for_each(|subtitle| commands.entity(subtitle).despawn());
}

/// Writes them anew when something was said, or is no longer to be read. What is drawn stays until the new one is.
pub(super) fn place(
    mut commands: Commands,
    mut written: Local<Vec<Line>>,
    captions: Res<Captions>,
    room: Res<OpenRoom>,
    theme: Res<Theme>,
    drawn: Query<(Entity, &Extent), With<Subtitle>>,
) {
    let elsewhere = room.is_changed() || theme.is_changed();
    if !elsewhere && (!captions.is_changed() || *written == captions.lines) {
        return;
    }
    written.clone_from(&captions.lines);
    let goes = |extent: &Extent| elsewhere || written.is_empty() || extent.0.y <= 0.0;
    drawn.iter().filter(|(_, extent)| goes(extent)).for_each(|(old, _)| commands.entity(old).despawn());
    for (number, screen) in screens(&room.map).enumerate().filter(|_| !written.is_empty()) {
        let size = (screen.width() / 37.0).clamp(SMALLEST, LARGEST).round();
        let width = screen.width() - 2.0 * PADDING.x;
        let writing = Writing {
            text: last_words(&written, (width / (size * NARROW)) as usize),
            size,
            weight: Weight::Plain,
            colour: theme.ink.on_plate,
            line_height: 1.3,
            width: Some(width),
            // Names of people who stand behind it would mix with its letters.
            card: Card { colour: theme.ink.plate.opaque(), padding: PADDING, radius: 10.0 },
        };
        let at = Vec3::new(screen.center().x.round(), screen.min.y, depth::BALLOONS - 1.0);
        commands.spawn((Subtitle { screen: number, edge: screen.min.y }, writing, Transform::from_translation(at)));
    }
}

/// A text grows upwards from its lower edge; this one hangs from the screen, and the one before it there goes.
pub(super) fn hang(
    mut commands: Commands,
    new: Query<(Entity, &Subtitle, &Extent), Changed<Extent>>,
    mut all: Query<(Entity, &Subtitle, &Extent, &mut Transform)>,
) {
    let written = new.iter().filter(|(_, _, Extent(size))| size.y > 0.0);
    let written: Vec<usize> = written.map(|(_, subtitle, _)| subtitle.screen).collect();
    for (entity, subtitle, Extent(size), mut transform) in &mut all {
        if !written.contains(&subtitle.screen) {
            continue;
        }
        if !new.contains(entity) {
            commands.entity(entity).despawn();
            continue;
        }
        transform.translation.y = (subtitle.edge - GAP - size.y - PADDING.y).round();
    }
}

/// What was said last, in lines of so many narrow letters.
fn last_words(lines: &[Line], letters: usize) -> String {
    let mut newest_first = lines.iter().rev();
    let (now, before) = (newest_first.next(), newest_first.next());
    let goes_on = now.zip(before).is_some_and(|(now, before)| now.name == before.name);
    let name = |line: &Line| format!("{}: ", line.name);
    let said_before = before.map(|line| spoken(line, &name(line), LINES_BEFORE * letters));
    let said_now = now.map(|line| {
        let name = if goes_on { String::new() } else { name(line) };
        spoken(line, &name, LINES_NOW * letters)
    });
    said_before.into_iter().chain(said_now).collect::<Vec<_>>().join("\n")
}

/// A line after who says it; of a long one its end, which is what was said last, from the beginning of a word.
fn spoken(line: &Line, name: &str, letters: usize) -> String {
    let room = letters.saturating_sub(narrow_letters(name) + 3);
    let mut filled = 0;
    let end = line.text.grapheme_indices(true).rev().take_while(|(_, letter)| {
        filled += narrow_letters(letter);
        filled <= room
    });
    let from = end.last().map_or(line.text.len(), |(at, _)| at);
    if from == 0 {
        return format!("{name}{}", line.text);
    }
    let end = line.text.get(from..).unwrap_or_default();
    let word = end.char_indices().take(LONGEST_WORD).find(|(_, letter)| letter.is_whitespace());
    let end = word.and_then(|(at, _)| end.get(at..)).unwrap_or(end);
    format!("{name}… {}", end.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    use crate::minimap::view::tests::empty_map;
    use crate::stage::caption;
    use crate::theme::Shade;
    use hiroba_shared::ids::RoomId;
    use hiroba_shared::map::{Shape, Zone, ZoneKind};
    use hiroba_shared::units::Point;

    fn hall() -> App {
        hall_with(1)
    }

    fn hall_with(screens: i32) -> App {
        let mut map = empty_map(20, 20);
        for screen in 0..screens {
            let at = Point::new(512, 256 + screen * 2_048);
            let shape = Shape::Rectangle { at, size: Point::new(2_048, 1_024) };
            map.zones.push(Zone { name: String::new(), shape, kind: ZoneKind::Screen });
        }
        let mut app = App::new();
        app.init_resource::<Captions>()
            .insert_resource(Theme::new(Shade::Light))
            .insert_resource(OpenRoom { room: RoomId(0), map: Arc::new(map) })
            .add_systems(Update, (place, hang).chain());
        app
    }

    fn says(app: &mut App, line: u32, text: &str) {
        app.world_mut().resource_mut::<Captions>().take(&caption(line, text), "Ana".to_owned(), 0);
        app.update();
    }

    fn written(app: &mut App) -> Vec<String> {
        app.world_mut().query::<&Writing>().iter(app.world()).map(|writing| writing.text.clone()).collect()
    }

    fn is_drawn(app: &mut App, extent: Vec2) {
        let mut query = app.world_mut().query::<&mut Extent>();
        let new = query.iter_mut(app.world_mut()).find(|extent| extent.0.y <= 0.0);
        new.unwrap().0 = extent;
        app.update();
    }

    #[test]
    fn the_last_two_lines_hang_under_the_screen_and_go_when_they_were_read() {
        let mut app = hall();
        for (line, text) in [(1, "Good morning"), (2, "Welcome"), (3, "The first talk")] {
            says(&mut app, line, text);
        }
        assert_eq!(written(&mut app), ["Ana: Welcome\nThe first talk"]);
        let extent = Vec2::new(300.0, 70.0);
        is_drawn(&mut app, extent);
        let mut query = app.world_mut().query::<&Transform>();
        let transform = query.single(app.world()).unwrap();
        let edge = -5.0 * crate::venue_state::TILE;
        assert!(transform.translation.y + extent.y < edge, "its upper edge is under the screen's lower one");
        assert!((transform.translation.x - 6.0 * crate::venue_state::TILE).abs() < 0.5);
        app.world_mut().resource_mut::<Captions>().pass(1_000);
        app.update();
        assert_eq!(written(&mut app), Vec::<String>::new());
    }

    #[test]
    fn while_a_line_grows_what_is_read_stays_until_the_new_one_is_drawn() {
        let mut app = hall();
        says(&mut app, 1, "Good");
        is_drawn(&mut app, Vec2::new(60.0, 35.0));
        says(&mut app, 1, "Good mor");
        says(&mut app, 1, "Good morning");
        assert_eq!(written(&mut app), ["Ana: Good", "Ana: Good morning"]);
        is_drawn(&mut app, Vec2::new(150.0, 35.0));
        assert_eq!(written(&mut app), ["Ana: Good morning"]);
        app.world_mut().resource_mut::<Captions>().draft = "What is typed here".to_owned();
        app.update();
        assert_eq!(written(&mut app), ["Ana: Good morning"]);
    }

    #[test]
    fn captions_drawn_for_one_screen_leave_those_of_another_alone() {
        let mut app = hall_with(2);
        says(&mut app, 1, "Good morning");
        is_drawn(&mut app, Vec2::new(150.0, 35.0));
        is_drawn(&mut app, Vec2::new(150.0, 35.0));
        assert_eq!(written(&mut app), ["Ana: Good morning", "Ana: Good morning"]);
    }

    #[test]
    fn of_a_long_line_the_end_is_read_from_the_beginning_of_a_word() {
        let by = |name: &str, text: &str| Line { line: 1, name: name.to_owned(), text: text.to_owned(), at: 0 };
        let line = |text: &str| by("Ana", text);
        let said = last_words(&[line(&format!("{}the end", "wonder ".repeat(40)))], 40);
        assert!(said.starts_with("Ana: … wonder ") && said.ends_with("wonder the end"), "{said}");
        assert!((60..=80).contains(&said.chars().count()), "{said}");
        let said = last_words(&[line(&"海".repeat(90))], 40);
        assert_eq!(said, format!("Ana: … {}", "海".repeat(36)));
        let two = last_words(&[line(&"before ".repeat(40)), by("Bat", "now")], 40);
        let (before, now) = two.split_once('\n').unwrap();
        assert!(before.chars().count() <= 40 && before.ends_with("before "), "{two}");
        assert_eq!(now, "Bat: now");
        assert_eq!(last_words(&[line("anything")], 3), "Ana: … ", "a screen too small for a letter");
    }
}
