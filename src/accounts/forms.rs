//! Posted forms of accounts, read into clean values.

use crate::accounts::rules::judge_passphrase;
use crate::kernel::text;
use crate::say;
use crate::web::Form;

/// A new account.
pub struct SignUp {
    pub name: String,
    pub email: String,
    pub passphrase: String,
}

/// Reads the sign-up form.
pub fn sign_up(form: &mut Form) -> Option<SignUp> {
    let name = form.called("name", 1..=60);
    let email = form.email("email");
    let own = [
        form.value("name").to_owned(),
        form.value("email").to_owned(),
    ];
    let passphrase = new_passphrase(form, "password", &own);
    let agreed = form.must_tick("privacy", say!("accounts-sign-up-privacy-needed"));
    agreed.and_then(|()| {
        Some(SignUp {
            name: name?,
            email: email?,
            passphrase: passphrase?,
        })
    })
}

/// A new pass-phrase, judged against what anyone would guess of its owner.
pub fn new_passphrase(form: &mut Form, name: &str, own: &[String]) -> Option<String> {
    // Not trimmed: spaces are part of it.
    let typed = form.value(name).to_owned();
    if typed.is_empty() {
        form.refuse(name, say!("web-form-needed"));
        return None;
    }
    let own: Vec<&str> = own.iter().map(String::as_str).collect();
    match judge_passphrase(&typed, &own) {
        Ok(()) => Some(typed),
        Err(say) => {
            form.refuse(name, say);
            None
        }
    }
}

/// Address and pass-phrase.
pub fn sign_in(form: &mut Form) -> Option<(String, String)> {
    let email = form.email("email");
    let typed = form.value("password").to_owned();
    if typed.is_empty() {
        form.refuse("password", say!("web-form-needed"));
        return None;
    }
    Some((email?, typed))
}

/// A one-time code or a recovery code in this field: digits and letters of any width, spaces and dashes
/// dropped.
pub fn code(form: &mut Form, name: &str) -> Option<String> {
    let typed = form.text(name, 1..=40)?;
    let plain = typed.chars().map(text::half_width);
    Some(plain.filter(|c| !c.is_whitespace() && *c != '-').collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_a_chinese_keyboard_types_it() {
        for typed in [
            "123456",
            "１２３４５６",
            " 123 456 ",
            "１２３－４５６",
            "123\u{3000}456",
        ] {
            let mut form = Form::of([("code", typed)]);
            assert_eq!(
                code(&mut form, "code").as_deref(),
                Some("123456"),
                "{typed}"
            );
        }
    }
}
