//! `/check/paper`: who signed a PDF, and whether it is as it was signed. The file is looked at and
//! not kept.

use actix_web::HttpResponse;
use actix_web::http::header;
use askama::Template;

use crate::kernel::Say;
use crate::platform::aside::aside;
use crate::platform::db::Fault;
use crate::platform::filters;
use crate::platform::seal::{Found, Trouble, Verdict, store, verify_apart};
use crate::platform::secrets::sha256_hex;
use crate::say;
use crate::web::{Call, Form, Reply, Upload, View};

#[derive(Template)]
#[template(path = "portal/paper.html")]
struct PaperPage<'a> {
    f: &'a Form,
    looked_at: Option<LookedAt>,
}

/// A file and what was found in it.
struct LookedAt {
    name: String,
    sha256: String,
    verdict: Verdict,
}

impl PaperPage<'_> {
    fn words(found: &Found) -> Say {
        match found.trouble {
            None => say!("portal-paper-good"),
            Some(Trouble::Unreadable) => say!("portal-paper-unreadable"),
            Some(Trouble::TooMuch) => say!("portal-paper-too-much"),
            Some(Trouble::Changed) => say!("portal-paper-changed"),
            Some(Trouble::ChangedAfter) => say!("portal-paper-changed-after"),
            Some(Trouble::Stranger) => say!("portal-paper-stranger"),
        }
    }
}

/// `GET /check/paper`
pub async fn ask(view: View) -> Reply {
    let page = PaperPage {
        f: &Form::default(),
        looked_at: None,
    };
    let description = say!("portal-paper-description");
    view.public(say!("portal-paper-title"), description, &page)
}

/// `POST /check/paper`: `file`.
pub async fn look(call: Call, mut upload: Upload) -> Reply {
    let mut form = std::mem::take(&mut upload.form);
    let Some(sent) = upload.files.pop() else {
        form.refuse("file", say!("portal-paper-missing"));
        let page = PaperPage {
            f: &form,
            looked_at: None,
        };
        return call.refused(say!("portal-paper-title"), &page);
    };
    let roots = call.read(store::trusted).await?;
    let (name, bytes) = (sent.name, sent.bytes);
    let (sha256, bytes) = aside(move || (sha256_hex(&bytes), bytes)).await?;
    let looked_at = match verify_apart(bytes, roots, call.actor().is_some()).await {
        Ok(verdict) => Some(LookedAt {
            name,
            sha256,
            verdict,
        }),
        Err(fault) => {
            form.refuse_fault("file", fault)?;
            None
        }
    };
    let page = PaperPage {
        f: &form,
        looked_at,
    };
    if page.looked_at.is_none() {
        return call.refused(say!("portal-paper-title"), &page);
    }
    let description = say!("portal-paper-description");
    call.public(say!("portal-paper-title"), description, &page)
}

/// `GET /check/root.crt`: the newest certificate that our signatures lead to, for other programs.
pub async fn root(call: Call) -> Reply {
    let roots = call.read(store::trusted).await?;
    let newest = roots.into_iter().next_back().ok_or(Fault::Missing)?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/x-x509-ca-cert"))
        .insert_header((
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"root.crt\"",
        ))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .body(newest))
}
