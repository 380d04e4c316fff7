//! A small SMTP server with manners of its choice.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufStream};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// What it does at the end of a message, instead of taking it.
pub enum Last {
    /// Answers this; the message counts as not taken.
    Say(&'static str),
    /// Takes it and hangs up without a word.
    HangUp,
    /// Takes it and says nothing for a long time.
    Sleep,
}

#[derive(Default)]
pub struct Manners {
    pub tls_at_once: bool,
    pub no_starttls: bool,
    pub password: Option<&'static str>,
    /// Answers to the next receivers, before all others are fine.
    pub receivers: VecDeque<&'static str>,
    pub last: VecDeque<Last>,
}

/// A running server; `taken` are the messages it took.
pub struct Smtp {
    pub port: u16,
    /// How often it was greeted.
    pub greeted: AtomicUsize,
    pub taken: Arc<Mutex<Vec<String>>>,
    pub manners: Arc<Mutex<Manners>>,
    tls: TlsAcceptor,
}

impl Smtp {
    /// Starts it, and writes the authority of its certificate to `ca.pem` in the folder.
    pub async fn start(folder: &Path, manners: Manners) -> Arc<Self> {
        huiguan::platform::tls::install();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let smtp = Arc::new(Self {
            port: listener.local_addr().unwrap().port(),
            greeted: AtomicUsize::new(0),
            taken: Arc::default(),
            manners: Arc::new(Mutex::new(manners)),
            tls: acceptor(folder),
        });
        let serving = smtp.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let smtp = serving.clone();
                tokio::spawn(async move { smtp.greet(stream).await });
            }
        });
        smtp
    }

    pub fn messages(&self) -> Vec<String> {
        self.taken.lock().unwrap().clone()
    }

    async fn greet(&self, stream: TcpStream) -> std::io::Result<()> {
        self.greeted.fetch_add(1, Ordering::SeqCst);
        if self.manners.lock().unwrap().tls_at_once {
            let mut stream = BufStream::new(self.tls.accept(stream).await?);
            say(&mut stream, "220 ready").await?;
            return self.talk(&mut stream, true).await.map(|_| ());
        }
        let mut stream = BufStream::new(stream);
        say(&mut stream, "220 ready").await?;
        if self.talk(&mut stream, false).await? {
            let mut stream = BufStream::new(self.tls.accept(stream.into_inner()).await?);
            self.talk(&mut stream, true).await?;
        }
        Ok(())
    }

    /// True if the client wants TLS now.
    async fn talk<S>(&self, stream: &mut BufStream<S>, secure: bool) -> std::io::Result<bool>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let (starttls, password) = {
            let manners = self.manners.lock().unwrap();
            (!secure && !manners.no_starttls, manners.password)
        };
        let mut signed_in = password.is_none();
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await? == 0 {
                return Ok(false);
            }
            let word = line.split_whitespace().next().unwrap_or("").to_uppercase();
            let answer = match word.as_str() {
                "EHLO" if starttls => "250-test\r\n250 STARTTLS",
                "EHLO" => "250-test\r\n250-8BITMIME\r\n250 AUTH PLAIN",
                "STARTTLS" if starttls => {
                    say(stream, "220 go").await?;
                    return Ok(true);
                }
                "AUTH" => {
                    signed_in = password.is_none_or(|p| line.trim().ends_with(&plain(p)));
                    if signed_in {
                        "235 fine"
                    } else {
                        "535 5.7.8 no"
                    }
                }
                "MAIL" if !signed_in => "530 5.7.0 sign in first",
                "RCPT" => {
                    let next = self.manners.lock().unwrap().receivers.pop_front();
                    next.unwrap_or("250 fine")
                }
                "DATA" => match self.take(stream).await? {
                    Some(answer) => answer,
                    None => return Ok(false),
                },
                "QUIT" => "221 bye",
                _ => "250 fine",
            };
            say(stream, answer).await?;
        }
    }

    async fn take<S>(&self, stream: &mut BufStream<S>) -> std::io::Result<Option<&'static str>>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        say(stream, "354 go on").await?;
        let mut message = String::new();
        while stream.read_line(&mut message).await? > 0 && !message.ends_with("\r\n.\r\n") {}
        let last = self.manners.lock().unwrap().last.pop_front();
        if let Some(Last::Say(answer)) = last {
            return Ok(Some(answer));
        }
        self.taken.lock().unwrap().push(message);
        match last {
            Some(Last::HangUp) => Ok(None),
            Some(Last::Sleep) => {
                tokio::time::sleep(Duration::from_secs(60)).await;
                Ok(None)
            }
            _ => Ok(Some("250 taken")),
        }
    }
}

async fn say<S: AsyncRead + AsyncWrite + Unpin>(
    stream: &mut BufStream<S>,
    text: &str,
) -> std::io::Result<()> {
    stream.write_all(format!("{text}\r\n").as_bytes()).await?;
    stream.flush().await
}

/// AUTH PLAIN for the user `chamber` and passwords whose length makes Base64 come out even.
fn plain(password: &str) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = format!("\0chamber\0{password}").into_bytes();
    let padding = (3 - text.len() % 3) % 3;
    text.extend(vec![0; padding]);
    let mut out: String = text
        .chunks(3)
        .flat_map(|c| {
            let n = usize::from(c[0]) << 16 | usize::from(c[1]) << 8 | usize::from(c[2]);
            [n >> 18, n >> 12 & 63, n >> 6 & 63, n & 63].map(|i| char::from(DIGITS[i]))
        })
        .collect();
    let kept = out.len() - padding;
    out.truncate(kept);
    out + &"=".repeat(padding)
}

fn acceptor(folder: &Path) -> TlsAcceptor {
    let mut authority = CertificateParams::new(vec![]).unwrap();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(authority, KeyPair::generate().unwrap()).unwrap();
    std::fs::write(folder.join("ca.pem"), authority.pem()).unwrap();
    let key = KeyPair::generate().unwrap();
    let own = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    let own = own.signed_by(&key, &authority).unwrap();
    let chain = vec![CertificateDer::from(own.der().to_vec())];
    let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .unwrap();
    TlsAcceptor::from(Arc::new(config))
}
