//! The whole app over HTTP, each test with its own server and database.
mod accounts;
mod door;
mod portal;
mod support;
