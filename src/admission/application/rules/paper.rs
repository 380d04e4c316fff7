//! The papers that come with an application.

use serde::{Deserialize, Serialize};

/// The most bytes one paper may have: 10 MB.
pub const MOST_BYTES: u64 = 10 * 1024 * 1024;

/// What a paper is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperKind {
    /// 营业执照
    Licence,
    /// 法定代表人身份证明
    Identity,
    /// 授权委托书
    Authority,
    /// 资质证书、荣誉
    Qualification,
    /// 上年度财务报表
    Accounts,
    /// 推荐信
    Recommendation,
    /// 其他
    Other,
}

/// One paper as it belongs to a revision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// Id of the paper.
    pub id: String,
    /// What it is.
    pub kind: PaperKind,
    /// The stored file.
    pub file: String,
    /// The name it was uploaded under.
    pub name: String,
    /// Its hash.
    pub sha256: String,
    /// Its length.
    pub bytes: i64,
}

impl PaperKind {
    /// Every kind, in the order it is asked for.
    pub const ALL: [Self; 7] = [
        Self::Licence,
        Self::Identity,
        Self::Authority,
        Self::Qualification,
        Self::Accounts,
        Self::Recommendation,
        Self::Other,
    ];

    /// Its name in forms, routes and the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Licence => "licence",
            Self::Identity => "identity",
            Self::Authority => "authority",
            Self::Qualification => "qualification",
            Self::Accounts => "accounts",
            Self::Recommendation => "recommendation",
            Self::Other => "other",
        }
    }

    /// Message key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Licence => "application-paper-licence",
            Self::Identity => "application-paper-identity",
            Self::Authority => "application-paper-authority",
            Self::Qualification => "application-paper-qualification",
            Self::Accounts => "application-paper-accounts",
            Self::Recommendation => "application-paper-recommendation",
            Self::Other => "application-paper-other",
        }
    }

    /// The kind of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}
