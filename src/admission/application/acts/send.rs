//! Sending an application, for the first time or after a correction: each a revision.

use super::applicant::{asked_now, open_to_change};
use super::bars::barred;
use crate::accounts;
use crate::admission::application::letters;
use crate::admission::application::rules::{ASKED, Answers, Field, progress, unanswered};
use crate::admission::application::store::draft::{self, Revision};
use crate::admission::application::store::{check, terms::Terms};
use crate::admission::case::{self, Case, Side, Telling};
use crate::admission::event::Event;
use crate::companies;
use crate::companies::book;
use crate::companies::book::rules::Giver;
use crate::companies::rules::{Profile, ten_thousands};
use crate::dues;
use crate::kernel::credit_code::CreditCode;
use crate::kernel::id::{CaseId, CompanyId};
use crate::kernel::{Day, Powers};
use crate::platform::db::{Fault, Tx};
use crate::platform::settings;
use crate::say;

/// Sends the application. The first time it gets its number and its company; after a correction
/// every item of the list needs its answer.
///
/// # Errors
/// `Fault::Refused` if something is lacking or it was sent already.
pub fn send(tx: &mut Tx, id: &CaseId) -> Result<Case, Fault> {
    let case = open_to_change(tx, id)?;
    let today = tx.today()?;
    let (answers, papers) = (
        draft::draft(tx.conn(), id)?.answers,
        draft::papers(tx.conn(), id)?,
    );
    let terms = asked_now(tx, &answers)?;
    if progress(&answers, &papers, &terms.ask, today)
        .iter()
        .any(|step| !step.is_done())
    {
        return Err(say!("application-refusal-lacking").into());
    }
    let answers = answers.in_one_form(today).as_asked(&terms.ask);
    let number = case.journey(tx.now()).revision + 1;
    let revision = Revision {
        number,
        sent_at: tx.now(),
        quoted: Some(dues::quotes(tx.conn(), today)?.of(answers.get(Field::Rank))),
        answers,
        papers,
    };
    let by = tx.actor()?.id.clone();
    draft::add_revision(tx.conn(), id, &revision, &by)?;
    let case = if number == 1 {
        send_first(tx, case, &revision, &terms)?
    } else {
        send_again(tx, case, &revision, &terms)?
    };
    record_consents(tx, &case, &revision.answers)?;
    let until = case.journey(tx.now()).due();
    letters::received(tx, &case, number > 1, until)?;
    Ok(case)
}

/// Whether the page that the form stood on said what the rank costs today: nobody applies on a figure that is
/// not in force any more. `seen`: what it said, as
/// [`mark`](crate::dues::rules::standard::Quote::mark) writes it.
///
/// # Errors
/// `Fault::Refused` if it is another one.
pub fn check_seen(tx: &mut Tx, id: &CaseId, seen: &str) -> Result<(), Fault> {
    let today = tx.today()?;
    let answers = draft::draft(tx.conn(), id)?.answers;
    let quote = dues::quotes(tx.conn(), today)?.of(answers.get(Field::Rank));
    if quote.mark() == seen {
        return Ok(());
    }
    Err(say!("application-refusal-dues", dues = quote.in_words()).into())
}

fn send_first(tx: &mut Tx, case: Case, revision: &Revision, terms: &Terms) -> Result<Case, Fault> {
    let answers = &revision.answers;
    let company = company_for(tx, answers)?;
    if let Some(bar) = barred(tx, &case.id, &company)? {
        return Err(bar.into());
    }
    let event = Event::Submitted {
        revision: 1,
        route: terms.route.clone(),
    };
    let mut case = case::happen(tx, &case.id, Telling::of(event).on_side(Side::Applicant))?;
    case.number = Some(draw_number(tx)?);
    case.company = Some(company);
    describe(tx, &mut case, answers)?;
    Ok(case)
}

fn send_again(tx: &mut Tx, case: Case, revision: &Revision, terms: &Terms) -> Result<Case, Fault> {
    if let Some(mut correction) = check::open_correction(tx.conn(), &case.id)? {
        let open = unanswered(&correction.items);
        if !open.is_empty() {
            return Err(say!("application-refusal-unanswered", count = open.len()).into());
        }
        correction.answered_at = Some(tx.now());
        check::save_answers(tx.conn(), &case.id, &correction)?;
    }
    if let Some(company) = &case.company {
        companies::describe(tx, company, profile(&revision.answers))?;
    }
    let another_rank = revision.answers.get(Field::Rank) != case.rank;
    let event = Event::Resubmitted {
        revision: revision.number,
        route: another_rank.then(|| terms.route.clone()),
    };
    let mut case = case::happen(tx, &case.id, Telling::of(event).on_side(Side::Applicant))?;
    describe(tx, &mut case, &revision.answers)?;
    Ok(case)
}

/// What lists show of the case, and who vouches for it.
fn describe(tx: &mut Tx, case: &mut Case, answers: &Answers) -> Result<(), Fault> {
    answers.get(Field::Name).clone_into(&mut case.company_name);
    answers.get(Field::Rank).clone_into(&mut case.rank);
    let code = answers.get(Field::CreditCode).to_owned();
    case::describe(tx.conn(), case, &code)?;
    let now = tx.now();
    let pair = |(name, email): (Field, Field)| (answers.get(name), answers.get(email));
    let named = Field::RECOMMENDERS.map(pair);
    case::name_recommenders(tx.conn(), (&case.id, case.company.as_ref()), &named, now)
}

/// What somebody may do for a company who filled in its application: just that. Everything else is given, by its
/// legal representative or by who looks after it.
const CLERK: Powers = Powers {
    submit: true,
    owner: false,
    sign: false,
    pay: false,
    register: false,
};

/// The company that applies: one the person already acts for, or a new one they will act for, as who fills in its
/// application and without a post until they say one.
/// A code that belongs to somebody else's company is not taken over and nobody is told.
fn company_for(tx: &mut Tx, answers: &Answers) -> Result<CompanyId, Fault> {
    let actor = tx.actor()?.clone();
    let profile = profile(answers);
    if let Some(code) = &profile.credit_code
        && let Some(known) = companies::by_code(tx.conn(), code)?
        && actor
            .acts_for(&known.id)
            .is_some_and(|p| p.submit || p.owner)
    {
        companies::describe(tx, &known.id, profile)?;
        return Ok(known.id);
    }
    let company = companies::register(tx, profile)?;
    accounts::link_company(tx, &company.id, &actor.id, "", CLERK)?;
    Ok(company.id)
}

/// The next number of the year, without gaps: `2026-0017`.
fn draw_number(tx: &mut Tx) -> Result<String, Fault> {
    let year = tx.today()?.format("%Y").to_string();
    let next = settings::next_number(tx, &format!("cases-{year}"))?;
    Ok(format!("{year}-{next:04}"))
}

/// Writes down the consents that were ticked and don't stand yet, and takes back those that were unticked.
fn record_consents(tx: &mut Tx, case: &Case, answers: &Answers) -> Result<(), Fault> {
    let (id, company) = (&case.id, case.company.as_ref());
    if let Some(company) = company {
        book::adopt(tx.conn(), id, company)?;
    }
    let me = tx.actor()?.clone();
    let standing = book::consents_of_case(tx.conn(), id)?;
    for (purpose, field) in ASKED {
        let stands = standing.iter().any(|c| c.purpose == purpose && c.stands());
        match (answers.ticked(field), stands) {
            (true, false) => {
                let giver = (Giver::Person(&me.id), me.name.as_str());
                book::give(tx, giver, (company, Some(id)), purpose)?;
            }
            (false, true) => book::take_back_of_case(tx, id, purpose)?,
            _ => {}
        }
    }
    Ok(())
}

/// The answers as a company's description.
pub fn profile(answers: &Answers) -> Profile {
    let text = |field| answers.get(field).to_owned();
    Profile {
        name: text(Field::Name),
        name_en: text(Field::NameEn),
        credit_code: CreditCode::parse(answers.get(Field::CreditCode)).ok(),
        legal_form: text(Field::LegalForm),
        founded_on: answers.get(Field::FoundedOn).parse::<Day>().ok(),
        capital_fen: ten_thousands(answers.get(Field::Capital)).unwrap_or_default(),
        currency: text(Field::Currency),
        industry: text(Field::Industry),
        staff: text(Field::Staff),
        revenue: text(Field::Revenue),
        address: text(Field::Address),
        website: text(Field::Website),
        introduction: text(Field::Introduction),
    }
}
