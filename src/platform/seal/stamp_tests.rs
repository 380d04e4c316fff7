//! A time stamp server on this machine: what it attests stands in the seal, and whatever goes wrong with
//! it, a seal is made without.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};

use super::*;
use crate::platform::pdf::{Block, Paper, Press};
use crate::platform::seal::{Act, Subject, sign as sign_paper, stamp, verify};

/// When the server says that it was.
const AT: &str = "20261125190000Z";

fn now() -> Moment {
    Moment::parse_from_str(AT, "%Y%m%d%H%M%SZ").unwrap()
}

fn keys(name: &str) -> (Keys, Keys) {
    let subject = |name: &str| crate::platform::seal::Subject {
        name: name.into(),
        organisation: String::new(),
    };
    let root: Keys = Keys::root(&subject("Root"), now()).unwrap();
    let own = root.issue(&Subject { ..subject(name) }, now()).unwrap();
    (root, own)
}

fn tlv(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut out = vec![tag];
    match u8::try_from(content.len()) {
        Ok(short) if short < 0x80 => out.push(short),
        _ => {
            out.push(0x82);
            out.extend(u16::try_from(content.len()).unwrap().to_be_bytes());
        }
    }
    out.extend_from_slice(content);
    out
}

/// A stamp over a digest.
fn token(server: &Keys, digest: &[u8]) -> Vec<u8> {
    let algorithm = tlv(0x30, &oids::SHA256.to_der().unwrap());
    let imprint = tlv(0x30, &[algorithm, tlv(0x04, digest)].concat());
    let policy = ObjectIdentifier::new_unwrap("1.2.3.4").to_der().unwrap();
    let (version, serial) = (tlv(0x02, &[1]), tlv(0x02, &[7]));
    let time = tlv(0x18, AT.as_bytes());
    let info = tlv(0x30, &[version, policy, imprint, serial, time].concat());
    let content = EncapsulatedContentInfo {
        econtent_type: oids::STAMP_INFO,
        econtent: Some(Any::encode_from(&OctetString::new(info.as_slice()).unwrap()).unwrap()),
    };
    signed(server, content, &Sha256::digest(&info), None).unwrap()
}

fn answer(status: u8, token: &[u8]) -> Vec<u8> {
    let status = tlv(0x30, &tlv(0x02, &[status]));
    tlv(0x30, &[&status, token].concat())
}

/// The digest that a request asks a stamp for.
fn asked(request: &[u8]) -> &[u8] {
    let end = request.len() - 3;
    &request[end - 32..end]
}

fn body(stream: &mut TcpStream) -> Vec<u8> {
    let (mut all, mut piece) = (vec![], [0u8; 1024]);
    loop {
        let n = stream.read(&mut piece).unwrap();
        all.extend_from_slice(&piece[..n]);
        let head = all.windows(4).position(|w| w == b"\r\n\r\n");
        if let Some(head) = head {
            let text = String::from_utf8_lossy(&all[..head]).to_lowercase();
            assert!(text.contains("application/timestamp-query"), "{text}");
            let length = text.split("content-length: ").nth(1).unwrap();
            let length: usize = length.lines().next().unwrap().trim().parse().unwrap();
            if all.len() >= head + 4 + length {
                return all[head + 4..].to_vec();
            }
        }
        assert!(n > 0, "the request ended early");
    }
}

/// A server that answers one request, and its address.
fn server(reply: impl Fn(&[u8]) -> (u16, Vec<u8>) + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let (status, bytes) = reply(&body(&mut stream));
        let length = bytes.len();
        let head =
            format!("HTTP/1.1 {status} x\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n");
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(&bytes).unwrap();
    });
    address
}

/// A paper sealed with a stamp from there: when it was stamped, if it was, and whether it is good.
fn sealed(address: &str) -> (Option<Moment>, bool) {
    crate::platform::tls::install();
    let (root, seal) = keys("Seal");
    let paper = Paper {
        title: "Sample".into(),
        blocks: vec![Block::Para("Sample".into())],
        ..Paper::default()
    };
    let printed = Press::new(None).print(&paper).unwrap();
    let act = Act {
        field: "Chamber".into(),
        name: "Chamber".into(),
        reason: "Sample".into(),
        at: now(),
        then: vec![],
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let ask = |signature: &[u8]| runtime.block_on(stamp::ask(address, signature));
    let sealed = sign_paper(&printed, &seal, &act, Some(&ask)).unwrap();
    let verdict = verify(&sealed, root.chain());
    (verdict.signatures[0].stamped, verdict.is_good())
}

#[test]
fn what_a_server_attests_stands_in_the_seal() {
    let (_, own) = keys("Time");
    let address = server(move |request| (200, answer(0, &token(&own, asked(request)))));
    assert_eq!(sealed(&address), (Some(now()), true));
}

#[test]
fn a_server_that_refuses_lies_fails_or_is_gone_never_stops_a_seal() {
    let stamper = || keys("Time").1;
    let refuses = {
        let own = stamper();
        server(move |request| (200, answer(2, &token(&own, asked(request)))))
    };
    let other = {
        let own = stamper();
        server(move |_| (200, answer(0, &token(&own, &[7; 32]))))
    };
    let changed = {
        let own = stamper();
        server(move |request| {
            let mut made = answer(0, &token(&own, asked(request)));
            let last = made.len() - 1;
            made[last] ^= 1;
            (200, made)
        })
    };
    let garbage = server(|_| (200, b"<html>no</html>".to_vec()));
    let fails = server(|_| (503, vec![]));
    let gone = {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}", listener.local_addr().unwrap())
    };
    for address in [refuses, other, changed, garbage, fails, gone] {
        assert_eq!(sealed(&address), (None, true), "{address}");
    }
}
