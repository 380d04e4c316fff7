//! `/my`: where one's own application stands and what is asked of one; one's company as a member;
//! for directors the way to the board; for who has nothing yet, how to begin.

use actix_web::web::Path;
use askama::Template;

use crate::accounts::{self, Colleague};
use crate::admission::case::{self, Case, Top};
use crate::admission::rail::Party;
use crate::admission::stage::Stage;
use crate::chamber;
use crate::companies;
use crate::dues;
use crate::expulsion;
use crate::kernel::id::CompanyId;
use crate::kernel::time::day_in;
use crate::kernel::{Act, Actor, Day, Fen, Lang, Moment, Role, Say};
use crate::membership;
use crate::membership::rules::certificate::Checked;
use crate::membership::rules::period::PeriodRules;
use crate::membership::rules::standing::Standing as MemberStanding;
use crate::membership::rules::{Membership, MembershipId, covered_key};
use crate::platform::db::{Conn, Fault};
use crate::platform::filters;
use crate::platform::i18n::Speech;
use crate::platform::settings;
use crate::say;
use crate::voting;
use crate::web::{Call, Form, Reply, Signed};

/// Days during which a new member is shown the first steps.
const NEW_FOR: i64 = 90;

/// One's case as it stands.
struct Mine {
    id: String,
    number: String,
    name: String,
    stage: Stage,
    top: Top,
    asked: bool,
    until: Option<Moment>,
}

/// One's company.
struct Firm {
    id: CompanyId,
    name: String,
    code: String,
    owner: bool,
    membership: Option<Membership>,
    /// Key of what is said of the day until which it is covered.
    covered: &'static str,
    /// Whether its certificate can be taken home.
    certified: bool,
    /// Whether it has one that no longer states what is so, and a new one is due.
    recertify: bool,
    rank: String,
    is_current: bool,
    is_new: bool,
    standing: Option<MemberStanding>,
    owed: Option<Owed>,
    pays: bool,
    /// Whether the reader speaks for it about its expulsion.
    speaks: bool,
    /// Motions to expel it, the newest first.
    motions: Vec<expulsion::Standing>,
    people: Vec<Colleague>,
}

/// What one's company owes and can pay.
struct Owed {
    open: Fen,
    /// How much of it falls due first, or is late.
    first: Fen,
    due: Day,
    late: bool,
}

impl Owed {
    /// Who owes it and until when, with the sum of all where that is more.
    fn says(&self, company: &str) -> Say {
        let (day, open) = (self.due, self.open);
        match self.first == open {
            true => say!("portal-my-dues-text", company = company, day = day),
            false => say!(
                "portal-my-dues-part",
                company = company,
                day = day,
                open = open
            ),
        }
    }
}

#[derive(Template)]
#[template(path = "portal/my.html")]
struct MyPage {
    name: String,
    running: Vec<Mine>,
    ended: Vec<Mine>,
    firms: Vec<Firm>,
    director: bool,
    /// Whether the reader works for the chamber.
    staff: bool,
    /// Open ballots, and those of them that the reader has not voted in.
    ballots: usize,
    unvoted: usize,
}

impl MyPage {
    fn has_nothing(&self) -> bool {
        self.running.is_empty() && self.ended.is_empty() && self.firms.is_empty()
    }
}

impl Mine {
    /// Red: it is the reader's turn; ochre: others work; jade: it ended well.
    fn tone(&self) -> &'static str {
        match self.stage {
            _ if self.asked => "",
            Stage::Member => "done",
            _ => "wait",
        }
    }

    fn badge(&self) -> &'static str {
        match self.stage {
            Stage::Member => "jade",
            Stage::Rejected | Stage::Upheld => "red",
            stage if !stage.is_open() => "ink",
            _ if self.asked => "ochre",
            _ => "blue",
        }
    }

    fn button(&self) -> &'static str {
        match self.stage {
            Stage::Draft => "portal-my-continue",
            Stage::Returned => "portal-my-correct",
            Stage::AgreementSent if self.asked => "portal-my-sign",
            _ => "portal-my-see",
        }
    }
}

/// `GET /my`
pub async fn show(me: Signed, call: Call) -> Reply {
    let (actor, now, speech) = (me.clone(), call.now(), call.speech());
    let page = call
        .read(move |conn| read(conn, &actor, now, speech))
        .await?;
    call.page(say!("portal-my-title"), &page)
}

/// `POST /my/memberships/{membership}/directory`: `listed` is `yes` or `no`.
pub async fn list_or_hide(_: Signed, call: Call, path: Path<MembershipId>, form: Form) -> Reply {
    let (id, listed) = (path.into_inner(), form.value("listed") == "yes");
    let told = match listed {
        true => say!("portal-my-listed-done"),
        false => say!("portal-my-hidden-done"),
    };
    call.act(move |tx| membership::publish(tx, &id, listed))
        .then("/my", told)
        .await
}

fn read(conn: &mut Conn, actor: &Actor, now: Moment, speech: Speech) -> Result<MyPage, Fault> {
    let today = day_in(speech.zone, now);
    let ids: Vec<CompanyId> = actor.firms.iter().map(|(id, _)| id.clone()).collect();
    let cases = case::of(conn, &actor.id, &ids)?;
    let mine = cases.iter().map(|case| mine(case, now, speech));
    let (running, ended): (Vec<Mine>, Vec<Mine>) = mine.partition(|m| m.stage.is_open());
    let mut firms = vec![];
    for company in companies::load_many(conn, &ids)? {
        firms.push(firm(conn, actor, company, (today, speech.lang))?);
    }
    for standing in expulsion::of_companies(conn, &ids, now)? {
        let about = |firm: &&mut Firm| firm.id == standing.motion.company;
        if let Some(firm) = firms.iter_mut().find(about) {
            firm.motions.push(standing);
        }
    }
    firms.sort_by_key(|firm| (!firm.is_current, firm.name.clone()));
    let director = actor.is(Role::Director);
    let ballots = match director {
        true => voting::open_ballots_of(conn, &actor.id, now)?,
        false => vec![],
    };
    let mut unvoted = 0;
    for ballot in &ballots {
        let voted = voting::my_vote(conn, &ballot.id, &actor.id)?.is_some();
        unvoted += usize::from(!voted);
    }
    let ended = ended
        .into_iter()
        .filter(|m| m.stage != Stage::Member)
        .collect();
    Ok(MyPage {
        name: actor.name.clone(),
        running,
        ended,
        firms,
        director,
        staff: !actor.roles.is_empty(),
        ballots: ballots.len(),
        unvoted,
    })
}

fn mine(case: &Case, now: Moment, speech: Speech) -> Mine {
    let top = Top::new(case.clone(), now, speech);
    let asked = top.wait.on == Party::Applicant;
    Mine {
        id: case.id.to_string(),
        number: case.number().to_owned(),
        name: case.company_name.clone(),
        stage: top.stage(),
        asked,
        until: top.wait.until.filter(|_| asked),
        top,
    }
}

/// What is so of a member's certificate, and the key of what is said of the day until which it is covered.
fn says_of(
    conn: &mut Conn,
    member: &Membership,
    (rules, today): (&PeriodRules, Day),
) -> Result<(Option<Checked>, &'static str), Fault> {
    let certificate = membership::certificate(conn, &member.id)?;
    let checked = certificate.map(|one| one.checked(member, (rules, today), None));
    let periods = membership::periods(conn, &member.id)?;
    Ok((checked, covered_key(&periods, member.facts.covered_until)))
}

fn firm(
    conn: &mut Conn,
    actor: &Actor,
    company: companies::Company,
    (today, lang): (Day, Lang),
) -> Result<Firm, Fault> {
    let latest = membership::of_company(conn, &company.id)?
        .into_iter()
        .next();
    let ranks = chamber::ranks(conn)?;
    let rank = latest.as_ref().and_then(|m| ranks.find(&m.rank));
    let people = accounts::colleagues(conn, &company.id)?;
    let code = company
        .profile
        .credit_code
        .as_ref()
        .map(|code| code.grouped());
    let rules: PeriodRules = settings::get(conn)?;
    let pays = dues::PayDues::allows(actor, &company.id);
    let open = if pays {
        dues::open_of_company(conn, &company.id)?
    } else {
        vec![]
    };
    let owed = dues::due_first(conn, &open, today)?.map(|(due, first)| Owed {
        open: Fen(open.iter().map(|i| i.open().0).sum()),
        first,
        due,
        late: due < today,
    });
    let (checked, covered) = match &latest {
        Some(member) => says_of(conn, member, (&rules, today))?,
        None => (None, covered_key(&[], None)),
    };
    Ok(Firm {
        covered,
        certified: checked == Some(Checked::Valid),
        recertify: matches!(checked, Some(Checked::Void(_))),
        standing: latest.as_ref().map(|m| rules.standing(&m.facts, today)),
        owed,
        pays,
        motions: vec![],
        speaks: actor
            .acts_for(&company.id)
            .is_some_and(|powers| expulsion::speaks(&powers)),
        owner: actor
            .acts_for(&company.id)
            .is_some_and(|powers| powers.owner),
        rank: rank
            .map(|rank| rank.name.get(lang).to_owned())
            .unwrap_or_default(),
        is_current: latest.as_ref().is_some_and(|m| m.is_current(today)),
        is_new: latest
            .as_ref()
            .is_some_and(|m| (today - m.joined_on).num_days() <= NEW_FOR),
        membership: latest,
        name: company.profile.name,
        code: code.unwrap_or_default(),
        id: company.id,
        people,
    })
}
