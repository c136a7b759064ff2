//! Moments as people say them: how long ago or how soon, and the date beside it for whoever wants to know.
//!
//! Dates are in UTC and say so; the venue does not know where its readers are.

use maud::{Markup, html};
use time::OffsetDateTime;

use crate::words::Words;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// A moment with its date.
#[must_use]
pub fn element(words: &Words, now: i64, at: i64) -> Markup {
    let date = date(at);
    html! {
        time datetime=(date.replacen(' ', "T", 1).replace(" UTC", "Z")) title=(date) { (in_words(words, now, at)) }
    }
}

/// A moment in words.
#[must_use]
pub fn in_words(words: &Words, now: i64, at: i64) -> String {
    let (key, count) = match at.saturating_sub(now) {
        away if away <= -7 * DAY || away >= 60 * DAY => return date(at),
        away if away <= -DAY => ("desk-time-days-ago", -away / DAY),
        away if away <= -HOUR => ("desk-time-hours-ago", -away / HOUR),
        away if away <= -MINUTE => ("desk-time-minutes-ago", -away / MINUTE),
        away if away < MINUTE => return words.text("desk-time-now").to_owned(),
        away if away < HOUR => ("desk-time-in-minutes", (away + MINUTE / 2) / MINUTE),
        away if away < 2 * DAY => ("desk-time-in-hours", (away + HOUR / 2) / HOUR),
        away => ("desk-time-in-days", (away + DAY / 2) / DAY),
    };
    words.fill(key, &[("count", &count.to_string())])
}

/// A moment as a date, to the minute.
#[must_use]
pub fn date(at: i64) -> String {
    let Ok(date) = OffsetDateTime::from_unix_timestamp(at) else { return "…".to_owned() };
    let (year, month, day) = (date.year(), u8::from(date.month()), date.day());
    format!("{year:04}-{month:02}-{day:02} {:02}:{:02} UTC", date.hour(), date.minute())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn a_moment_is_told_by_how_far_away_it_is() {
        let words = Words::of(Language::English);
        for (away, told) in [
            (-8 * DAY, "2026-11-15 01:00 UTC"),
            (-3 * DAY - 5, "3 d ago"),
            (-DAY - HOUR, "1 d ago"),
            (-5 * HOUR, "5 h ago"),
            (-61, "1 min ago"),
            (-59, "just now"),
            (59, "just now"),
            (80, "in 1 min"),
            (47 * HOUR - 2, "in 47 h"),
            (3 * DAY - 2, "in 3 d"),
            (60 * DAY, "2027-01-22 01:00 UTC"),
        ] {
            assert_eq!(in_words(&words, 1_795_395_600, 1_795_395_600 + away), told, "{away}");
        }
        assert_eq!(date(i64::MAX), "…");
        assert!(in_words(&words, 0, i64::MIN).contains('…'));
    }

    #[test]
    fn a_moment_names_its_date_for_machines_too() {
        let markup = element(&Words::of(Language::English), 1_795_395_600, 1_795_392_000).into_string();
        assert_eq!(markup, "<time datetime=\"2026-11-23T00:00Z\" title=\"2026-11-23 00:00 UTC\">1 h ago</time>");
    }
}
