//! The letters of the council.

use crate::chamber::rules::Organ;
use crate::council::rules::SeatId;
use crate::kernel::Day;
use crate::platform::letter::{Letter, Recipient};
use crate::say;

/// To somebody who was seated, perhaps before they have an account: where, since when, and the link to what waits on
/// them.
pub fn seated(to: &Recipient, (organ, seat): (Organ, &str), from: Day, url: String) -> Letter {
    // Each seating has its own link, so each has its own letter.
    let key = SeatId::new().to_string();
    Letter::new(
        "council.seated",
        &key,
        to,
        say!("council-letter-seat-subject"),
    )
    .line(say!(
        "council-letter-seat-text",
        organ = organ.in_words(),
        seat = seat,
        day = from
    ))
    .line(say!("council-letter-seat-account"))
    .button(say!("council-letter-seat-open"), url)
    .line(say!("council-letter-seat-not"))
}
