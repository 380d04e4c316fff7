//! Pages of motions: the office's, the member's; and how members are heard.

pub mod desk;
pub mod list;
pub mod my;
pub mod settings;
