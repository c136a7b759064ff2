//! Durations as people write them: `30m`, `12h`, `2d`.

use anyhow::Context;

const RIGHT: &str = "a duration is a whole number and m, h or d, such as 30m, 12h or 2d";

/// The seconds in `text`.
pub(super) fn seconds(text: &str) -> anyhow::Result<i64> {
    let (number, unit) = text.trim().split_at_checked(text.trim().len().saturating_sub(1)).context(RIGHT)?;
    let unit = match unit {
        "m" => 60,
        "h" => 60 * 60,
        "d" => 24 * 60 * 60,
        _ => anyhow::bail!(RIGHT),
    };
    let number: u32 = number.parse().ok().filter(|number| *number > 0).context(RIGHT)?;
    i64::from(number).checked_mul(unit).context(RIGHT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_as_people_write_them() {
        assert_eq!(seconds("30m").unwrap(), 1_800);
        assert_eq!(seconds(" 12h ").unwrap(), 43_200);
        assert_eq!(seconds("2d").unwrap(), 172_800);
        for odd in ["", "2", "d", "0d", "-1d", "2w", "2日", "1.5h"] {
            assert!(seconds(odd).is_err(), "{odd}");
        }
    }
}
