//! Posted forms of the chamber's settings, read into clean values.

mod basics;
mod lists;
mod rows;

pub use basics::{
    CharterForm, LIMITS, PAPERS, charter, fill_identity, fill_limits, fill_mail_server, fill_route,
    first_admin, identity, limits, mail_server, route, signatory,
};
pub use lists::{criteria, fill_criteria, fill_ranks, ranks};
pub use rows::{Line, Rows};

use crate::kernel::brand::Trilingual;
use crate::web::Form;

/// The three fields of a text in three languages: `name_zh_cn`, `name_zh_tw`, `name_en`, with
/// `tail` behind each. At least one must be filled in; the first is the one to complain at.
pub fn trilingual(form: &mut Form, stem: &str, tail: &str, most: usize) -> Option<Trilingual> {
    let text = maybe_trilingual(form, stem, tail, most)?;
    if text == Trilingual::default() {
        form.refuse(
            &format!("{stem}_zh_cn{tail}"),
            crate::say!("web-form-needed"),
        );
        return None;
    }
    Some(text)
}

/// [`trilingual`] that may be left empty.
pub fn maybe_trilingual(
    form: &mut Form,
    stem: &str,
    tail: &str,
    most: usize,
) -> Option<Trilingual> {
    let names = ["zh_cn", "zh_tw", "en"].map(|lang| format!("{stem}_{lang}{tail}"));
    let [zh_cn, zh_tw, en] = names.map(|name| form.text(&name, 0..=most));
    Some(Trilingual {
        zh_cn: zh_cn?,
        zh_tw: zh_tw?,
        en: en?,
    })
}

/// Puts a text in three languages into its three fields.
pub fn put_trilingual(form: &mut Form, stem: &str, tail: &str, text: &Trilingual) {
    form.put(&format!("{stem}_zh_cn{tail}"), text.zh_cn.as_str());
    form.put(&format!("{stem}_zh_tw{tail}"), text.zh_tw.as_str());
    form.put(&format!("{stem}_en{tail}"), text.en.as_str());
}
