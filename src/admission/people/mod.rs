//! The people of a company in its case: whom the application names, each asked to say themselves that they are
//! that person; and who may sign for the company, which is its legal representative or whoever has its authority
//! in writing. Who fills in the application is neither.
//!
//! ```ignore
//! people::invite(tx, &case, Duty::Legal, "zhang@example.com")?;   // a link by mail
//! people::confirm(tx, &named, "董事长")?;                           // by that person, signed in
//! people::signers(conn, &case, today)?;                            // whom the office may choose among
//! ```

mod acts;
mod letters;
pub mod pages;
mod policy;
pub mod rules;
mod store;

pub use acts::authority::{accept, file};
pub use acts::named::{confirm, invite};
pub use store::{Post, Signer, authorities, named_in, posts, signers, unconfirmed, warrant_of};
