//! Every list of the office.

use crate::accounts::pages as accounts;
use crate::admission::agreement::pages as agreement;
use crate::admission::ballot::pages as ballot;
use crate::admission::case::pages as cases;
use crate::companies::pages as companies;
use crate::desk;
use crate::dues::pages as dues;
use crate::membership::pages as membership;
use crate::motions::pages as motions;
use crate::platform::lists::Lists;

/// The lists of the office: views are kept of each.
pub const LISTS: Lists = &[
    &accounts::people::LIST,
    &agreement::list::LIST,
    &ballot::sitting::LIST,
    &cases::LIST,
    &companies::office::LIST,
    &desk::audit::pages::LIST,
    &desk::jobs::pages::LIST,
    &desk::mail::pages::LIST,
    &dues::fiscal::LIST,
    &dues::invoices::LIST,
    &dues::ledger::LIST,
    &dues::payments::LIST,
    &membership::certificates::LIST,
    &membership::register::LIST,
    &motions::list::LIST,
];
