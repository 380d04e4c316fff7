//! The treasurer's day, standards, invoices, payments, a company's account, papers, the ledger, how
//! dues are counted; and what a member sees of its own.

pub mod account;
pub mod bank;
pub mod bank_line;
pub mod bank_lines;
pub mod day;
pub mod fiscal;
pub mod invoice;
pub mod invoices;
pub mod ledger;
pub mod member;
pub mod my;
pub mod online;
pub mod payments;
pub mod printed;
pub mod reminders;
pub mod runs;
pub mod settings;
pub mod standards;
