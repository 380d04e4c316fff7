//! A small load generator: connections that stay open and ask for one page again and again, for a
//! bounded time, on loopback.
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const CONNECTIONS: usize = 32;
const ROUND: Duration = Duration::from_secs(2);
const LONGEST: usize = 2_000_000;

/// Answers a second.
pub async fn rate(address: &str, path: &str, cookie: &str) -> f64 {
    let start = Instant::now();
    let tasks: Vec<_> = (0..CONNECTIONS)
        .map(|_| {
            let request = request(address, path, cookie);
            let address = address.to_owned();
            tokio::spawn(async move {
                let mut stream = TcpStream::connect(address).await.unwrap();
                let (mut buffer, mut done) = (Vec::new(), 0);
                while start.elapsed() < ROUND {
                    ask(&mut stream, &request, &mut buffer).await;
                    done += 1;
                }
                done
            })
        })
        .collect();
    let mut done = 0;
    for task in tasks {
        done += task.await.unwrap();
    }
    f64::from(done) / start.elapsed().as_secs_f64()
}

/// The size of a page's body.
pub async fn size(address: &str, path: &str, cookie: &str) -> usize {
    let mut stream = TcpStream::connect(address).await.unwrap();
    ask(
        &mut stream,
        &request(address, path, cookie),
        &mut Vec::new(),
    )
    .await
}

/// Signs the seeded clerk in and gives their cookies.
pub fn sign_in(address: &str) -> String {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::blocking::Client::builder();
    let client = client
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap();
    let fields = [
        ("email", super::seed::CLERK),
        ("password", super::seed::PASSPHRASE),
    ];
    let answer = client
        .post(format!("http://{address}/sign-in"))
        .form(&fields)
        .send()
        .unwrap();
    assert_eq!(answer.status().as_u16(), 303, "the clerk can't sign in");
    let cookies = answer.headers().get_all("set-cookie").into_iter();
    let pairs = cookies.map(|cookie| cookie.to_str().unwrap().split(';').next().unwrap());
    pairs.collect::<Vec<_>>().join("; ")
}

fn request(address: &str, path: &str, cookie: &str) -> Vec<u8> {
    let cookie = if cookie.is_empty() {
        String::new()
    } else {
        format!("Cookie: {cookie}\r\n")
    };
    format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nAccept-Language: zh-CN\r\n{cookie}\r\n")
        .into()
}

/// One question and its whole answer, which must be 200; gives the body's size.
async fn ask(stream: &mut TcpStream, request: &[u8], buffer: &mut Vec<u8>) -> usize {
    stream.write_all(request).await.unwrap();
    buffer.clear();
    loop {
        assert!(
            stream.read_buf(buffer).await.unwrap() > 0,
            "the server hung up"
        );
        assert!(buffer.len() < LONGEST, "an answer without an end");
        let Some(head) = buffer.windows(4).position(|four| four == b"\r\n\r\n") else {
            continue;
        };
        let text = String::from_utf8_lossy(&buffer[..head]).to_lowercase();
        assert!(text.starts_with("http/1.1 200"), "{text}");
        let length = text
            .split("content-length: ")
            .nth(1)
            .and_then(|rest| rest.lines().next());
        let size: usize = length.unwrap().trim().parse().unwrap();
        while buffer.len() < head + 4 + size {
            assert!(
                stream.read_buf(buffer).await.unwrap() > 0,
                "the server hung up"
            );
        }
        return size;
    }
}
