//! What the papers say in three languages, and that long ones go on over pages.

use super::invoice::Sheet;
use super::receipt;
use crate::chamber::letterhead::Letterhead;
use crate::dues::rules::invoice::{Invoice, Kind, Sums};
use crate::dues::rules::standard::{AdoptedBy, Standard};
use crate::dues::rules::{DuesRules, FiscalId, InvoiceId, LotId, PaymentId, StandardId};
use crate::dues::store::money::{Payment, Use};
use crate::dues::store::paid::Paid;
use crate::dues::store::papers::FiscalReceipt;
use crate::kernel::brand::{Brand, Trilingual};
use crate::kernel::id::{CompanyId, Id};
use crate::kernel::{Day, Fen, Lang, Moment};
use crate::membership::rules::period::Span;
use crate::platform::pdf::{Paper, Press, plain};

const LONG: &str =
    "长江三角洲示例绿色低碳新型建筑材料与装配式构件研究开发及国际贸易（集团）股份有限公司";

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn now() -> Moment {
    day("2026-03-02").and_hms_opt(3, 0, 0).unwrap()
}

fn head() -> Letterhead {
    Letterhead::plain(Brand {
        name: Trilingual {
            zh_cn: "演示商会".into(),
            zh_tw: "演示商會".into(),
            en: "Chamber of the Example".into(),
        },
        ..Brand::default()
    })
}

fn owed(sums: Sums) -> Invoice {
    Invoice {
        id: InvoiceId::new(),
        number: "D2026-00017".into(),
        kind: Kind::Dues,
        company: CompanyId::new(),
        membership: None,
        period: None,
        standard: None,
        bill_to: LONG.into(),
        rank: "member".into(),
        span: Some(Span {
            first: day("2026-01-01"),
            last: day("2026-12-31"),
        }),
        issued_on: day("2026-01-05"),
        due_on: day("2026-02-04"),
        next_due: day("2026-02-04"),
        sums,
        settled_on: None,
        reference: "26100017-4".into(),
    }
}

fn sheet(lines: Vec<(String, Fen)>, came: i64) -> Sheet {
    let total = Fen(lines.iter().map(|(_, fen)| fen.0).sum());
    Sheet {
        invoice: owed(Sums {
            total,
            paid: Fen(came),
            ..Sums::default()
        }),
        code: "91310000MA1FL00002".into(),
        lines,
        parts: vec![
            (day("2026-02-04"), Fen(300_000)),
            (day("2026-03-04"), Fen(300_000)),
        ],
        rank: "会员单位".into(),
        rules: DuesRules {
            payee: "演示商会".into(),
            bank: "示例银行上海分行营业部".into(),
            account: "0000 1111 2222 3333".into(),
            ..DuesRules::default()
        },
        standard: Some(Standard {
            id: StandardId::new(),
            name: "2026 年会费标准".into(),
            resolution: "第三届会员大会第一次会议决议第 3 号".into(),
            organ: AdoptedBy::Assembly,
            adopted_on: day("2025-12-01"),
            valid_from: day("2026-01-01"),
            joining_fee: Fen(0),
            levels: vec![],
            by: String::new(),
            paper: None,
        }),
    }
}

fn says(paper: &Paper) -> String {
    plain(&paper.blocks).join("\n")
}

/// Pages of a printed paper.
fn pages(paper: &Paper) -> usize {
    let bytes = Press::new(None).print(paper).unwrap();
    let text = String::from_utf8_lossy(&bytes);
    text.matches("/Type/Page").count() - text.matches("/Type/Pages").count()
        + text.matches("/Type /Page\n").count()
}

#[test]
fn an_invoice_says_who_owes_what_until_when_why_and_how_to_pay() {
    let short = sheet(
        vec![
            ("fee".into(), Fen(500_000)),
            ("joining".into(), Fen(100_000)),
        ],
        200_000,
    );
    for (lang, own) in [
        (
            Lang::ZhCn,
            ["演示商会", "人民币陆仟元整", "入会费", "截至 2026年3月2日"],
        ),
        (
            Lang::ZhTw,
            ["演示商會", "人民幣陸仟圓整", "入會費", "截至 2026年3月2日"],
        ),
        (
            Lang::En,
            [
                "Chamber of the Example",
                "Joining fee",
                "As of 2 Mar 2026",
                "Billed to",
            ],
        ),
    ] {
        let made = short.made(&head(), (lang, now()));
        assert!(made.name().ends_with(" D2026-00017.pdf"), "{}", made.name());
        let text = says(&made.paper);
        let always = [
            LONG,
            "91310000MA1FL00002",
            "D2026-00017",
            "¥6,000.00",
            "-¥2,000.00",
            "¥4,000.00",
            "示例银行上海分行营业部",
            "0000 1111 2222 3333",
            "26100017-4",
            "第三届会员大会第一次会议决议第 3 号",
        ];
        for wanted in always.into_iter().chain(own) {
            assert!(text.contains(wanted), "no {wanted} in\n{text}");
        }
        // Of the first part 2,000 came.
        assert!(text.contains("¥1,000.00"), "{text}");
        assert_eq!(text.contains("人民"), lang.is_chinese(), "{text}");
        assert_eq!(pages(&made.paper), 1);
    }
}

#[test]
fn an_invoice_of_forty_lines_goes_on_over_pages() {
    let line = |n: i64| {
        let what =
            format!("第 {n} 场：长三角民营经济高质量发展与产业链协同创新研讨会场地及茶歇服务");
        (what, Fen(n * 12_345))
    };
    let mut long = sheet((1..=40).map(line).collect(), 0);
    long.parts.clear();
    for lang in Lang::ALL {
        let made = long.made(&head(), (lang, now()));
        assert_eq!(pages(&made.paper), 2);
        let text = says(&made.paper);
        assert!(text.contains("第 40 场"), "{text}");
        assert!(text.contains("¥101,229.00"), "{text}");
        assert!(!text.contains("2 Mar"), "nothing followed yet:\n{text}");
    }
}

fn payment(amount: i64, receipt: &str) -> Payment {
    Payment {
        id: PaymentId::new(),
        key: receipt.into(),
        receipt: receipt.into(),
        company_id: CompanyId::new(),
        method: "bank".into(),
        amount,
        received_on: day("2026-02-01"),
        payer: LONG.into(),
        payer_account: String::new(),
        note: String::new(),
        reverses: None,
        search: String::new(),
        by_name: "Treasurer".into(),
        created_at: now(),
    }
}

fn used(amount: i64, invoice: Option<Invoice>) -> (Use, Option<Invoice>) {
    let used = Use {
        id: Id::new(),
        lot_id: LotId::new(),
        kind: if invoice.is_some() {
            "invoice"
        } else {
            "reversed"
        }
        .into(),
        invoice_id: invoice.as_ref().map(|i| i.id.clone()),
        amount,
        note: String::new(),
        on_day: day("2026-02-01"),
        created_at: now(),
        method: String::new(),
    };
    (used, invoice)
}

#[test]
fn a_receipt_says_that_it_is_not_the_fiscal_one_and_names_those_that_stand() {
    let invoice = owed(Sums::default());
    let fiscal = |number: &str, voided_on| FiscalReceipt {
        id: FiscalId::new(),
        number: number.into(),
        batch: "44010125".into(),
        payment_id: None,
        company_id: None,
        amount: 600_000,
        issued_on: day("2026-02-03"),
        voided_on,
        void_why: String::new(),
        file_id: None,
        by_name: String::new(),
        created_at: now(),
    };
    let known = Paid {
        payment: payment(700_050, "R2026-00004"),
        company: LONG.into(),
        // Moved away and back again: it stands once.
        uses: vec![
            used(600_000, Some(invoice.clone())),
            used(-600_000, Some(invoice.clone())),
            used(600_000, Some(invoice)),
        ],
        left: Fen(100_050),
        dues: Fen(600_000),
        reversal: None,
        fiscal: vec![
            fiscal("0012345", None),
            fiscal("0012344", Some(day("2026-02-04"))),
        ],
    };
    for (lang, own) in [
        (Lang::ZhCn, ["人民币柒仟元伍角整", "不代替社会团体会费票据"]),
        (Lang::ZhTw, ["人民幣柒仟圓伍角整", "不代替社會團體會費票據"]),
        (Lang::En, ["Prepaid balance", "fiscal"]),
    ] {
        let code = "91310000MA1FL00002".to_owned();
        let made = receipt::made(&head(), (lang, now()), &known, (code, None));
        let text = says(&made.paper);
        for wanted in [
            "R2026-00004",
            "¥6,000.00",
            "¥1,000.50",
            "¥7,000.50",
            "0012345",
        ] {
            assert_eq!(
                text.matches(wanted).count() - usize::from(wanted == "¥6,000.00"),
                1,
                "{wanted} in\n{text}"
            );
        }
        assert!(!text.contains("0012344"), "a void one:\n{text}");
        for wanted in own {
            assert!(text.contains(wanted), "no {wanted} in\n{text}");
        }
        assert_eq!(pages(&made.paper), 1);
    }
}

#[test]
fn a_receipt_says_the_same_after_a_refund_which_stands_below_with_its_day() {
    let later = |amount, kind: &str, invoice: Option<Invoice>| {
        let (used, invoice) = used(amount, invoice);
        let used = Use {
            kind: kind.into(),
            on_day: day("2026-03-01"),
            created_at: now() + chrono::TimeDelta::days(1),
            ..used
        };
        (used, invoice)
    };
    let invoice = owed(Sums::default());
    let mut known = Paid {
        payment: payment(700_050, "R2026-00004"),
        company: LONG.into(),
        uses: vec![used(600_000, Some(invoice.clone()))],
        left: Fen(100_050),
        dues: Fen(600_000),
        reversal: None,
        fiscal: vec![],
    };
    let text = |known: &Paid| {
        let made = receipt::made(&head(), (Lang::En, now()), known, (String::new(), None));
        says(&made.paper)
    };
    let issued = text(&known);
    let sum = issued.find("¥7,000.50").unwrap();
    assert!(!issued.contains("As of"), "{issued}");
    known.uses.push(later(-600_000, "invoice", Some(invoice)));
    known.uses.push(later(100_050, "refund", None));
    let now_says = text(&known);
    assert_eq!(now_says[..sum], issued[..sum], "{now_says}");
    let below = &now_says[sum..];
    for wanted in [
        "As of 2 Mar 2026",
        "1 Mar 2026",
        "¥1,000.50",
        "¥6,000.00",
        "Refund",
    ] {
        assert!(below.contains(wanted), "no {wanted} in\n{now_says}");
    }
}

#[test]
fn a_receipt_of_money_that_was_taken_back_says_so() {
    let back = Payment {
        reverses: Some(PaymentId::new()),
        ..payment(-600_000, "R2026-00005")
    };
    let known = |payment: Payment, uses, reversal| Paid {
        payment,
        company: LONG.into(),
        uses,
        left: Fen(0),
        dues: Fen(0),
        reversal,
        fiscal: vec![],
    };
    let first = known(
        payment(600_000, "R2026-00004"),
        vec![used(600_000, None)],
        Some(back.clone()),
    );
    let made = receipt::made(&head(), (Lang::ZhCn, now()), &first, (String::new(), None));
    let text = says(&made.paper);
    assert!(
        text.contains("R2026-00005") && text.contains("作废"),
        "{text}"
    );
    let second = known(back, vec![], None);
    let of = Some("R2026-00004".to_owned());
    let made = receipt::made(&head(), (Lang::ZhCn, now()), &second, (String::new(), of));
    let text = says(&made.paper);
    assert_eq!(made.name(), "冲销凭证 R2026-00005.pdf");
    assert!(
        text.contains("R2026-00004") && text.contains("负陆仟元整"),
        "{text}"
    );
}
