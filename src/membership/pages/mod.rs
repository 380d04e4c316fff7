//! The register of members, one membership, and how member numbers look.

pub mod member;
pub mod numbers;
pub mod register;
