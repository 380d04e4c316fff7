//! What makes the set-up easy: mail providers whose server is known, what is chosen already, numbers said in words.
use crate::support::app::{PASSPHRASE, TestApp, address};
use crate::support::browser::Browser;
use huiguan::chamber::rules::{Provider, Ranks};
use huiguan::kernel::Role;
use huiguan::kernel::brand::Brand;
use huiguan::platform::settings;

const MAIL: &str = "/desk/settings/mail";

#[test]
fn a_mail_provider_fills_in_its_server_where_nothing_else_was_typed() {
    // Its port is refused here, so that nobody is called and the form comes back as it was read.
    let app = TestApp::with(&[("smtp_ports", "25")]);
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    let hosts = [
        ("163", "smtp.163.com"),
        ("qq", "smtp.qq.com"),
        ("exmail", "smtp.exmail.qq.com"),
        ("aliyun", "smtp.qiye.aliyun.com"),
    ];
    assert_eq!(
        hosts.map(|(word, _)| word),
        Provider::ALL.map(Provider::word)
    );
    for (provider, host) in hosts {
        lin.open(MAIL).says("chamber-mail-authorization");
        lin.fill("provider", provider)
            .fill("password", "an authorization code")
            .fill("from_address", "office@example.test")
            .submit(MAIL);
        lin.is_refused_at("port");
        assert_eq!(lin.value_of("host"), host);
        assert_eq!(lin.value_of("port"), "465");
        assert!(lin.has("input[name=security][value=tls][checked]"));
        assert_eq!(lin.value_of("user"), "office@example.test");
        assert_eq!(lin.value_of("from_address"), "office@example.test");
    }
    lin.open(MAIL)
        .fill("provider", "qq")
        .fill("host", "relay.example.test")
        .fill("user", "relay")
        .fill("password", "x")
        .fill("from_address", "office@example.test")
        .submit(MAIL);
    lin.is_refused_at("port");
    assert_eq!(
        lin.value_of("host"),
        "relay.example.test",
        "what was typed stands"
    );
    assert_eq!(lin.value_of("user"), "relay");
    assert_eq!(lin.value_of("port"), "465");
}

#[test]
fn zone_and_currency_are_chosen_already_and_can_be_changed() {
    let app = TestApp::start();
    let mut lin = app.browser_in("zh-CN");
    app.person("Lin", &[Role::Admin]);
    lin.sign_in(&address("Lin"), PASSPHRASE);
    let path = "/desk/settings/chamber";
    lin.open(path);
    assert!(lin.has("select[name=zone] option[value='Asia/Shanghai'][selected]"));
    assert!(lin.has("select[name=lang] option[value='zh-CN'][selected]"));
    assert_eq!(lin.value_of("currency"), "CNY");
    lin.fill("name_zh_cn", "示例商会").submit(path);
    let brand: Brand = app.db.read_now(settings::get).unwrap();
    assert_eq!(
        (brand.zone.name(), brand.currency.as_str()),
        ("Asia/Shanghai", "CNY")
    );
    lin.open(path)
        .fill("zone", "Asia/Hong_Kong")
        .fill("currency", "hkd")
        .submit(path);
    let brand: Brand = app.db.read_now(settings::get).unwrap();
    assert_eq!(
        (brand.zone.name(), brand.currency.as_str()),
        ("Asia/Hong_Kong", "HKD")
    );
}

#[test]
fn the_presidents_rank_is_nothing_to_apply_for_until_the_chamber_says_so() {
    let open = |ranks: &Ranks| {
        let codes = ranks.open().map(|rank| rank.code.clone());
        codes.collect::<Vec<_>>()
    };
    let app = TestApp::start();
    let ranks: Ranks = app.db.read_now(settings::get).unwrap();
    assert_eq!(open(&ranks), ["member", "director", "vice_president"]);
    let president = ranks
        .name("president", huiguan::kernel::Lang::En)
        .to_owned();
    let mut ada = app.signed_in("Ada", &[]);
    ada.open("/my/applications/new").misses(&president);
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    lin.open("/desk/settings/ranks").fill("open.k3", "on");
    lin.submit("Save");
    let ranks: Ranks = app.db.read_now(settings::get).unwrap();
    assert_eq!(open(&ranks).len(), 4);
}

#[test]
fn the_same_share_of_other_seats_is_worked_out_beside_the_form() {
    let app = TestApp::start();
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    let path = "/desk/settings/counting";
    lin.open(&format!("{path}?preset=model"))
        .says("council-base-title");
    // Two thirds of the seats in the charter, of those filled, of those who may vote; and of the votes.
    for line in [
        "(9 in the example): 6",
        "(8 in the example): 6",
        "(7 in the example): 5",
        "(4 in the example): 3",
    ] {
        lin.sees(line);
    }
    lin.fill("quorum", ">1/2").fill("first", ">=1/1");
    lin.press("council-preview");
    lin.sees("(9 in the example): 5")
        .sees("(4 in the example): 4");
}

#[test]
fn days_of_reminders_and_of_late_joining_are_said_in_words_with_an_example() {
    let app = TestApp::start();
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    lin.open("/desk/settings/dues");
    assert_eq!(lin.value_of("ladder"), "-30, 0, 30, 44, 49");
    let told = lin.text_of(".notice-blue ul");
    for key in [
        "dues-step-on",
        "dues-tone-friendly",
        "dues-tone-late",
        "dues-tone-last",
    ] {
        assert!(told.contains(&lin.word(key)), "{key} in {told}");
    }
    lin.sees("For example month 9, day 1: who joins on");
    lin.fill("rollover_month", "11").fill("rollover_day", "15");
    lin.submit("/desk/settings/dues").is_at("/desk/settings");
    lin.open("/desk/settings/dues");
    lin.sees("For example month 11, day 15: who joins on");
    lin.open("/desk/settings/seal").sees("zhang.p12");
}

#[test]
fn only_what_may_be_left_out_is_called_optional() {
    let app = TestApp::start();
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    let optional = |lin: &mut Browser, path: &str| {
        lin.open(path);
        lin.values_of("label:has(.field-optional)", "for")
    };
    let chamber = optional(&mut lin, "/desk/settings/chamber");
    assert!(
        chamber.iter().all(|field| !field.starts_with("f-name")),
        "{chamber:?}"
    );
    assert!(chamber.contains(&"f-phone".to_owned()));
    assert_eq!(
        optional(&mut lin, "/desk/settings/ranks"),
        Vec::<String>::new()
    );
    assert_eq!(
        optional(&mut lin, "/desk/settings/criteria/visit"),
        Vec::<String>::new()
    );
    assert_eq!(optional(&mut lin, "/desk/settings/signatory"), ["f-email"]);
    assert_eq!(
        optional(&mut lin, "/desk/settings/charter"),
        Vec::<String>::new()
    );
    assert_eq!(
        optional(&mut lin, "/desk/settings/mail"),
        ["f-provider", "f-from_name"]
    );
    assert_eq!(
        optional(&mut lin, "/desk/settings/board/many"),
        Vec::<String>::new()
    );
}
