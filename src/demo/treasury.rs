//! The treasurer's last days before the demo begins: a company that paid half of next year's dues, has
//! its fiscal receipt, tried to pay the rest online and sent its bank's slip; and a bank statement.

use std::fmt::Write;

use chrono::TimeDelta;

use super::chamber::brand;
use super::dues::LATE;
use super::members::{OWN, Registered};
use super::papers::Papers;
use super::play::Play;
use crate::dues;
use crate::dues::FiscalReceipt;
use crate::dues::rules::FiscalId;
use crate::dues::rules::bank::sheet::Mappings;
use crate::dues::rules::invoice::Invoice;
use crate::dues::rules::ledger::Method;
use crate::dues::rules::online::Told;
use crate::dues::rules::payment::NewPayment;
use crate::dues::rules::relief::Relief;
use crate::kernel::time::day_in;
use crate::kernel::{Day, Fen};
use crate::membership::of_company;
use crate::platform::db::Fault;

/// The chamber's account in the statement.
const ACCOUNT: &str = "0000 1111 2222 3333";

fn at(play: &mut Play, days: i64, hours: i64) -> Day {
    play.now = play.end - TimeDelta::days(days) + TimeDelta::hours(hours);
    day_in(brand().zone, play.now)
}

fn open(play: &mut Play, known: &Registered) -> Result<Option<Invoice>, Fault> {
    play.by_itself("demo", |tx| {
        let open = dues::open_of_company(tx.conn(), &known.id)?;
        Ok(open.into_iter().next())
    })
}

/// The company that `member@` acts for renews early, is let off a little, and pays in two parts.
pub fn renew_early(play: &mut Play, papers: &Papers, all: &[Registered]) -> Result<(), Fault> {
    let own = all.get(OWN).or(all.last()).ok_or(Fault::Missing)?;
    at(play, 9, 0);
    play.by("treasurer", |tx| {
        let members = of_company(tx.conn(), &own.id)?;
        let issued = match members.first() {
            Some(member) => dues::renew(tx, &member.id, None)?.invoice,
            None => None,
        };
        if let Some(issued) = issued {
            let (less, why) = (Relief::Waive(Fen(50_000)), "提供年会场地（演示）");
            dues::ask_relief(tx, &issued.id, &less, why)?;
        }
        Ok(())
    })?;
    let Some(invoice) = open(play, own)? else {
        return Ok(());
    };
    let half = half(play, papers, own, &invoice)?;
    at(play, 2, 0);
    let attempt = play.by("member", |tx| dues::begin_online(tx, &invoice.id, "demo"))?;
    at(play, 2, 1);
    let left = Told::Failed("the payment page was left".into());
    play.by_itself("demo", |tx| dues::note_online(tx, &attempt.id, &left))?;
    let paid_on = at(play, 1, 0);
    play.by("member", |tx| {
        let rest = Fen(invoice.open().0 - half.0);
        let words = "尾款（演示）";
        dues::upload_slip(tx, &invoice.id, &papers.slip, (rest, paid_on), words)
    })
}

/// Half of an invoice comes, and its fiscal receipt is written down.
fn half(
    play: &mut Play,
    papers: &Papers,
    own: &Registered,
    invoice: &Invoice,
) -> Result<Fen, Fault> {
    let half = Fen(invoice.open().0 / 2);
    let came = at(play, 8, 0);
    play.by("treasurer", |tx| {
        let new = NewPayment {
            key: "demo:half".into(),
            company: own.id.clone(),
            method: Method::Bank,
            amount: half,
            received_on: came,
            payer: own.name.clone(),
            payer_account: "6222000000000140".into(),
            note: invoice.reference.clone(),
            to: vec![(invoice.id.clone(), half)],
            spread: false,
        };
        let payment = dues::receive(tx, &new)?;
        let receipt = FiscalReceipt {
            id: FiscalId::new(),
            number: "99000001".into(),
            batch: "9900".into(),
            payment_id: Some(payment.id),
            company_id: None,
            amount: half.0,
            issued_on: came,
            voided_on: None,
            void_why: String::new(),
            file_id: None,
            by_name: String::new(),
            created_at: tx.now(),
        };
        dues::record_fiscal(tx, &receipt, Some(&papers.fiscal))
    })?;
    Ok(half)
}

/// A statement of the chamber's bank: what is exact is booked, the rest waits for somebody to look.
pub fn statement(play: &mut Play, papers: &Papers, all: &[Registered]) -> Result<(), Fault> {
    let mut text = String::from(
        "示例银行账户明细（演示）\n交易日期,收入金额,支出金额,余额,对方户名,对方账号,附言\n",
    );
    let (mut balance, mut ways) = (12_000_000, 0);
    let mut line = |text: &mut String, on: Day, amount: i64, payer: &str, words: &str| {
        balance += amount;
        let (came, went) = match amount {
            0.. => (Fen(amount).grouped(), String::new()),
            _ => (String::new(), Fen(-amount).grouped()),
        };
        let there = Fen(balance).grouped();
        // Writing to a text never fails.
        let _ = writeln!(
            text,
            "{on},\"{came}\",\"{went}\",\"{there}\",{payer},6222000000009,{words}"
        );
    };
    let first = at(play, 6, 0);
    for known in all.iter().skip(4).step_by(LATE) {
        let Some(invoice) = open(play, known)?.filter(|i| i.sums.paid.0 == 0) else {
            continue;
        };
        let (amount, reference) = (invoice.open().0, &invoice.reference);
        let words = match ways {
            0 | 1 => format!("会费 {reference}"),
            2 => format!("会费 {}", reference.replacen('0', "O", 1)),
            3 => "缴纳会费".to_owned(),
            4 => format!("部分会费 {reference}"),
            _ => break,
        };
        let amount = if ways == 4 { amount / 2 } else { amount };
        line(
            &mut text,
            first + TimeDelta::days(ways / 2),
            amount,
            &known.name,
            &words,
        );
        ways += 1;
    }
    line(&mut text, first, -5_000, "示例银行", "账户管理费");
    line(&mut text, first, 80_000, "演示会务有限公司", "往来款");
    at(play, 3, 0);
    const NAME: &str = "账户明细（演示）.csv";
    let taken = dues::bank::take(
        NAME,
        dues::bank::look(text.as_bytes())?,
        &Mappings::default(),
    )?;
    let file = papers.keep_text(NAME, taken.content.text())?;
    play.by("treasurer", |tx| {
        let id = dues::bank::bring(tx, &taken, &file)?;
        dues::bank::map(tx, &id, &taken.mapping, ACCOUNT, "示例银行")?;
        let house = dues::bank::House::of(&brand(), tx.now());
        let found = dues::bank::read(&taken.content, ACCOUNT, &taken.mapping, &house)?;
        dues::statement::all_at_once(tx, &papers.importing, &id, found)
    })
}
