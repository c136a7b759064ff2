//! How much of a frame drawing texts may take, and how sharply they are drawn.
//!
//! Pure. Fifty people who enter at once are lettered over a few frames instead of one long one.

/// Most texts drawn in one frame.
pub const MOST_TEXTS: usize = 12;
/// Milliseconds after which no further text is begun in a frame.
pub const MOST_MS: f32 = 4.0;
/// Most pixels along a world unit: beyond this nobody sees a difference, and the pages would fill.
const SHARPEST: f32 = 3.0;

/// Whether another text may be begun in this frame.
#[must_use]
pub fn allows(drawn: usize, elapsed_ms: f32) -> bool {
    drawn < MOST_TEXTS && elapsed_ms < MOST_MS
}

/// Pixels along a world unit, for a screen of `ratio` device pixels to a logical one, seen at `zoom`. In steps, so
/// that zooming does not draw every text anew all the time.
#[must_use]
pub fn sharpness(ratio: f32, zoom: f32) -> f32 {
    let nearer = if zoom > 1.2 { 2.0 } else { 1.0 };
    ((ratio.max(1.0) * nearer * 4.0).round() / 4.0).min(SHARPEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fifty_people_at_once_are_lettered_over_several_frames() {
        let (texts, mut frames, mut drawn) = (150, 0, 0);
        while drawn < texts {
            let mut in_this_frame = 0;
            // Half a millisecond for each text.
            while allows(in_this_frame, in_this_frame as f32 * 0.5) && drawn < texts {
                (in_this_frame, drawn) = (in_this_frame + 1, drawn + 1);
            }
            assert!(in_this_frame as f32 * 0.5 <= MOST_MS);
            frames += 1;
        }
        assert!(frames <= 30, "half a second at most, not {frames} frames");
    }

    #[test]
    fn a_finer_screen_gets_finer_letters_up_to_a_limit() {
        assert_eq!(sharpness(1.0, 1.0), 1.0);
        assert_eq!(sharpness(1.0, 1.21), 2.0);
        assert_eq!(sharpness(2.625, 1.0), 2.75);
        assert_eq!(sharpness(3.0, 2.0), 3.0);
        assert_eq!(sharpness(0.5, 1.0), 1.0, "a page zoomed out keeps its letters");
    }
}
