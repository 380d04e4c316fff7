//! The rows that booking a statement's lines touches, as text to be compared.
#![allow(clippy::type_complexity, reason = "rows as the tables have them")]
use super::Chamber;
use diesel::prelude::*;
use huiguan::kernel::Day;
use huiguan::platform::db::{Conn, Fault};
use huiguan::platform::runs::Run;
use huiguan::schema::{
    audit, bank_lines, bookings, companies, counters, entries, invoices, jobs, lot_uses, mails,
    member_periods, memberships, payments, prepaid_lots, run_left_out,
};
use regex::Regex;
use std::collections::HashMap;
use std::fmt::Debug;

fn told<T: Debug>(name: &str, rows: Vec<T>) -> Vec<String> {
    rows.iter().map(|row| format!("{name} {row:?}")).collect()
}

/// Every row that booking touches, without times; each id by its place of first appearance.
pub fn rows(chamber: &Chamber, run: &Run) -> Vec<String> {
    let all = chamber.app.db.read_now(|conn| {
        let mut all = whose(conn)?;
        all.extend(money(conn)?);
        all.extend(books(conn)?);
        all.extend(said(conn)?);
        let left_out: Vec<(i64, String, String)> = run_left_out::table
            .filter(run_left_out::run_id.eq(&run.id))
            .order(run_left_out::place)
            .select((run_left_out::place, run_left_out::about, run_left_out::why))
            .load(conn)?;
        all.extend(told("left out", left_out));
        Ok(all)
    });
    let id = Regex::new("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}").unwrap();
    let mut known: HashMap<String, usize> = HashMap::new();
    let plain = |row: String| {
        let name = |found: &regex::Captures| {
            let next = known.len();
            format!("#{}", known.entry(found[0].to_owned()).or_insert(next))
        };
        id.replace_all(&row, name).into_owned()
    };
    all.unwrap().into_iter().map(plain).collect()
}

fn whose(conn: &mut Conn) -> Result<Vec<String>, Fault> {
    let firms: Vec<(String, String)> = companies::table
        .order(companies::name)
        .select((companies::id, companies::name))
        .load(conn)?;
    let members: Vec<(String, String, Option<Day>)> = memberships::table
        .order(memberships::number)
        .select((
            memberships::id,
            memberships::company_id,
            memberships::covered_until,
        ))
        .load(conn)?;
    let periods: Vec<(String, String, Day, Option<Day>, Option<Day>)> = member_periods::table
        .order(member_periods::id)
        .select((
            member_periods::id,
            member_periods::membership_id,
            member_periods::first_day,
            member_periods::settled_on,
            member_periods::carried_until,
        ))
        .load(conn)?;
    let bills: Vec<(String, String, i64, i64, i64, i64, Day, Option<Day>)> = invoices::table
        .order(invoices::seq)
        .select((
            invoices::id,
            invoices::company_id,
            invoices::credited,
            invoices::written_off,
            invoices::paid,
            invoices::open,
            invoices::next_due,
            invoices::settled_on,
        ))
        .load(conn)?;
    let lines: Vec<(String, i32, String, String, i32, Option<String>)> = bank_lines::table
        .order(bank_lines::place)
        .select((
            bank_lines::id,
            bank_lines::place,
            bank_lines::state,
            bank_lines::why,
            bank_lines::round,
            bank_lines::run_id,
        ))
        .load(conn)?;
    let mut all = told("company", firms);
    all.extend(told("member", members));
    all.extend(told("period", periods));
    all.extend(told("invoice", bills));
    all.extend(told("line", lines));
    Ok(all)
}

fn money(conn: &mut Conn) -> Result<Vec<String>, Fault> {
    let came: Vec<(String, String, String, String, i64, Day, String, String)> = payments::table
        .filter(payments::key.like("bank:%"))
        .order(payments::receipt)
        .select((
            payments::id,
            payments::key,
            payments::receipt,
            payments::company_id,
            payments::amount,
            payments::received_on,
            payments::note,
            payments::search,
        ))
        .load(conn)?;
    let lots: Vec<(String, String, Option<String>, i64, i64, Day, String)> = prepaid_lots::table
        .order(prepaid_lots::id)
        .select((
            prepaid_lots::id,
            prepaid_lots::company_id,
            prepaid_lots::payment_id,
            prepaid_lots::amount,
            prepaid_lots::remaining,
            prepaid_lots::on_day,
            prepaid_lots::note,
        ))
        .load(conn)?;
    let uses: Vec<(String, String, Option<String>, i64, Day)> = lot_uses::table
        .order(lot_uses::id)
        .select((
            lot_uses::lot_id,
            lot_uses::kind,
            lot_uses::invoice_id,
            lot_uses::amount,
            lot_uses::on_day,
        ))
        .load(conn)?;
    let mut all = told("payment", came);
    all.extend(told("lot", lots));
    all.extend(told("use", uses));
    Ok(all)
}

fn books(conn: &mut Conn) -> Result<Vec<String>, Fault> {
    let journal: Vec<(i64, Day, String, String, String, String)> = bookings::table
        .order(bookings::seq)
        .select((
            bookings::seq,
            bookings::on_day,
            bookings::kind,
            bookings::about_kind,
            bookings::about_id,
            bookings::by_name,
        ))
        .load(conn)?;
    let sides: Vec<(i64, i32, String, i64, Day, Option<String>)> = entries::table
        .order((entries::booking_seq, entries::place))
        .select((
            entries::booking_seq,
            entries::place,
            entries::account,
            entries::amount,
            entries::on_day,
            entries::company_id,
        ))
        .load(conn)?;
    let mut all = told("booking", journal);
    all.extend(told("entry", sides));
    Ok(all)
}

fn said(conn: &mut Conn) -> Result<Vec<String>, Fault> {
    let series: Vec<(String, i64)> = counters::table
        .filter(counters::name.like("dues:%"))
        .order(counters::name)
        .select((counters::name, counters::last))
        .load(conn)?;
    let letters: Vec<(String, String, String, String, String)> = mails::table
        .filter(mails::kind.eq("dues.received"))
        .order(mails::id)
        .select((
            mails::id,
            mails::key,
            mails::to_address,
            mails::subject,
            mails::subject_id,
        ))
        .load(conn)?;
    let sent: Vec<String> = jobs::table
        .filter(jobs::kind.eq("mail.send"))
        .order(jobs::id)
        .select(jobs::key)
        .load(conn)?;
    let record: Vec<(String, String, Option<String>, Option<String>, String)> = audit::table
        .filter(audit::act.like("dues.%"))
        .order(audit::seq)
        .select((
            audit::act,
            audit::subject_id,
            audit::after_json,
            audit::reason,
            audit::actor_name,
        ))
        .load(conn)?;
    let mut all = told("series", series);
    all.extend(told("letter", letters));
    all.extend(told("job", sent));
    all.extend(told("record", record));
    Ok(all)
}
