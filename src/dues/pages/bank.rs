//! `/desk/dues/bank`: statements come in; a file is looked at before it is imported.

use actix_web::web::Path;
use askama::Template;

use crate::dues::acts::bank::{Agreed, Content, Found, House, all_of};
use crate::dues::policy::{HandleDues, SeeDues};
use crate::dues::rules::StatementId;
use crate::dues::rules::bank::sheet::{Mapping, Mappings};
use crate::dues::rules::bank::{Statement, layout};
use crate::dues::store::bank::{self, Listed, StatementRow};
use crate::dues::{acts, forms};
use crate::kernel::{Moment, Say};
use crate::platform::aside::{READERS, aside};
use crate::platform::db::{Conn, Fault};
use crate::platform::filters;
use crate::platform::runs::{self, RunId, State, Steer};
use crate::platform::settings;
use crate::say;
use crate::web::call::Pressed;
use crate::web::layout::LayoutFields;
use crate::web::listing::{Ask, Paged};
use crate::web::upload;
use crate::web::{Call, Form, May, Reply, Sent, Upload};

/// Most bytes of a statement.
const MOST: usize = 8 * 1024 * 1024;
/// Lines shown before the import.
const SHOWN: usize = 20;

/// How a statement stands, as the tone and words of a badge. `paused`: what is done to it rests until
/// somebody lets it go on; `open`: how many of its lines are.
pub(super) fn mark(state: &str, paused: bool, open: i64) -> (&'static str, Say) {
    match (state, paused) {
        ("preview", _) => ("ochre", say!("dues-bank-not-imported")),
        ("importing", false) => ("blue", say!("dues-bank-is-importing")),
        ("importing", true) => ("ochre", say!("dues-bank-import-paused")),
        ("undoing", false) => ("blue", say!("dues-bank-is-undoing")),
        ("undoing", true) => ("ochre", say!("dues-bank-undo-paused")),
        ("undone", _) => ("ink", say!("dues-bank-is-undone")),
        ("stopped", _) => ("ochre", say!("dues-bank-is-stopped")),
        _ if open > 0 => ("ochre", say!("dues-bank-open-n", count = open)),
        _ => ("jade", say!("dues-bank-all-done")),
    }
}

/// A statement in the list, with its badge.
struct Shown {
    row: Listed,
    tone: &'static str,
    stands: Say,
}

#[derive(Template)]
#[template(path = "dues/bank.html")]
struct BankPage<'a> {
    f: &'a Form,
    ask: &'a Ask,
    list: &'a Paged<Shown>,
    /// The files that were never brought in.
    previews: Vec<StatementId>,
    handles: bool,
}

async fn page(call: &Call, f: &Form) -> Reply {
    let ask = Ask::of(call.query());
    let span = ask.span();
    let ((rows, total), paused, previews) = call
        .read(move |conn| {
            let open = runs::open(conn)?.into_iter();
            let paused = open.filter(|run| run.state == State::Paused);
            let paused: Vec<String> = paused.map(|run| run.subject).collect();
            Ok((bank::statements(conn, span)?, paused, bank::previews(conn)?))
        })
        .await?;
    let shown = |(row, open): (Listed, i64)| {
        let rests = paused.iter().any(|subject| subject == row.id.as_str());
        let (tone, stands) = mark(&row.state, rests, open);
        Shown { row, tone, stands }
    };
    let list = Paged {
        rows: rows.into_iter().map(shown).collect(),
        total,
        page: ask.page(),
    };
    let page = BankPage {
        f,
        ask: &ask,
        list: &list,
        previews,
        handles: call.may::<HandleDues>(),
    };
    call.with_form(say!("dues-bank-title"), f, &page)
}

/// `GET /desk/dues/bank?page=…`
pub async fn show(_: May<SeeDues>, call: Call) -> Reply {
    page(&call, &Form::default()).await
}

/// `POST /desk/dues/bank`: a file.
pub async fn bring(_: May<HandleDues>, call: Call, mut upload: Upload) -> Reply {
    let known = call.read(settings::get::<Mappings>).await?;
    let take = async move |sent: upload::Sent| -> Result<_, Fault> {
        let looked = acts::bank::look_apart(sent.bytes).await?;
        Ok(aside(move || acts::bank::take(&sent.name, looked, &known)).await??)
    };
    let taken = match upload.read_in(MOST, take).await? {
        None => None,
        Some(taken) => {
            let text = taken.content.text().to_owned();
            Some((call.files().take_text(&taken.name, text).await?, taken))
        }
    };
    call.act_on(taken, |tx, (file, taken)| {
        acts::bank::bring(tx, taken, file)
    })
    .then_lead(|id| (path(id), None))
    .or_again("file", &mut upload.form, async |form| {
        page(&call, form).await
    })
    .await
}

pub(super) fn path(id: &StatementId) -> String {
    format!("/desk/dues/bank/{id}")
}

#[derive(Template)]
#[template(path = "dues/bank_preview.html")]
struct PreviewPage<'a> {
    f: &'a Form,
    row: &'a StatementRow,
    heads: Vec<String>,
    layout: Option<LayoutFields<'a>>,
    found: Option<Found>,
    /// What the file says of payments that no list knows, and what was said to mean that money came.
    asked: Vec<String>,
    /// All accounts of the file, where there are several.
    together: String,
    shown: usize,
    beside: Beside,
    unreadable: Option<Say>,
    handles: bool,
}

/// What is here already beside a file.
#[derive(Default)]
struct Beside {
    /// How many of its lines.
    known: usize,
    /// How many of its lines stand under other accounts, and under which.
    elsewhere: Vec<Say>,
    /// Accounts that statements came in for before.
    accounts: Vec<String>,
}

impl Beside {
    fn of(conn: &mut Conn, id: &StatementId, found: Option<&Found>) -> Result<Self, Fault> {
        let accounts = bank::known_accounts(conn)?;
        let Some(found) = found else {
            return Ok(Self {
                accounts,
                ..Self::default()
            });
        };
        let known = acts::bank::known(conn, id, found)?;
        let elsewhere = acts::bank::elsewhere(conn, id, found)?.into_iter();
        let told = |(account, lines): (String, usize)| {
            say!("dues-bank-elsewhere", count = lines, account = account)
        };
        Ok(Self {
            known: known.into_iter().filter(|known| *known).count(),
            elsewhere: elsewhere.map(told).collect(),
            accounts,
        })
    }
}

/// What a file says, read off the threads that answer.
async fn read(
    call: &Call,
    content: Content,
    (account, brought): (&str, Moment),
    mapping: Mapping,
) -> Result<Found, Fault> {
    let (account, house) = (account.to_owned(), House::of(call.brand(), brought));
    let long = content.text().len();
    let read = move || acts::bank::read(&content, &account, &mapping, &house);
    READERS.read(long, read).await?
}

/// The page of a file that is not imported yet.
pub(super) async fn preview(call: &Call, row: StatementRow, refused: Option<&Form>) -> Reply {
    let mut mapping: Mapping = serde_json::from_str(&row.mapping)?;
    let content = acts::bank::content(call.db(), call.files(), &row).await?;
    if let Some(table) = content.table() {
        mapping.layout = layout::settled(table, &mapping);
    }
    let fresh = forms::fill_mapping(&mapping, &row.account);
    let f = refused.unwrap_or(&fresh);
    let table = content.table();
    let fields = table.map(|table| LayoutFields::of(f, table, &mapping.layout));
    let heads = table.map(|table| table.heads_in(&mapping.layout));
    // What was typed and refused counts: it decides what is here already.
    let account = refused.map_or(row.account.as_str(), |f| f.value("account").trim());
    let (found, unreadable) = match read(call, content, (account, row.created_at), mapping).await {
        Ok(found) => (Some(found), None),
        Err(Fault::Refused(why)) => (None, Some(why)),
        Err(other) => return Err(other),
    };
    let id = row.id.clone();
    let compare = move |conn: &mut Conn| Ok((Beside::of(conn, &id, found.as_ref())?, found));
    let (beside, found) = call.read(compare).await?;
    let several = found.as_ref().filter(|found| found.accounts.len() > 1);
    let mut asks = Statement::default();
    asks.ask(found.iter().flat_map(|found| found.whole.states.clone()));
    asks.ask(f.values("taken").into_iter().map(str::to_owned));
    let page = PreviewPage {
        f,
        asked: asks.states,
        together: several
            .map(|found| all_of(&found.accounts))
            .unwrap_or_default(),
        heads: heads.unwrap_or_default(),
        layout: fields,
        shown: SHOWN,
        beside,
        unreadable,
        handles: call.may::<HandleDues>(),
        found,
        row: &row,
    };
    call.with_form(say!("dues-bank-preview"), f, &page)
}

/// `POST /desk/dues/bank/{statement}/import`: `do=map` says which column is what, `do=import`
/// imports.
pub async fn import(
    _: May<HandleDues>,
    call: Call,
    id: Path<StatementId>,
    mut form: Form,
) -> Reply {
    let to = path(&id);
    let row = call.find(&*id, bank::statement).await?;
    let columns = if row.format == "camt" {
        let account: String = form.value("account").trim().chars().take(400).collect();
        Some((Mapping::default(), account, String::new()))
    } else {
        forms::mapping(&mut form)
    };
    let Some(columns) = columns else {
        return preview(&call, row, Some(&form)).await;
    };
    match begin(&call, &row, columns, &form).await {
        Ok(begun) => call.through(begun, &to).await,
        Err(Fault::Refused(why)) => {
            let field = match &*why.key {
                "dues-bank-direction-needed" => "unsigned",
                acts::bank::ELSEWHERE => "elsewhere",
                _ => "account",
            };
            form.refuse(field, why);
            preview(&call, row, Some(&form)).await
        }
        Err(other) => Err(other),
    }
}

/// Says where the table is and which column is what, and where that was asked for begins the import: not of
/// a place in the file that nobody has looked at yet.
async fn begin(
    call: &Call,
    row: &StatementRow,
    (mut mapping, account, keep): (Mapping, String, String),
    form: &Form,
) -> Result<Pressed<Option<RunId>>, Fault> {
    let id = row.id.clone();
    let agreed = Agreed {
        without_bad: form.ticked("without_bad"),
        elsewhere: form.ticked("elsewhere"),
    };
    let mut found = None;
    if row.state == "preview" {
        let content = acts::bank::content(call.db(), call.files(), row).await?;
        let mut elsewhere = false;
        if let Some(table) = content.table() {
            let before: Mapping = serde_json::from_str(&row.mapping)?;
            (mapping, elsewhere) = layout::said(table, &before, mapping);
        }
        if form.value("do") == "import" && !elsewhere {
            found = Some(read(call, content, (&account, row.created_at), mapping.clone()).await?);
        }
    }
    let to = path(&id);
    call.act(move |tx| {
        acts::bank::map(tx, &id, &mapping, &account, &keep)?;
        match &found {
            Some(found) => acts::bank::start(tx, &id, agreed, found).map(Some),
            None => Ok(None),
        }
    })
    .then_go(to)
    .first()
    .await
}

/// `POST /desk/dues/bank/{statement}/run`: `do` is `pause`, `resume` or `cancel`; `again` brings in
/// what is missing of an import that was stopped.
pub async fn steer(_: May<HandleDues>, sent: Sent<StatementId>) -> Reply {
    if sent.form.value("do") == "again" {
        return again(&sent).await;
    }
    let (to, how) = (path(&sent.id), Steer::of(sent.form.value("do")));
    sent.act(move |tx, id| acts::bank::steer(tx, id, how))
        .then_go(&to)
        .or_warn(&to)
        .await
}

async fn again(sent: &Sent<StatementId>) -> Reply {
    let to = path(&sent.id);
    let row = sent.find(&sent.id, bank::statement).await?;
    let mapping: Mapping = serde_json::from_str(&row.mapping)?;
    let content = acts::bank::content(sent.db(), sent.files(), &row).await?;
    let found = read(sent, content, (&row.account, row.created_at), mapping).await?;
    let agreed = Agreed {
        without_bad: true,
        elsewhere: true,
    };
    let act = sent.act(move |tx, id| acts::bank::start(tx, id, agreed, &found).map(Some));
    let begun = act.then_go(&to).first_or_warn(&to).await?;
    sent.through(begun, &to).await
}

/// `POST /desk/dues/bank/{statement}/undo`: with `all`, every other file that was never brought in is thrown away
/// with it.
pub async fn undo(_: May<HandleDues>, sent: Sent<StatementId>) -> Reply {
    if sent.form.ticked("all") {
        let list = "/desk/dues/bank";
        return sent
            .act(|tx, _| acts::bank::discard_all(tx))
            .then_say(list, |count| say!("dues-bank-discarded", count = *count))
            .or_warn(list)
            .await;
    }
    let to = path(&sent.id);
    let act = sent.act(acts::bank::undo).then_go(&to);
    let begun = act.first_or_warn(&to).await?;
    sent.through(begun, &to).await
}
