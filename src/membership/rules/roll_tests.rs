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
    let table = sheet::table(&GBK.encode(text).0).unwrap();
    let mapping = guess(&heads(&table.top()));
    let mut found = Found::default();
    for (row, said) in read(table, &mapping, Ranks::default(), today()).unwrap() {
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
    let mapping = guess(&heads(&table.top()));
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
