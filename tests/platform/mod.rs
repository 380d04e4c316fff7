//! The tools below the pages against the real things: files in a folder and in an S3 store, mail
//! through an SMTP server, workers, backup and restore.

mod apart;
mod backup;
mod editions;
mod files;
mod instance;
mod mail;
mod many;
mod rounds;
mod silence;
pub mod smtp;
mod workers;
