//! Who may do what with the contact book.

use crate::kernel::id::CompanyId;
use crate::policy;

policy! {
    /// Keep a company's contacts and consents: who looks after it, and the secretariat.
    KeepBook(CompanyId): |who, company|
        who.is_secretariat() || who.acts_for(company).is_some_and(|powers| powers.owner);
    /// Keep them from the office's side, and write down what was talked about: the secretariat.
    NoteCalls: |who| who.is_secretariat();
}
