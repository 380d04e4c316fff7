//! What banks write where they say how a payment stands. Money counts only where a word is known that says that
//! it came; what no list knows is asked about, and doesn't count until somebody said so. Pure.

use super::direction::parts;
use super::words;
use crate::kernel::sheet::simplified;
use crate::kernel::{Say, text};
use crate::say;

/// How a payment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// It came, or nothing is said of it.
    Came,
    /// It didn't come, or doesn't stay.
    Undone,
    /// The word is in none of the lists.
    Unknown,
}

/// How a payment stands of which a file says this.
#[must_use]
pub fn stands(state: &str) -> Stands {
    let lower: String = state.to_lowercase().chars().map(simplified).collect();
    let kept = words::KEPT.split_whitespace();
    let said = kept.fold(lower, |text, word| text.replace(word, ""));
    if words::UNDONE
        .split_whitespace()
        .any(|word| said.contains(word))
    {
        return Stands::Undone;
    }
    let parts = parts(&said);
    let known = |part: &String| words::has(words::DONE, part);
    // `0 - 成功`: a number beside the word says nothing else.
    let number = |part: &String| part.bytes().all(|b| b.is_ascii_digit());
    let all = parts.iter().all(|part| known(part) || number(part)) && parts.iter().any(known);
    match parts.is_empty() || all || words::has(words::DONE, &parts.concat()) {
        true => Stands::Came,
        false => Stands::Unknown,
    }
}

/// What a file says of a payment, if no list knows it.
#[must_use]
pub fn unknown(state: &str) -> Option<String> {
    (stands(state) == Stands::Unknown).then(|| state.to_owned())
}

/// Whether a payment didn't come, or doesn't stay. `taken`: what somebody said to mean that money came.
///
/// # Errors
/// If no list knows the word and nobody said so of it.
pub fn is_undone(state: &str, taken: &[String]) -> Result<bool, Say> {
    let taken = || taken.iter().any(|known| same(known, state));
    match stands(state) {
        Stands::Unknown if !taken() => Err(say!("dues-bank-unknown-state", text = state)),
        stands => Ok(stands == Stands::Undone),
    }
}

/// Whether two cells say the same of a payment.
#[must_use]
pub fn same(one: &str, other: &str) -> bool {
    plain(one) == plain(other)
}

/// How much of a receipt was given back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GivenBack {
    /// All of it.
    Whole,
    /// So much, as it is written.
    Part(String),
}

/// Letters as they are looked for words in.
fn plain(text: &str) -> String {
    let half = text.chars().map(text::half_width).map(simplified);
    let half = half.filter(|c| !c.is_whitespace());
    half.flat_map(char::to_lowercase).collect()
}

/// What the state of a receipt says was given back of it afterwards; `None` if it doesn't say how much.
#[must_use]
pub fn given_back(state: &str) -> Option<GivenBack> {
    let state = plain(state);
    let says = |words: &str| words.split_whitespace().any(|word| state.contains(word));
    if says(words::GIVEN_BACK) {
        return Some(GivenBack::Whole);
    }
    let is_figure = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let figures = state.trim_start_matches(|c| !is_figure(c));
    let figures = figures.split(|c| !is_figure(c)).next().unwrap_or_default();
    let part = says(words::GIVEN_BACK_PART) && !figures.is_empty();
    part.then(|| GivenBack::Part(figures.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CAME: &str = "
        成功 交易成功 支付成功 入账成功 已入账 完成 已完成 正常 已存入零钱 对方已收钱 提现已到账 未退款
        支付成功(未退款) 交易成功，未退款 支付成功，無退款 0-成功 成功/Success Completed COMPLETED Success Settled
        Cleared Booked Posted Paid Ｐａｉｄ 已到帳 / -
    ";

    const UNDONE: &str = "
        已退款 已全额退款 已退款(￥100.00) 退款成功 交易关闭 支付失败 对方已退还 等待付款 已撤销 已退款，交易關閉
        支付失敗 未成功 待审核 处理中 已止付 拒付 Refunded FAILED pending Denied Bounced Chargeback Returned
        Uncleared Unpaid Incomplete Unsuccessful
    ";

    const UNKNOWN: &str = "
        审核中 预约 冻结 挂账 银行受理 提交成功 已受理 成功率 解冻成功 Held Authorized Unclaimed Unknown 0000 不成功
    ";

    #[test]
    fn money_came_only_where_a_known_word_says_so() {
        for (all, right) in [
            (CAME, Stands::Came),
            (UNDONE, Stands::Undone),
            (UNKNOWN, Stands::Unknown),
        ] {
            for state in all.split_whitespace() {
                assert_eq!(stands(state), right, "{state}");
            }
        }
        for state in ["On Hold", "On\u{a0}Hold", "Not paid", "paid by mistake"] {
            assert_eq!(stands(state), Stands::Unknown, "{state}");
        }
        for state in ["", " ", "Payment completed", "Successfully completed"] {
            assert_eq!(stands(state), Stands::Came, "{state}");
        }
    }
}
