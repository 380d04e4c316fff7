//! What the tests stand on: [`app::TestApp`] is the running portal, [`browser::Browser`] a person at it.
#![allow(
    dead_code,
    reason = "what no test happens to need stays for the next one"
)]

pub mod again;
pub mod app;
pub mod apply;
pub mod board;
pub mod browser;
#[path = "../../support/database.rs"]
pub mod database;
mod form;
#[path = "../../support/server.rs"]
pub mod server;
pub mod sign;
pub mod trial;
