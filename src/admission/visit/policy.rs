//! Who may do what with a visit, a sentence each. Leading the plan is the office's, as for every case.

use crate::admission::visit::rules::{Phase, Visit};
use crate::kernel::{Act, Actor};

/// A visitor sees that they are to visit, until they are taken off.
pub struct SeeOwnVisit;

impl Act for SeeOwnVisit {
    type On = Visit;

    fn allows(who: &Actor, on: &Visit) -> bool {
        on.visitor(&who.id).is_some()
    }
}

/// A visitor declares once, while the visit is planned, whether they have a conflict of interest.
pub struct DeclareBeforeVisit;

impl Act for DeclareBeforeVisit {
    type On = Visit;

    fn allows(who: &Actor, on: &Visit) -> bool {
        on.phase() == Phase::Planned && on.visitor(&who.id).is_some_and(|v| v.declared.is_none())
    }
}

/// A visitor who declared that they have no conflict reads the record.
pub struct ReadRecord;

impl Act for ReadRecord {
    type On = Visit;

    fn allows(who: &Actor, on: &Visit) -> bool {
        on.visitor(&who.id)
            .is_some_and(super::rules::Visitor::is_open)
    }
}

/// Such a visitor writes it until it is frozen.
pub struct WriteRecord;

impl Act for WriteRecord {
    type On = Visit;

    fn allows(who: &Actor, on: &Visit) -> bool {
        on.phase() == Phase::Planned && ReadRecord::allows(who, on)
    }
}

/// Such a visitor signs the frozen record, once.
pub struct SignRecord;

impl Act for SignRecord {
    type On = Visit;

    fn allows(who: &Actor, on: &Visit) -> bool {
        on.phase() == Phase::Frozen && ReadRecord::allows(who, on) && !on.has_signed(&who.id)
    }
}

/// Such a visitor takes the frozen record back to writing while nobody has signed it.
pub struct ThawRecord;

impl Act for ThawRecord {
    type On = Visit;

    fn allows(who: &Actor, on: &Visit) -> bool {
        on.phase() == Phase::Frozen && on.signatures.is_empty() && ReadRecord::allows(who, on)
    }
}

/// Such a visitor adds to the record once somebody has signed it.
pub struct AddToRecord;

impl Act for AddToRecord {
    type On = Visit;

    fn allows(who: &Actor, on: &Visit) -> bool {
        !on.signatures.is_empty() && ReadRecord::allows(who, on)
    }
}
