//! Reads how long ticks took from Prometheus text, whether it comes as quantiles or as buckets.

use super::{TickSpread, rounded};

/// The metric.
const TICK_CPU: &str = "hiroba_tick_cpu_seconds";

/// CPU milliseconds per tick.
pub(super) fn tick_cpu_ms(text: &str) -> Option<TickSpread> {
    let ms = |seconds: f64| rounded(seconds * 1_000.0);
    if let (Some(p50), Some(p99)) = (quantile(text, "0.5"), quantile(text, "0.99")) {
        let max = quantile(text, "1").or_else(|| quantile(text, "0.999")).unwrap_or(p99);
        return Some(TickSpread { p50: ms(p50), p99: ms(p99), max: ms(max) });
    }
    let buckets = buckets(text);
    let all = buckets.last().map(|(_, count)| *count).filter(|all| *all > 0.0)?;
    let below = |share: f64| buckets.iter().find(|(_, count)| *count >= all * share).map_or(0.0, |(limit, _)| *limit);
    Some(TickSpread { p50: ms(below(0.5)), p99: ms(below(0.99)), max: ms(below(1.0)) })
}

fn quantile(text: &str, quantile: &str) -> Option<f64> {
    let wanted = format!("quantile=\"{quantile}\"");
    let line = text.lines().find(|line| line.starts_with(TICK_CPU) && line.contains(&wanted))?;
    line.rsplit(' ').next()?.parse().ok()
}

/// Upper limits and how many ticks did not exceed them.
fn buckets(text: &str) -> Vec<(f64, f64)> {
    let start = format!("{TICK_CPU}_bucket");
    let bucket = |line: &str| {
        let limit = line.split("le=\"").nth(1)?.split('"').next()?.parse().ok()?;
        Some((limit, line.rsplit(' ').next()?.parse().ok()?))
    };
    text.lines().filter(|line| line.starts_with(&start)).filter_map(bucket).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_and_buckets_are_both_understood() {
        let quantiles = "hiroba_tick_cpu_seconds{quantile=\"0.5\"} 0.001\nhiroba_tick_cpu_seconds{quantile=\"0.99\"} 0.004\n\
            hiroba_tick_cpu_seconds{quantile=\"1\"} 0.009\n";
        assert_eq!(tick_cpu_ms(quantiles), Some(TickSpread { p50: 1.0, p99: 4.0, max: 9.0 }));
        let buckets =
            "hiroba_tick_cpu_seconds_bucket{le=\"0.001\"} 60\nhiroba_tick_cpu_seconds_bucket{le=\"0.01\"} 100\n";
        assert_eq!(tick_cpu_ms(buckets), Some(TickSpread { p50: 1.0, p99: 10.0, max: 10.0 }));
        assert_eq!(tick_cpu_ms("nothing"), None);
    }
}
