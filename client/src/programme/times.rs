//! Times of a programme as people read them: clock times of their own zone, and countdowns.

use hiroba_shared::programme::{Item, schedule};

use crate::locale::Locale;
use crate::locale::time::{clock_face, offset_at};

/// Minutes before the end at which whoever speaks is warned.
const FIRST_WARNING: i64 = 5;
const LAST_WARNING: i64 = 1;

/// How a moment is read in somebody's zone: seconds ahead of UTC at that moment.
pub type Zone<'a> = &'a dyn Fn(i64) -> i64;

/// This device's own zone.
#[must_use]
pub fn own_zone(moment: i64) -> i64 {
    offset_at(moment)
}

/// What the clock shows at this moment; with the day, when that is not the day of `now`.
#[must_use]
pub fn face(moment: i64, now: i64, zone: Zone<'_>) -> String {
    let offset = zone(moment);
    let day = |moment: i64, offset: i64| moment.saturating_add(offset).div_euclid(86_400);
    let time = clock_face(moment, offset);
    if day(moment, offset) == day(now, zone(now)) {
        return time;
    }
    let (month, of_month) = month_and_day(day(moment, offset));
    format!("{month}/{of_month} {time}")
}

/// Minutes and seconds, `7:05`, without a sign.
#[must_use]
pub fn countdown(seconds: i64) -> String {
    let seconds = seconds.abs();
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// What is left of an item in words, or how far it runs over.
#[must_use]
pub fn left(item: &Item, now: i64, words: &Locale) -> Option<String> {
    let left = schedule::left(item, now)?;
    let key = if left < 0 { "strip-over" } else { "strip-left" };
    Some(words.text_with(key, &[("time", countdown(left).into())]))
}

/// What whoever speaks is told in words as the end comes near; the words stay the same between one warning and the
/// next, so that they are read out once.
#[must_use]
pub fn warning(item: &Item, now: i64, words: &Locale) -> Option<String> {
    let left = schedule::left(item, now)?;
    if left <= 0 {
        return Some(words.text("strip-time-is-up"));
    }
    let minutes = [LAST_WARNING, FIRST_WARNING].into_iter().find(|minutes| left <= minutes * 60)?;
    // A short item is not warned of before it has well begun.
    let short = item.what.length.seconds() <= minutes * 60;
    (!short).then(|| words.text_with("strip-warning", &[("minutes", minutes.into())]))
}

/// Month and day of a day counted from 1970, in the Gregorian calendar.
fn month_and_day(days: i64) -> (i64, i64) {
    // Counted from the first of March of the year 0, so that leap days end the year.
    let from_march = days + 719_468;
    let of_era = from_march.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    (if month < 10 { month + 3 } else { month - 9 }, day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Tongue;
    use crate::programme::samples::{NOON, running};

    #[test]
    fn a_moment_is_read_in_the_readers_zone_with_its_day_when_that_is_another() {
        let (tokyo, berlin) = (|_| 9 * 3_600, |_| 3_600);
        // 2027-01-15 08:00 UTC.
        assert_eq!((face(NOON, NOON, &tokyo), face(NOON, NOON, &berlin)), ("17:00".to_owned(), "09:00".to_owned()));
        assert_eq!(face(NOON + 8 * 3_600, NOON, &tokyo), "1/16 01:00");
    }

    #[test]
    fn days_are_named_as_calendars_name_them() {
        let days = [0, 59, 789, 11_016, 19_782, 20_819];
        let named = [(1, 1), (3, 1), (2, 29), (2, 29), (2, 29), (1, 1)];
        assert_eq!(days.map(month_and_day), named);
    }

    #[test]
    fn whoever_speaks_is_warned_at_five_minutes_at_one_and_at_the_end() {
        let words = Locale::new(Tongue::En);
        let at = |second| warning(&running(1), NOON + second, &words);
        assert_eq!(at(299), None);
        assert_eq!(at(301), Some("5 minutes left".to_owned()));
        assert_eq!(at(301), at(539));
        assert_eq!(at(545), Some("1 minute left".to_owned()));
        assert_eq!(at(700), Some("Time is up".to_owned()));
    }

    #[test]
    fn a_countdown_goes_on_below_zero() {
        let words = Locale::new(Tongue::En);
        assert_eq!(left(&running(1), NOON + 5, &words), Some("9:55 left".to_owned()));
        assert_eq!(left(&running(1), NOON + 670, &words), Some("1:10 over".to_owned()));
    }
}
