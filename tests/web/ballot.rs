//! The board's ballot while it is prepared and open: laid before the board, opened, the papers, the
//! vote. How ballots end is in `verdict`.
use crate::support::app::{PASSPHRASE, address, link_in};
use crate::support::apply;
use crate::support::board::{DIRECTORS, Hall, NAME, on_desk};
use chrono::TimeDelta;
use diesel::{QueryDsl, RunQueryDsl};
use huiguan::kernel::Role;
use huiguan::schema::audit;
use serde_json::Value;

/// Words of the application that only the papers hold.
const INSIDE: &str = "We make software";

#[test]
fn a_case_is_laid_before_the_board_with_what_is_proposed_and_why() {
    let mut hall = Hall::reviewed();
    let page = format!("{}/ballot", hall.case);
    hall.office.open(&page).says("ballot-pack-draft");
    assert!(hall.office.has("[name=proposal][value=pass][checked]"));
    hall.office.press("ballot-recommend-button");
    hall.office.is_refused_at("summary");
    hall.office
        .fill("proposal", "conditions")
        .fill("summary", "Small but sound.");
    hall.office.press("ballot-recommend-button");
    hall.office.is_refused_at("conditions");
    assert!(hall.office.text().contains("Small but sound."));
    hall.office.fill(
        "conditions",
        "Hand in the accounts.\n\nName a finance contact.",
    );
    hall.office.press("ballot-recommend-button");
    hall.office
        .says("ballot-recommended")
        .sees("Name a finance contact.");
    hall.applicant
        .open(&hall.own())
        .says("admission-stage-recommended")
        .misses("Small but sound.");
}

#[test]
fn no_ballot_opens_before_the_public_notice_has_run_out() {
    let mut hall = Hall::set_up(|admin| {
        admin.open("/desk/settings/routes/member");
        admin.fill("notice_days", "7").submit("/routes/member");
    });
    hall.recommend(&hall.case.clone());
    let page = format!("{}/ballot", hall.case);
    let closes = hall.closes();
    assert!(!hall.office.has("form[action$='/ballot/open']"));
    let open = format!("{page}/open");
    let early = hall.post(&hall.office, &open, &[("closes", closes.as_str())]);
    assert_eq!(early, 422);
    let mut visitor = hall.app.browser();
    visitor.open("/notices").misses(NAME);
    hall.office.press("ballot-notice-button");
    hall.office.says("ballot-notice-published");
    visitor.open("/notices").sees(NAME).misses(INSIDE);
    assert!(!hall.office.has("form[action$='/ballot/open']"));
    let early = hall.post(&hall.office, &open, &[("closes", closes.as_str())]);
    assert_eq!(early, 422);
    hall.applicant
        .open(&hall.own())
        .says("admission-stage-public-notice");
    hall.app
        .clock
        .advance(TimeDelta::days(7) + TimeDelta::minutes(1));
    // Another address, for a page is kept some seconds.
    visitor.open("/notices?later").misses(NAME);
    let ballot = hall.open();
    hall.directors[0].open(&ballot).sees(NAME);
}

#[test]
fn a_director_comes_from_one_link_in_one_mail_to_the_vote() {
    let (hall, ballot) = Hall::opened();
    assert_eq!(hall.mails("ballot.invitation"), DIRECTORS.len());
    let mail = hall.app.mail_to(&address(DIRECTORS[1]));
    assert_eq!(link_in(&mail, "/board/ballots/"), ballot);
    assert!(!mail.text_body.contains(INSIDE));
    let mut phone = hall.app.browser();
    phone
        .open(&ballot)
        .fill("email", address(DIRECTORS[1]))
        .fill("password", PASSPHRASE)
        .submit("/sign-in");
    phone.is_at(&ballot);
    phone.press("ballot-conflict-none").sees(INSIDE);
    phone.fill("choice", "yes").press("ballot-vote-confirm");
    phone.says("ballot-vote-stands").says("voting-choice-yes");
    phone.open("/board").says("ballot-board-none");
}

#[test]
fn the_papers_stay_closed_until_the_question_of_conflicts_is_answered() {
    let (mut hall, ballot) = Hall::opened();
    let pack = format!("{ballot}/pack");
    let one = &mut hall.directors[0];
    one.open(&ballot)
        .says("ballot-conflict-title")
        .sees("Applicant")
        .misses(INSIDE);
    assert!(!one.has("[name=choice]"));
    assert_eq!(one.go(&pack), 404);
    one.open(&ballot)
        .press("ballot-conflict-none")
        .sees(INSIDE)
        .sees("A sound company.");
    one.open(&pack).sees(INSIDE);
    assert_eq!(hall.directors[1].go(&pack), 404);
    hall.directors[1].open(&ballot).misses(INSIDE);
}

#[test]
fn papers_nobody_asked_for_stay_closed_when_the_round_is_over() {
    let (mut hall, ballot) = Hall::opened();
    hall.vote(&ballot, 0, "yes");
    let page = format!("{}/ballot", hall.case);
    hall.office.open(&page).fill("why", "A paper is missing.");
    hall.office.submit("/annul");
    let two = &mut hall.directors[1];
    two.open(&ballot)
        .says("ballot-annulled-text")
        .misses(INSIDE);
    assert!(!two.has("a[href$='/pack']"));
    hall.directors[0].open(&ballot).sees(INSIDE);
}

#[test]
fn who_steps_back_sees_no_papers_and_casts_no_vote() {
    let (mut hall, ballot) = Hall::opened();
    let one = &mut hall.directors[0];
    one.open(&ballot).press("ballot-conflict-step-back");
    one.is_refused_at("why");
    one.fill("why", "My brother works there.")
        .press("ballot-conflict-step-back");
    one.says("ballot-recused-title").misses(INSIDE);
    assert!(!one.has("[name=choice]"));
    assert_eq!(one.go(&format!("{ballot}/pack")), 404);
    let one = &hall.directors[0];
    assert_eq!(hall.post(one, &ballot, &[("choice", "yes")]), 303);
    assert_eq!(hall.post(one, &format!("{ballot}/open"), &[]), 303);
    hall.directors[0].open(&ballot).misses(INSIDE);
    hall.office.open(&format!("{}/ballot", hall.case));
    hall.office
        .sees("My brother works there.")
        .sees("0 of 3 seats have voted");
    hall.applicant
        .open(&hall.own())
        .misses("My brother works there.");
}

#[test]
fn who_has_read_the_papers_is_recused_by_the_office_and_no_longer_by_themselves() {
    let (mut hall, ballot) = Hall::opened();
    let one = &mut hall.directors[0];
    one.open(&ballot).press("ballot-conflict-none").sees(INSIDE);
    let recuse = format!("{ballot}/recuse");
    assert_eq!(hall.post(&hall.directors[0], &recuse, &[("why", "x")]), 303);
    hall.directors[0]
        .open(&ballot)
        .says("voting-refused-pack-opened")
        .sees(INSIDE);
    let page = format!("{}/ballot", hall.case);
    let seat = hall.office.open(&page).values_of("#f-seat option", "value");
    hall.office
        .fill("seat", &seat[0])
        .fill("why", "Told us of a loan.")
        .submit("/recuse");
    hall.office
        .says("ballot-recused")
        .sees("Told us of a loan.");
    hall.directors[0].open(&ballot).misses(INSIDE);
    hall.vote(&ballot, 1, "yes");
    let voted = hall.office.open(&page).values_of("#f-seat option", "value");
    assert_eq!(voted.len(), 2, "who has voted is not offered");
}

#[test]
fn who_recommended_the_company_is_recused_whatever_the_office_ticks() {
    let mut hall = Hall::reviewed();
    let mut applicant = hall.app.signed_in("Camellia", &[]);
    let draft = apply::fill_in(&mut applicant, "Camellia Foods", &apply::credit_code(2));
    applicant
        .open(&format!("{draft}/step/rank"))
        .fill("recommender_1", "An old friend")
        .fill("recommender_1_email", address(DIRECTORS[3]))
        .press("application-go-on");
    applicant.open(&format!("{draft}/send")).submit("/send");
    hall.case = apply::at_desk(&draft);
    let case = hall.case.clone();
    hall.office.open(&case).press("admission-vouching-yes");
    hall.review(&case, "pass");
    hall.recommend(&case);
    let ticks = hall.office.open(&format!("{case}/ballot"));
    let ticks = ticks.values_of("[name=recuse]", "value");
    assert_eq!(ticks.len(), 3, "the fourth seat is no choice");
    let closes = hall.closes();
    hall.office
        .fill("closes", closes)
        .fill("recuse", &ticks[2])
        .press("ballot-open-button");
    hall.office.is_refused_at(&format!("why-{}", ticks[2]));
    hall.office.untick("recuse").press("ballot-open-button");
    hall.office
        .says("ballot-opened")
        .sees("An old friend")
        .sees("0 of 3 seats have voted");
    let invited = hall.app.mails();
    let mut invited = invited.iter().filter(|m| m.kind == "ballot.invitation");
    assert!(invited.all(|m| m.to_address != address(DIRECTORS[3])));
}

#[test]
fn a_ballot_that_can_never_reach_its_quorum_is_not_opened() {
    let mut hall = Hall::recommended();
    let page = format!("{}/ballot", hall.case);
    let closes = hall.closes();
    let seats = hall.office.open(&page).values_of("[name=recuse]", "value");
    hall.office.fill("closes", closes);
    for seat in &seats[..2] {
        hall.office
            .fill("recuse", seat)
            .fill(&format!("why-{seat}"), "Competes with it.");
    }
    hall.office.press("ballot-open-button");
    hall.office.is_refused_at("closes");
    hall.office.sees("only 2 seats can vote");
    assert_eq!(hall.mails("ballot.invitation"), 0);
}

#[test]
fn another_body_decides_where_too_few_are_left_and_only_then() {
    let (mut hall, ballot) = Hall::opened();
    let page = format!("{}/ballot", hall.case);
    let refer = format!("{page}/refer");
    let to = [("body", "presidents"), ("why", "Two of four stepped back.")];
    for seat in [2, 3] {
        let director = &mut hall.directors[seat];
        director.open(&ballot).fill("why", "A competitor.");
        director.press("ballot-conflict-step-back");
    }
    hall.post(&hall.office, &refer, &to);
    hall.office.open(&page).misses("Handed over to");
    hall.office.fill("why", "Too few are left.");
    hall.office.submit("/annul");
    hall.office.open(&page).says("ballot-open-escalate");
    hall.office
        .fill("body", "presidents")
        .fill("why", "Two of four stepped back.")
        .submit("/ballot/refer");
    hall.office.says("ballot-referred");
    hall.office
        .open(&hall.case)
        .sees("Handed over to")
        .sees("Two of four stepped back.");
    hall.post(&hall.office, &refer, &to);
    let all = hall.office.open(&hall.case).text();
    assert_eq!(all.matches("Handed over to").count(), 1);
}

#[test]
fn a_president_who_stepped_back_learns_no_more_of_the_case() {
    let mut hall = Hall::recommended();
    let person = hall.app.person("Ma", &[Role::President]);
    hall.admin_anew();
    hall.admin
        .open("/desk/settings/board")
        .fill("label", "Seat of Ma")
        .submit("/board/seats");
    hall.admin
        .fill("email", address("Ma"))
        .fill("notice", "Assembly")
        .submit("/person");
    drop(person);
    let ballot = hall.open();
    let mut ma = hall.app.browser();
    ma.sign_in(&address("Ma"), PASSPHRASE);
    assert_eq!(ma.go(&hall.case), 200);
    ma.open(&ballot).fill("why", "My brother works there.");
    ma.press("ballot-conflict-step-back");
    for page in [
        "",
        "/application",
        "/check",
        "/review",
        "/ballot",
        "/record",
    ] {
        assert_eq!(ma.go(&format!("{}{page}", hall.case)), 404, "{page}");
    }
    ma.open("/desk/cases").misses(NAME);
    ma.open("/desk").misses(NAME);
}

#[test]
fn a_vote_is_changed_until_the_close_and_nobody_sees_a_count() {
    let (mut hall, ballot) = Hall::opened();
    hall.vote(&ballot, 0, "yes");
    hall.directors[0].says("ballot-vote-stands");
    hall.vote(&ballot, 0, "no");
    hall.directors[0]
        .open(&ballot)
        .says("ballot-vote-may-change");
    assert!(hall.directors[0].has("[name=choice][value=no][checked]"));
    hall.vote(&ballot, 1, "yes");
    let mut president = hall.app.signed_in("Shen", &[Role::President]);
    let page = format!("{}/ballot", hall.case);
    for watcher in [&mut hall.office, &mut hall.admin, &mut president] {
        watcher.open(&page).sees("2 of 4 seats have voted");
        watcher.misses("In favour").misses("Against");
        assert_eq!(watcher.go(&format!("{ballot}/minutes")), 404);
        watcher.open("/desk/ballots").misses("In favour");
        watcher.open(&format!("{}/record.json", hall.case));
        let file: Value = serde_json::from_str(&watcher.answer().body).unwrap();
        let round = &file["parts"]["ballots"]["content"][0];
        assert_eq!(
            (&round["votes"], &round["outcome"]),
            (&Value::Array(vec![]), &Value::Null)
        );
    }
    assert_eq!(hall.directors[2].go(&format!("{ballot}/minutes")), 404);
    let told: Vec<Option<String>> = hall
        .app
        .db
        .read_now(|conn| Ok(audit::table.select(audit::after_json).load(conn)?))
        .unwrap();
    let choices = told.iter().flatten().filter(|text| text.contains("choice"));
    assert_eq!(choices.count(), 0, "the audit record says no choice");
}

#[test]
fn a_ballot_is_there_for_its_seats_and_the_office_alone() {
    let (mut hall, ballot) = Hall::opened();
    let mut other = hall.app.signed_in("Director Five", &[Role::Director]);
    for stranger in [&mut other, &mut hall.applicant, &mut hall.reviewer] {
        for page in ["", "/pack", "/minutes"] {
            assert_eq!(stranger.go(&format!("{ballot}{page}")), 404);
        }
        assert_eq!(stranger.go(&format!("{}/ballot", hall.case)), 404);
    }
    assert_eq!(hall.post(&other, &ballot, &[("choice", "yes")]), 404);
    assert_eq!(hall.post(&hall.office, &ballot, &[("choice", "yes")]), 404);
    assert_eq!(hall.directors[0].go(&format!("{}/ballot", hall.case)), 404);
    hall.office.open(&format!("{ballot}/pack")).sees(INSIDE);
}

#[test]
fn directors_who_vote_at_the_same_moment_are_all_counted_once() {
    let (mut hall, ballot) = Hall::opened();
    let mut tablet = hall.app.browser();
    tablet.sign_in(&address(DIRECTORS[0]), PASSPHRASE);
    for who in &hall.directors {
        assert_eq!(hall.post(who, &format!("{ballot}/open"), &[]), 303);
    }
    let voters = hall.directors.iter().chain([&tablet]);
    let answers: Vec<u16> = std::thread::scope(|scope| {
        let vote = |who| {
            let (hall, ballot) = (&hall, &ballot);
            scope.spawn(move || hall.post(who, ballot, &[("choice", "yes")]))
        };
        let all: Vec<_> = voters.map(vote).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert_eq!(answers, [303; 5]);
    let page = format!("{}/ballot", hall.case);
    let mut again = hall.app.browser();
    again.sign_in(&address("Secretary"), PASSPHRASE);
    hall.office.open(&page).sees("4 of 4 seats have voted");
    let close = format!("{}/close", on_desk(&ballot));
    std::thread::scope(|scope| {
        for who in [&hall.office, &again] {
            let (hall, close) = (&hall, &close);
            scope.spawn(move || assert_eq!(hall.post(who, close, &[]), 303));
        }
        scope.spawn(|| hall.tick());
    });
    hall.office.open(&page).says("voting-outcome-passed");
    assert_eq!(hall.mails("ballot.admitted"), 1);
    assert_eq!(hall.mails("ballot.result"), DIRECTORS.len());
}
