//! Membership: which companies are members, under which number, at which rank, since and
//! until when, and who of them is listed in the directory.

mod acts;
mod forms;
mod issuer;
pub mod pages;
mod policy;
pub mod rules;
mod store;
mod work;

pub use acts::certificates::start as issue_certificates;
pub use acts::cover::{
    begin_stretch, cancel_period, carry_over, defer, open_period, settle, settle_all,
};
pub use acts::decide::{
    end, expel, note_motion, reinstate, set_rank, stay, stay_after_all, withdraw,
};
pub use acts::roll::{bring, take, undo as take_back};
pub use acts::{admit, publish, unlist};
pub use issuer::Issuer;
pub use pages::member::{end_with, stay_with};
pub use pages::register::LIST as REGISTER;
pub use policy::{EndMembership, HoldCertificate, ImportMembers, PublishMember, SeeMembers};
pub use store::certificates::{check_number, current as certificate};
pub use store::history::{events, periods, periods_of_many, rank_changes};
pub use store::list::{Filter, Listed, Sort, by_industry, by_standing, by_year, count, list};
pub use store::{
    by_number, case_membership, ended_among, first_joined, load, of_company, paid_ahead,
    running_after, running_count,
};
pub use work::{runs, tasks};
