//! Who may do what with a visit, a sentence each. Leading the plan is the office's, as for every case.

use crate::admission::visit::rules::{Phase, Visit};
use crate::policy;

policy! {
    /// A visitor sees that they are to visit, until they are taken off.
    SeeOwnVisit(Visit): |who, on| on.visitor(&who.id).is_some();
    /// A visitor takes the appointment into their calendar, unless something binds them by now.
    SeeAppointment(Visit): |who, on|
        on.visitor(&who.id).is_some_and(super::rules::Visitor::is_near);
    /// A visitor declares once, while the visit is planned, whether they have a conflict of interest.
    DeclareBeforeVisit(Visit): |who, on|
        on.phase() == Phase::Planned && on.visitor(&who.id).is_some_and(|v| v.declared.is_none() && !v.bound);
    /// A visitor who declared that they have no conflict reads the record.
    ReadRecord(Visit): |who, on| on.visitor(&who.id).is_some_and(super::rules::Visitor::is_open);
    /// Such a visitor writes it until it is frozen.
    WriteRecord(Visit): |who, on| on.phase() == Phase::Planned && ReadRecord::allows(who, on);
    /// Such a visitor signs the frozen record, once.
    SignRecord(Visit): |who, on|
        on.phase() == Phase::Frozen && ReadRecord::allows(who, on) && !on.has_signed(&who.id);
    /// Such a visitor takes the frozen record back to writing while nobody has signed it.
    ThawRecord(Visit): |who, on|
        on.phase() == Phase::Frozen && on.signatures.is_empty() && ReadRecord::allows(who, on);
    /// Such a visitor adds to the record once somebody has signed it.
    AddToRecord(Visit): |who, on| !on.signatures.is_empty() && ReadRecord::allows(who, on);
}
