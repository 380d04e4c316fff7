//! What administrators set about the chamber.
use crate::platform::smtp::{Manners, Smtp};
use crate::support::app::{TestApp, address};
use huiguan::chamber::rules::Organ;
use huiguan::council::{self, rules::Seat};
use huiguan::kernel::Role;
use huiguan::kernel::brand::Brand;
use huiguan::kernel::time::day_in;
use huiguan::platform::mailer::MailServer;
use huiguan::platform::settings;
use std::io::Cursor;

const MAIL: &str = "/desk/settings/mail";

#[test]
fn a_mark_that_was_removed_is_shown_no_more() {
    let app = TestApp::start();
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    let brand = || app.db.read_now(settings::get::<Brand>).unwrap();
    for red in [178, 20] {
        let mut png = Cursor::new(vec![]);
        image::RgbImage::from_pixel(40, 40, image::Rgb([red, 36, 30]))
            .write_to(&mut png, image::ImageFormat::Png)
            .unwrap();
        lin.open("/desk/settings/chamber")
            .attach("mark", "mark.png", png.get_ref());
        lin.submit("/desk/settings/mark");
        let shown = format!("img[src='/mark/{}']", brand().mark.unwrap());
        assert!(lin.has(&shown));
        lin.submit("/desk/settings/mark/remove");
        lin.says("chamber-mark-removed")
            .says("chamber-mark-none-yet");
        assert!(!lin.has(&shown));
        assert_eq!(brand().mark, None);
    }
}

#[test]
fn a_mail_server_that_lets_us_in_is_kept_and_tried_out() {
    let app = TestApp::with(&[("smtp_ports", "any")]);
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    let manners = Manners {
        no_starttls: true,
        ..Manners::default()
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let smtp = runtime.block_on(Smtp::start(app.data(), manners));
    let letters = || {
        let all = app.mails();
        let tried = all.iter().filter(|mail| mail.kind == "chamber.test");
        tried
            .filter(|mail| mail.to_address == address("Lin"))
            .count()
    };
    lin.open(MAIL).says("chamber-mail-missing");
    lin.fill("host", "127.0.0.1")
        .fill("port", smtp.port)
        .fill("security", "none")
        .fill("from_address", "office@example.test")
        .submit(MAIL);
    lin.says("chamber-mail-saved");
    let server: MailServer = app.db.read_now(settings::get).unwrap();
    assert_eq!(
        (server.port, server.from_address.as_str()),
        (smtp.port, "office@example.test")
    );
    for nth in 0..2 {
        assert_eq!(letters(), nth);
        lin.submit("/mail/test").is_at(MAIL);
        assert_eq!(letters(), nth + 1);
    }
}

fn seats(app: &TestApp) -> Vec<Seat> {
    let today = day_in(Brand::default().zone, app.clock.now());
    let read = move |conn: &mut _| council::seats(conn, Organ::Board, today);
    app.db.read_now(read).unwrap()
}

#[test]
fn a_seat_gets_another_name_and_is_closed_while_nobody_holds_it() {
    let app = TestApp::start();
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    for name in ["Seat of the founders", "Seat of the young"] {
        lin.open("/desk/settings/board")
            .fill("label", "A seat")
            .submit("/board/seats");
        let page = lin.path().to_owned();
        lin.fill("label", name).submit(&page);
        lin.is_at(&page).says("council-saved");
        let all = seats(&app);
        assert_eq!((all.len(), all[0].label.as_str()), (1, name));
        lin.fill("why", "Charter of 2026").submit("/close");
        lin.is_at("/desk/settings/board")
            .says("council-seat-closed");
        assert!(seats(&app).is_empty());
    }
}
