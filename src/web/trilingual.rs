//! A text in three languages in a form: `name_zh_cn`, `name_zh_tw`, `name_en`, with a tail behind each.

use crate::kernel::brand::Trilingual;
use crate::say;
use crate::web::Form;

impl Form {
    /// Reads a text of which at least one language is filled in; the first is the one to complain at.
    pub fn trilingual(&mut self, stem: &str, tail: &str, most: usize) -> Option<Trilingual> {
        let text = self.maybe_trilingual(stem, tail, most)?;
        if text == Trilingual::default() {
            self.refuse(&format!("{stem}_zh_cn{tail}"), say!("web-form-needed"));
            return None;
        }
        Some(text)
    }

    /// [`Form::trilingual`] that may be left empty.
    pub fn maybe_trilingual(&mut self, stem: &str, tail: &str, most: usize) -> Option<Trilingual> {
        let names = ["zh_cn", "zh_tw", "en"].map(|lang| format!("{stem}_{lang}{tail}"));
        let [zh_cn, zh_tw, en] = names.map(|name| self.text(&name, 0..=most));
        Some(Trilingual {
            zh_cn: zh_cn?,
            zh_tw: zh_tw?,
            en: en?,
        })
    }

    /// Puts a text into its three fields.
    pub fn put_trilingual(&mut self, stem: &str, tail: &str, text: &Trilingual) {
        self.put(&format!("{stem}_zh_cn{tail}"), text.zh_cn.as_str());
        self.put(&format!("{stem}_zh_tw{tail}"), text.zh_tw.as_str());
        self.put(&format!("{stem}_en{tail}"), text.en.as_str());
    }
}
