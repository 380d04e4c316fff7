//! An appointment as an invitation that calendars understand: iCalendar (RFC 5545) with iTIP (RFC 5546).
//!
//! All times are UTC. The same appointment keeps its UID; every change counts SEQUENCE up, so that a
//! calendar that gets mails out of order keeps the newest. Lines are folded at 75 bytes.

use crate::kernel::Moment;
use crate::platform::letter::Attachment;

/// What an invitation says.
#[derive(Clone, Debug)]
pub struct Invite {
    /// The same for the appointment's whole life.
    pub uid: String,
    /// Counts up with every change.
    pub sequence: i32,
    /// When it is written.
    pub stamp: Moment,
    /// From when.
    pub starts: Moment,
    /// Until when.
    pub ends: Moment,
    /// Title.
    pub summary: String,
    /// Text.
    pub description: String,
    /// Where.
    pub location: String,
    /// Name and address of who invites.
    pub organizer: (String, String),
    /// Names and addresses of who is invited.
    pub attendees: Vec<(String, String)>,
    /// Whether it calls the appointment off.
    pub cancelled: bool,
}

impl Invite {
    /// `REQUEST`, or `CANCEL` to call it off.
    #[must_use]
    pub const fn method(&self) -> &'static str {
        if self.cancelled { "CANCEL" } else { "REQUEST" }
    }

    /// As a file that goes along with a letter: `visit.ics`.
    #[must_use]
    pub fn attachment(&self, name: &str) -> Attachment {
        Attachment {
            name: name.to_owned(),
            media_type: format!("text/calendar; charset=utf-8; method={}", self.method()),
            text: calendar(self),
        }
    }
}

/// The host of an address of the portal: what stands behind the `@` of a UID.
#[must_use]
pub fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split([':', '/'])
        .next()
        .filter(|host| !host.is_empty())
        .unwrap_or("localhost")
}

/// The text of the `.ics`.
#[must_use]
pub fn calendar(invite: &Invite) -> String {
    let mut out = String::new();
    let mut line = |text: &str| fold(&mut out, text);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Huiguan//EN");
    line("CALSCALE:GREGORIAN");
    line(&format!("METHOD:{}", invite.method()));
    line("BEGIN:VEVENT");
    line(&format!("UID:{}", invite.uid));
    line(&format!("SEQUENCE:{}", invite.sequence));
    line(&format!("DTSTAMP:{}", utc(invite.stamp)));
    line(&format!("DTSTART:{}", utc(invite.starts)));
    line(&format!("DTEND:{}", utc(invite.ends)));
    line(&format!("SUMMARY:{}", escaped(&invite.summary)));
    line(&format!("DESCRIPTION:{}", escaped(&invite.description)));
    line(&format!("LOCATION:{}", escaped(&invite.location)));
    let (name, address) = &invite.organizer;
    line(&format!("ORGANIZER;CN={}:mailto:{address}", quoted(name)));
    for (name, address) in &invite.attendees {
        let role = "ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE";
        line(&format!(
            "ATTENDEE;CN={};{role}:mailto:{address}",
            quoted(name)
        ));
    }
    let status = if invite.cancelled {
        "CANCELLED"
    } else {
        "CONFIRMED"
    };
    line(&format!("STATUS:{status}"));
    line("END:VEVENT");
    line("END:VCALENDAR");
    out
}

fn utc(at: Moment) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

/// A text value: RFC 5545 §3.3.11, and RFC 2426 §4 alike.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// A parameter's value: quotes can't be written in one (§3.2).
fn quoted(text: &str) -> String {
    let plain: String = text
        .chars()
        .filter(|c| !c.is_control() && *c != '"')
        .collect();
    format!("\"{plain}\"")
}

/// Writes a line, broken so that none is longer than 75 bytes (§3.1), never inside a character.
pub(super) fn fold(out: &mut String, text: &str) {
    let mut room = 75;
    for c in text.chars() {
        if c.len_utf8() > room {
            out.push_str("\r\n ");
            room = 74;
        }
        out.push(c);
        room -= c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn invite(summary: &str, cancelled: bool) -> Invite {
        let start = chrono::NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
        let at = |hour| start.and_hms_opt(hour, 0, 0).unwrap();
        Invite {
            uid: "visit-1@chamber.example".into(),
            sequence: 3,
            stamp: at(0),
            starts: at(1),
            ends: at(3),
            summary: summary.into(),
            description: "一\n二".into(),
            location: "上海市, 南京路 1 号".into(),
            organizer: ("会馆".into(), "office@chamber.example".into()),
            attendees: vec![("李伟".into(), "li@example.com".into())],
            cancelled,
        }
    }

    #[test]
    fn a_request_says_all_that_a_calendar_needs_in_utc() {
        let text = calendar(&invite("实地考察; 海棠", false));
        for line in [
            "METHOD:REQUEST\r\n",
            "UID:visit-1@chamber.example\r\n",
            "SEQUENCE:3\r\n",
            "DTSTART:20261201T010000Z\r\n",
            "DTEND:20261201T030000Z\r\n",
            "SUMMARY:实地考察\\; 海棠\r\n",
            "DESCRIPTION:一\\n二\r\n",
            "LOCATION:上海市\\, 南京路 1 号\r\n",
            "STATUS:CONFIRMED\r\n",
        ] {
            assert!(text.contains(line), "{line} in {text}");
        }
        assert!(text.ends_with("END:VCALENDAR\r\n"));
    }

    #[test]
    fn calling_it_off_cancels_the_same_event() {
        let text = calendar(&invite("x", true));
        assert!(text.contains("METHOD:CANCEL\r\n") && text.contains("STATUS:CANCELLED\r\n"));
        assert!(text.contains("UID:visit-1@chamber.example\r\n"));
    }

    #[test]
    fn the_host_of_an_address_is_without_port_and_path() {
        assert_eq!(host("https://chamber.example:8443/desk"), "chamber.example");
        assert_eq!(host("http://127.0.0.1:8080"), "127.0.0.1");
        assert_eq!(host(""), "localhost");
    }

    proptest! {
        #[test]
        fn no_line_is_too_long_and_unfolding_gives_the_text_back(summary in "[\\PC\n;,\\\\]{0,200}") {
            let text = calendar(&invite(&summary, false));
            prop_assert!(text.split("\r\n").all(|line| line.len() <= 75));
            let line = format!("SUMMARY:{}\r\n", escaped(&summary));
            prop_assert!(text.replace("\r\n ", "").contains(&line));
        }
    }
}
