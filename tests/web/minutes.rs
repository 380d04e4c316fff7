//! What is printed of a ballot: its minutes and the pack it was decided on.
use crate::support::board::Hall;
use crate::verdict::INSIDE;

#[test]
fn minutes_and_pack_are_printed_with_rule_recusals_arithmetic_and_hash() {
    let (mut hall, ballot) = Hall::opened();
    hall.directors[3]
        .open(&ballot)
        .fill("why", "I sell to them.")
        .press("ballot-conflict-step-back");
    for seat in 0..3 {
        hall.vote(&ballot, seat, "yes");
    }
    hall.office
        .open(&format!("{}/ballot", hall.case))
        .press("ballot-close-button");
    let hash = hall.office.text_of("code.hash");
    assert_eq!(hash.len(), 64);
    hall.directors[3]
        .open(&format!("{ballot}/minutes"))
        .says("ballot-minutes-correspondence")
        .sees("I sell to them.")
        .sees("3×3 = 9 ≥ 2×3 = 6")
        .sees("Director One")
        .sees(&hash)
        .misses(INSIDE);
    assert_eq!(hall.directors[3].go(&format!("{ballot}/pack")), 404);
    hall.directors[0]
        .open(&format!("{ballot}/pack"))
        .sees(INSIDE)
        .sees("A sound company.")
        .sees(&hash);
}
