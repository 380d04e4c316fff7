//! Certificates: issued by the office in the background, for one member or for all, and handed out to
//! the office and to the member.

use actix_web::web::{Data, Path};
use askama::Template;

use crate::kernel::{Can, Lang, Say};
use crate::membership::acts::certificates as acts;
use crate::membership::policy::{HoldCertificate, IssueCertificates};
use crate::membership::rules::MembershipId;
use crate::membership::rules::certificate::{Certificate, CertificateRunId};
use crate::membership::store::certificates::{self, Run};
use crate::membership::{SeeMembers, store};
use crate::platform::db::{Conn, Db, Fault, Tx};
use crate::platform::files::{self, Face, FileRow, Store};
use crate::platform::filters;
use crate::say;
use crate::web::{Form, May, Reply, Signed, View};

#[derive(Template)]
#[template(path = "membership/certificates.html")]
struct RunsPage<'a> {
    f: &'a Form,
    runs: Vec<Run>,
}

async fn page(view: &View, db: &Db, form: &Form) -> Reply {
    let runs = db.read(certificates::runs).await?;
    let page = RunsPage { f: form, runs };
    view.with_form(say!("membership-certificates-title"), form, &page)
}

/// The form as it begins: in the chamber's own language.
pub fn fresh(view: &View) -> Form {
    Form::of([("lang", view.brand().lang.tag())])
}

/// `GET /desk/certificates`
pub async fn list(_: May<IssueCertificates>, view: View, db: Data<Db>) -> Reply {
    page(&view, &db, &fresh(&view)).await
}

/// `POST /desk/certificates`: `lang`, `anew`. For all members.
pub async fn start(_: May<IssueCertificates>, view: View, db: Data<Db>, mut form: Form) -> Reply {
    if let Some(lang) = form.choice("lang", Lang::from_tag) {
        let anew = form.ticked("anew");
        let write = move |tx: &mut Tx| acts::start(tx, None, lang, anew);
        match db.write(&view.who(), write).await {
            Ok(run) => return view.go(&format!("/desk/certificates/{run}")),
            Err(fault) => form.refuse_fault("lang", fault)?,
        }
    }
    page(&view, &db, &form).await
}

/// `POST /desk/members/{membership}/certificate`: `lang`. For one member, in place of what it has.
pub async fn start_one(
    _: May<IssueCertificates>,
    view: View,
    id: Path<MembershipId>,
    db: Data<Db>,
    form: Form,
) -> Reply {
    let lang = Lang::from_tag(form.value("lang")).unwrap_or(view.brand().lang);
    let (id, back) = (id.clone(), format!("/desk/members/{id}"));
    let write = move |tx: &mut Tx| acts::start(tx, Some(&id), lang, true);
    match db.write(&view.who(), write).await {
        Ok(run) => view.go(&format!("/desk/certificates/{run}")),
        Err(Fault::Refused(say)) => view.warned(&back, say),
        Err(other) => Err(other),
    }
}

#[derive(Template)]
#[template(path = "membership/certificate_run.html")]
struct RunPage {
    run: Run,
    left_out: Vec<(String, Say)>,
}

/// `GET /desk/certificates/{issue}`: how far a run has come.
pub async fn run(
    _: May<IssueCertificates>,
    view: View,
    id: Path<CertificateRunId>,
    db: Data<Db>,
) -> Reply {
    let run = db.read(move |conn| certificates::run(conn, &id)).await?;
    let left_out = serde_json::from_str(&run.left_out)?;
    view.page(
        say!("membership-certificates-title"),
        &RunPage { run, left_out },
    )
}

fn held(conn: &mut Conn, id: &MembershipId) -> Result<(Certificate, FileRow), Fault> {
    let found = certificates::current(conn, id)?.ok_or(Fault::Missing)?;
    let mut file = files::find(conn, &found.file)?;
    file.name = format!("{}.pdf", found.number);
    Ok((found, file))
}

/// `GET /desk/members/{membership}/certificate.pdf`
pub async fn office_file(
    _: May<SeeMembers>,
    id: Path<MembershipId>,
    db: Data<Db>,
    store: Data<Store>,
) -> Reply {
    let (_, file) = db.read(move |conn| held(conn, &id)).await?;
    files::serve(&store, &file, Face::Original).await
}

/// `GET /my/memberships/{membership}/certificate.pdf`
pub async fn my_file(
    me: Signed,
    id: Path<MembershipId>,
    db: Data<Db>,
    store: Data<Store>,
) -> Reply {
    let me = (*me).clone();
    let read = move |conn: &mut Conn| {
        Can::<HoldCertificate>::check(&me, &store::load(conn, &id)?)?;
        held(conn, &id)
    };
    let (_, file) = db.read(read).await?;
    files::serve(&store, &file, Face::Original).await
}
