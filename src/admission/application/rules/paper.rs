//! The papers that come with an application.

use crate::words;
use diesel::{Insertable, Queryable, Selectable};
use serde::{Deserialize, Serialize};

/// The most bytes one paper may have: 10 MB.
pub const MOST_BYTES: u64 = 10 * 1024 * 1024;

words! {
    /// What a paper is.
    #[derive(Hash, PartialOrd, Ord, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub stored enum PaperKind: key "application-paper-" {
        /// 营业执照
        Licence = "licence";
        /// 法定代表人身份证明
        Identity = "identity";
        /// 授权委托书
        Authority = "authority";
        /// 资质证书、荣誉
        Qualification = "qualification";
        /// 上年度财务报表
        Accounts = "accounts";
        /// 推荐信
        Recommendation = "recommendation";
        /// 其他
        Other = "other";
    }
}

/// One paper as it belongs to a revision.
#[derive(
    Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Queryable, Selectable, Insertable,
)]
#[diesel(table_name = crate::schema::case_papers, treat_none_as_default_value = false)]
pub struct Paper {
    /// Id of the paper.
    pub id: String,
    /// What it is.
    pub kind: PaperKind,
    /// The stored file.
    #[diesel(column_name = file_id)]
    pub file: String,
    /// The name it was uploaded under.
    pub name: String,
    /// Its hash.
    pub sha256: String,
    /// Its length.
    pub bytes: i64,
}
