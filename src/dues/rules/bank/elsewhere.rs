//! Whether lines of a file came in under another account. Pure.

use std::collections::BTreeMap;

use super::Line;
use super::same::{File, Stored, account, known};

/// How many lines of a file stand under each of the other accounts, as accounts are compared: a file that
/// doesn't say whose it is may have come in under the wrong one. Lines that say nothing but day and amount
/// may be anybody's. Of a file that tells of several accounts none: it says itself whose they are.
#[must_use]
pub fn elsewhere(file: &File, stored: &[Stored]) -> BTreeMap<String, usize> {
    /// The account that both sides get.
    const ONE: &str = "ONE";
    let own = account(file.account);
    let mut others: BTreeMap<&str, Vec<Stored>> = BTreeMap::new();
    for one in stored {
        if !one.account.is_empty() && one.account != own {
            let theirs = others.entry(&one.account).or_default();
            theirs.push(Stored {
                account: ONE.to_owned(),
                key: None,
                ..one.clone()
            });
        }
    }
    if others.is_empty() {
        return BTreeMap::new();
    }
    let here = known(file, stored);
    let file = File {
        account: ONE,
        keys: &[],
        ..*file
    };
    let says = |line: &Line| {
        let texts = [
            &line.payer,
            &line.payer_account,
            &line.purpose,
            &line.serial,
        ];
        line.balance.is_some() || texts.iter().any(|text| !text.is_empty())
    };
    let count = |theirs: &[Stored]| {
        let both = known(&file, theirs).into_iter().zip(&here).zip(file.lines);
        both.filter(|((there, here), line)| *there && !**here && says(line))
            .count()
    };
    let counted = others
        .into_iter()
        .map(|(account, theirs)| (account.to_owned(), count(&theirs)));
    counted.filter(|(_, lines)| *lines > 0).collect()
}
