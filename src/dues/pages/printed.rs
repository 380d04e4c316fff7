//! Invoices, credit notes and receipts as PDF: for the office and for the company they are about.

use actix_web::web::Path;

use crate::chamber::letterhead::{self, Letterhead};
use crate::dues::policy::{PayDues, SeeDues};
use crate::dues::printed::{self, Made};
use crate::dues::rules::{InvoiceId, NoteId, PaymentId};
use crate::dues::store::{invoices, money};
use crate::kernel::id::CompanyId;
use crate::kernel::{Act, Actor};
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

async fn hand_out<F>(call: &Call, make: F) -> Reply
where
    F: FnOnce(&mut Conn, &Letterhead) -> Result<Made, Fault> + Send + 'static,
{
    let head = Letterhead::load(call.db(), call.files()).await?;
    let made = call.read(move |conn| make(conn, &head)).await?;
    let name = made.name();
    letterhead::hand_out(call.press(), made.paper, &name).await
}

/// `GET /dues/invoices/{invoice}/invoice.pdf`
pub async fn invoice(me: Signed, call: Call, id: Path<InvoiceId>) -> Reply {
    let (who, heard) = (me.clone(), (call.lang(), call.now()));
    hand_out(&call, move |conn, head| {
        open_to(&who, &invoices::load(conn, &id)?.company)?;
        printed::invoice(conn, head, heard, &id)
    })
    .await
}

/// `GET /dues/notes/{note}/note.pdf`
pub async fn note(me: Signed, call: Call, id: Path<NoteId>) -> Reply {
    let (who, heard) = (me.clone(), (call.lang(), call.now()));
    hand_out(&call, move |conn, head| {
        let invoice = invoices::note(conn, &id)?.invoice_id;
        open_to(&who, &invoices::load(conn, &invoice)?.company)?;
        printed::note(conn, head, heard, &id)
    })
    .await
}

/// `GET /dues/payments/{payment}/receipt.pdf`
pub async fn receipt(me: Signed, call: Call, id: Path<PaymentId>) -> Reply {
    let (who, heard) = (me.clone(), (call.lang(), call.now()));
    hand_out(&call, move |conn, head| {
        open_to(&who, &money::payment(conn, &id)?.company_id)?;
        printed::receipt(conn, head, heard, &id)
    })
    .await
}
