//! Registers of strangers that don't look as one expects, through the pages.
use crate::dues::{Chamber, pay};
use crate::imports::member;
use crate::support::app::TestApp;
use crate::support::apply;
use crate::support::browser::Browser;
use diesel::prelude::*;
use huiguan::companies;
use huiguan::kernel::{Role, Who};
use huiguan::membership::rules::period::PeriodRules;
use huiguan::platform::db::{Conn, Tx};
use huiguan::schema::memberships;

const PAGE: &str = "/desk/members/imports";

fn office(app: &TestApp) -> Browser {
    app.signed_in("Lin", &[Role::Secretary])
}

fn bring(office: &mut Browser, text: &str) {
    office
        .open(PAGE)
        .attach("file", "list.csv", text.as_bytes())
        .submit(PAGE);
}

#[test]
fn a_row_of_heads_is_chosen_and_its_columns_are_offered() {
    let app = TestApp::start();
    let mut office = office(&app);
    bring(
        &mut office,
        "甲,乙,丙,丁\n企业名称,x,y,z\n会员单位,级别,入会日期,编号\n晨光机械有限公司,member,2019-03-05,A-07\n",
    );
    // The row with the most known heads was guessed.
    assert!(office.has("#f-head_row option[value='3'][selected]"));
    office.sees("晨光机械有限公司").sees("A-07");
    // In another row there are other columns, and nothing is imported that nobody has looked at.
    office
        .fill("head_row", "2")
        .press("membership-import-import");
    assert!(member(&app, "A-07").is_none());
    assert!(office.has("#f-rank option[value='x']"));
    assert!(!office.has("#f-rank option[value='级别']"));
    office.fill("head_row", "3").press("membership-import-map");
    office.press("membership-import-import");
    office.sees("Members imported: 1");
    assert!(member(&app, "A-07").is_some());
}

#[test]
fn a_company_in_other_brackets_spaces_and_letters_is_the_same_and_in_another_city_is_not() {
    let app = TestApp::start();
    let mut office = office(&app);
    let head = "企业名称,会员级别,入会日期,会员编号\n";
    bring(
        &mut office,
        &format!(
            "{head}示例（深圳）有限公司,member,2020-03-01,A-1\nExample Co. Ltd.,member,2020-03-01,A-2\n"
        ),
    );
    office.press("membership-import-import");
    office.sees("Members imported: 2");
    bring(
        &mut office,
        &format!(
            "{head}示例 (深圳)有限公司,member,2020-03-01,\nEXAMPLE CO. LTD.,member,2020-03-01,\n示例（东莞）有限公司,member,2020-03-01,A-3\n"
        ),
    );
    office.sees("Row 2:").sees("A-1").sees("Row 3:").sees("A-2");
    office
        .fill("without_bad", "on")
        .press("membership-import-import");
    office.sees("Members imported: 1");
    assert!(member(&app, "A-3").is_some());
}

#[test]
fn the_register_as_it_is_exported_names_the_same_companies() {
    let app = TestApp::start();
    let mut office = office(&app);
    let head = "企业名称,会员级别,入会日期,会员编号,行业\n";
    bring(
        &mut office,
        &format!("{head}=示例等号有限公司,member,2020-03-01,A-1,C\n-示例,member,2020-03-01,A-2,\n"),
    );
    office.press("membership-import-import");
    office.sees("Members imported: 2");
    let text = office
        .open("/desk/members?export=csv")
        .answer()
        .body
        .clone();
    assert!(text.contains("'=示例等号有限公司"));
    bring(&mut office, &text);
    office.sees("Row 2:").sees("Row 3:").sees("A-1").sees("A-2");
    office.misses("'=示例");
}

#[test]
fn a_copy_that_a_later_moment_was_written_into_is_made_anew() {
    let app = TestApp::start();
    let mut office = office(&app);
    bring(
        &mut office,
        "企业名称,会员级别,入会日期,会员编号\n重庆示例有限公司,member,2020-03-01,A-1\n",
    );
    office.press("membership-import-import");
    office.open("/desk/members?q=chongqing").sees("A-1");
    let late = |tx: &mut Tx| {
        let moment = tx.now() + chrono::TimeDelta::days(1);
        diesel::update(memberships::table)
            .set((
                memberships::company_changed_at.eq(moment),
                memberships::search.eq("gone"),
            ))
            .execute(tx.conn())?;
        Ok(())
    };
    app.db.write_now(&Who::system("test"), late).unwrap();
    office.open("/desk/members?q=chongqing").misses("A-1");
    app.round("membership.catch_up");
    office.open("/desk/members?q=chongqing").sees("A-1");
    assert_eq!(app.round("membership.catch_up"), 0);
}

#[test]
fn keys_that_an_older_reading_made_are_made_anew() {
    let app = TestApp::start();
    let mut office = office(&app);
    bring(
        &mut office,
        "企业名称,会员级别,入会日期,会员编号\n重庆示例有限公司,member,2020-03-01,A-1\n",
    );
    office.press("membership-import-import");
    let company = member(&app, "A-1").unwrap().company;
    let old = |tx: &mut Tx| {
        use huiguan::schema::companies::dsl;
        diesel::update(dsl::companies)
            .set((dsl::name_key.eq("zhong qing"), dsl::search.eq("zhongqing")))
            .execute(tx.conn())?;
        Ok(())
    };
    app.db.write_now(&Who::system("test"), old).unwrap();
    office.open("/desk/companies?q=chongqing").misses("重庆");
    app.round("companies.read_again");
    app.round("membership.catch_up");
    office.open("/desk/companies?q=chongqing").sees("重庆");
    office.open("/desk/members?q=chongqing").sees("A-1");
    assert_eq!(app.round("companies.read_again"), 0);
    let found = app.db.read_now(move |conn| companies::load(conn, &company));
    assert_eq!(found.unwrap().profile.name, "重庆示例有限公司");
}

#[test]
fn cases_and_money_are_found_by_how_their_names_are_read_today() {
    use huiguan::schema::{cases, invoices, payments};
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-01-01");
    let (_, invoice) = chamber.joins("重庆示例有限公司");
    let mut treasurer = chamber.treasurer();
    pay(&mut treasurer, &invoice.unwrap(), "1000");
    let app = &chamber.app;
    let (_, mut office, _) = apply::sent(app, "重庆茶行有限公司");
    let mut lists = |found: bool| {
        for list in ["/desk/dues/invoices", "/desk/dues/payments", "/desk/cases"] {
            let reader = match list {
                "/desk/cases" => &mut office,
                _ => &mut treasurer,
            };
            reader.open(&format!("{list}?q=chongqing"));
            assert_eq!(reader.has("tbody tr"), found, "{list}");
        }
    };
    lists(true);
    assert_eq!(app.round("cases.read_again"), 0, "made just now");
    assert_eq!(app.round("dues.read_again"), 0);
    let old = |tx: &mut Tx| {
        let name = "重庆示例有限公司";
        diesel::update(invoices::table)
            .set(invoices::search.eq(format!("{name} zhongqing")))
            .execute(tx.conn())?;
        diesel::update(payments::table)
            .set(payments::search.eq(format!("{name} zhongqing")))
            .execute(tx.conn())?;
        let keys = (
            cases::name_key.eq("zhong qing"),
            cases::search.eq("重庆 zhongqing"),
        );
        diesel::update(cases::table).set(keys).execute(tx.conn())?;
        Ok(())
    };
    app.db.write_now(&Who::system("test"), old).unwrap();
    lists(false);
    assert_eq!(app.round("cases.read_again"), 1);
    assert_eq!(app.round("dues.read_again"), 2, "invoices, payments");
    lists(true);
    let key = move |conn: &mut Conn| {
        let one = cases::table.filter(cases::search.like("%chongqing%"));
        Ok(one.select(cases::name_key).first::<String>(conn)?)
    };
    assert!(
        app.db.read_now(key).unwrap().starts_with("chong qing "),
        "sorted as it is read"
    );
    assert_eq!(app.round("cases.read_again"), 0);
    assert_eq!(app.round("dues.read_again"), 0);
}
