//! Huiguan: one company, one auditable case, from application to membership.
//!
//! The rooms are listed lowest floor first; a room imports only from floors below
//! it (`tests/house` keeps that true). `docs/architecture.md` walks one request through them.

pub mod kernel;
pub mod schema;

pub mod platform;

pub mod web;

pub mod accounts;
pub mod voting;

pub mod chamber;
pub mod companies;

pub mod membership;

pub mod council;
pub mod dues;

pub mod ballots;

pub mod admission;
pub mod expulsion;
pub mod motions;

pub mod desk;
pub mod portal;

pub mod demo;

pub mod app;
