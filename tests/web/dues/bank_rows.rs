//! What a bank's rows mean, through the pages: two exports of one account, the account that is kept, and what
//! earlier builds brought in.
use super::Chamber;
use super::bank::{PAGE, file, import};
use diesel::prelude::*;
use huiguan::membership::rules::period::PeriodRules;
use huiguan::platform::db::Tx;
use huiguan::platform::secrets::sha256_hex;
use huiguan::schema::bank_lines;

const HEADS: &str = "交易日期,交易流水号,贷方发生额,借方发生额,余额,对方户名,对方账号,附言\n";
const FIRST: &str = "2026-01-01,SN1,50.00,,60.00,甲工厂,44,会费\n";
const SECOND: &str = "2026-01-01,SN2,50.00,,110.00,甲工厂,44,会费\n";

fn chamber() -> Chamber {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-01-01");
    chamber
}

#[test]
fn two_exports_of_one_day_bring_both_payments_however_the_account_is_written() {
    let chamber = chamber();
    let mut treasurer = chamber.treasurer();
    import(&mut treasurer, format!("{HEADS}{FIRST}").as_bytes());
    treasurer.sees("Lines imported: 1. Known already: 0.");
    import(&mut treasurer, format!("{HEADS}{SECOND}").as_bytes());
    treasurer.sees("Lines imported: 1. Known already: 0.");
    let both = format!("{HEADS}{SECOND}{FIRST}");
    treasurer
        .open(PAGE)
        .attach("file", "both.csv", both.as_bytes())
        .submit(PAGE);
    treasurer
        .fill("account", "６２００-1")
        .press("dues-bank-import");
    treasurer.sees("Lines imported: 0. Known already: 2.");
    // Another format, without numbers and balances.
    let short = "日期,收入,支出,对方户名,附言\n2026-01-01,50.00,,甲工厂,会费\n2026-01-01,50.00,,甲工厂,会费\n";
    import(&mut treasurer, short.as_bytes());
    treasurer.sees("Lines imported: 0. Known already: 2.");
}

#[test]
fn the_account_is_read_from_the_file_or_asked_for_and_never_taken_from_the_file_before() {
    let chamber = chamber();
    let mut treasurer = chamber.treasurer();
    let bring = |treasurer: &mut crate::support::browser::Browser, text: &str| {
        treasurer
            .open(PAGE)
            .attach("file", "statement.csv", text.as_bytes())
            .submit(PAGE);
    };
    let plain = format!("{HEADS}{FIRST}");
    bring(&mut treasurer, &plain);
    assert_eq!(treasurer.value_of("account"), "");
    // Columns are read anew without it, and what was typed stays.
    treasurer.press("dues-bank-map");
    treasurer.sees("¥50.00");
    treasurer.press("dues-bank-import");
    treasurer.is_refused_at("account");
    treasurer.fill("account", "6200 1").press("dues-bank-map");
    assert_eq!(treasurer.value_of("account"), "6200 1");
    treasurer.press("dues-bank-import");
    treasurer.sees("Lines imported: 1");
    bring(&mut treasurer, &format!("{HEADS}{SECOND}"));
    assert_eq!(treasurer.value_of("account"), "");
    // Those that are known are offered.
    let known = treasurer.values_of("#known-accounts > option", "value");
    assert_eq!(known, ["6200 1"]);
    bring(
        &mut treasurer,
        &format!("账　号：6200 0002 币种：人民币\n{HEADS}{SECOND}"),
    );
    assert_eq!(treasurer.value_of("account"), "6200 0002");
}

#[test]
fn lines_that_stand_under_another_account_come_in_only_when_somebody_says_that_they_are_others() {
    let chamber = chamber();
    let mut treasurer = chamber.treasurer();
    import(&mut treasurer, format!("{HEADS}{FIRST}").as_bytes());
    let longer = format!("{HEADS}{FIRST}{SECOND}");
    treasurer
        .open(PAGE)
        .attach("file", "longer.csv", longer.as_bytes())
        .submit(PAGE);
    treasurer.sees("1 lines of this file stand under account 62001 already.");
    treasurer
        .fill("account", "6200 2")
        .press("dues-bank-import");
    treasurer.is_refused_at("elsewhere");
    assert_eq!(treasurer.value_of("account"), "6200 2");
    // Under its own account nothing is asked.
    treasurer
        .fill("account", "6200 1")
        .press("dues-bank-import");
    treasurer.sees("Lines imported: 1. Known already: 1.");
    let third = format!("{HEADS}{FIRST}{SECOND}2026-01-01,SN3,8.00,,118.00,乙商行,45,会费\n");
    treasurer
        .open(PAGE)
        .attach("file", "third.csv", third.as_bytes())
        .submit(PAGE);
    treasurer
        .fill("account", "6200 2")
        .fill("elsewhere", "on")
        .press("dues-bank-import");
    treasurer.sees("Lines imported: 3. Known already: 0.");
}

#[test]
fn what_an_earlier_build_brought_in_stays_known() {
    let chamber = chamber();
    let mut treasurer = chamber.treasurer();
    let lines = [("50.00", "甲工厂", "会费"), ("8.00", "乙商行", "会费")];
    import(&mut treasurer, &file(&lines));
    treasurer.sees("Lines imported: 2");
    // As such builds left it: no number, no balance, and the key of what the line says.
    chamber.write(|tx: &mut Tx| {
        for (place, amount, payer) in [(1, 5_000, "甲工厂"), (2, 800, "乙商行")] {
            let own = format!("6200 1|2026-01-01|{amount}|{payer}|6222|会费|1");
            diesel::update(bank_lines::table.filter(bank_lines::place.eq(place)))
                .set((
                    bank_lines::key.eq(sha256_hex(own.as_bytes())),
                    bank_lines::serial.eq(None::<String>),
                    bank_lines::balance.eq(None::<i64>),
                ))
                .execute(tx.conn())?;
        }
        Ok(())
    });
    let more = format!("{HEADS}{FIRST}{SECOND}").replace(",44,", ",6222,");
    import(&mut treasurer, more.as_bytes());
    treasurer.sees("Lines imported: 1. Known already: 1.");
    let longer = [lines[0], lines[1], ("9.00", "丙商行", "会费")];
    import(&mut treasurer, &file(&longer));
    treasurer.sees("Lines imported: 1. Known already: 2.");
}

#[test]
fn a_state_that_nobody_knows_is_asked_about_once_and_money_comes_in_only_where_it_is_ticked() {
    let chamber = chamber();
    let mut treasurer = chamber.treasurer();
    let text = "交易日期,收入,支出,对方户名,附言,交易状态\n2026-01-01,1.00,,甲工厂,会费,已受理\n\
        2026-01-01,2.00,,乙商行,会费,挂账\n2026-01-01,3.00,,丙商行,会费,挂账\n\
        2026-01-01,4.00,,丁商行,会费,交易成功\n2026-01-01,5.00,,戊商行,会费,已止付\n";
    treasurer
        .open(PAGE)
        .attach("file", "states.csv", text.as_bytes())
        .submit(PAGE);
    let asked = treasurer.values_of("input[name=taken]", "value");
    assert_eq!(asked, ["已受理", "挂账"]);
    treasurer
        .fill("account", "6200 1")
        .fill("taken", "挂账")
        .press("dues-bank-map");
    treasurer
        .sees("Lines 3")
        .sees("¥9.00")
        .sees("Row 2: Not known whether this money came: “已受理”")
        .sees("Row 6: The payment did not come or does not stay: 已止付");
    treasurer
        .fill("keep_as", "bank")
        .fill("without_bad", "on")
        .press("dues-bank-import");
    treasurer.sees("Lines imported: 3. Known already: 0.");
    // What was said of a word is kept with the columns.
    treasurer
        .open(PAGE)
        .attach("file", "next.csv", text.replace("-01,", "-02,").as_bytes())
        .submit(PAGE);
    treasurer.sees("Lines 3").sees("“已受理”");
}

#[test]
fn files_that_were_never_brought_in_are_thrown_away_at_once_and_the_others_stay() {
    let chamber = chamber();
    let mut treasurer = chamber.treasurer();
    import(&mut treasurer, format!("{HEADS}{FIRST}").as_bytes());
    for name in ["one.csv", "two.csv"] {
        let text = format!("{HEADS}{SECOND}2026-01-01,{name},1.00,,111.00,甲工厂,44,会费\n");
        treasurer
            .open(PAGE)
            .attach("file", name, text.as_bytes())
            .submit(PAGE);
    }
    let button = treasurer.open(PAGE).text_of("form[action$='/undo'] button");
    assert!(button.contains('2'), "{button}");
    treasurer.submit("/undo").is_at(PAGE);
    treasurer.sees("Files discarded: 2.");
    assert!(!treasurer.has("form[action$='/undo']"));
    treasurer.open(PAGE).click("statement.csv").sees("甲工厂");
}
