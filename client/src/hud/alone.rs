//! Letters that do something to everybody. They count only where they stand alone, so that a sentence which was meant for
//! a field and missed it begins, ends and darkens nothing.
//!
//! A letter waits a moment for the next one of its word. Walking by letters is no word, as long as they are held; tapped
//! they may be one. What the letters do is decided elsewhere, and so is what letters mean that only open panels.

use bevy::prelude::*;

use super::COMMAND_KEYS;
use crate::venue_state::TypingFocus;

/// How long a letter waits for another one.
const NEXT_SECONDS: f32 = 0.4;
/// How long after the last letter of a word another one still belongs to it.
const WORD_SECONDS: f32 = 0.8;
/// A key for walking that was held no longer than this may have been a letter.
const TAP_SECONDS: f32 = 0.25;

const STEPS: [KeyCode; 4] = [KeyCode::KeyW, KeyCode::KeyA, KeyCode::KeyS, KeyCode::KeyD];

/// All letters that nobody walks by.
const LETTERS: [KeyCode; 22] = [
    KeyCode::KeyB,
    KeyCode::KeyC,
    KeyCode::KeyE,
    KeyCode::KeyF,
    KeyCode::KeyG,
    KeyCode::KeyH,
    KeyCode::KeyI,
    KeyCode::KeyJ,
    KeyCode::KeyK,
    KeyCode::KeyL,
    KeyCode::KeyM,
    KeyCode::KeyN,
    KeyCode::KeyO,
    KeyCode::KeyP,
    KeyCode::KeyQ,
    KeyCode::KeyR,
    KeyCode::KeyT,
    KeyCode::KeyU,
    KeyCode::KeyV,
    KeyCode::KeyX,
    KeyCode::KeyY,
    KeyCode::KeyZ,
];

/// The letter that stood alone, in the frame in which that is known.
#[derive(Debug, Clone, PartialEq, Resource)]
pub struct LoneLetter {
    now: Option<KeyCode>,
    /// A letter, and for how long no other came.
    waits: Option<(KeyCode, f32)>,
    /// Keys for walking that are held, and for how long.
    steps: Vec<(KeyCode, f32)>,
    /// Time since the last letter of a word.
    since_word: f32,
}

impl Default for LoneLetter {
    fn default() -> Self {
        Self { now: None, waits: None, steps: Vec::new(), since_word: f32::MAX }
    }
}

impl LoneLetter {
    /// This one, known in this frame.
    #[cfg(test)]
    pub(crate) fn known(key: KeyCode) -> Self {
        Self { now: Some(key), ..Self::default() }
    }

    /// Whether it is this one.
    #[must_use]
    pub fn is(&self, key: KeyCode) -> bool {
        self.now == Some(key)
    }

    /// What is pressed means nothing any more: the world has changed since.
    pub fn forget(&mut self) {
        (self.now, self.waits) = (None, None);
    }

    fn hear(&mut self, keys: &ButtonInput<KeyCode>, seconds: f32) {
        self.now = None;
        self.since_word += seconds;
        self.hear_steps(keys, seconds);
        let mut pressed = LETTERS.into_iter().filter(|key| keys.just_pressed(*key));
        match (pressed.next(), pressed.next()) {
            (Some(key), None) => return self.press(key),
            (Some(_), Some(_)) => self.part_of_a_word(),
            (None, _) => {}
        }
        if let Some((_, waited)) = &mut self.waits {
            *waited += seconds;
        }
        self.now = self.waits.take_if(|(_, waited)| *waited >= NEXT_SECONDS).map(|(key, _)| key);
    }

    fn press(&mut self, key: KeyCode) {
        match self.waits {
            // An impatient second press is the same one.
            Some((other, _)) if other == key => {}
            None if self.since_word >= WORD_SECONDS => self.waits = Some((key, 0.0)),
            Some(_) | None => self.part_of_a_word(),
        }
    }

    fn hear_steps(&mut self, keys: &ButtonInput<KeyCode>, seconds: f32) {
        for (_, held) in &mut self.steps {
            *held += seconds;
        }
        let pressed = STEPS.into_iter().filter(|key| keys.just_pressed(*key));
        self.steps.extend(pressed.map(|key| (key, 0.0)));
        let tapped = self.steps.iter().any(|(key, held)| !keys.pressed(*key) && *held < TAP_SECONDS);
        self.steps.retain(|(key, _)| keys.pressed(*key));
        if tapped {
            self.part_of_a_word();
        }
    }

    fn part_of_a_word(&mut self) {
        self.waits = None;
        self.since_word = 0.0;
    }
}

pub(super) fn listen(
    keys: Res<ButtonInput<KeyCode>>,
    time: Res<Time>,
    typing: Res<TypingFocus>,
    mut lone: ResMut<LoneLetter>,
) {
    // A command takes back the letter before it: whoever presses one is doing something else.
    if typing.0 || keys.any_pressed(COMMAND_KEYS) {
        *lone = LoneLetter::default();
        return;
    }
    lone.hear(&keys, time.delta_secs());
}

#[cfg(test)]
mod tests {
    use super::*;
    use KeyCode::{KeyA, KeyD, KeyE, KeyG, KeyN, KeyO, KeyS, KeyT, KeyW, KeyX};

    const FRAME: f32 = 0.05;

    /// Hands on a keyboard, and every letter that stood alone.
    #[derive(Default)]
    struct Hands {
        keys: ButtonInput<KeyCode>,
        lone: LoneLetter,
        alone: Vec<KeyCode>,
    }

    impl Hands {
        fn frames(&mut self, count: u32) {
            for _ in 0..count {
                self.lone.hear(&self.keys, FRAME);
                self.keys.clear();
                self.alone.extend(self.lone.now);
            }
        }

        /// Presses a key, lets it go in the next frame but one, and waits as long as a slow typist.
        fn taps(&mut self, word: &[KeyCode]) {
            for key in word {
                self.keys.press(*key);
                self.frames(2);
                self.keys.release(*key);
                self.frames(4);
            }
        }
    }

    #[test]
    fn a_letter_that_stands_alone_counts_once_however_impatiently_it_is_pressed() {
        let mut hands = Hands::default();
        hands.taps(&[KeyN]);
        hands.frames(10);
        assert_eq!(hands.alone, [KeyN]);
        hands.taps(&[KeyX, KeyX]);
        hands.frames(20);
        assert_eq!(hands.alone, [KeyN, KeyX]);
    }

    #[test]
    fn letters_of_a_word_count_for_nothing_those_for_walking_among_them() {
        for word in [&[KeyN, KeyE, KeyX, KeyT][..], &[KeyA, KeyN, KeyD], &[KeyG, KeyO], &[KeyS, KeyW, KeyA, KeyN]] {
            let mut hands = Hands::default();
            hands.taps(word);
            hands.frames(20);
            assert_eq!(hands.alone, [], "{word:?}");
        }
    }

    #[test]
    fn whoever_walks_by_letters_still_commands() {
        let mut hands = Hands::default();
        hands.keys.press(KeyW);
        hands.frames(10);
        hands.taps(&[KeyN]);
        hands.keys.press(KeyD);
        hands.frames(10);
        assert_eq!(hands.alone, [KeyN]);
    }

    #[test]
    fn in_a_long_frame_all_letters_are_one_word_and_after_a_while_a_word_is_over() {
        let mut hands = Hands::default();
        for key in [KeyN, KeyE] {
            hands.keys.press(key);
        }
        hands.lone.hear(&hands.keys, 1.0);
        hands.keys = ButtonInput::default();
        hands.frames(20);
        assert_eq!(hands.alone, []);
        hands.taps(&[KeyT]);
        hands.frames(10);
        assert_eq!(hands.alone, [KeyT]);
    }
}
