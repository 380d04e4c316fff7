//! People and how they prove who they are: accounts, sign-in, second factor, sessions,
//! invitations, roles in the chamber and powers in companies.

mod acts;
mod device;
mod early;
mod forms;
mod fresh;
mod letters;
pub mod pages;
pub mod policy;
pub mod rules;
pub mod session;
mod store;
mod tries;
mod work;

pub use acts::enrol::{Enrolled, enrol};
pub use acts::invite::{
    Invitation, accept as accept_invitation, bring, invite, link_company,
    to_company as invitations_to, unlink_company, void as void_invitation,
    withdraw_from_company as withdraw_invitation,
};
pub use acts::power::{tell_administrators, tell_officers};
pub use acts::roles::{give_role, take_role};
pub use acts::seed::{NewPerson, add_person};
pub use acts::sign_in::{Entry, enter, start_session};
pub use acts::strangers::{may_tell, may_write};
pub use early::here as signed_up_here;
pub use fresh::{Fresh, FreshTo, asks_code, prove_in};
pub use store::companies::{
    Colleague, colleagues, powers_of, recipients_of_companies, recipients_of_company, staff,
};
pub use store::early::{
    Early, forget as forget_early, of_browser as early_draft, of_person as early_draft_of,
    save as save_early,
};
pub use store::people::{
    PersonRow, has_role_since, has_staff, held_lately, holders, people_with_role, person,
    person_by_email, recipient,
};
pub use store::sessions::{actor, actor_now};
pub use store::tokens::{LinkId as InvitationId, TokenRow as OpenInvitation};
pub use work::{read_again, sweep};
