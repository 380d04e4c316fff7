//! Lines of bank statements about which something is in doubt: money that was written down by hand, bookings that
//! were taken back, names that say one thing and accounts another, several invoices, and the same twice.
use super::bank::{PAGE, file, import};
use super::{Chamber, balanced, pay, state};
use crate::support::browser::Browser;
use huiguan::dues::rules::invoice::{Invoice, State};
use huiguan::kernel::Fen;
use huiguan::membership::rules::Membership;
use huiguan::membership::rules::period::PeriodRules;

const ONE: &str = "晨光机械有限公司";
const OTHER: &str = "远航物流集团";

fn chamber() -> Chamber {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-01-01");
    chamber
}

fn joins(chamber: &Chamber, name: &str) -> (Membership, Invoice) {
    let (member, invoice) = chamber.joins(name);
    (member, invoice.unwrap())
}

/// A file whose lines have an account: amount, payer, account, purpose.
fn with_accounts(lines: &[(&str, &str, &str, &str)]) -> Vec<u8> {
    let mut text = String::from("交易日期,收入,对方户名,对方账号,附言\n");
    for (amount, payer, account, purpose) in lines {
        text += &format!("2026-01-01,{amount},{payer},{account},{purpose}\n");
    }
    text.into_bytes()
}

/// Opens the first line on the page.
fn first_line(treasurer: &mut Browser) -> String {
    let line = treasurer.link("/desk/dues/lines/");
    treasurer.open(&line);
    line
}

/// Takes back what paid an invoice, on the payment's own page.
fn reverse(treasurer: &mut Browser, invoice: &Invoice) {
    treasurer.open(&format!("/desk/dues/invoices/{}", invoice.id));
    let payment = treasurer.link("/desk/dues/payments/");
    treasurer
        .open(&payment)
        .fill("reverse_why", "A mistake")
        .submit("/reverse");
    treasurer.says("dues-reversed");
}

#[test]
fn what_was_written_down_by_hand_is_tied_to_its_line_and_booked_no_second_time() {
    let chamber = chamber();
    let (one, first) = joins(&chamber, ONE);
    let (two, second) = joins(&chamber, OTHER);
    let open = || chamber.invoices(&one)[0].open();
    let mut treasurer = chamber.treasurer();
    pay(&mut treasurer, &first, "3000");
    let lines = [
        ("3000.00", ONE, first.reference.as_str()),
        ("6000.00", OTHER, second.reference.as_str()),
    ];
    import(&mut treasurer, &file(&lines));
    let statement = treasurer.path().to_owned();
    treasurer.press("dues-bank-book-exact");
    assert_eq!(state(&chamber, &chamber.invoices(&two)[0]), State::Paid);
    assert_eq!(open(), Fen(300_000));
    treasurer.sees("This may be R2026-00001, entered by hand");
    let line = first_line(&mut treasurer);
    assert_eq!(treasurer.value_of("to1"), "");
    treasurer.fill("to1", &first.number).fill("amount1", "3000");
    treasurer.press("dues-bank-book").is_refused_at("apart");
    assert_eq!(open(), Fen(300_000));
    treasurer.open(&line).press("dues-bank-show");
    treasurer
        .open(&format!("{statement}?state=booked"))
        .sees("R2026-00001");
    assert_eq!(open(), Fen(300_000));
    // Opened again, the payment stays, and the line may be tied once more.
    treasurer.open(&line).says("dues-bank-shown-text");
    treasurer.fill("why", "Not sure").press("dues-bank-reopen");
    assert_eq!(open(), Fen(300_000));
    treasurer.open(&line).press("dues-bank-show");
    // It never came: the payment goes, and the line is open.
    reverse(&mut treasurer, &first);
    assert_eq!(open(), Fen(600_000));
    treasurer.open(&statement).sees(ONE);
    treasurer.open(&line).says("dues-bank-find");
    balanced(&mut treasurer);
}

#[test]
fn another_transfer_than_the_one_by_hand_is_booked_once_somebody_says_so() {
    let chamber = chamber();
    let (one, first) = joins(&chamber, ONE);
    let mut treasurer = chamber.treasurer();
    pay(&mut treasurer, &first, "3000");
    import(&mut treasurer, &file(&[("3000.00", ONE, &first.reference)]));
    first_line(&mut treasurer);
    treasurer.fill("to1", &first.number).fill("amount1", "3000");
    treasurer.fill("apart", "on").press("dues-bank-book");
    assert_eq!(state(&chamber, &chamber.invoices(&one)[0]), State::Paid);
    balanced(&mut treasurer);
}

#[test]
fn a_payment_that_is_taken_back_opens_its_line_and_teaches_nothing() {
    let chamber = chamber();
    let (one, first) = joins(&chamber, ONE);
    let (_, second) = joins(&chamber, OTHER);
    let mut treasurer = chamber.treasurer();
    // Somebody typed another's reference.
    let wrong = [("6000", ONE, "6217 1", second.reference.as_str())];
    import(&mut treasurer, &with_accounts(&wrong));
    let statement = treasurer.path().to_owned();
    treasurer.press("dues-bank-book-exact");
    reverse(&mut treasurer, &second);
    treasurer.open(&statement).sees(ONE);
    let line = first_line(&mut treasurer);
    treasurer.says("dues-bank-find");
    let unknown = [("77", "", "6217 1", "x")];
    import(&mut treasurer, &with_accounts(&unknown));
    first_line(&mut treasurer);
    assert_eq!(treasurer.value_of("to1"), "");
    treasurer.misses(&second.number);
    // The line is booked again, for whom it is.
    treasurer.open(&line);
    treasurer.fill("to1", &first.number).fill("amount1", "6000");
    treasurer.fill("to2", "").fill("amount2", "");
    treasurer.press("dues-bank-book");
    assert_eq!(state(&chamber, &chamber.invoices(&one)[0]), State::Paid);
    balanced(&mut treasurer);
}

#[test]
fn where_name_and_account_disagree_it_is_said_and_nothing_is_put_into_the_form() {
    let chamber = chamber();
    let (_, first) = joins(&chamber, ONE);
    let (_, second) = joins(&chamber, OTHER);
    let mut treasurer = chamber.treasurer();
    let paid = [("1000", "somebody", "6217 2", second.reference.as_str())];
    import(&mut treasurer, &with_accounts(&paid));
    first_line(&mut treasurer);
    assert_eq!(treasurer.value_of("to1"), second.number);
    treasurer.press("dues-bank-book");
    let both = [("50", ONE, "6217 2", "dues")];
    import(&mut treasurer, &with_accounts(&both));
    first_line(&mut treasurer);
    treasurer.says("dues-doubt-disagree").sees(&first.number);
    assert_eq!(treasurer.value_of("to1"), "");
}

#[test]
fn a_refund_and_money_from_before_the_invoice_are_left_open_with_their_reason() {
    let chamber = chamber();
    let (one, first) = joins(&chamber, ONE);
    let (two, second) = joins(&chamber, OTHER);
    let (three, third) = joins(&chamber, "东方贸易有限公司");
    let text = format!(
        "交易日期,收入,对方户名,附言\n2026-01-01,6000,甲,{}退款\n2025-12-31,6000,乙,{}\n2026-01-01,6000,丙,{}\n",
        first.reference, second.reference, third.reference
    );
    let mut treasurer = chamber.treasurer();
    import(&mut treasurer, text.as_bytes());
    treasurer.press("dues-bank-book-exact");
    treasurer
        .says("dues-doubt-refund")
        .says("dues-doubt-before");
    for member in [&one, &two] {
        assert_eq!(chamber.invoices(member)[0].open(), Fen(600_000));
    }
    assert_eq!(state(&chamber, &chamber.invoices(&three)[0]), State::Paid);
    first_line(&mut treasurer);
    assert_eq!(treasurer.value_of("to1"), "");
}

#[test]
fn every_invoice_that_the_purpose_names_is_put_into_the_form_and_none_is_forgotten() {
    let chamber = chamber();
    let (one, first) = joins(&chamber, ONE);
    let (two, second) = joins(&chamber, OTHER);
    let said = format!("会费{}和{}", first.number, second.number);
    let mut treasurer = chamber.treasurer();
    import(&mut treasurer, &file(&[("12000.00", "somebody", &said)]));
    first_line(&mut treasurer);
    for (field, number) in [("to1", &first.number), ("to2", &second.number)] {
        assert_eq!(treasurer.value_of(field), *number);
    }
    assert_eq!(treasurer.value_of("amount2"), "6,000.00");
    treasurer.fill("to2", "").fill("amount2", "");
    treasurer.press("dues-bank-book");
    treasurer.is_refused_at("rest_anyway");
    treasurer.fill("to2", &second.number);
    treasurer.fill("amount2", "6000").press("dues-bank-book");
    for member in [&one, &two] {
        assert_eq!(state(&chamber, &chamber.invoices(member)[0]), State::Paid);
    }
    balanced(&mut treasurer);
}

#[test]
fn the_second_of_two_alike_says_what_is_paid_already_and_becomes_balance_without_a_number() {
    let chamber = chamber();
    let (one, first) = joins(&chamber, ONE);
    let same = ("6000.00", ONE, first.reference.as_str());
    let mut treasurer = chamber.treasurer();
    import(&mut treasurer, &file(&[same, same]));
    treasurer.press("dues-bank-book-exact");
    assert_eq!(state(&chamber, &chamber.invoices(&one)[0]), State::Paid);
    treasurer
        .sees("of which nothing is open any more")
        .sees("R2026-00001");
    first_line(&mut treasurer);
    treasurer.sees("R2026-00001");
    treasurer.press("dues-bank-book").is_refused_at("to1");
    treasurer.says("dues-bank-to-needed");
    treasurer.fill("rest", &one.company).press("dues-bank-book");
    treasurer
        .open(&format!("/desk/dues/companies/{}", one.company))
        .sees("R2026-00002")
        .sees("6,000.00");
    balanced(&mut treasurer);
}

#[test]
fn a_name_is_found_however_a_bank_spells_it_and_whoever_else_stands_in_the_file() {
    let chamber = chamber();
    let (_, invoice) = joins(&chamber, "演示·春申教育有限公司");
    let mut treasurer = chamber.treasurer();
    for (n, payer) in [
        "演示春申教育有限公司",
        "演示·春申教育有限责任公司",
        "演示（春申）教育有限公司（基本户）",
    ]
    .iter()
    .enumerate()
    {
        let amount = format!("{}.00", 10 + n);
        import(&mut treasurer, &file(&[(&amount, payer, "dues")]));
        first_line(&mut treasurer);
        assert_eq!(treasurer.value_of("to1"), invoice.number, "{payer}");
        treasurer.open(PAGE);
    }
}
