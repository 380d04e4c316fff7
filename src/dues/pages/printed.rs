//! Invoices, credit notes and receipts as PDF: for the office and for the company they are about.

use actix_web::web::Path;

use crate::chamber::letterhead::{self, Letterhead};
use crate::dues::policy::{PayDues, SeeDues};
use crate::dues::printed::{self, Made};
use crate::dues::rules::{InvoiceId, NoteId, PaymentId};
use crate::dues::store::{invoices, money};
use crate::kernel::id::CompanyId;
use crate::kernel::{Act, Actor, Lang, Moment};
use crate::platform::db::{Conn, Fault};
use crate::web::{Call, Reply, Signed};

/// Whether a paper about a company's money is open to somebody.
pub(super) fn open_to(who: &Actor, company: &CompanyId) -> Result<(), Fault> {
    if SeeDues::allows(who, &()) || PayDues::allows(who, company) {
        Ok(())
    } else {
        Err(Fault::Missing)
    }
}

/// Makes the paper about something, in a language and as of a moment.
type Make<I> = fn(&mut Conn, &Letterhead, (Lang, Moment), &I) -> Result<Made, Fault>;

/// Hands a paper out to whom the money of its company is open to.
async fn hand_out<I: Clone + Send + 'static>(
    (me, call, id): (Signed, Call, Path<I>),
    company: fn(&mut Conn, &I) -> Result<CompanyId, Fault>,
    make: Make<I>,
) -> Reply {
    let head = Letterhead::load(call.db(), call.files()).await?;
    let (who, heard) = (me.clone(), (call.lang(), call.now()));
    let read = move |conn: &mut Conn, id: &I| {
        open_to(&who, &company(conn, id)?)?;
        make(conn, &head, heard, id)
    };
    let made = call.find(&*id, read).await?;
    let name = made.name();
    letterhead::hand_out(call.press(), made.paper, &name).await
}

/// `GET /dues/invoices/{invoice}/invoice.pdf`
pub async fn invoice(me: Signed, call: Call, id: Path<InvoiceId>) -> Reply {
    let company = |conn: &mut Conn, id: &InvoiceId| Ok(invoices::load(conn, id)?.company);
    hand_out((me, call, id), company, printed::invoice).await
}

/// `GET /dues/notes/{note}/note.pdf`
pub async fn note(me: Signed, call: Call, id: Path<NoteId>) -> Reply {
    let company = |conn: &mut Conn, id: &NoteId| {
        let invoice = invoices::note(conn, id)?.invoice_id;
        Ok(invoices::load(conn, &invoice)?.company)
    };
    hand_out((me, call, id), company, printed::note).await
}

/// `GET /dues/payments/{payment}/receipt.pdf`
pub async fn receipt(me: Signed, call: Call, id: Path<PaymentId>) -> Reply {
    let company = |conn: &mut Conn, id: &PaymentId| Ok(money::payment(conn, id)?.company_id);
    hand_out((me, call, id), company, printed::receipt).await
}
