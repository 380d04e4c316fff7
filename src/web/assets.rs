//! Styles, scripts and pictures, built into the binary. Styles and scripts are joined in
//! the order their `order.txt` gives and served under a name with their hash, so that a
//! browser may keep them for ever.

use std::sync::LazyLock;

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use rust_embed::RustEmbed;

use crate::platform::secrets::sha256_hex;

#[derive(RustEmbed)]
#[folder = "static"]
struct Static;

/// Addresses of the assets every page names.
#[derive(Debug)]
pub struct Assets {
    /// Style sheet.
    pub css: String,
    /// Script.
    pub js: String,
    /// Icon.
    pub favicon: String,
    /// The generic mark.
    pub mark: String,
    files: Vec<(String, &'static str, Vec<u8>)>,
}

/// All assets, made once.
pub static ASSETS: LazyLock<Assets> = LazyLock::new(|| {
    let css = joined("css", "css");
    let js = joined("js", "js");
    let icon = bytes("img/favicon.svg");
    let mark = bytes("img/mark.svg");
    let files = vec![
        (name("css", &css), "text/css; charset=utf-8", css),
        (name("js", &js), "text/javascript; charset=utf-8", js),
        (name("svg", &icon), "image/svg+xml", icon),
        (name("svg", &mark), "image/svg+xml", mark),
    ];
    let url = |i: usize| format!("/assets/{}", files.get(i).map_or("", |f| f.0.as_str()));
    Assets {
        css: url(0),
        js: url(1),
        favicon: url(2),
        mark: url(3),
        files,
    }
});

fn name(ending: &str, bytes: &[u8]) -> String {
    let hash = sha256_hex(bytes);
    format!("{}.{ending}", hash.get(..16).unwrap_or(&hash))
}

fn bytes(path: &str) -> Vec<u8> {
    Static::get(path)
        .map(|f| f.data.into_owned())
        .unwrap_or_default()
}

/// The files of a folder in the order of its `order.txt` (`#` starts a comment).
fn joined(folder: &str, ending: &str) -> Vec<u8> {
    let order = String::from_utf8(bytes(&format!("{folder}/order.txt"))).unwrap_or_default();
    let mut all = vec![];
    for line in order
        .lines()
        .map(str::trim)
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
    {
        let file = if line.contains('.') {
            line.to_owned()
        } else {
            format!("{line}.{ending}")
        };
        all.extend(bytes(&format!("{folder}/{file}")));
        all.push(b'\n');
    }
    all
}

/// `GET /assets/{name}`
pub async fn serve(path: web::Path<String>) -> HttpResponse {
    let Some((_, media_type, bytes)) = ASSETS.files.iter().find(|f| f.0 == *path) else {
        return HttpResponse::NotFound().finish();
    };
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, *media_type))
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .body(bytes.as_slice())
}

/// `GET /favicon.ico`
pub async fn favicon() -> HttpResponse {
    HttpResponse::PermanentRedirect()
        .insert_header((header::LOCATION, ASSETS.favicon.as_str()))
        .finish()
}
