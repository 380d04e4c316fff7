//! Invoices, credit notes and receipts as PDF: for the office and for the company they are about.

use actix_web::web::{Data, Path};

use crate::chamber::letterhead::{self, Letterhead};
use crate::dues::policy::{PayDues, SeeDues};
use crate::dues::printed::{self, Made};
use crate::dues::rules::{InvoiceId, NoteId, PaymentId};
use crate::dues::store::{invoices, money};
use crate::kernel::id::CompanyId;
use crate::kernel::{Act, Actor};
use crate::platform::clock::Clock;
use crate::platform::db::{Conn, Db, Fault};
use crate::platform::files::Store;
use crate::platform::pdf::Press;
use crate::web::{Reply, Signed, View};

/// Whether a paper about a company's money is open to somebody.
pub(super) fn open_to(who: &Actor, company: &CompanyId) -> Result<(), Fault> {
    if SeeDues::allows(who, &()) || PayDues::allows(who, company) {
        Ok(())
    } else {
        Err(Fault::Missing)
    }
}

/// What printing takes.
type Tools = (Data<Db>, Data<Store>, Data<Press>, Data<Clock>);

async fn hand_out<F>((db, store, press, _): &Tools, make: F) -> Reply
where
    F: FnOnce(&mut Conn, &Letterhead) -> Result<Made, Fault> + Send + 'static,
{
    let head = Letterhead::load(db, store).await?;
    let made = db.read(move |conn| make(conn, &head)).await?;
    let name = made.name();
    letterhead::hand_out(press, made.paper, &name).await
}

/// `GET /dues/invoices/{invoice}/invoice.pdf`
pub async fn invoice(me: Signed, view: View, id: Path<InvoiceId>, tools: Tools) -> Reply {
    let (who, heard) = (me.clone(), (view.lang(), tools.3.now()));
    hand_out(&tools, move |conn, head| {
        open_to(&who, &invoices::load(conn, &id)?.company)?;
        printed::invoice(conn, head, heard, &id)
    })
    .await
}

/// `GET /dues/notes/{note}/note.pdf`
pub async fn note(me: Signed, view: View, id: Path<NoteId>, tools: Tools) -> Reply {
    let (who, heard) = (me.clone(), (view.lang(), tools.3.now()));
    hand_out(&tools, move |conn, head| {
        let invoice = invoices::note(conn, &id)?.invoice_id;
        open_to(&who, &invoices::load(conn, &invoice)?.company)?;
        printed::note(conn, head, heard, &id)
    })
    .await
}

/// `GET /dues/payments/{payment}/receipt.pdf`
pub async fn receipt(me: Signed, view: View, id: Path<PaymentId>, tools: Tools) -> Reply {
    let (who, heard) = (me.clone(), (view.lang(), tools.3.now()));
    hand_out(&tools, move |conn, head| {
        open_to(&who, &money::payment(conn, &id)?.company_id)?;
        printed::receipt(conn, head, heard, &id)
    })
    .await
}
