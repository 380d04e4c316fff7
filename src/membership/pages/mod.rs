//! The register of members, its saved views, registers that come in as tables, one membership, and how
//! member numbers look.

pub mod certificates;
pub mod consents;
pub mod imports;
pub mod member;
pub mod numbers;
pub mod register;
