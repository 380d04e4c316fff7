//! Workbooks and lists in which the table doesn't stand where one expects it.

use super::*;
use crate::kernel::sheet::{self, Table};
use rust_xlsxwriter::{Format, Workbook, Worksheet};

/// Heads that are known here.
fn known(head: &str) -> bool {
    [
        "企业名称",
        "信用代码",
        "会内职务",
        "入会时间",
        "name",
        "day",
    ]
    .contains(&head)
}

fn fill(sheet: &mut Worksheet, rows: &[&[&str]]) {
    for (row, cells) in (0u32..).zip(rows) {
        for (column, cell) in (0u16..).zip(*cells) {
            sheet.write_string(row, column, *cell).unwrap();
        }
    }
}

fn guessed(table: &Table) -> (Layout, Table) {
    let layout = table.guess(known);
    let laid = table.clone().laid(&layout).unwrap();
    (layout, laid)
}

#[test]
fn the_sheet_with_the_table_is_read_and_another_can_be_chosen() {
    let mut book = Workbook::new();
    let mut add = |name: &str, rows: &[&[&str]]| {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        fill(sheet, rows);
        if name == "草稿" {
            sheet.set_hidden(true);
        }
    };
    add("说明", &[&["请填写第二张表"]]);
    add(
        "草稿",
        &[&["企业名称", "信用代码", "入会时间"], &["甲", "1", "2"]],
    );
    add(
        "会员",
        &[&["企业名称", "入会时间"], &["乙公司", "2020-03-01"]],
    );
    add(
        "其他",
        &[&["企业名称", "入会时间"], &["丙公司", "2020-03-01"]],
    );
    let bytes = book.save_to_buffer().unwrap();
    let table = sheet::table(&bytes).unwrap();
    let names: Vec<&str> = table
        .sheets()
        .iter()
        .map(|sheet| sheet.name.as_str())
        .collect();
    assert_eq!(names, ["说明", "会员", "其他", "草稿"]);
    assert_eq!(sheet::rows(&bytes).unwrap()[1], ["乙公司", "2020-03-01"]);
    let other = |name: &str| {
        let layout = Layout {
            sheet: name.into(),
            ..Layout::default()
        };
        let layout = table.completed(layout, known);
        (layout.head, table.clone().laid(&layout).unwrap().row(1))
    };
    assert_eq!(
        other("其他"),
        (1, vec!["丙公司".to_owned(), "2020-03-01".into()])
    );
    assert_eq!(other("草稿").1[0], "甲");
    // As it comes back from the store.
    let again = Table::of(table.text().to_owned());
    let layout = again.guess(known);
    assert_eq!((layout.sheet.as_str(), layout.head), ("会员", 1));
}

#[test]
fn a_sheet_that_cannot_be_read_says_why_and_the_others_stay() {
    let mut book = Workbook::new();
    fill(
        book.add_worksheet(),
        &[&["企业名称", "入会时间"], &["甲", "2020-03-01"]],
    );
    let far = book.add_worksheet().set_name("far").unwrap();
    far.write_string(0, 0, "x").unwrap();
    far.write_string(1_000_000, 3, "x").unwrap();
    fill(
        book.add_worksheet().set_name("last").unwrap(),
        &[&["a", "b"]],
    );
    let table = sheet::table(&book.save_to_buffer().unwrap()).unwrap();
    let on = |name: &str| Layout {
        sheet: name.into(),
        head: 1,
        ..Layout::default()
    };
    assert_eq!(
        table.clone().laid(&on("far")).unwrap_err().key,
        "web-sheet-far"
    );
    assert_eq!(table.clone().laid(&on("last")).unwrap().heads(), ["a", "b"]);
    assert_eq!(guessed(&table).1.row(1)[0], "甲");
}

#[test]
fn hidden_rows_are_read_and_counted_in_both_kinds_of_workbooks() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    fill(
        sheet,
        &[&["name", "day"], &["a", "1"], &["b", "2"], &["c", "3"]],
    );
    sheet.set_row_hidden(1).unwrap();
    sheet.set_row_hidden(3).unwrap();
    fill(book.add_worksheet(), &[&["x", "y"]]);
    let table = sheet::table(&book.save_to_buffer().unwrap()).unwrap();
    let hidden: Vec<usize> = table.sheets().iter().map(|sheet| sheet.hidden).collect();
    assert_eq!((hidden, table.height()), (vec![2, 0], 4));
    let old = sheet::table(&std::fs::read("tests/data/sheets/register.xls").unwrap()).unwrap();
    assert_eq!(old.sheets()[0].hidden, 0);
}

#[test]
fn heads_in_two_rows_are_one_row_of_heads() {
    let mut book = Workbook::new();
    let (sheet, plain) = (book.add_worksheet(), Format::new());
    sheet.merge_range(0, 0, 0, 6, "会员名册", &plain).unwrap();
    for (column, head) in [(0, "序号"), (1, "企业名称"), (2, "信用代码")] {
        sheet
            .merge_range(1, column, 2, column, head, &plain)
            .unwrap();
    }
    sheet.merge_range(1, 3, 1, 4, "会内信息", &plain).unwrap();
    sheet.merge_range(1, 5, 1, 6, "联系方式", &plain).unwrap();
    let heads = [(3, "会内职务"), (4, "入会时间"), (5, "姓名"), (6, "姓名")];
    for (column, head) in heads {
        sheet.write_string(2, column, head).unwrap();
    }
    for (column, cell) in (0u16..).zip(["1", "双层公司", "", "会员", "2019-03-05", "甲", "乙"])
    {
        sheet.write_string(3, column, cell).unwrap();
    }
    let table = sheet::table(&book.save_to_buffer().unwrap()).unwrap();
    let (layout, laid) = guessed(&table);
    assert_eq!(layout.head, 3);
    let heads = [
        "序号",
        "企业名称",
        "信用代码",
        "会内职务",
        "入会时间",
        "姓名",
        "姓名 (2)",
    ];
    assert_eq!(laid.heads(), heads);
    let rows: Vec<Vec<String>> = laid.rows().collect();
    assert_eq!(rows[0], ["会员名册"]);
    assert!(rows[1].is_empty());
    assert_eq!(rows[2], heads);
    assert_eq!(rows[3][1], "双层公司");
}

#[test]
fn any_row_near_the_top_can_be_chosen_and_without_known_heads_it_is_the_widest() {
    let text = "中国建设银行\n账号,53001,账户名称,商会\nA,B,C,D,E\n1,2,3,4,5\n";
    let table = sheet::table(text.as_bytes()).unwrap();
    let (layout, laid) = guessed(&table);
    assert_eq!((layout.head, laid.heads().len()), (3, 5));
    let chosen = Layout {
        head: 4,
        ..Layout::default()
    };
    assert_eq!(
        table.clone().laid(&chosen).unwrap().heads(),
        ["1", "2", "3", "4", "5"]
    );
    let beyond = Layout {
        head: 900,
        ..Layout::default()
    };
    assert!(table.laid(&beyond).unwrap().heads().is_empty());
    // Rows of data that hold a word of a head are none.
    let text = "name,x,day\na,,name\n,,name\n";
    assert_eq!(guessed(&sheet::table(text.as_bytes()).unwrap()).0.head, 1);
}

#[test]
fn days_are_read_in_the_order_their_column_shows_or_somebody_says() {
    let laid = |text: &str, days: Order| {
        let table = sheet::table(text.as_bytes()).unwrap();
        let layout = Layout {
            days,
            ..table.guess(known)
        };
        let table = table.laid(&layout).unwrap().with_days(&["day"]);
        table
            .rows()
            .skip(1)
            .map(|row| row[1].clone())
            .collect::<Vec<_>>()
    };
    let text = "name,day\n03/04/2020,03/04/2024\nb,25/03/2024\nc,45356\nd,x\n";
    assert_eq!(
        laid(text, Order::Unsaid),
        ["2024-04-03", "2024-03-25", "2024-03-05", "x"]
    );
    let open = "name,day\na,03/04/2024\n";
    assert_eq!(laid(open, Order::Unsaid), ["03/04/2024"]);
    assert_eq!(laid(open, Order::MonthFirst), ["2024-03-04"]);
    assert_eq!(
        laid("name,day\na,113/03/05\n", Order::Republic),
        ["2024-03-05"]
    );
}

#[test]
fn a_layout_is_kept_as_it_is_and_one_from_before_is_none() {
    let layout = Layout {
        sheet: "会员".into(),
        head: 3,
        days: Order::DayFirst,
    };
    let text = serde_json::to_string(&layout).unwrap();
    assert_eq!(text, r#"{"sheet":"会员","head":3,"days":"dmy"}"#);
    assert_eq!(serde_json::from_str::<Layout>(&text).unwrap(), layout);
    assert_eq!(
        serde_json::from_str::<Layout>("{}").unwrap(),
        Layout::default()
    );
}

#[test]
fn another_sheet_or_row_is_elsewhere_and_what_was_not_said_stays() {
    let before = Layout {
        sheet: "a".into(),
        head: 2,
        days: Order::DayFirst,
    };
    assert_eq!(
        Layout::default().after(&before),
        Layout {
            days: Order::Unsaid,
            ..before.clone()
        }
    );
    let said = |sheet: &str, head| Layout {
        sheet: sheet.into(),
        head,
        days: Order::DayFirst,
    };
    assert_eq!(said("b", 2).after(&before), said("b", 0));
    assert_eq!(said("b", 3).after(&before), said("b", 3));
    assert!(!said("a", 2).after(&before).is_elsewhere(&before));
    assert!(said("a", 3).is_elsewhere(&before) && said("b", 2).is_elsewhere(&before));
    let fields = before.fields();
    let value = |name: &str| {
        fields
            .iter()
            .find(|(own, _)| *own == name)
            .unwrap()
            .1
            .as_str()
    };
    assert_eq!(Layout::of(value), before);
}

#[test]
fn a_column_without_a_head_is_called_by_its_cell() {
    let rows = [
        &["title", "", ""][..],
        &["name", "", "day", ""],
        &["a", "x", "b", ""],
    ];
    let table: Table = rows
        .iter()
        .map(|row| {
            row.iter()
                .map(|cell| (*cell).to_owned())
                .collect::<Vec<_>>()
        })
        .collect();
    let layout = Layout {
        head: 2,
        ..Layout::default()
    };
    assert_eq!(table.headless(&layout), ["B2"]);
}
