//! The office's day and the administrator's windows: what waits on whom today, the mailbox, the
//! audit record, the queue of jobs. Whole views: they look down at everything, nothing looks at them.

pub mod audit;
pub mod jobs;
mod kept;
pub mod mail;
pub mod policy;
pub mod settings;
pub mod today;
