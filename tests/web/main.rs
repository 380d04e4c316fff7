//! The whole app over HTTP, each test with its own server and database.
mod accounts;
mod demo;
mod desk;
mod application;
mod companies;
mod door;
mod portal;
mod review;
mod support;
mod visit;
