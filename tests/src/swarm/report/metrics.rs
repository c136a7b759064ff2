//! Reads how long the ticks of the counted time took: the difference between two readings of the server's histogram.
//!
//! Prometheus knows only how many ticks stayed below each of its limits, so every answer is one of these limits: the
//! lowest that is not too low.

use super::{TickSpread, rounded};

/// The histogram's buckets.
const TICK_CPU: &str = "hiroba_tick_cpu_seconds_bucket";

/// CPU milliseconds per tick between two readings of `/metrics`; nothing when there was no tick between them.
pub(super) fn tick_cpu_ms(before: &str, after: &str) -> Option<TickSpread> {
    let earlier = buckets(before);
    let since = |limit: f64| earlier.iter().find(|(other, _)| *other == limit).map_or(0.0, |(_, count)| *count);
    let counted: Vec<(f64, f64)> =
        buckets(after).into_iter().map(|(limit, count)| (limit, count - since(limit))).collect();
    let all = counted.last().map(|(_, count)| *count).filter(|all| *all > 0.0)?;
    let below = |share: f64| {
        let limit = counted.iter().find(|(_, count)| *count >= all * share).map_or(0.0, |(limit, _)| *limit);
        rounded(limit * 1_000.0)
    };
    Some(TickSpread { p50: below(0.5), p99: below(0.99), max: below(1.0) })
}

/// Upper limits and how many ticks did not exceed them, the lowest first.
fn buckets(text: &str) -> Vec<(f64, f64)> {
    let bucket = |line: &str| {
        let limit = line.split("le=\"").nth(1)?.split('"').next()?.parse().ok()?;
        Some((limit, line.rsplit(' ').next()?.parse().ok()?))
    };
    text.lines().filter(|line| line.starts_with(TICK_CPU)).filter_map(bucket).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(counts: [u32; 4]) -> String {
        let bucket = |(limit, count)| format!("hiroba_tick_cpu_seconds_bucket{{le=\"{limit}\"}} {count}\n");
        ["0.001", "0.002", "0.01", "+Inf"].into_iter().zip(counts).map(bucket).collect()
    }

    #[test]
    fn only_ticks_of_the_counted_time_count() {
        // While all came in, ten ticks were slow; of a hundred counted since, one was.
        let (before, after) = (reading([0, 0, 10, 10]), reading([60, 99, 110, 110]));
        assert_eq!(tick_cpu_ms(&before, &after), Some(TickSpread { p50: 1.0, p99: 2.0, max: 10.0 }));
    }

    #[test]
    fn without_ticks_between_or_without_the_histogram_there_is_no_answer() {
        let reading = reading([1, 2, 3, 3]);
        assert_eq!(tick_cpu_ms(&reading, &reading), None);
        assert_eq!(tick_cpu_ms("nothing", "nothing"), None);
    }
}
