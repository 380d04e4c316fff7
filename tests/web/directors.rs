//! A whole board is seated out of one list, before anybody on it has an account.
use crate::support::app::{PASSPHRASE, TestApp, address, link_in};
use huiguan::accounts;
use huiguan::chamber::rules::Organ;
use huiguan::companies::{self, book, rules::Profile};
use huiguan::council::{self, rules::Seat};
use huiguan::kernel::brand::Brand;
use huiguan::kernel::time::day_in;
use huiguan::kernel::{Actor, Role, Who};
use huiguan::platform::db::{Fault, Tx};

const MANY: &str = "/desk/settings/board/many";

fn seats(app: &TestApp) -> Vec<Seat> {
    let today = day_in(Brand::default().zone, app.clock.now());
    let read = move |conn: &mut _| council::seats(conn, Organ::Board, today);
    app.db.read_now(read).unwrap()
}

fn letters(app: &TestApp, kind: &str) -> usize {
    let all = app.mails();
    all.iter().filter(|mail| mail.kind == kind).count()
}

#[test]
fn a_board_of_21_is_seated_in_one_paste_and_invited() {
    let app = TestApp::start();
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    let line = |n: usize| {
        let post = if n == 1 {
            "President"
        } else {
            "Member of the board"
        };
        format!("{n}\tDirector {n}\tCompany {n}\t{post}\tdirector{n}@example.test\n")
    };
    let list: String = (1..=21).map(line).collect();
    lin.open(MANY)
        .fill("lines", &list)
        .fill("chair", "on")
        .fill("notice", "Assembly of 2026");
    lin.press("council-preview").says("council-many-fine");
    assert!(
        seats(&app).is_empty() && app.mails().is_empty(),
        "a preview seats nobody"
    );
    lin.press("council-many-seat").is_at("/desk/settings/board");
    let all = seats(&app);
    assert_eq!(all.len(), 21);
    assert!(all.iter().all(|seat| seat.holder.is_some()));
    assert_eq!(all.iter().filter(|seat| seat.chair).count(), 1);
    assert!(all[0].chair && all[0].label == "President");
    assert_eq!(all[20].company_name, "Company 21");
    assert_eq!(letters(&app, "council.seated"), 21);
    assert_eq!(
        letters(&app, "accounts.power"),
        2,
        "one of the chair, one of all"
    );
    let directors = |conn: &mut _| accounts::people_with_role(conn, Role::Director);
    assert_eq!(app.db.read_now(directors).unwrap().len(), 21);
    // The seat is theirs; the account is made with the link.
    let link = link_in(&app.mail_to("director5@example.test"), "/invitation/");
    let mut five = app.browser();
    five.open(&link).sees("Member of the board");
    five.fill("name", "Director Five")
        .fill("password", PASSPHRASE)
        .submit(&link);
    five.is_at("/board");
    five.submit("/sign-out");
    five.sign_in("director5@example.test", PASSPHRASE);
    assert_eq!(seats(&app).len(), 21);
}

#[test]
fn what_is_wrong_stands_at_its_line_and_nothing_typed_is_lost() {
    let app = TestApp::start();
    app.person("Wang", &[]);
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    let list = "Wang,Plum Ltd,President,wang@example.test\n\
                Li Er,Plum Ltd,Member\n\
                Zhao,,Member,zhao@example";
    lin.open(MANY)
        .fill("lines", list)
        .fill("notice", "Letter 1");
    lin.press("council-many-seat").is_refused_at("lines");
    lin.says("council-many-no-mail")
        .sees("“zhao@example” is no mail address");
    let kept = lin.text_of("textarea[name=lines]");
    assert!(kept.contains("Li Er,Plum Ltd,Member") && kept.contains("zhao@example"));
    assert_eq!(lin.value_of("notice"), "Letter 1");
    assert!(seats(&app).is_empty(), "all or none");
    let list = "Wang  Plum Ltd  President  wang@example.test\n\
                Li Er  Plum Ltd  Member  li@example.test  13800138000";
    lin.fill("lines", list).press("council-many-seat");
    lin.is_at("/desk/settings/board");
    assert_eq!(seats(&app).len(), 2);
    // Who has an account comes by it, without another one.
    let mail = app.mail_to(&address("Wang"));
    assert!(mail.text_body.contains("/board") && !mail.text_body.contains("/invitation/"));
    lin.open(MANY)
        .fill("lines", "Li Er,Plum Ltd,Member,li@example.test")
        .fill("notice", "Letter 2");
    lin.press("council-many-seat").is_refused_at("lines");
    assert_eq!(seats(&app).len(), 2, "nobody holds two seats of one organ");
    lin.open(MANY).fill("lines", "").press("council-many-seat");
    lin.is_refused_at("lines");
    lin.is_refused_at("notice");
}

#[test]
fn a_sheet_fills_the_list_which_takes_vacant_seats_and_knows_the_companies() {
    let app = TestApp::start();
    let register = |tx: &mut Tx<'_>| {
        let profile = Profile {
            name: "甲公司".to_owned(),
            ..Profile::default()
        };
        companies::register(tx, profile)
    };
    let company = app.db.write_now(&Who::system("test"), register).unwrap();
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    lin.open("/desk/settings/board")
        .fill("label", "会长")
        .submit("/board/seats");
    let sheet = "序号,职务,姓名,单位名称,手机,邮箱\n\
                 1,会长,王一,甲公司,13800138000,wang@example.test\n\
                 2,副会长,李二,乙公司,,li@example.test\n";
    lin.open(MANY)
        .fill("notice", "Assembly")
        .fill("chair", "on")
        .attach("file", "board.csv", sheet.as_bytes());
    lin.submit("/many/sheet")
        .sees("王一")
        .says("council-many-unknown");
    assert_eq!(seats(&app).len(), 1, "a sheet alone seats nobody");
    assert_eq!(lin.value_of("notice"), "Assembly", "it is there still");
    assert!(lin.has("[name=chair][checked]"));
    lin.press("council-many-seat");
    lin.is_at("/desk/settings/board");
    let all = seats(&app);
    assert!(all[0].chair && !all[1].chair);
    let labels: Vec<&str> = all.iter().map(|seat| seat.label.as_str()).collect();
    assert_eq!(labels, ["会长", "副会长"], "the vacant one was taken");
    assert_eq!(all[0].company.as_ref(), Some(&company.id));
    assert_eq!(
        (&all[1].company, all[1].company_name.as_str()),
        (&None, "乙公司")
    );
    let id = company.id.clone();
    let contacts = app.db.read_now(move |conn| book::of_company(conn, &id));
    let contacts = contacts.unwrap();
    assert_eq!(contacts[0].said.phone, "13800138000");
    let plain = "赵三,丙公司,zhao@example.test\n\
                 钱四,丁公司,理事,qian@example.test,13800138001\n";
    lin.open(MANY).attach("file", "plain.csv", plain.as_bytes());
    lin.submit("/many/sheet")
        .sees("zhao@example.test")
        .sees("qian@example.test");
    lin.open(MANY).submit("/many/sheet").is_refused_at("file");
}

#[test]
fn one_person_gives_no_more_than_four_hundred_seats_a_day_to_strangers() {
    let app = TestApp::start();
    let lin = Actor {
        id: app.person("Lin", &[Role::Admin]),
        name: "Lin".to_owned(),
        email: address("Lin"),
        lang: None,
        roles: vec![Role::Admin],
        firms: vec![],
        second_factor: false,
        must_set_up_second_factor: false,
        session: String::new(),
    };
    let who = Who {
        actor: Some(lin),
        ..Who::system("test")
    };
    let enrol = |from: usize, to: usize| {
        let all = move |tx: &mut Tx<'_>| {
            for n in from..to {
                let email = format!("director{n}@example.test");
                accounts::enrol(tx, (&email, "Director"), ("/board", "A seat"))?;
            }
            Ok(())
        };
        app.db.write_now(&who, all)
    };
    enrol(0, 400).unwrap();
    assert!(matches!(enrol(400, 401), Err(Fault::TooMany(_))));
}
