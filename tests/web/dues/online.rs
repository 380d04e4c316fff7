//! Paying online against a provider that answers, breaks off, and tells things twice.
use super::{Chamber, balanced, day, standard, state};
use crate::support::app::TestApp;
use chrono::TimeDelta;
use huiguan::accounts;
use huiguan::dues;
use huiguan::dues::rules::invoice::State;
use huiguan::kernel::{Fen, Powers, Role};
use huiguan::platform::config::Config;
use ring::hmac;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

pub const SECRET: &str = "whsec_test";

/// What the made-up provider was asked, and what it answers next.
#[derive(Default)]
pub struct Script {
    pub asked: Vec<String>,
    pub answers: Vec<String>,
}

/// A provider on the loopback: each connection gets the next answer, or is broken off.
pub fn provider() -> (String, Arc<Mutex<Script>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let script = Arc::new(Mutex::new(Script::default()));
    let own = script.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut buffer = vec![0; 65_536];
            let n = stream.read(&mut buffer).unwrap_or(0);
            let mut script = own.lock().unwrap();
            script
                .asked
                .push(String::from_utf8_lossy(&buffer[..n]).into_owned());
            if script.answers.is_empty() {
                continue;
            }
            let body = script.answers.remove(0);
            let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n";
            let _ = write!(stream, "{head}content-length: {}\r\n\r\n{body}", body.len());
        }
    });
    (url, script)
}

pub fn chamber(url: &str) -> Chamber {
    let settings = [
        ("stripe_key", "sk_test"),
        ("stripe_webhook_secret", SECRET),
        ("stripe_url", url),
    ];
    let chamber = Chamber {
        app: TestApp::with(&settings),
    };
    chamber.app.person("Treasurer", &[Role::Treasurer]);
    chamber.write(|tx| dues::adopt(tx, &standard()));
    chamber.at("2026-01-01");
    chamber
}

/// The signature of a body that is sent at this second.
pub fn sign(at: i64, body: &str, secret: &str) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    hex::encode(hmac::sign(&key, format!("{at}.{body}").as_bytes()))
}

/// Posts a notice under a signature header; gives the status.
pub fn deliver(chamber: &Chamber, header: &str, body: &str) -> u16 {
    let browser = chamber.app.browser();
    let request = browser.by_hand(reqwest::Method::POST, "/hooks/stripe");
    let request = request.header("Stripe-Signature", header);
    let answer = request.body(body.to_owned()).send().unwrap();
    answer.status().as_u16()
}

/// Posts a notice as the provider does; gives the status.
pub fn post(chamber: &Chamber, body: &str, secret: &str) -> u16 {
    let at = chamber.app.clock.now().and_utc().timestamp();
    deliver(
        chamber,
        &format!("t={at},v1={}", sign(at, body, secret)),
        body,
    )
}

fn paid(attempt: &str, event: &str) -> String {
    format!(
        r#"{{"id":"{event}","type":"checkout.session.completed","data":{{"object":{{"id":"cs_1","client_reference_id":"{attempt}","payment_status":"paid","status":"complete","amount_total":600000,"currency":"cny"}}}}}}"#
    )
}

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "one story, told from its beginning to its end"
)]
fn a_payment_told_twice_and_asked_for_again_is_booked_once() {
    let (url, script) = provider();
    let chamber = chamber(&url);
    let (member, invoice) = chamber.joins("晨光机械有限公司");
    let invoice = invoice.unwrap();
    let (person, company) = (chamber.app.person("Owner", &[]), member.company.clone());
    chamber.write(move |tx| accounts::link_company(tx, &company, &person, "Manager", Powers::ALL));
    let mut owner = chamber.person("Owner");
    let online = format!("/my/dues/invoices/{}/online", invoice.id);

    // The line breaks: nobody knows, and asking again begins the same payment.
    owner
        .open(&format!("/my/dues/{}", member.company))
        .submit("/online");
    owner.says("dues-online-unknown");
    let attempt = owner.path().rsplit('/').next().unwrap().to_owned();
    let session = r#"{"id":"cs_1","url":"https://pay.example/cs_1","status":"open","payment_status":"unpaid"}"#;
    script.lock().unwrap().answers.push(session.to_owned());
    chamber.app.clock.advance(TimeDelta::minutes(5));
    let config = |url: &str| {
        let pairs = [
            ("STRIPE_KEY", "sk_test"),
            ("STRIPE_WEBHOOK_SECRET", SECRET),
            ("STRIPE_URL", url),
        ];
        let env = pairs.map(|(k, v)| (format!("HUIGUAN_{k}"), v.to_owned()));
        Config::from_pairs(env.into_iter()).unwrap()
    };
    let run = || {
        let (config, now) = (config(&url), chamber.app.clock.now());
        actix_web::rt::System::new()
            .block_on(dues::online(&chamber.app.db, &config, now))
            .unwrap();
    };
    run();
    owner
        .open(&format!("/my/dues/online/{attempt}"))
        .says("dues-online-go");
    let keys = script.lock().unwrap().asked.clone();
    assert_eq!(keys.len(), 2);
    assert!(
        keys.iter().all(|k| k
            .to_lowercase()
            .contains(&format!("idempotency-key: {attempt}"))),
        "{keys:?}"
    );

    // A forged notice is not believed; the real one is, once.
    assert_eq!(post(&chamber, &paid(&attempt, "evt_1"), "another"), 400);
    assert_eq!(
        state(&chamber, &chamber.invoices(&member)[0]),
        State::Issued
    );
    for event in ["evt_1", "evt_1", "evt_2"] {
        assert_eq!(post(&chamber, &paid(&attempt, event), SECRET), 200);
    }
    chamber.app.clock.advance(TimeDelta::minutes(5));
    run();
    assert_eq!(
        script.lock().unwrap().asked.len(),
        2,
        "what is known is not asked for"
    );
    assert_eq!(state(&chamber, &chamber.invoices(&member)[0]), State::Paid);
    owner
        .open(&format!("/my/dues/online/{attempt}"))
        .says("dues-online-succeeded");
    let mut treasurer = chamber.treasurer();
    treasurer
        .open("/desk/dues/payments")
        .sees("R2026-00001")
        .misses("R2026-00002");
    treasurer
        .open(&format!("/desk/dues/companies/{}", member.company))
        .sees("¥0.00");
    balanced(&mut treasurer);
    assert_eq!(chamber.covered(&member), Some(day("2026-12-31")));
    let again = owner
        .by_hand(reqwest::Method::POST, &online)
        .send()
        .unwrap();
    assert_eq!(again.status(), 303);
    assert_eq!(chamber.invoices(&member)[0].sums.paid, Fen(600_000));
}

#[test]
fn a_success_that_nobody_told_is_found_by_asking() {
    let (url, script) = provider();
    let chamber = chamber(&url);
    let (member, _) = chamber.joins("晨光机械有限公司");
    let (person, company) = (chamber.app.person("Owner", &[]), member.company.clone());
    chamber.write(move |tx| accounts::link_company(tx, &company, &person, "Manager", Powers::ALL));
    let open = r#"{"id":"cs_9","url":"https://pay.example/cs_9","status":"open","payment_status":"unpaid"}"#;
    let done = r#"{"id":"cs_9","status":"complete","payment_status":"paid","amount_total":600000,"currency":"cny"}"#;
    script
        .lock()
        .unwrap()
        .answers
        .extend([open.to_owned(), done.to_owned()]);
    let mut owner = chamber.person("Owner");
    owner
        .open(&format!("/my/dues/{}", member.company))
        .submit("/online");
    owner.says("dues-online-go");
    chamber.app.clock.advance(TimeDelta::minutes(5));
    let env = [
        ("HUIGUAN_STRIPE_KEY".to_owned(), "sk_test".to_owned()),
        (
            "HUIGUAN_STRIPE_WEBHOOK_SECRET".to_owned(),
            SECRET.to_owned(),
        ),
        ("HUIGUAN_STRIPE_URL".to_owned(), url),
    ];
    let config = Config::from_pairs(env.into_iter()).unwrap();
    let look = dues::online(&chamber.app.db, &config, chamber.app.clock.now());
    actix_web::rt::System::new().block_on(look).unwrap();
    assert_eq!(state(&chamber, &chamber.invoices(&member)[0]), State::Paid);
}

#[test]
fn without_a_provider_there_is_no_way_to_pay_online() {
    let chamber = Chamber::with(Default::default());
    let hook = chamber
        .app
        .browser()
        .by_hand(reqwest::Method::POST, "/hooks/stripe");
    assert_eq!(hook.send().unwrap().status(), 404);
}
