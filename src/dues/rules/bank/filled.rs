//! Which columns are likely what where a table has several for one thing: one that holds something goes before one
//! that is empty in every row. Pure.

use super::columns::words_of;
use super::heads;
use super::mapping::Mapping;
use crate::kernel::sheet::Rows;

/// The guess `all` for a table with these heads, with columns that are filled in these rows in place of empty ones,
/// for the texts that come with an amount. Amounts are not touched: a column of what went out may be empty now.
#[must_use]
pub fn preferred(all: Mapping, row: &[String], rows: &Rows) -> Mapping {
    let fills = |at: usize| rows.iter().any(|row| !words_of(row, Some(at)).is_empty());
    let filled: Vec<String> = (row.iter().enumerate())
        .filter(|(at, head)| !head.is_empty() && fills(*at))
        .map(|(_, head)| head.clone())
        .collect();
    let some = heads::guess(&filled);
    let first = |own: String, other: &String| match own.is_empty() {
        true => other.clone(),
        false => own,
    };
    let mut found = all.clone();
    if !some.purpose.is_empty() {
        let mut others = [&all.purpose, &all.purpose_too].into_iter();
        // What is empty now may be filled in the next file.
        let other = others.find(|head| **head != some.purpose);
        found.purpose_too = first(some.purpose_too, other.unwrap_or(&String::new()));
        found.purpose = some.purpose;
    }
    if all.payee.is_empty() && some.payee.is_empty() {
        found.payer = first(some.payer, &all.payer);
    }
    if all.payee_account.is_empty() && some.payee_account.is_empty() {
        found.account = first(some.account, &all.account);
    }
    found.serial = first(some.serial, &all.serial);
    found.state = first(some.state, &all.state);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(text: &str) -> Vec<String> {
        text.split('|').map(str::to_owned).collect()
    }

    fn guessed(heads: &str, rows: &[&str]) -> Mapping {
        let heads = row(heads);
        let rows: Rows = rows.iter().map(|text| row(text)).collect();
        preferred(heads::guess(&heads), &heads, &rows)
    }

    const HEADS: &str =
        "交易日|借方金额|贷方金额|摘要|流水号|用途|业务参考号|业务摘要|收(付)方名称";

    #[test]
    fn of_several_columns_for_the_purpose_those_that_hold_something_are_taken() {
        let empty = guessed(HEADS, &[]);
        assert_eq!((&*empty.purpose, &*empty.purpose_too), ("用途", "业务摘要"));
        let found = guessed(
            HEADS,
            &[
                "20261112||5,000.00|会费 HF26100002043|S1|||/|甲工厂",
                "20261113|3.00||费|S2|||-|乙商行",
            ],
        );
        assert_eq!((&*found.purpose, &*found.purpose_too), ("摘要", "用途"));
        assert_eq!((&*found.serial, &*found.payer), ("流水号", "收(付)方名称"));
        let both = guessed(HEADS, &["20261112||5.00|会费|S1|货款||转账|甲工厂"]);
        assert_eq!((&*both.purpose, &*both.purpose_too), ("用途", "业务摘要"));
    }

    #[test]
    fn a_column_of_amounts_stays_though_nothing_went_out() {
        let found = guessed(HEADS, &["20261112||5.00|会费|S1||||甲工厂"]);
        assert_eq!((&*found.credit, &*found.debit), ("贷方金额", "借方金额"));
    }
}
