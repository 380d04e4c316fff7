//! What is done with dues, each in one write with its bookings and its audit row.

pub mod account;
pub mod balance;
pub mod bank;
pub mod bank_file;
pub mod bill;
pub mod bounds;
mod carried;
mod exact;
pub mod first;
pub mod leave;
pub mod ledger;
pub mod lines;
pub mod online;
mod own;
pub mod papers;
pub mod pay;
pub mod rank;
pub mod relief;
pub mod remind;
pub mod renew;
pub mod reverse;
pub mod run;
pub mod settle;
pub mod standards;
pub mod statement;
