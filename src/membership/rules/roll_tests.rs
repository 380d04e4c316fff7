//! Registers as offices keep them: heads in three languages, below a title, with every mistake.

use super::*;
use crate::kernel::sheet;
use encoding_rs::GBK;

#[derive(Debug, Default)]
struct Found {
    entries: Vec<Entry>,
    /// Row and reason; a row stands there as often as something is wrong with it.
    bad: Vec<(usize, Say)>,
}

fn found(text: &str) -> Found {
    of(&GBK.encode(text).0)
}

/// What a file says, guessed as it comes.
fn of(bytes: &[u8]) -> Found {
    let table = sheet::table(bytes).unwrap();
    let mapping = guess(&table);
    read_as(table, &mapping)
}

fn data(name: &str) -> Found {
    of(&std::fs::read(format!("tests/data/sheets/{name}")).unwrap())
}

fn read_as(table: Table, mapping: &Mapping) -> Found {
    let mut found = Found::default();
    for (row, said) in read(table, mapping, Ranks::default(), today()).unwrap() {
        match said {
            Ok(entry) => found.entries.push(entry),
            Err(wrong) => found.bad.extend(wrong.into_iter().map(|why| (row, why))),
        }
    }
    found
}

fn today() -> Day {
    "2026-11-25".parse().unwrap()
}

#[test]
fn a_register_in_gbk_below_a_title_is_read() {
    let found = found(
        "会员名册\n序号,单位名称,统一社会信用代码,会内职务,入会时间,会员编号,会费缴至\n\
         1,晨光机械有限公司,,理事单位,2019/3/5,A-07,2026-12-31\n\n2,远航物流集团,,member,20210601,,\n",
    );
    assert_eq!(found.bad, []);
    let [one, two] = &found.entries[..] else {
        panic!("{found:?}")
    };
    assert_eq!((one.row, one.rank.as_str()), (3, "director"));
    assert_eq!(one.joined_on, "2019-03-05".parse().unwrap());
    assert_eq!(one.number.as_deref(), Some("A-07"));
    assert_eq!(one.covered_until, "2026-12-31".parse().ok());
    assert_eq!((two.row, two.number.as_ref()), (5, None));
}

#[test]
fn everything_that_is_wrong_with_a_row_is_said_and_the_row_is_not_taken() {
    let found = found(
        "name,rank,joined,credit code,paid until,industry\n\
         ,nobody,2027-01-01,12,x,9\n乙,member,2020-01-01,,2019-12-31,C\n丙,member,2020-01-01,,,c 制造业\n丙,member,2020-01-01,,,\n",
    );
    let rows: Vec<usize> = found.bad.iter().map(|bad| bad.0).collect();
    assert_eq!(rows, [2, 2, 2, 2, 2, 2, 3, 5]);
    assert_eq!(found.entries.len(), 1);
    assert_eq!(found.entries[0].industry, "C");
    // A word is no letter: Manufacturing is not M.
    assert_eq!(
        (industry("Manufacturing"), industry("C 制造业")),
        (None, Some("C"))
    );
}

#[test]
fn a_year_with_a_digit_too_many_is_named_with_its_row() {
    let found = found(
        "name,rank,joined,paid until\n甲,member,2024-01-01,20226-12-31\n\
         乙,member,20240101,2026-12-31\n丙,member,0202-02-05,\n丁,member,99990101,\n",
    );
    let rows: Vec<usize> = found.bad.iter().map(|bad| bad.0).collect();
    assert_eq!((rows, found.entries.len()), (vec![2, 4, 5], 1));
}

#[test]
fn a_table_without_the_columns_that_must_be_there_is_refused() {
    let table = sheet::table("公司,级别\n甲,会员\n".as_bytes()).unwrap();
    let mapping = guess(&table);
    let read = |mapping: &Mapping| read(table.clone(), mapping, Ranks::default(), today());
    assert!(read(&mapping).is_err());
    let named = Mapping([("name".to_owned(), "公司".to_owned())].into());
    assert!(read(&named).is_err());
}

#[test]
fn a_mapping_that_was_used_is_known_again_by_its_heads() {
    let one = Mapping([("name".to_owned(), "公司".to_owned())].into());
    let all = Mappings::default().with(&one).with(&one);
    assert_eq!(all.list, std::slice::from_ref(&one));
    assert!(one.fits(&["公司".to_owned(), "x".to_owned()]));
    assert!(!one.fits(&["x".to_owned()]));
}

fn keys(found: &Found) -> Vec<(usize, &str)> {
    let bad = found.bad.iter();
    bad.map(|(row, why)| (*row, why.key.as_ref())).collect()
}

fn names(found: &Found) -> Vec<&str> {
    found
        .entries
        .iter()
        .map(|entry| entry.name.as_str())
        .collect()
}

#[test]
fn heads_of_real_registers_are_known() {
    for heads in [
        "会员单位名称,身份,入会时间,到期日期",
        "企业全称,会员类型,加入时间,会费有效期",
        "企業全稱,會員類型,入會年月,會員有效期至",
        "Organization Name,Membership Type,join_dt,expiration_dt",
        "Organization,Membership level,Membership Start Date,Renewal due",
        "Company,corporate_membership_type,Joined,Membership Expiration Date",
    ] {
        let found = of(format!("{heads}\n甲公司,member,2020-03-01,2026-12-31\n").as_bytes());
        assert_eq!(
            (names(&found), found.bad.len()),
            (vec!["甲公司"], 0),
            "{heads}"
        );
        assert!(found.entries[0].covered_until.is_some(), "{heads}");
    }
    let code = guess(&sheet::table("名称,Tax ID,级别\na,b,c\n".as_bytes()).unwrap());
    assert_eq!(code.head("credit_code"), "Tax ID");
}

#[test]
fn what_stands_in_brackets_is_part_of_a_name_and_width_case_and_spaces_are_not() {
    let found = data("names-with-brackets.csv");
    assert_eq!(
        names(&found),
        [
            "示例（深圳）有限公司",
            "示例（东莞）有限公司",
            "Example Co. Ltd."
        ]
    );
    let twice = "membership-import-twice-name";
    assert_eq!(keys(&found), [(5, twice), (6, twice)]);
}

#[test]
fn a_name_is_one_line() {
    let found = of("name,rank,joined\n\"甲\n 公司\",member,2020-01-01\n".as_bytes());
    assert_eq!(names(&found), ["甲 公司"]);
}

#[test]
fn cells_with_errors_are_named_in_whatever_column_is_used() {
    let found = data("error-cells.csv");
    let error = "membership-import-error-cell";
    assert_eq!(
        keys(&found),
        [(2, error), (3, error), (4, error), (4, error)]
    );
    assert_eq!(names(&found), ["丁公司"]);
}

#[test]
fn days_of_every_kind_are_read_and_what_could_be_two_is_named() {
    let found = data("days.csv");
    let days: Vec<String> = found
        .entries
        .iter()
        .map(|e| e.joined_on.to_string())
        .collect();
    assert_eq!(
        days,
        [
            "2025-10-31",
            "2024-03-05",
            "2024-03-01",
            "2024-03-05",
            "2024-03-05",
            "2024-03-01"
        ]
    );
    assert_eq!(found.entries[2].covered_until, "2026-12-31".parse().ok());
    let open = ("membership-import-open-day", "membership-import-bad-joined");
    assert_eq!(keys(&found), [(8, open.0), (9, open.1), (10, open.1)]);
    let text = "name,rank,joined\n甲,member,05/03/2024\n乙,member,25/03/2024\n";
    let days: Vec<String> = of(text.as_bytes())
        .entries
        .iter()
        .map(|e| e.joined_on.to_string())
        .collect();
    assert_eq!(days, ["2024-03-05", "2024-03-25"]);
    let table = sheet::table("name,rank,joined\n甲,member,05/03/2024\n".as_bytes()).unwrap();
    let mut mapping = guess(&table);
    mapping.0.insert("days".to_owned(), "mdy".to_owned());
    assert_eq!(
        read_as(table, &mapping).entries[0].joined_on,
        "2024-05-03".parse().unwrap()
    );
}

#[test]
fn years_beyond_all_bounds_are_named() {
    let found = data("years.csv");
    let (joined, covered) = (
        "membership-import-bad-joined",
        "membership-import-bad-covered",
    );
    assert_eq!(
        keys(&found),
        [(2, covered), (3, covered), (4, covered), (6, joined)]
    );
    assert_eq!(names(&found), ["丁公司"]);
}

#[test]
fn a_mapping_keeps_where_the_table_is_and_one_from_before_is_found_by_its_heads() {
    let text = "名册\nA,B,C\n甲,member,2020-05-01\n";
    let table = sheet::table(text.as_bytes()).unwrap();
    let old: Mapping = serde_json::from_str(r#"{"name":"A","rank":"B","joined_on":"C"}"#).unwrap();
    assert_eq!(names(&read_as(table.clone(), &old)), ["甲"]);
    let kept = settled(&table, old.clone());
    assert_eq!(
        (
            kept.layout().head,
            kept.fits(&table.heads_in(&kept.layout()))
        ),
        (2, true)
    );
    let again: Mapping = serde_json::from_str(&serde_json::to_string(&kept).unwrap()).unwrap();
    assert_eq!(again, kept);
    // What wasn't said stays; in another row columns are guessed anew.
    assert_eq!(said(&table, kept.clone(), old), (kept.clone(), false));
    let mut moved = kept.clone();
    moved.0.insert("head_row".to_owned(), "3".to_owned());
    let (moved, elsewhere) = said(&table, kept, moved);
    assert!(elsewhere && moved.head("name").is_empty() && moved.layout().head == 3);
}

#[test]
fn what_says_nothing_of_a_rank_may_stand_before_it_and_what_makes_it_another_may_not() {
    let ranks = Ranks::default();
    for typed in ["普通会员", "普通會員", "企业会员单位", "Ordinary member"] {
        assert_eq!(rank(&ranks, typed), rank(&ranks, "会员"), "{typed}");
    }
    for typed in ["荣誉会员", "普通", "候补会员", "Former member"] {
        assert_eq!(rank(&ranks, typed), None, "{typed}");
    }
}

#[test]
fn columns_that_do_not_come_in_are_told() {
    let text = "企业名称,会员级别,入会日期,联系人,传真,备注,\n甲,会员,2020-01-01,张三,138,x,\n";
    let table = sheet::table(text.as_bytes()).unwrap();
    let heads = table.heads_in(&guess(&table).layout());
    assert_eq!(guess(&table).leaves_out(&heads), ["传真", "备注"]);
}

#[test]
fn a_register_that_was_begun_goes_on_behind_a_row_and_knows_what_stood_before() {
    let text =
        "name,rank,joined\n甲,member,2020-01-01\n\n乙,member,2020-01-01\n甲,member,2020-01-01\n";
    let table = sheet::table(text.as_bytes()).unwrap();
    let mapping = guess(&table);
    let mut reading = read(table, &mapping, Ranks::default(), today()).unwrap();
    reading.skip_to(4);
    let rest: Vec<(usize, bool)> = reading.map(|(row, said)| (row, said.is_ok())).collect();
    assert_eq!(rest, [(5, false)]);
}
