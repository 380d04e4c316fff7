//! A workbook with several sheets, through the pages: which is read is said, and any can be chosen.
use super::Chamber;
use super::bank::PAGE;
use huiguan::membership::rules::period::PeriodRules;
use rust_xlsxwriter::Workbook;

fn book(sheets: &[(&str, &[[&str; 5]])]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet().set_name(*name).unwrap();
        for (row, cells) in (0u32..).zip(*rows) {
            for (column, cell) in (0u16..).zip(cells) {
                sheet.write_string(row, column, *cell).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

const HEADS: [&str; 5] = ["日期", "收入", "支出", "对方户名", "附言"];

#[test]
fn any_sheet_of_a_workbook_can_be_chosen_and_those_left_out_are_named() {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-01-31");
    let mut treasurer = chamber.treasurer();
    let bytes = book(&[
        (
            "说明",
            &[
                ["本行流水", "", "", "", ""],
                ["请核对", "见下页", "", "", ""],
                ["a", "b", "", "", ""],
            ],
        ),
        (
            "一月",
            &[HEADS, ["2026-01-20", "840.00", "", "甲工厂", "会费"]],
        ),
        (
            "二月",
            &[HEADS, ["2026-01-21", "841.00", "", "乙商行", "会费"]],
        ),
        ("空", &[]),
    ]);
    treasurer
        .open(PAGE)
        .attach("file", "book.xlsx", &bytes)
        .submit(PAGE);
    treasurer.sees("¥840.00").sees("二月");
    let offered = treasurer.values_of("select[name=sheet] option", "value");
    assert_eq!(offered, ["说明", "一月", "二月", "空"]);
    let chosen = treasurer.values_of("select[name=sheet] option[selected]", "value");
    assert_eq!(chosen, ["一月"]);
    treasurer.fill("sheet", "二月").press("dues-bank-map");
    treasurer.sees("¥841.00");
    treasurer
        .fill("account", "6200 1")
        .press("dues-bank-import");
    treasurer.sees("Lines imported: 1. Known already: 0.");
    // The same file once more, its other sheet.
    let again = book(&[
        (
            "一月",
            &[HEADS, ["2026-01-20", "840.00", "", "甲工厂", "会费"]],
        ),
        ("二月", &[]),
        ("三月", &[]),
    ]);
    treasurer
        .open(PAGE)
        .attach("file", "again.xlsx", &again)
        .submit(PAGE);
    treasurer
        .fill("account", "6200 1")
        .press("dues-bank-import");
    treasurer.sees("Lines imported: 1. Known already: 0.");
}
