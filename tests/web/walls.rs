//! Nobody can stop the server: what is sent slowly or too much at once is given up in words, and pages
//! answer as they are asked.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::support::app::TestApp;
use reqwest::Method;

/// A form with a file for `/check/paper` that stops after its first bytes.
fn stalled(app: &TestApp) -> TcpStream {
    let host = app.base.trim_start_matches("http://").to_owned();
    let mut socket = TcpStream::connect(&host).unwrap();
    let head = format!(
        "POST /check/paper HTTP/1.1\r\nHost: {host}\r\nAccept-Language: zh-TW\r\n\
         Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 20000000\r\n\r\n\
         --x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%PDF-"
    );
    socket.write_all(head.as_bytes()).unwrap();
    socket
}

#[test]
fn who_sends_slowly_holds_few_places_and_none_for_ever() {
    let app = TestApp::start();
    let mut sockets: Vec<TcpStream> = (0..3).map(|_| stalled(&app)).collect();
    std::thread::sleep(Duration::from_millis(500));
    let browser = app.browser();
    let body = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n\
                %PDF-1.4\r\n--x--\r\n";
    let post = || {
        browser
            .by_hand(Method::POST, "/check/paper")
            .header("Content-Type", "multipart/form-data; boundary=x")
            .body(body)
            .send()
            .unwrap()
    };
    let refused = post();
    assert_eq!(refused.status(), 503);
    assert_eq!(refused.headers()["retry-after"], "10");
    // Who is signed in behind the same address has places of their own.
    let colleague = app.signed_in("Colleague", &[]);
    let sent = colleague
        .by_hand(Method::POST, "/check/paper")
        .header("Origin", &app.base)
        .header("Content-Type", "multipart/form-data; boundary=x")
        .body(body);
    assert_eq!(sent.send().unwrap().status(), 200);
    // One of them goes: its place is free.
    drop(sockets.pop());
    let began = Instant::now();
    while post().status() != 200 {
        assert!(
            began.elapsed() < Duration::from_secs(10),
            "the place stayed taken"
        );
        std::thread::sleep(Duration::from_millis(100));
    }
    // The others are given up, in the language they asked for.
    let mut first = sockets.remove(0);
    first
        .set_read_timeout(Some(Duration::from_secs(40)))
        .unwrap();
    let mut answer = vec![0; 4000];
    let length = first.read(&mut answer).unwrap();
    let answer = String::from_utf8_lossy(&answer[..length]).into_owned();
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
}

#[test]
fn a_head_is_answered_as_a_get_without_its_body() {
    let app = TestApp::start();
    let browser = app.browser();
    for path in [
        "/",
        "/sign-in",
        "/desk",
        "/nothing-here",
        "/healthz",
        "/readyz",
    ] {
        let [get, head] = [Method::GET, Method::HEAD].map(|how| {
            let asked = browser
                .by_hand(how, path)
                .header("Accept-Encoding", "identity");
            asked.send().unwrap()
        });
        assert_eq!(get.status(), head.status(), "{path}");
        for name in ["content-type", "content-length", "location"] {
            assert_eq!(
                get.headers().get(name),
                head.headers().get(name),
                "{path}: {name}"
            );
        }
        assert_eq!(head.bytes().unwrap().len(), 0, "{path}");
    }
}

#[test]
fn many_wrong_sign_ins_at_once_are_answered_one_way_or_the_other() {
    let app = TestApp::start();
    let asked: Vec<_> = (0..12)
        .map(|n| {
            let browser = app.browser();
            std::thread::spawn(move || {
                let form = [
                    ("email", format!("no{n}@firm.example")),
                    ("password", "x".into()),
                ];
                let sent = browser.by_hand(Method::POST, "/sign-in").form(&form).send();
                sent.unwrap().status().as_u16()
            })
        })
        .collect();
    for status in asked.into_iter().map(|one| one.join().unwrap()) {
        assert!([200, 422, 429, 503].contains(&status), "{status}");
    }
}
