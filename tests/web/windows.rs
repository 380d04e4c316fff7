//! Who comes to act for a company, or for a member that recommended it, reads its case in no window, whatever
//! office they hold: every address of a case and of a ballot, and every list that names cases, in the demo
//! chamber. A new address of a case has to say here what becomes of it.
use crate::ballots::applicant;
use crate::permits::{filled_for, found};
use crate::support::app::TestApp;
use crate::support::browser::Browser;
use crate::support::sign;
use crate::support::trial::act_for;
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};
use huiguan::accounts;
use huiguan::admission::case;
use huiguan::app::routes::ROUTES;
use huiguan::demo;
use huiguan::kernel::id::{CaseId, CompanyId};
use huiguan::kernel::{Powers, Who};
use huiguan::platform::db::{Conn, Tx};
use huiguan::platform::outbox::State;
use huiguan::schema::mails;
use reqwest::Method;

/// What becomes of a window once its reader is tied.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Then {
    /// It is as if it weren't there.
    Shut,
    /// It says that they have no part in it, and what they wrote themselves before.
    OwnPart,
    /// It hands out what is the company's own, to whoever acts for it.
    TheirOwn,
    /// An address of earlier versions, that only leads on.
    LeadsOn,
}
use Then::{LeadsOn, OwnPart, Shut, TheirOwn};

/// What an own part never leads to: papers, photos, the pack, the minutes.
const INSIDE: [&str; 4] = ["/papers/", "/photos/", "/pack", "/minutes"];

const WINDOWS: [(&str, Then); 33] = [
    ("/desk/cases/{case}", Shut),
    ("/desk/cases/{case}/application", Shut),
    ("/desk/cases/{case}/papers/{paper}", TheirOwn),
    ("/desk/cases/{case}/people", Shut),
    ("/desk/cases/{case}/authorities/{authority}", TheirOwn),
    ("/desk/cases/{case}/check", Shut),
    ("/desk/cases/{case}/review", OwnPart),
    ("/desk/cases/{case}/review/mine", OwnPart),
    ("/desk/cases/{case}/review/papers/{paper}", Shut),
    ("/desk/cases/{case}/visit", OwnPart),
    ("/desk/cases/{case}/visit/plan", Shut),
    ("/desk/cases/{case}/visit/calendar", Shut),
    ("/desk/cases/{case}/visit/record", Shut),
    ("/desk/cases/{case}/visit/photos/{photo}/{face}", Shut),
    ("/desk/cases/{case}/visit/report.pdf", Shut),
    ("/desk/cases/{case}/ballot", Shut),
    ("/desk/cases/{case}/ballot/reasons", Shut),
    ("/desk/cases/{case}/agreement", Shut),
    ("/desk/cases/{case}/agreement/print", Shut),
    ("/desk/cases/{case}/agreement/{which}.pdf", Shut),
    ("/desk/cases/{case}/record", Shut),
    ("/desk/cases/{case}/record.json", Shut),
    ("/desk/cases/{case}/record.pdf", Shut),
    ("/desk/cases/{case}/notice.pdf", Shut),
    ("/board/cases/{case}/papers/{sha256}", Shut),
    ("/board/cases/{case}/photos/{photo}/{face}", Shut),
    ("/board/ballots/{ballot}", OwnPart),
    ("/board/ballots/{ballot}/pack", Shut),
    ("/board/ballots/{ballot}/minutes", Shut),
    ("/board/ballots/{ballot}/pack.pdf", Shut),
    ("/board/ballots/{ballot}/minutes.pdf", Shut),
    ("/board/motions/{ballot}", LeadsOn),
    ("/board/motions/{ballot}/minutes", LeadsOn),
];

/// Lists and exports, whether they name a case by its company or by its id, and the stage whose case stays
/// in it for another reason: a vote that was given stands, and a member is told of its dues.
const LISTS: [(&str, bool, &str); 9] = [
    ("/desk", true, ""),
    ("/desk/cases?show=all", true, ""),
    ("/desk/cases?show=all&export=csv", true, ""),
    ("/desk/ballots", true, ""),
    ("/desk/agreements", true, ""),
    ("/board", true, "on_ballot"),
    ("/desk/mail?kind=ballot.invitation", true, "member"),
    ("/desk/audit?export=csv", false, "member"),
    ("/desk/jobs?kind=agreement.seal", false, ""),
];

/// The demo's accounts: the secretariat and administrator, the president, a director, a reviewer who visits
/// too, the treasurer.
const OFFICES: [&str; 5] = ["admin", "president", "director1", "reviewer1", "treasurer"];

/// Cases that have come so far that there is something to read behind every window.
const CASES: &str = "SELECT id FROM cases WHERE number IS NOT NULL AND (stage = 'visit_planned' OR id IN \
     (SELECT MAX(id) FROM cases WHERE number IS NOT NULL AND stage IN \
     ('member', 'on_ballot', 'rejected', 'agreement_sent') GROUP BY stage)) ORDER BY id";

struct Case {
    id: String,
    company: CompanyId,
    name: String,
    stage: String,
}

impl Case {
    fn of(app: &TestApp, id: String) -> Self {
        let column = |column: &str| {
            let sql = format!("SELECT {column} AS id FROM cases WHERE id = '{id}'");
            found(app, &sql).remove(0)
        };
        Self {
            company: column("company_id").parse().unwrap(),
            name: column("company_name"),
            stage: column("stage"),
            id,
        }
    }
}

fn get(who: &Browser, path: &str) -> (u16, String) {
    let answer = who.by_hand(Method::GET, path).send().unwrap();
    let status = answer.status().as_u16();
    (
        status,
        String::from_utf8_lossy(&answer.bytes().unwrap()).into_owned(),
    )
}

/// A visitor says that nothing binds them, where that is still asked.
fn free(app: &TestApp, visitor: &Browser, case: &Case) {
    let declare = format!("/desk/cases/{}/visit/declare", case.id);
    let sent = visitor
        .by_hand(Method::POST, &declare)
        .header("Origin", &app.base);
    sent.form(&[("conflict", "none")]).send().unwrap();
}

/// The companies that apply.
fn applicants(_: &TestApp, cases: &[Case]) -> Vec<CompanyId> {
    cases.iter().map(|case| case.company.clone()).collect()
}

/// A member that every one of these cases names as recommender.
fn recommender(app: &TestApp, cases: &[Case]) -> Vec<CompanyId> {
    let sql =
        "SELECT MIN(id) AS id FROM companies WHERE name NOT IN (SELECT company_name FROM cases)";
    let member: CompanyId = found(app, sql).remove(0).parse().unwrap();
    let sql = format!("SELECT name AS id FROM companies WHERE id = '{member}'");
    let text = format!("{}　王芳", found(app, &sql).remove(0));
    let cases: Vec<CaseId> = cases.iter().map(|case| case.id.parse().unwrap()).collect();
    let name = move |tx: &mut Tx| {
        let (now, named) = (tx.now(), [(text.as_str(), "")]);
        cases.iter().try_for_each(|case| {
            case::name_recommenders(tx.conn(), (case, None), &named, now)?;
            case::hold_recommender(tx.conn(), (case, 0), true, now).map(|_| ())
        })
    };
    app.db.write_now(&Who::system("test"), name).unwrap();
    vec![member]
}

fn tie(app: &TestApp, account: &str, companies: &[CompanyId]) {
    let (email, companies) = (format!("{account}@demo.huiguan.test"), companies.to_vec());
    let link = move |tx: &mut Tx| {
        let person = accounts::person_by_email(tx.conn(), &email)?.unwrap().id;
        companies.iter().try_for_each(|company| {
            accounts::link_company(tx, company, &person, "Manager", Powers::ALL)
        })
    };
    app.db.write_now(&Who::system("test"), link).unwrap();
}

/// The cases that this person finds named in this list.
fn named(who: &Browser, (path, by_name, but): (&str, bool, &str), cases: &[Case]) -> Vec<String> {
    let (_, body) = get(who, path);
    let cases = cases.iter().filter(|case| case.stage != but);
    let said = cases.map(|case| if by_name { &case.name } else { &case.id });
    said.filter(|said| body.contains(*said)).cloned().collect()
}

#[test]
fn every_address_of_a_case_says_what_becomes_of_it_for_who_is_tied() {
    let of_a_case = |(method, path): &&(&str, &str)| {
        let inside = path.starts_with("/desk") || path.starts_with("/board");
        let case = inside && path.contains("{case}");
        *method == "get" && (case || path.contains("{ballot}"))
    };
    let mut routes: Vec<&str> = ROUTES
        .iter()
        .filter(of_a_case)
        .map(|route| route.1)
        .collect();
    let mut windows: Vec<&str> = WINDOWS.iter().map(|window| window.0).collect();
    routes.sort_unstable();
    windows.sort_unstable();
    assert_eq!(routes, windows);
}

#[test]
fn whoever_comes_to_act_for_a_company_finds_its_case_behind_no_window_and_in_no_list() {
    nothing_opens_to_who_comes_to_act_for(applicants, 200);
}

#[test]
fn whoever_comes_to_act_for_a_recommender_finds_the_case_behind_no_window_and_in_no_list() {
    nothing_opens_to_who_comes_to_act_for(recommender, 404);
}

/// Tries every window and list before and after the demo's officers come to act for these companies;
/// `their_own` is what the company's own windows answer them.
fn nothing_opens_to_who_comes_to_act_for(
    companies: fn(&TestApp, &[Case]) -> Vec<CompanyId>,
    their_own: u16,
) {
    let app = TestApp::demo();
    let cases: Vec<Case> = found(&app, CASES)
        .into_iter()
        .map(|id| Case::of(&app, id))
        .collect();
    let mut offices = OFFICES.map(|_| app.browser());
    for (account, browser) in OFFICES.iter().zip(&mut offices) {
        browser.sign_in(&format!("{account}@demo.huiguan.test"), demo::PASSPHRASE);
    }
    cases.iter().for_each(|case| free(&app, &offices[3], case));

    let mut open: Vec<(usize, &str, Then, String)> = vec![];
    for (pattern, then) in WINDOWS {
        for (n, browser) in offices.iter().enumerate() {
            let paths = cases.iter().map(|case| filled_for(&app, pattern, &case.id));
            let mut paths = paths.filter(|path| get(browser, path).0 == 200);
            open.extend(paths.next().map(|path| (n, pattern, then, path)));
        }
        let opened = open.iter().any(|one| one.1 == pattern);
        assert_eq!(opened, then != LeadsOn, "{pattern} opens to somebody");
    }
    for list in LISTS {
        let sees = offices
            .iter()
            .any(|one| !named(one, list, &cases).is_empty());
        assert!(sees, "{} names cases", list.0);
    }

    let companies = companies(&app, &cases);
    OFFICES
        .iter()
        .for_each(|account| tie(&app, account, &companies));
    for (n, _, then, path) in open {
        let (status, body) = get(&offices[n], &path);
        let office = OFFICES[n];
        match then {
            TheirOwn => assert_eq!(status, their_own, "{office} at {path}"),
            OwnPart if status == 200 => {
                let inside = INSIDE.iter().find(|part| body.contains(**part));
                assert_eq!(inside, None, "{office} at {path}");
            }
            _ => assert_eq!(status, 404, "{office} at {path}"),
        }
    }
    for list in LISTS {
        for (office, browser) in OFFICES.iter().zip(&offices) {
            let none: Vec<String> = vec![];
            assert_eq!(named(browser, list, &cases), none, "{office} at {}", list.0);
        }
    }
}

/// The numbers on the tabs of a list of the portal's own, the whole first, and how many lines its pages have.
fn counted(who: &mut Browser, path: &str) -> (Vec<i64>, i64) {
    let tabs = who.open(path).text_of("nav.tabs");
    let numbers = tabs.split_whitespace().filter_map(|word| word.parse().ok());
    let numbers = numbers.collect();
    let lines: usize = (1..=6)
        .map(|page| {
            who.open(&format!("{path}?page={page}"));
            who.values_of("tbody th[scope=row]", "scope").len()
        })
        .sum();
    (numbers, i64::try_from(lines).unwrap())
}

/// The kinds that a list offers to be narrowed to.
fn kinds(who: &mut Browser, path: &str) -> Vec<String> {
    who.open(path)
        .values_of("select[name=kind] option", "value")
}

#[test]
fn what_is_kept_from_who_is_tied_is_in_no_count_and_no_choice_of_kinds() {
    let mut hall = sign::sent();
    let lists = ["/desk/mail", "/desk/jobs"];
    let before = lists.map(|path| counted(&mut hall.admin, path));
    let letter = "agreement.sign".to_owned();
    assert!(kinds(&mut hall.admin, "/desk/mail").contains(&letter));
    act_for(&hall.app, &applicant(&hall), "Lin", Powers::ALL);
    let after = lists.map(|path| counted(&mut hall.admin, path));
    for ((numbers, lines), (fewer, left)) in before.iter().zip(&after) {
        for (numbers, lines) in [(numbers, lines), (fewer, left)] {
            assert_eq!(numbers[0], *lines);
            assert_eq!(numbers[1..].iter().sum::<i64>(), *lines);
        }
        assert!(left < lines, "{left} of {lines}");
    }
    assert!(!kinds(&mut hall.admin, "/desk/mail").contains(&letter));
    let audit = kinds(&mut hall.admin, "/desk/audit");
    assert!(!audit.contains(&"agreement".to_owned()), "{audit:?}");
    // Nor do they send such letters once more, with all that may not have arrived.
    let uncertain = |tx: &mut Tx| {
        let all = diesel::update(mails::table).set(mails::state.eq(State::Uncertain));
        Ok(all.execute(tx.conn())?)
    };
    let who = Who::system("test");
    let all = hall.app.db.write_now(&who, uncertain).unwrap();
    hall.admin.open("/desk/mail?state=uncertain");
    hall.admin
        .fill("why", "The server lost them")
        .submit("/desk/mail/again");
    let still = |conn: &mut Conn| {
        let left = mails::table.filter(mails::state.eq(State::Uncertain));
        Ok(left.count().get_result::<i64>(conn)?)
    };
    let kept = i64::try_from(all).unwrap() - after[0].1;
    assert_eq!(hall.app.db.read_now(still).unwrap(), kept);
}
