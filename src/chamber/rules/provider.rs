//! The mail providers that chambers have their mailbox at, so that nobody has to look up their server.

use crate::words;

words! {
    /// A mail provider whose server is known.
    pub enum Provider: key "chamber-mail-provider-" {
        /// NetEase 163.
        Netease = "163";
        /// QQ mail.
        Qq = "qq";
        /// Tencent's mail for companies.
        Tencent = "exmail";
        /// Aliyun's mail for companies.
        Aliyun = "aliyun";
    }
}

impl Provider {
    /// The port of all of them, TLS from the first byte.
    pub const PORT: u16 = 465;

    /// The server that takes mail in, as the provider's help pages name it.
    #[must_use]
    pub const fn host(self) -> &'static str {
        match self {
            Self::Netease => "smtp.163.com",
            Self::Qq => "smtp.qq.com",
            Self::Tencent => "smtp.exmail.qq.com",
            Self::Aliyun => "smtp.qiye.aliyun.com",
        }
    }
}
