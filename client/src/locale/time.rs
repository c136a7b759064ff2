//! Times in words: how long something lasts, and what the clock says.

use bevy::prelude::Resource;

use super::Locale;

/// What the clock on the wall says, renewed every second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Resource)]
pub struct WallClock {
    /// Seconds since 1970.
    pub unix: i64,
    /// Seconds this place is ahead of UTC.
    pub offset: i64,
}

impl WallClock {
    /// What the system's clock says now.
    #[must_use]
    pub fn now() -> Self {
        Self { unix: unix_now(), offset: offset_from_utc() }
    }
}

#[cfg(not(target_arch = "wasm32"))]
#[expect(clippy::disallowed_methods, reason = "the clock on the wall is for the person's eyes, no rule reads it")]
fn unix_now() -> i64 {
    use std::time::{SystemTime, UNIX_EPOCH};
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(0)
}

/// Seconds this place is ahead of UTC at a moment, summer time counted.
#[cfg(not(target_arch = "wasm32"))]
#[must_use]
pub fn offset_at(unix_seconds: i64) -> i64 {
    let moment = jiff::Timestamp::from_second(unix_seconds).unwrap_or_default();
    i64::from(jiff::tz::TimeZone::system().to_offset(moment).seconds())
}

/// Seconds this place is ahead of UTC at a moment, summer time counted.
#[cfg(target_arch = "wasm32")]
#[must_use]
pub fn offset_at(unix_seconds: i64) -> i64 {
    let moment = wasm_bindgen::JsValue::from_f64(unix_seconds as f64 * 1_000.0);
    -(js_sys::Date::new(&moment).get_timezone_offset() * 60.0) as i64
}

#[cfg(not(target_arch = "wasm32"))]
fn offset_from_utc() -> i64 {
    i64::from(jiff::Zoned::now().offset().seconds())
}

#[cfg(target_arch = "wasm32")]
fn unix_now() -> i64 {
    (js_sys::Date::now() / 1_000.0) as i64
}

/// Browsers count the minutes that UTC is ahead of the place.
#[cfg(target_arch = "wasm32")]
fn offset_from_utc() -> i64 {
    -(js_sys::Date::new_0().get_timezone_offset() * 60.0) as i64
}

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

impl Locale {
    /// So many seconds in words, rounded up to the unit a person would use.
    #[must_use]
    pub fn length_of_time(&self, seconds: i64) -> String {
        let seconds = seconds.max(1);
        let (key, count) = if seconds <= 90 {
            ("time-seconds", seconds)
        } else if seconds <= 90 * MINUTE {
            ("time-minutes", divided_up(seconds, MINUTE))
        } else if seconds <= 36 * HOUR {
            ("time-hours", divided_up(seconds, HOUR))
        } else {
            ("time-days", divided_up(seconds, DAY))
        };
        self.text_with(key, &[("count", count.into())])
    }
}

const fn divided_up(seconds: i64, unit: i64) -> i64 {
    (seconds + unit - 1) / unit
}

/// What a clock shows, `14:05`, at this Unix time with this offset from UTC.
#[must_use]
pub fn clock_face(unix_seconds: i64, offset_seconds: i64) -> String {
    let of_day = unix_seconds.saturating_add(offset_seconds).rem_euclid(DAY);
    format!("{:02}:{:02}", of_day / HOUR, of_day % HOUR / MINUTE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Tongue;

    #[test]
    fn the_clock_goes_round_midnight_in_both_directions() {
        assert_eq!(clock_face(0, 9 * HOUR), "09:00");
        assert_eq!(clock_face(0, -HOUR), "23:00");
        assert_eq!(clock_face(DAY - 60, 0), "23:59");
    }

    #[test]
    fn lengths_of_time_use_the_unit_a_person_would_use() {
        let words = Locale::new(Tongue::En);
        assert_eq!(words.length_of_time(1), "1 second");
        assert_eq!(words.length_of_time(61 * MINUTE), "61 minutes");
        assert_eq!(words.length_of_time(3 * HOUR - 10), "3 hours");
        assert_eq!(words.length_of_time(3 * DAY), "3 days");
    }
}
