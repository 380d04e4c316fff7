//! A person at a browser without JavaScript: keeps cookies, follows redirects, and fills the real
//! forms of the real pages. A field that isn't there, or a choice nobody offers, fails the test.
use super::again;
use super::form::{FormFiller, Value};
use huiguan::kernel::Lang;
use huiguan::kernel::brand::Brand;
use huiguan::platform::i18n::Speech;
use reqwest::blocking::{Client, RequestBuilder, Response, multipart};
use scraper::{Html, Selector};
use std::collections::BTreeMap;

/// What a request was answered with.
pub struct Answer {
    /// The status, after redirects unless said otherwise.
    pub status: u16,
    /// Headers of the last answer, names in lower case.
    pub headers: BTreeMap<String, String>,
    /// The body as text; empty for what is no text.
    pub body: String,
    /// The body as it came.
    pub bytes: Vec<u8>,
}

/// One person's browser. The page it shows is the answer to its last request.
pub struct Browser {
    client: Client,
    base: String,
    lang: &'static str,
    path: String,
    answer: Answer,
    typed: Vec<(String, Value)>,
}

impl Browser {
    /// A new browser with no cookies, whose reader prefers `lang`.
    pub fn new(base: &str, lang: &'static str) -> Self {
        // Answers itself when there already is one.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder()
            .cookie_store(true)
            .redirect(reqwest::redirect::Policy::none())
            .timeout(std::time::Duration::from_secs(60))
            .build()
            .unwrap();
        let answer = Answer {
            status: 0,
            headers: BTreeMap::new(),
            body: String::new(),
            bytes: Vec::new(),
        };
        let (path, typed) = (String::new(), Vec::new());
        Self {
            client,
            base: base.to_owned(),
            lang,
            path,
            answer,
            typed,
        }
    }

    /// Signs in through the form.
    pub fn sign_in(&mut self, email: &str, passphrase: &str) -> &mut Self {
        self.open("/sign-in")
            .fill("email", email)
            .fill("password", passphrase);
        self.submit("/sign-in");
        assert_ne!(self.path, "/sign-in", "not signed in: {}", self.text());
        self
    }

    /// Goes to a page that is there.
    pub fn open(&mut self, path: &str) -> &mut Self {
        self.go(path);
        assert_eq!(self.answer.status, 200, "{path} answers:\n{}", self.text());
        self
    }

    /// Goes to a path and gives the status it ends with.
    pub fn go(&mut self, path: &str) -> u16 {
        let request = self
            .client
            .get(self.url(path))
            .header("Accept-Language", self.lang);
        let response = request.send().unwrap();
        self.arrive(path.to_owned(), response);
        self.answer.status
    }

    /// Types `value` into the field called `name` of the form that is submitted next; for boxes and
    /// choices, picks the one with that value.
    pub fn fill(&mut self, name: &str, value: impl ToString) -> &mut Self {
        self.typed
            .push((name.to_owned(), Value::Text(value.to_string())));
        self
    }

    /// Unticks a box.
    pub fn untick(&mut self, name: &str) -> &mut Self {
        self.typed.push((name.to_owned(), Value::Unticked));
        self
    }

    /// Chooses a file for the field called `name`.
    pub fn attach(&mut self, name: &str, file: &str, bytes: &[u8]) -> &mut Self {
        self.typed.push((
            name.to_owned(),
            Value::File(file.to_owned(), bytes.to_vec()),
        ));
        self
    }

    /// Submits the page's form that has this action (its path's end) or this text on a button, and
    /// follows where it leads.
    pub fn submit(&mut self, which: &str) -> &mut Self {
        let form = FormFiller::find(&self.answer.body, which)
            .unwrap_or_else(|| panic!("no form {which} on {}:\n{}", self.path, self.text()));
        let form = form.filled(std::mem::take(&mut self.typed));
        let action = if form.action.is_empty() {
            self.path.clone()
        } else {
            form.action.clone()
        };
        if form.method == "get" {
            let query = reqwest::Url::parse_with_params("http://x", form.texts()).unwrap();
            let start = action.split('?').next().unwrap_or_default();
            self.go(&format!("{start}?{}", query.query().unwrap_or_default()));
            return self;
        }
        let marked = form.fields.iter().any(|(name, _)| name == "once");
        let post = || self.post(&action, &form);
        let often = marked.then(|| again::wanted(&self.base, &action)).flatten();
        let response = match often {
            Some(press) => press.send(post),
            None => post().send().unwrap(),
        };
        self.arrive(action, response);
        self
    }

    /// A filled form as it is sent.
    fn post(&self, action: &str, form: &FormFiller) -> RequestBuilder {
        let request = self
            .client
            .post(self.url(action))
            .header("Accept-Language", self.lang)
            .header("Origin", &self.base)
            .header("Referer", self.url(&self.path))
            .header("Sec-Fetch-Site", "same-origin");
        if !form.multipart {
            return request.form(&form.texts());
        }
        let mut body = multipart::Form::new();
        for (name, value) in &form.fields {
            body = match value {
                Value::File(file, bytes) => {
                    let part = multipart::Part::bytes(bytes.clone());
                    body.part(name.clone(), part.file_name(file.clone()))
                }
                Value::Text(text) => body.text(name.clone(), text.clone()),
                Value::Unticked => body,
            };
        }
        request.multipart(body)
    }

    /// Submits the form whose button says the text of this message key.
    pub fn press(&mut self, key: &str) -> &mut Self {
        let word = self.word(key);
        self.submit(&word)
    }

    /// Follows the page's link with this text.
    pub fn click(&mut self, text: &str) -> &mut Self {
        let page = Html::parse_document(&self.answer.body);
        let links = Selector::parse("a[href]").unwrap();
        let link = page
            .select(&links)
            .find(|link| squeeze(link.text()).contains(text))
            .and_then(|link| link.value().attr("href"))
            .unwrap_or_else(|| panic!("no link {text} on {}:\n{}", self.path, self.text()))
            .to_owned();
        self.open(&link)
    }

    /// The first of the page's links whose address contains `part`.
    pub fn link(&self, part: &str) -> String {
        let page = Html::parse_document(&self.answer.body);
        let links = Selector::parse("a[href]").unwrap();
        let found = page
            .select(&links)
            .filter_map(|link| link.value().attr("href"));
        let found = found.map(str::to_owned).find(|href| href.contains(part));
        found.unwrap_or_else(|| panic!("no link to {part} on {}:\n{}", self.path, self.text()))
    }

    /// The page must say this.
    pub fn sees(&self, text: &str) -> &Self {
        assert!(
            self.text().contains(text),
            "{} doesn't say {text}:\n{}",
            self.path,
            self.text()
        );
        self
    }

    /// The page must say the text of this message key.
    pub fn says(&self, key: &str) -> &Self {
        self.sees(&self.word(key))
    }

    /// A message's text in the reader's language; what is no key is its own text.
    pub fn word(&self, key: &str) -> String {
        let lang = Lang::from_tag(self.lang).unwrap();
        let text = Speech::new(lang, &Brand::default()).plain(key);
        if text.is_empty() {
            key.to_owned()
        } else {
            squeeze(std::iter::once(text))
        }
    }

    /// The page must not say this.
    pub fn misses(&self, text: &str) -> &Self {
        assert!(
            !self.text().contains(text),
            "{} says {text}:\n{}",
            self.path,
            self.text()
        );
        self
    }

    /// The browser must have ended here.
    pub fn is_at(&self, path: &str) -> &Self {
        let here = self.path.split('?').next().unwrap_or_default();
        assert_eq!(here, path, "it shows:\n{}", self.text());
        self
    }

    /// The form must have come back with this field marked as wrong.
    pub fn is_refused_at(&self, field: &str) -> &Self {
        assert_eq!(
            self.answer.status,
            422,
            "{} shows:\n{}",
            self.path,
            self.text()
        );
        let page = Html::parse_document(&self.answer.body);
        let wrong = Selector::parse(&format!("[name='{field}'][aria-invalid=true]")).unwrap();
        assert!(
            page.select(&wrong).next().is_some(),
            "{field} isn't marked:\n{}",
            self.text()
        );
        self
    }

    /// Whether the page has something that this CSS selector finds.
    pub fn has(&self, selector: &str) -> bool {
        let page = Html::parse_document(&self.answer.body);
        page.select(&Selector::parse(selector).unwrap())
            .next()
            .is_some()
    }

    /// The text of the first thing this CSS selector finds.
    pub fn text_of(&self, selector: &str) -> String {
        let page = Html::parse_document(&self.answer.body);
        let found = page.select(&Selector::parse(selector).unwrap()).next();
        let found =
            found.unwrap_or_else(|| panic!("no {selector} on {}:\n{}", self.path, self.text()));
        squeeze(found.text())
    }

    /// An attribute of everything this CSS selector finds, in order.
    pub fn values_of(&self, selector: &str, attribute: &str) -> Vec<String> {
        let page = Html::parse_document(&self.answer.body);
        let found = Selector::parse(selector).unwrap();
        let values = page
            .select(&found)
            .filter_map(|e| e.value().attr(attribute));
        values.map(str::to_owned).collect()
    }

    /// The value that the first field of this name has on the page.
    pub fn value_of(&self, name: &str) -> String {
        let values = self.values_of(&format!("[name='{name}']"), "value");
        values.into_iter().next().unwrap_or_default()
    }

    /// The path it is at.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The last answer.
    pub fn answer(&self) -> &Answer {
        &self.answer
    }

    /// The page's text without markup, white space squeezed.
    pub fn text(&self) -> String {
        let page = Html::parse_document(&self.answer.body);
        let body = Selector::parse("body").unwrap();
        let Some(body) = page.select(&body).next() else {
            return self.answer.body.clone();
        };
        squeeze(body.text())
    }

    /// A request put together by hand, with this browser's cookies and no redirects followed.
    pub fn by_hand(
        &self,
        method: reqwest::Method,
        path: &str,
    ) -> reqwest::blocking::RequestBuilder {
        self.client
            .request(method, self.url(path))
            .header("Accept-Language", self.lang)
    }

    fn url(&self, path: &str) -> String {
        if path.starts_with("http") {
            path.to_owned()
        } else {
            format!("{}{path}", self.base)
        }
    }

    /// Takes an answer in, after following its redirects as a browser does.
    fn arrive(&mut self, path: String, mut response: Response) {
        self.path = path;
        for _ in 0..8 {
            let to = match response.status().as_u16() {
                302 | 303 | 308 => response.headers()["location"].to_str().unwrap().to_owned(),
                _ => break,
            };
            let request = self
                .client
                .get(self.url(&to))
                .header("Accept-Language", self.lang);
            response = request.send().unwrap();
            self.path = to;
        }
        self.path = self.path.replacen(&self.base, "", 1);
        let headers = response.headers().iter().map(|(name, value)| {
            (
                name.to_string(),
                String::from_utf8_lossy(value.as_bytes()).into_owned(),
            )
        });
        let (headers, status) = (headers.collect(), response.status().as_u16());
        let bytes = response.bytes().unwrap().to_vec();
        let body = String::from_utf8(bytes.clone()).unwrap_or_default();
        self.answer = Answer {
            status,
            headers,
            body,
            bytes,
        };
    }
}

/// Text with single spaces.
pub fn squeeze<'a>(text: impl Iterator<Item = &'a str>) -> String {
    text.flat_map(str::split_whitespace)
        .collect::<Vec<_>>()
        .join(" ")
}
