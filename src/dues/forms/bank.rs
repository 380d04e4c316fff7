//! A statement's columns, and the invoices a line is split over.

use crate::dues::rules::bank::sheet::{Layout, Mapping, Unsigned};
use crate::kernel::Fen;
use crate::say;
use crate::web::Form;

/// Columns of a statement that belong together: key of what they tell; field and key of each.
pub type Group = (&'static str, &'static [(&'static str, &'static str)]);

/// The columns of a statement, by what they tell.
pub const COLUMNS: [Group; 3] = [
    (
        "dues-columns-money",
        &[
            ("day", "dues-column-day"),
            ("amount", "dues-column-amount"),
            ("direction", "dues-column-direction"),
            ("credit", "dues-column-credit"),
            ("debit", "dues-column-debit"),
            ("currency", "dues-column-currency"),
        ],
    ),
    (
        "dues-columns-who",
        &[
            ("payer", "dues-column-payer"),
            ("payer_account", "dues-column-account"),
            ("payee", "dues-column-payee"),
            ("payee_account", "dues-column-payee-account"),
        ],
    ),
    (
        "dues-columns-bank",
        &[
            ("purpose", "dues-column-purpose"),
            ("purpose_too", "dues-column-purpose-too"),
            ("serial", "dues-column-serial"),
            ("state", "dues-column-state"),
            ("balance", "dues-column-balance"),
        ],
    ),
];

/// Which column is what, the chamber's account, and a name to keep the mapping under. The account is
/// needed only for the import.
pub fn mapping(form: &mut Form) -> Option<(Mapping, String, String)> {
    let least = usize::from(form.value("do") == "import");
    let account = form.text("account", least..=400);
    let keep = form.text("keep_as", 0..=60);
    let of = |name: &str| form.value(name).to_owned();
    let mapping = Mapping {
        layout: Layout::of(|name| form.value(name)),
        day: of("day"),
        amount: of("amount"),
        direction: of("direction"),
        unsigned: Unsigned::of(form.value("unsigned")),
        currency: of("currency"),
        credit: of("credit"),
        debit: of("debit"),
        payer: of("payer"),
        account: of("payer_account"),
        payee: of("payee"),
        payee_account: of("payee_account"),
        purpose: of("purpose"),
        purpose_too: of("purpose_too"),
        balance: of("balance"),
        serial: of("serial"),
        state: of("state"),
        taken: taken(form),
    };
    Some((mapping, account?, keep?))
}

/// What was ticked of the words that no list knows.
fn taken(form: &Form) -> Vec<String> {
    /// Most words, and most letters of one.
    const MOST: usize = 100;
    let ticked = form.values("taken").into_iter().take(MOST);
    let word = |text: &str| text.trim().chars().take(MOST).collect();
    let words: Vec<String> = ticked.map(word).collect();
    words.into_iter().filter(|word| !word.is_empty()).collect()
}

/// The form that shows it.
pub fn fill_mapping(mapping: &Mapping, account: &str) -> Form {
    let layout = mapping.layout.fields();
    let layout = layout.iter().map(|(name, value)| (*name, value.as_str()));
    let columns = [
        ("day", mapping.day.as_str()),
        ("amount", &mapping.amount),
        ("direction", &mapping.direction),
        ("unsigned", mapping.unsigned.word()),
        ("currency", &mapping.currency),
        ("credit", &mapping.credit),
        ("debit", &mapping.debit),
        ("payer", &mapping.payer),
        ("payer_account", &mapping.account),
        ("payee", &mapping.payee),
        ("payee_account", &mapping.payee_account),
        ("purpose", &mapping.purpose),
        ("purpose_too", &mapping.purpose_too),
        ("balance", &mapping.balance),
        ("serial", &mapping.serial),
        ("state", &mapping.state),
        ("account", account),
    ];
    let taken = mapping.taken.iter().map(|word| ("taken", word.as_str()));
    Form::of(columns.into_iter().chain(taken).chain(layout))
}

/// The fields of the invoices a bank's line is split over.
pub const SPLITS: [(&str, &str); 4] = [
    ("to1", "amount1"),
    ("to2", "amount2"),
    ("to3", "amount3"),
    ("to4", "amount4"),
];

/// Invoices, by number or reference, with how much each gets; empty rows are left out. None at all only where the
/// whole may be balance.
pub fn splits(form: &mut Form, may_be_none: bool) -> Option<Vec<(&'static str, String, Fen)>> {
    let mut found = vec![];
    for (to, amount) in SPLITS {
        if form.value(to).trim().is_empty() && form.value(amount).trim().is_empty() {
            continue;
        }
        for (field, why) in [
            (to, "dues-bank-number-needed"),
            (amount, "dues-bank-amount-needed"),
        ] {
            if form.value(field).trim().is_empty() {
                form.refuse(field, say!(why));
            }
        }
        let number = form.text(to, 1..=40);
        if let (Some(number), Some(fen)) = (number, form.money(amount)) {
            found.push((to, number, fen));
        }
    }
    if found.is_empty() && !may_be_none {
        form.refuse("to1", say!("dues-bank-to-needed"));
    }
    (!form.is_refused()).then_some(found)
}
