//! What the server sent and took, read from its Prometheus text, and what a turned page adds to it.
//!
//! Bytes of a silent time are taken off tick by tick, because a window that is one tick longer holds a snapshot more
//! for everybody.

use serde::Serialize;

/// What a server counted so far, or between two readings.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Traffic {
    ticks: f64,
    down_bytes: f64,
    up_bytes: f64,
}

/// Bytes on the game link for each viewer and turned page, frame headers included.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct TurnBytes {
    /// From the server.
    pub down: f64,
    /// To it, in acknowledgement.
    pub up: f64,
}

impl Traffic {
    /// What this text of metrics says.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        Some(Self {
            ticks: value(text, "hiroba_ticks_total")?,
            down_bytes: value(text, "hiroba_bytes_total{direction=\"out\"}")?,
            up_bytes: value(text, "hiroba_bytes_total{direction=\"in\"}")?,
        })
    }

    /// What came since an earlier reading.
    #[must_use]
    pub fn since(self, earlier: Self) -> Self {
        Self {
            ticks: self.ticks - earlier.ticks,
            down_bytes: self.down_bytes - earlier.down_bytes,
            up_bytes: self.up_bytes - earlier.up_bytes,
        }
    }
}

impl TurnBytes {
    /// What the pages cost: the traffic of a time in which `turns` were turned for so many viewers, without what as many
    /// ticks of silence cost.
    #[must_use]
    pub fn of(silent: Traffic, turning: Traffic, (viewers, turns): (usize, u16)) -> Option<Self> {
        let arrivals = viewers as f64 * f64::from(turns);
        if silent.ticks <= 0.0 || arrivals <= 0.0 {
            return None;
        }
        let each = |silent_bytes: f64, bytes: f64| {
            let more = bytes - silent_bytes * turning.ticks / silent.ticks;
            (more / arrivals * 10.0).round() / 10.0
        };
        Some(Self { down: each(silent.down_bytes, turning.down_bytes), up: each(silent.up_bytes, turning.up_bytes) })
    }
}

fn value(text: &str, name: &str) -> Option<f64> {
    text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' ')?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turned_page_costs_what_came_above_as_many_silent_ticks() {
        let silent = Traffic { ticks: 100.0, down_bytes: 100_000.0, up_bytes: 50_000.0 };
        // Ten ticks more, and ten pages of 30 bytes to 50 viewers who answer with 8.
        let turning = Traffic { ticks: 110.0, down_bytes: 110_000.0 + 15_000.0, up_bytes: 55_000.0 + 4_000.0 };
        assert_eq!(TurnBytes::of(silent, turning, (50, 10)), Some(TurnBytes { down: 30.0, up: 8.0 }));
        assert_eq!(TurnBytes::of(silent, turning, (0, 10)), None);
    }

    #[test]
    fn traffic_is_read_by_its_direction() {
        let text = "# TYPE hiroba_ticks_total counter\nhiroba_ticks_total 7\n\
            hiroba_bytes_total{direction=\"in\"} 20\nhiroba_bytes_total{direction=\"out\"} 40\n";
        assert_eq!(Traffic::read(text), Some(Traffic { ticks: 7.0, down_bytes: 40.0, up_bytes: 20.0 }));
        assert_eq!(Traffic::read("hiroba_ticks_total 7\n"), None);
    }
}
