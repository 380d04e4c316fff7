//! Certificates: issued by the office in the background, for one member or for all, and handed out to
//! the office and to the member.

use actix_web::web::Path;
use askama::Template;

use crate::chamber;
use crate::chamber::rules::Ranks;
use crate::kernel::{Can, Lang};
use crate::membership::acts::certificates as acts;
use crate::membership::policy::{HoldCertificate, IssueCertificates};
use crate::membership::rules::MembershipId;
use crate::membership::rules::certificate::Certificate;
use crate::membership::rules::period::PeriodRules;
use crate::membership::store::certificates;
use crate::membership::store::issued::{self, Filter, Issued, Sort, State};
use crate::membership::{SeeMembers, store};
use crate::platform::db::{Conn, Fault};
use crate::platform::files::{self, Face, FileRow};
use crate::platform::filters;
use crate::platform::i18n::Speech;
use crate::platform::lists::{List, may};
use crate::platform::runs::{self, LeftOut, Run, RunId, Steer};
use crate::platform::settings;
use crate::say;
use crate::web::export::{self, Column};
use crate::web::listing::{Ask, Paged};
use crate::web::{Call, Form, May, Reply, Sent, Signed, View};

/// The certificates that were issued.
pub const LIST: List = List {
    path: "/desk/certificates",
    title: "membership-certificates-title",
    filters: &["state", "rank"],
    sorted: "",
    sees: may::<IssueCertificates>,
};

#[derive(Template)]
#[template(path = "membership/certificates.html")]
struct ListPage<'a> {
    ask: &'a Ask,
    f: &'a Form,
    runs: Vec<Run>,
    list: Paged<Issued>,
    /// How many no longer state what is so.
    due: i64,
    ranks: Ranks,
    lang: Lang,
}

impl ListPage<'_> {
    fn rank<'b>(&'b self, code: &'b str) -> &'b str {
        self.ranks.name(code, self.lang)
    }
}

fn filter(ask: &Ask) -> Filter {
    Filter {
        search: ask.search(),
        state: ask.filter("state").and_then(State::from_word),
        rank: ask.filter("rank").map(str::to_owned),
    }
}

async fn page(call: &Call, form: &Form) -> Reply {
    let ask = Ask::on(call, &LIST).await?;
    let (filter, sort, span) = (filter(&ask), ask.sort(Sort::from_word), ask.span());
    let (runs, (rows, total), due, ranks) = call
        .read(move |conn| {
            Ok((
                runs::of_kind(conn, acts::KIND)?,
                issued::list(conn, &filter, sort, span)?,
                issued::due(conn)?,
                chamber::ranks(conn)?,
            ))
        })
        .await?;
    let page = ListPage {
        list: Paged {
            rows,
            total,
            page: ask.page(),
        },
        ask: &ask,
        f: form,
        runs,
        due,
        ranks,
        lang: call.lang(),
    };
    call.with_form(say!("membership-certificates-title"), form, &page)
}

const COLUMNS: &[Column<Issued, (Speech, Ranks)>] = &[
    ("membership-certificates-number", |c, _| (&c.number).into()),
    ("membership-certificates-company", |c, _| {
        (&c.company).into()
    }),
    ("membership-rank", |c, (to, ranks)| {
        ranks.name(&c.rank, to.lang).into()
    }),
    ("membership-certificate-lang", |c, _| c.lang().tag().into()),
    ("membership-certificates-issued", |c, _| c.issued_at.into()),
    ("membership-certificates-by", |c, _| (&c.issued_by).into()),
    ("membership-certificates-state", |c, (to, _)| {
        to.plain(c.state().key()).into()
    }),
    ("membership-certificates-withdrawn", |c, _| {
        c.withdrawn_at.into()
    }),
];

/// The form as it begins: in the chamber's own language.
pub fn fresh(view: &View) -> Form {
    Form::of([("lang", view.brand().lang.tag())])
}

fn path(run: &RunId) -> String {
    format!("/desk/certificates/{run}")
}

/// `GET /desk/certificates?q=…&state=…&rank=…&sort=…&page=…&export=csv`
pub async fn list(_: May<IssueCertificates>, call: Call) -> Reply {
    let ask = Ask::on(&call, &LIST).await?;
    let Some(kind) = ask.filter("export") else {
        return page(&call, &fresh(&call)).await;
    };
    let (filter, sort, speech) = (filter(&ask), ask.sort(Sort::from_word), call.speech());
    export::list(&call, (LIST.name(), kind), COLUMNS, move |conn, put| {
        let words = (speech, chamber::ranks(conn)?);
        issued::each(conn, &filter, sort, |one| put(one, &words))
    })
    .await
}

/// `POST /desk/certificates`: `lang`, `anew`. For all members.
pub async fn start(_: May<IssueCertificates>, call: Call, mut form: Form) -> Reply {
    let anew = form.ticked("anew");
    call.act_on(form.choice("lang", Lang::from_tag), move |tx, lang| {
        acts::start(tx, None, *lang, anew)
    })
    .then_lead(|run| (path(run), None))
    .or_again("lang", &mut form, async |form| page(&call, form).await)
    .await
}

/// `POST /desk/members/{membership}/certificate`: `lang`. For one member, in place of what it has.
pub async fn start_one(_: May<IssueCertificates>, sent: Sent<MembershipId>) -> Reply {
    let lang = Lang::from_tag(sent.form.value("lang")).unwrap_or(sent.brand().lang);
    sent.act(move |tx, id| acts::start(tx, Some(id), lang, true))
        .then_lead(|run| (path(run), None))
        .or_warn(&format!("/desk/members/{}", sent.id))
        .await
}

#[derive(Template)]
#[template(path = "membership/certificate_run.html")]
struct RunPage {
    run: Run,
    left: bool,
    left_out: Vec<LeftOut>,
}

/// `GET /desk/certificates/{issue}`: how far a run has come.
pub async fn run(_: May<IssueCertificates>, call: Call, id: Path<RunId>) -> Reply {
    /// Named one by one.
    const SHOWN: i64 = 200;
    let now = call.now();
    let read = move |conn: &mut Conn| {
        let run = runs::run(conn, &id)?;
        Ok(RunPage {
            left: run.is_left(now),
            left_out: runs::left_out(conn, &run.id, None, SHOWN)?,
            run,
        })
    };
    let page = call.read(read).await?;
    call.page(say!("membership-certificates-title"), &page)
}

/// `POST /desk/certificates/{issue}`: `do` is `pause`, `resume` or `cancel`.
pub async fn steer(_: May<IssueCertificates>, sent: Sent<RunId>) -> Reply {
    let (to, how) = (path(&sent.id), Steer::of(sent.form.value("do")));
    sent.act(move |tx, id| runs::steer(tx, id, how))
        .then_go(&to)
        .or_warn(&to)
        .await
}

fn held(conn: &mut Conn, id: &MembershipId) -> Result<(Certificate, FileRow), Fault> {
    let found = certificates::current(conn, id)?.ok_or(Fault::Missing)?;
    let mut file = files::find(conn, &found.file)?;
    file.name = format!("{}.pdf", found.number);
    Ok((found, file))
}

/// `GET /desk/members/{membership}/certificate.pdf`
pub async fn office_file(_: May<SeeMembers>, call: Call, id: Path<MembershipId>) -> Reply {
    let member = call.find(&*id, store::load).await?;
    let (certificate, mut file) = call.find(&*id, held).await?;
    let rules = call.read(settings::get::<PeriodRules>).await?;
    if !certificate.is_valid(&member, &rules, call.today()) {
        // For the office's own records: whoever takes it sees that it is none any more.
        let void = call.speech().plain("membership-certificate-stale");
        file.name = format!("{} ({void}).pdf", certificate.number);
    }
    files::serve(call.files(), &file, Face::Original).await
}

/// `GET /my/memberships/{membership}/certificate.pdf`: not one that is void.
pub async fn my_file(me: Signed, call: Call, id: Path<MembershipId>) -> Reply {
    let member = call.find(&*id, store::load).await?;
    Can::<HoldCertificate>::check(&me, &member)?;
    let (certificate, file) = call.find(&*id, held).await?;
    let rules = call.read(settings::get::<PeriodRules>).await?;
    if !certificate.is_valid(&member, &rules, call.today()) {
        return Err(say!("membership-certificate-void").into());
    }
    files::serve(call.files(), &file, Face::Original).await
}
