//! Tools with I/O that know no word of the chamber's life: database, clock, languages,
//! mail, files, audit, jobs.

pub mod aside;
pub mod audit;
pub mod backup;
pub mod chart;
pub mod clock;
pub mod config;
pub mod db;
pub mod files;
pub mod filters;
pub mod heic;
pub mod housekeeping;
pub mod i18n;
pub mod ics;
pub mod images;
pub mod jobs;
pub mod kept;
pub mod letter;
pub mod limits;
pub mod logging;
pub mod mailer;
pub mod metrics;
pub mod migrate;
pub mod once;
pub mod outbox;
pub mod pdf;
pub mod postman;
pub mod rounds;
pub mod runs;
pub mod seal;
pub mod secrets;
pub mod settings;
pub mod tls;
pub mod tools;
pub mod workers;
