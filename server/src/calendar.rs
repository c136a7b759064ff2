//! Moments as people write them: text of RFC 3339 to seconds since 1970 and back, and the date where somebody is.
//!
//! Promises that a moment no text can name is `None` and never a panic. Does not know what time it is, nor any time zone.

use time::format_description::well_known::Rfc3339;
use time::{OffsetDateTime, UtcOffset};

/// A moment for people and for sorting, in UTC: `2026-11-23T01:00:00Z`.
pub(crate) fn text(unix: i64) -> Option<String> {
    OffsetDateTime::from_unix_timestamp(unix).ok()?.format(&Rfc3339).ok()
}

/// The moment that a text with a date, a time and an offset names.
pub(crate) fn moment(text: &str) -> Option<i64> {
    OffsetDateTime::parse(text, &Rfc3339).ok().map(OffsetDateTime::unix_timestamp)
}

/// The date where clocks are so many minutes ahead of UTC, in the form that is read everywhere.
pub(crate) fn date(unix: i64, ahead: i16) -> Option<String> {
    let offset = UtcOffset::from_whole_seconds(i32::from(ahead) * 60).unwrap_or(UtcOffset::UTC);
    let there = OffsetDateTime::from_unix_timestamp(unix).ok()?.checked_to_offset(offset)?;
    Some(there.date().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_as_the_same_moment() {
        for unix in [0, 951_782_399, 1_795_395_600, 4_102_444_799, 253_402_300_799] {
            assert_eq!(moment(&text(unix).unwrap()), Some(unix));
        }
        assert_eq!(text(1_795_395_600).as_deref(), Some("2026-11-23T01:00:00Z"));
        assert_eq!(moment("2026-11-23T10:00:00+09:00"), Some(1_795_395_600));
    }

    #[test]
    fn what_names_no_moment_has_none_and_no_moment_is_too_far_to_ask() {
        for odd in ["", "2026-11-23", "2026-11-23T10:00:00", "2026-02-30T10:00:00Z", "10:00:00"] {
            assert_eq!(moment(odd), None, "{odd}");
        }
        for far in [i64::MIN, i64::MAX] {
            assert_eq!((text(far), date(far, 0)), (None, None));
        }
        assert!(date(253_402_300_799, i16::MAX).is_some() && date(253_402_300_799, 60).is_none());
    }

    #[test]
    fn a_date_is_that_of_the_clock_where_it_is_asked_for() {
        // Seven in the evening of a winter day in Greenwich.
        let evening = 1_795_460_400;
        assert_eq!(date(evening, 0).as_deref(), Some("2026-11-23"));
        assert_eq!(date(evening, 9 * 60).as_deref(), Some("2026-11-24"));
        assert_eq!(date(evening, i16::MIN).as_deref(), Some("2026-11-23"), "no clock is so wrong");
    }
}
