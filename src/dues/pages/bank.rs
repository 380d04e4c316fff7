//! `/desk/dues/bank`: statements come in; a file is looked at before it is imported.

use actix_web::web::Path;
use askama::Template;

use crate::dues::acts::bank::Content;
use crate::dues::policy::{HandleDues, SeeDues};
use crate::dues::rules::StatementId;
use crate::dues::rules::bank::sheet::{Mapping, Mappings};
use crate::dues::rules::bank::{Statement, layout};
use crate::dues::store::bank::{self, Listed, StatementRow};
use crate::dues::{acts, forms};
use crate::kernel::Say;
use crate::platform::aside::aside;
use crate::platform::db::Fault;
use crate::platform::filters;
use crate::platform::runs::{RunId, Steer};
use crate::platform::settings;
use crate::say;
use crate::web::call::Pressed;
use crate::web::layout::LayoutFields;
use crate::web::upload;
use crate::web::{Call, Form, May, Reply, Sent, Upload};

/// Most bytes of a statement.
const MOST: usize = 8 * 1024 * 1024;
/// Lines shown before the import.
const SHOWN: usize = 20;

#[derive(Template)]
#[template(path = "dues/bank.html")]
struct BankPage<'a> {
    f: &'a Form,
    statements: &'a [(Listed, i64)],
    handles: bool,
}

async fn page(call: &Call, f: &Form) -> Reply {
    let statements = call.read(bank::statements).await?;
    let page = BankPage {
        f,
        statements: &statements,
        handles: call.may::<HandleDues>(),
    };
    call.with_form(say!("dues-bank-title"), f, &page)
}

/// `GET /desk/dues/bank`
pub async fn show(_: May<SeeDues>, call: Call) -> Reply {
    page(&call, &Form::default()).await
}

/// `POST /desk/dues/bank`: a file.
pub async fn bring(_: May<HandleDues>, call: Call, mut upload: Upload) -> Reply {
    let known = call.read(settings::get::<Mappings>).await?;
    let take = move |sent: upload::Sent| acts::bank::take(&sent.name, &sent.bytes, &known);
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
    found: Option<Statement>,
    shown: usize,
    known: usize,
    unreadable: Option<Say>,
    handles: bool,
}

/// What a file says, read off the threads that answer.
async fn read(
    call: &Call,
    content: Content,
    account: &str,
    mapping: Mapping,
) -> Result<Statement, Fault> {
    let (account, currency) = (account.to_owned(), call.brand().currency.clone());
    aside(move || acts::bank::read(&content, &account, &mapping, &currency)).await?
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
    let (found, unreadable) = match read(call, content, &row.account, mapping).await {
        Ok(found) => (Some(found), None),
        Err(Fault::Refused(why)) => (None, Some(why)),
        Err(other) => return Err(other),
    };
    let keys = found
        .as_ref()
        .map(|f| acts::bank::hashed(f.keys()))
        .unwrap_or_default();
    let known = call
        .read(move |conn| bank::known_keys(conn, &keys))
        .await?
        .len();
    let page = PreviewPage {
        f,
        heads: heads.unwrap_or_default(),
        layout: fields,
        shown: SHOWN,
        known,
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
        Some((Mapping::default(), String::new(), String::new()))
    } else {
        forms::mapping(&mut form)
    };
    let Some(columns) = columns else {
        return preview(&call, row, Some(&form)).await;
    };
    match begin(&call, &row, columns, &form).await {
        Ok(begun) => call.through(begun, &to).await,
        Err(Fault::Refused(why)) => {
            let unsaid = why.key == "dues-bank-direction-needed";
            form.refuse(if unsaid { "unsigned" } else { "account" }, why);
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
    let (id, without) = (row.id.clone(), form.ticked("without_bad"));
    let mut found = None;
    if row.state == "preview" {
        let content = acts::bank::content(call.db(), call.files(), row).await?;
        let mut elsewhere = false;
        if let Some(table) = content.table() {
            let before: Mapping = serde_json::from_str(&row.mapping)?;
            (mapping, elsewhere) = layout::said(table, &before, mapping);
        }
        if form.value("do") == "import" && !elsewhere {
            found = Some(read(call, content, &account, mapping.clone()).await?);
        }
    }
    let to = path(&id);
    call.act(move |tx| {
        acts::bank::map(tx, &id, &mapping, &account, &keep)?;
        match &found {
            Some(found) => acts::bank::start(tx, &id, without, found).map(Some),
            None => Ok(None),
        }
    })
    .then_go(to)
    .first()
    .await
}

/// `POST /desk/dues/bank/{statement}/run`: `do` is `pause`, `resume` or `cancel`.
pub async fn steer(_: May<HandleDues>, sent: Sent<StatementId>) -> Reply {
    let (to, how) = (path(&sent.id), Steer::of(sent.form.value("do")));
    sent.act(move |tx, id| acts::bank::steer(tx, id, how))
        .then_go(&to)
        .or_warn(&to)
        .await
}

/// `POST /desk/dues/bank/{statement}/undo`
pub async fn undo(_: May<HandleDues>, sent: Sent<StatementId>) -> Reply {
    let to = path(&sent.id);
    let act = sent.act(acts::bank::undo).then_go(&to);
    let begun = act.first_or_warn(&to).await?;
    sent.through(begun, &to).await
}
