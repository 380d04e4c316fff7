//! The record as lines to read: the office reads everything, the applicant what is meant for them.

use crate::admission::case::rules::{Case, Happening, Side};
use crate::admission::event::Event;
use crate::kernel::Moment;
use crate::platform::i18n::Speech;

/// Who reads the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// The applying company's people: nothing internal, the chamber's people unnamed.
    Applicant,
    /// The chamber's people.
    Chamber,
}

/// One line of the record.
pub struct Line {
    /// What happened.
    pub what: String,
    /// Who did it.
    pub who: String,
    /// When.
    pub at: Moment,
    /// Why; may be empty.
    pub why: String,
    /// Tone of its dot.
    pub tone: &'static str,
}

impl Case {
    /// The record as it stands at `now`, newest first, for this reader.
    pub fn lines(&self, now: Moment, speech: Speech, reader: Reader) -> Vec<Line> {
        let mut told = self.told(now);
        told.retain(|line| reader == Reader::Chamber || line.event.is_public());
        told.reverse();
        told.into_iter()
            .map(|line| line.read(speech, reader))
            .collect()
    }
}

impl Happening {
    fn read(self, speech: Speech, reader: Reader) -> Line {
        let named = reader == Reader::Chamber || self.side == Side::Applicant;
        let who = if named && !self.person_name.is_empty() {
            self.person_name.clone()
        } else {
            speech.plain(self.side.key()).to_owned()
        };
        let told =
            reader == Reader::Chamber || self.side == Side::Applicant || self.event.explains();
        Line {
            what: speech.say(&self.say()),
            who,
            at: self.at,
            why: if told { self.reason } else { String::new() },
            tone: self.event.tone(),
        }
    }
}

impl Event {
    /// Whether the reason given with it is meant for the applicant too.
    fn explains(&self) -> bool {
        matches!(self, Self::AppealDecided { .. } | Self::Expired)
    }

    /// Tone of its dot in the record.
    fn tone(&self) -> &'static str {
        use crate::admission::stage::Decision;
        match self {
            Self::Returned { .. } | Self::Appealed => "ochre",
            Self::Withdrawn | Self::Expired | Self::Declined => "red",
            Self::Decided {
                decision: Decision::Rejected,
            }
            | Self::AppealDecided { new_round: false } => "red",
            Self::Accepted { .. } | Self::AgreementSigned | Self::Joined { .. } => "jade",
            Self::Decided {
                decision: Decision::Admitted,
            } => "jade",
            _ => "",
        }
    }
}
