//! Areas that are no upright rectangle or ellipse: polygons and what was turned, as the squares of the map they cover.
//!
//! A square belongs to an area when its middle lies inside. Zones are rectangles, so the caller cuts the squares into
//! some.

use super::{layers::Grid, region::Region, tiled::Object};

/// Corners an ellipse is made of when it was turned.
const ELLIPSE_CORNERS: u16 = 48;

/// The corners of an area in pixels of the map; `None` for an upright rectangle, ellipse or point.
pub(super) fn corners(object: &Object) -> Option<Vec<(f64, f64)>> {
    let (width, height) = (object.width, object.height);
    let upright: Vec<(f64, f64)> = match &object.polygon {
        Some(polygon) => polygon.0.iter().map(|corner| (corner.x, corner.y)).collect(),
        None if object.rotation == 0.0 || (width == 0.0 && height == 0.0) => return None,
        None if object.ellipse => (0..ELLIPSE_CORNERS)
            .map(|corner| {
                let angle = f64::from(corner) / f64::from(ELLIPSE_CORNERS) * std::f64::consts::TAU;
                (width / 2.0 * (1.0 + angle.cos()), height / 2.0 * (1.0 + angle.sin()))
            })
            .collect(),
        None => vec![(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)],
    };
    // Tiled turns clockwise round the object's place; y grows downwards, so this is the plain formula.
    let (sine, cosine) = object.rotation.to_radians().sin_cos();
    let turned = |(x, y): (f64, f64)| (object.x + x * cosine - y * sine, object.y + x * sine + y * cosine);
    Some(upright.into_iter().map(turned).collect())
}

/// The squares whose middle lies inside these corners, by the even-odd rule.
pub(super) fn covered(corners: &[(f64, f64)], grid: Grid) -> Region {
    let mut region = Region::empty(grid.width, grid.height);
    for row in 0..grid.height {
        let y = (f64::from(row) + 0.5) * f64::from(grid.tile_px.1);
        let mut crossings = crossings(corners, y);
        crossings.sort_by(f64::total_cmp);
        for pair in crossings.chunks_exact(2) {
            let [from, to] = pair else { continue };
            // Squares whose middle lies between the two crossings; a float outside of a number's range is its edge.
            let column = |x: f64| (x / f64::from(grid.tile_px.0) - 0.5).ceil().max(0.0) as usize;
            for column in column(*from)..column(*to).min(usize::from(grid.width)) {
                region.mark(usize::from(row) * usize::from(grid.width) + column);
            }
        }
    }
    region
}

/// Where the sides between these corners cross the line at height `y`, from left to right in no order.
fn crossings(corners: &[(f64, f64)], y: f64) -> Vec<f64> {
    let following = corners.iter().cycle().skip(1);
    let sides = corners.iter().zip(following);
    let crossing = |(from, to): (&(f64, f64), &(f64, f64))| {
        let crosses = (from.1 <= y) != (to.1 <= y);
        crosses.then(|| from.0 + (y - from.1) / (to.1 - from.1) * (to.0 - from.0))
    };
    sides.filter_map(crossing).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GRID: Grid = Grid { width: 6, height: 4, tile_px: (10, 10) };

    fn squares(corners: &[(f64, f64)]) -> Vec<(u16, u16)> {
        covered(corners, GRID).tiles().map(|tile| (tile.x, tile.y)).collect()
    }

    #[test]
    fn a_square_belongs_to_a_polygon_when_its_middle_lies_inside() {
        assert_eq!(squares(&[(0.0, 0.0), (30.0, 0.0), (0.0, 30.0)]), [(0, 0), (1, 0), (0, 1)]);
        assert_eq!(
            squares(&[(14.0, 14.0), (26.0, 14.0), (26.0, 26.0), (14.0, 26.0)]),
            [(1, 1), (2, 1), (1, 2), (2, 2)]
        );
    }

    #[test]
    fn polygons_of_no_size_or_far_away_cover_nothing() {
        for corners in
            [vec![], vec![(5.0, 5.0)], vec![(-1e300, -9.0), (-1e299, 1e300), (-5.0, 7.0)], vec![(f64::NAN, 5.0); 4]]
        {
            assert_eq!(squares(&corners), []);
        }
    }

    #[test]
    fn what_reaches_beyond_the_map_is_cut_to_it() {
        assert_eq!(squares(&[(-1e9, -1e9), (1e9, -1e9), (1e9, 1e9), (-1e9, 1e9)]).len(), 24);
    }
}
