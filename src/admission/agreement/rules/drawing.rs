//! A signature as it was drawn, beside the typed name. It is kept as text in the line of evidence, and
//! so in its hash; it is measured against its field, so that a phone may be turned while drawing.

/// Width and height of the field, in its own units.
pub const FIELD: (u16, u16) = (3000, 1000);
/// Points of one drawing; a full signature has some hundred.
const POINTS: usize = 4000;
/// Characters that so many points need at most.
pub const LENGTH: usize = POINTS * "3000,1000 ".len();

/// Strokes of a pen, each a row of points across and down its field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Drawing(Vec<Vec<(u16, u16)>>);

impl Drawing {
    /// Reads `across,down across,down;across,down`: points in strokes. `None` for anything else, for
    /// points outside the field, and for too many; an empty text is a drawing without strokes.
    pub fn read(text: &str) -> Option<Self> {
        if text.is_empty() {
            return Some(Self::default());
        }
        let point = |pair: &str| {
            let (across, down) = pair.split_once(',')?;
            let (across, down) = (across.parse().ok()?, down.parse().ok()?);
            (across <= FIELD.0 && down <= FIELD.1).then_some((across, down))
        };
        let stroke = |row: &str| row.split(' ').map(point).collect::<Option<Vec<_>>>();
        let strokes: Vec<_> = text.split(';').map(stroke).collect::<Option<_>>()?;
        let points: usize = strokes.iter().map(Vec::len).sum();
        (points <= POINTS).then_some(Self(strokes))
    }

    /// Each stroke as the points of an SVG polyline. A dot is a line to itself, which a round pen shows.
    pub fn polylines(&self) -> Vec<String> {
        let written = |(across, down): &(u16, u16)| format!("{across},{down}");
        let line = |stroke: &Vec<(u16, u16)>| {
            let points: Vec<String> = ends(stroke).map(written).collect();
            points.join(" ")
        };
        self.0.iter().map(line).collect()
    }

    /// Each stroke as points from 0 to 1 across and down the field, as papers print it.
    pub fn shares(&self) -> Vec<Vec<(f32, f32)>> {
        let share = |at: u16, of: u16| f32::from(at) / f32::from(of);
        let point = |(x, y): &(u16, u16)| (share(*x, FIELD.0), share(*y, FIELD.1));
        self.0
            .iter()
            .map(|stroke| ends(stroke).map(point).collect())
            .collect()
    }
}

/// The points of a stroke; a single one twice.
fn ends(stroke: &[(u16, u16)]) -> impl Iterator<Item = &(u16, u16)> {
    let again = stroke.first().filter(|_| stroke.len() == 1);
    stroke.iter().chain(again)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_points_inside_the_field_are_read() {
        for bad in [
            "1", "1,", "a,b", "1,2;", "1,2  3,4", "3001,1", "1,1001", "-1,2", "1,2 ",
        ] {
            assert_eq!(Drawing::read(bad), None, "{bad}");
        }
        assert_eq!(Drawing::read("").unwrap(), Drawing::default());
        let many = vec!["1,2"; POINTS + 1].join(" ");
        assert_eq!(Drawing::read(&many), None);
    }

    #[test]
    fn a_dot_is_seen() {
        let dot = Drawing::read("1500,500").unwrap();
        assert_eq!(dot.polylines(), ["1500,500 1500,500"]);
        assert_eq!(dot.shares(), [[(0.5, 0.5), (0.5, 0.5)]]);
    }

    proptest! {
        #[test]
        fn what_is_drawn_is_what_is_read(
            strokes in proptest::collection::vec(
                proptest::collection::vec((0..=FIELD.0, 0..=FIELD.1), 2..20), 1..10),
        ) {
            let row = |stroke: &Vec<(u16, u16)>| stroke.iter()
                .map(|(x, y)| format!("{x},{y}")).collect::<Vec<_>>().join(" ");
            let rows: Vec<String> = strokes.iter().map(row).collect();
            let text = rows.join(";");
            prop_assert!(text.len() <= LENGTH);
            prop_assert_eq!(Drawing::read(&text).unwrap().polylines(), rows);
        }

        #[test]
        fn no_text_makes_it_fall(text in "[0-9,; a-]{0,60}") {
            if let Some(drawing) = Drawing::read(&text) {
                let inside = |(x, y): &(f32, f32)| (0.0..=1.0).contains(x) && (0.0..=1.0).contains(y);
                prop_assert!(drawing.shares().iter().flatten().all(inside));
            }
        }
    }
}
