//! Applause in words, for whoever does not see it rise over the hall: screen readers, and those who want nothing to move.
//!
//! What is heard within three seconds becomes one quiet line. Who cheered is told nobody, neither here nor over the link.

use bevy::prelude::*;
use hiroba_shared::protocol::FromServer;
use hiroba_shared::protocol::floor::FloorFromServer;
use hiroba_shared::protocol::talk::Emote;

use crate::comfort::Comfort;
use crate::locale::Locale;
use crate::notice::Notices;
use crate::panel::Tone;
use crate::venue_state::FromVenue;

/// Seconds that are gathered into one line.
const GATHERED_SECONDS: f32 = 3.0;
/// Seconds after which a line is no news any more.
const TOLD_SECONDS: f32 = 12.0;

/// What the hall cheers.
#[derive(Debug, Clone, PartialEq, Default, Resource)]
pub struct Applause {
    gathered: Vec<(Emote, u32)>,
    told: Option<String>,
    number: u32,
    seconds: f32,
}

impl Applause {
    /// The line that is news now, with a number of its own.
    #[must_use]
    pub fn line(&self) -> Option<(u32, &str)> {
        self.told.as_deref().map(|text| (self.number, text))
    }

    fn hear(&mut self, cheers: &[(Emote, u16)]) {
        if self.gathered.is_empty() {
            self.seconds = 0.0;
        }
        for (emote, count) in cheers {
            match self.gathered.iter_mut().find(|(known, _)| known == emote) {
                Some((_, all)) => *all = all.saturating_add(u32::from(*count)),
                None => self.gathered.push((*emote, u32::from(*count))),
            }
        }
    }

    /// What was gathered, once it was long enough.
    fn due(&mut self) -> Option<Vec<(Emote, u32)>> {
        let due = !self.gathered.is_empty() && self.seconds >= GATHERED_SECONDS;
        due.then(|| std::mem::take(&mut self.gathered))
    }

    fn tell(&mut self, text: String) {
        self.number = self.number.wrapping_add(1);
        self.seconds = 0.0;
        self.told = Some(text);
    }
}

pub(super) fn forget(mut applause: ResMut<Applause>) {
    *applause = Applause::default();
}

/// Where nothing moves the line is read by everybody, else by screen readers alone.
pub(super) fn gather(
    mut heard: MessageReader<FromVenue>,
    time: Res<Time>,
    comfort: Res<Comfort>,
    words: Res<Locale>,
    mut applause: ResMut<Applause>,
    mut notices: ResMut<Notices>,
) {
    let inner = applause.bypass_change_detection();
    inner.seconds += time.delta_secs();
    for FromVenue(message) in heard.read() {
        if let FromServer::Floor(FloorFromServer::Cheers(cheers)) = message {
            inner.hear(cheers);
        }
    }
    if let Some(cheers) = inner.due() {
        let text = in_words(&cheers, &words);
        if comfort.is_calm() {
            notices.add(Tone::Plain, text);
        } else {
            applause.tell(text);
        }
    } else if inner.told.is_some() && inner.gathered.is_empty() && inner.seconds >= TOLD_SECONDS {
        applause.told = None;
    }
}

fn in_words(cheers: &[(Emote, u32)], words: &Locale) -> String {
    let part = |(emote, count): &(Emote, u32)| {
        let name = words.text(&format!("emote-{}", emote.name()));
        words.text_with("cheers-part", &[("name", name.into()), ("count", (*count).into())])
    };
    let parts: Vec<String> = cheers.iter().map(part).collect();
    words.text_with("cheers-told", &[("cheers", words.list(&parts).into())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    use crate::comfort::Motion;
    use crate::locale::Tongue;

    fn hall(motion: Motion) -> App {
        let mut app = App::new();
        app.add_message::<FromVenue>()
            .init_resource::<Time>()
            .init_resource::<Applause>()
            .init_resource::<Notices>()
            .insert_resource(Comfort { motion, ..Comfort::default() })
            .insert_resource(Locale::new(Tongue::En))
            .add_systems(Update, gather);
        app
    }

    /// Half a second in which so many clap.
    fn half_a_second(app: &mut App, claps: u16) {
        app.world_mut().resource_mut::<Time>().advance_by(Duration::from_millis(500));
        if claps > 0 {
            let cheers = vec![(Emote::Clap, claps), (Emote::Heart, 1)];
            app.world_mut().write_message(FromVenue(FromServer::Floor(FloorFromServer::Cheers(cheers))));
        }
        app.update();
    }

    fn told(app: &App) -> (Option<(u32, String)>, Vec<String>) {
        let line = app.world().resource::<Applause>().line().map(|(number, text)| (number, text.to_owned()));
        (line, app.world().resource::<Notices>().shown().map(|notice| notice.text.clone()).collect())
    }

    #[test]
    fn three_seconds_of_applause_are_one_line_for_screen_readers_and_pass() {
        let mut app = hall(Motion::Full);
        (0..6).for_each(|_| half_a_second(&mut app, 10));
        assert_eq!(told(&app), (None, vec![]), "it is still being gathered");
        half_a_second(&mut app, 0);
        assert_eq!(told(&app), (Some((1, "The hall: Clap 60, Heart 6".to_owned())), vec![]));
        (0..5).for_each(|_| half_a_second(&mut app, 0));
        half_a_second(&mut app, 2);
        (0..6).for_each(|_| half_a_second(&mut app, 0));
        assert_eq!(told(&app).0, Some((2, "The hall: Clap 2, Heart 1".to_owned())), "the next is another line");
        (0..24).for_each(|_| half_a_second(&mut app, 0));
        assert_eq!(told(&app), (None, vec![]));
    }

    #[test]
    fn where_nothing_moves_everybody_reads_it_and_nobody_is_told_twice() {
        let mut app = hall(Motion::Reduced);
        half_a_second(&mut app, 37);
        (0..6).for_each(|_| half_a_second(&mut app, 0));
        assert_eq!(told(&app), (None, vec!["The hall: Clap 37, Heart 1".to_owned()]));
    }
}
