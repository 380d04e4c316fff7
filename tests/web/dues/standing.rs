//! Standing on pages and in lists: the same as the rule says, and what the office decides about it.
use super::{Chamber, day};
use diesel::prelude::*;
use huiguan::kernel::{Day, Role};
use huiguan::membership::rules::period::PeriodRules;
use huiguan::membership::rules::standing::{Ending, Standing};
use huiguan::membership::{self, Filter, Sort};
use huiguan::schema::memberships;
use std::collections::BTreeMap;

/// Sets what standing follows from, straight in the table.
fn set(chamber: &Chamber, n: i64, days: [Option<i64>; 5]) {
    let at = move |n: i64| day("2026-06-15") + chrono::TimeDelta::days(n);
    let [due, covered, from, until, ended] = days;
    chamber.write(move |tx| {
        diesel::update(memberships::table.filter(memberships::seq.eq(n)))
            .set((
                memberships::first_due.eq(due.map(at)),
                memberships::covered_until.eq(covered.map(at)),
                memberships::suspended_from.eq(from.map(at)),
                memberships::suspended_until.eq(until.map(at)),
                memberships::ended_on.eq(ended.map(at)),
                memberships::ended_how.eq(ended.map_or("", |_| Ending::Expelled.word())),
            ))
            .execute(tx.conn())?;
        Ok(())
    });
}

fn listed(chamber: &Chamber, rules: &PeriodRules, standing: Standing, today: Day) -> Vec<i64> {
    let filter = Filter {
        standing: Some(standing),
        rules: rules.clone(),
        ..Filter::default()
    };
    let found = chamber.app.db.read_now(move |conn| {
        let all = membership::list(conn, &filter, (Sort::Number, false), (0, 500), today)?;
        assert_eq!(membership::count(conn, &filter, today)?, all.len() as i64);
        Ok(all)
    });
    let number = |m: &membership::Listed| {
        let n = m.membership.number.rsplit('-').next().unwrap();
        n.parse().unwrap()
    };
    found.unwrap().iter().map(number).collect()
}

#[test]
fn a_list_narrowed_by_standing_holds_exactly_whom_the_rule_names() {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-06-15");
    // Around each edge of each window, with and without what was decided.
    let edges = [
        -400, -366, -365, -364, -91, -90, -89, -1, 0, 1, 59, 60, 61, 200,
    ];
    let mut rows: Vec<[Option<i64>; 5]> = vec![[None; 5]];
    for edge in edges {
        rows.push([Some(edge), None, None, None, None]);
        rows.push([Some(0), Some(edge), None, None, None]);
        rows.push([None, Some(edge), Some(-5), Some(edge), None]);
        rows.push([None, Some(200), Some(edge), None, None]);
        rows.push([None, Some(edge), None, None, Some(edge)]);
    }
    for (n, row) in (1i64..).zip(&rows) {
        chamber.joins(&format!("示例{n}号公司"));
        set(&chamber, n, *row);
    }
    let today = chamber.today();
    for confirm_lapse in [true, false] {
        let rules = PeriodRules {
            confirm_lapse,
            ..PeriodRules::default()
        };
        let by_rule = chamber.app.db.read_now(|conn| {
            let all = membership::list(
                conn,
                &Filter::default(),
                (Sort::Number, false),
                (0, 500),
                today,
            )?;
            let mut found: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
            for (n, m) in (1i64..).zip(all) {
                let standing = rules.standing(&m.membership.facts, today);
                found.entry(standing.word()).or_default().push(n);
            }
            Ok(found)
        });
        let by_rule = by_rule.unwrap();
        let ended = Standing::Ended(Ending::Expelled);
        for standing in Standing::LISTED.into_iter().chain([ended]) {
            let expected = by_rule.get(standing.word()).cloned().unwrap_or_default();
            assert_eq!(
                listed(&chamber, &rules, standing, today),
                expected,
                "{standing:?}"
            );
        }
        assert!(by_rule.len() >= 7, "{by_rule:?}");
    }
}

#[test]
fn the_office_suspends_for_a_time_and_the_record_keeps_it() {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-06-15");
    let (member, _) = chamber.joins("晨光机械有限公司");
    let page = format!("/desk/members/{}", member.id);
    let mut lin = chamber.app.signed_in("Lin", &[Role::Secretary]);
    lin.open(&page)
        .fill("until", "2026-06-14")
        .fill("suspend_why", "Complaint");
    lin.submit("/suspend").is_refused_at("from");
    lin.fill("until", "2026-06-20")
        .submit("/suspend")
        .is_at(&page);
    lin.says("membership-standing-suspended").sees("Complaint");
    assert_eq!(chamber.standing(&member), Standing::Suspended);
    lin.open("/desk/members?standing=suspended")
        .sees("晨光机械有限公司");
    chamber.at("2026-06-21");
    assert_eq!(chamber.standing(&member), Standing::Admitted);
    let mut lin = chamber.person("Lin");
    lin.open("/desk/members?standing=suspended")
        .misses("晨光机械有限公司");
    lin.open(&page).sees("Complaint");
    lin.fill("from", "2026-06-21").fill("suspend_why", "Again");
    lin.submit("/suspend");
    lin.fill("resume_on", "2026-06-21")
        .fill("resume_why", "Settled")
        .submit("/resume");
    assert_eq!(chamber.standing(&member), Standing::Admitted);
    lin.sees("Settled");
}

#[test]
fn a_certificate_can_wait_for_the_first_dues() {
    let rules = PeriodRules {
        certificate_needs_dues: true,
        ..PeriodRules::default()
    };
    let chamber = Chamber::with(rules);
    chamber.at("2026-01-01");
    let (_, invoice) = chamber.joins("晨光机械有限公司");
    let mut anybody = chamber.app.browser();
    anybody
        .open("/check?number=2026-0001")
        .says("portal-check-invalid");
    super::pay(&mut chamber.treasurer(), &invoice.unwrap(), "6000");
    anybody
        .open("/check?number=2026-0001")
        .says("portal-check-valid");
}

#[test]
fn how_dues_are_counted_is_set_by_the_administrator() {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-11-20");
    let mut treasurer = chamber.treasurer();
    assert_eq!(treasurer.go("/desk/settings/dues"), 404);
    let mut admin = chamber.app.signed_in("Root", &[Role::Admin]);
    admin
        .open("/desk/settings/dues")
        .fill("rollover_month", "9")
        .submit("/desk/settings/dues");
    admin.is_refused_at("rollover_day");
    admin
        .fill("rollover_day", "1")
        .fill("account", "6222 0000 1111")
        .submit("/desk/settings/dues");
    admin.is_at("/desk/settings");
    admin.open("/desk/settings/dues");
    assert_eq!(admin.value_of("rollover_month"), "9");
    treasurer
        .open("/desk/dues/standards")
        .fill("name", "New")
        .fill("resolution", "No. 4")
        .fill("fee-member", "5,500");
    treasurer
        .fill("adopted_on", "2026-10-01")
        .fill("valid_from", "2026-09-01");
    treasurer.submit("/standards").is_refused_at("valid_from");
    treasurer
        .fill("valid_from", "2027-01-01")
        .submit("/standards")
        .sees("No. 4");
}
