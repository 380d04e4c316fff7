//! Heads of contacts as registers have them: numbered, repeated, below a common head, in either script.

use super::*;
use crate::kernel::sheet;
use crate::membership::rules::roll::{self, Entry, Mapping};

/// The columns guessed of these heads, but for the company's own, as `contact_1=head`.
fn guessed(heads: &str) -> Vec<String> {
    let heads: Vec<String> = heads.split(',').map(str::to_owned).collect();
    let mut found: Vec<String> = guess(&heads, &[])
        .into_iter()
        .map(|(field, head)| format!("{field}={head}"))
        .collect();
    found.sort_unstable();
    found
}

/// Heads of a register, and what each is guessed to be.
const HEADS: [(&str, &[&str]); 8] = [
    (
        "联系人,职务,手机,电话,邮箱,微信",
        &[
            "contact_1=联系人",
            "contact_email_1=邮箱",
            "contact_phone_1=手机",
            "contact_post_1=职务",
            "contact_tel_1=电话",
            "contact_wechat_1=微信",
        ],
    ),
    (
        "联系人1,联系人2,手机1,手机2",
        &[
            "contact_1=联系人1",
            "contact_2=联系人2",
            "contact_phone_1=手机1",
            "contact_phone_2=手机2",
        ],
    ),
    (
        "第一聯絡人,手機,第二聯絡人,手機 (2)",
        &[
            "contact_1=第一聯絡人",
            "contact_2=第二聯絡人",
            "contact_phone_1=手機",
            "contact_phone_2=手機 (2)",
        ],
    ),
    // One has a landline only, the other a mobile only.
    (
        "联系人,电话,联系人 (2),手机",
        &[
            "contact_1=联系人",
            "contact_2=联系人 (2)",
            "contact_phone_1=电话",
            "contact_phone_2=手机",
        ],
    ),
    (
        "法定代表人,联系人,联系电话",
        &[
            "contact_1=法定代表人",
            "contact_2=联系人",
            "contact_phone_2=联系电话",
        ],
    ),
    (
        "Contact person,Mobile,E-mail,WeChat ID",
        &[
            "contact_1=Contact person",
            "contact_email_1=E-mail",
            "contact_phone_1=Mobile",
            "contact_wechat_1=WeChat ID",
        ],
    ),
    // A fourth contact has no column of its own: it is told that it doesn't come in.
    (
        "联系人1,联系人2,联系人3,联系人4",
        &[
            "contact_1=联系人1",
            "contact_2=联系人2",
            "contact_3=联系人3",
        ],
    ),
    // A post alone may be one in the chamber.
    ("职务,备注", &[]),
];

#[test]
fn a_column_is_of_the_contact_whose_number_or_place_it_has() {
    for (heads, found) in HEADS {
        assert_eq!(guessed(heads), found, "{heads}");
    }
}

fn entries(text: &str) -> (Vec<Entry>, Vec<(usize, Say)>) {
    let table = sheet::table(text.as_bytes()).unwrap();
    let mapping = roll::guess(&table);
    let today = "2026-11-25".parse().unwrap();
    let (mut entries, mut bad) = (vec![], vec![]);
    for (row, said) in roll::read(table, &mapping, Default::default(), today).unwrap() {
        match said {
            Ok(entry) => entries.push(entry),
            Err(wrong) => bad.extend(wrong.into_iter().map(|why| (row, why))),
        }
    }
    (entries, bad)
}

#[test]
fn several_contacts_come_by_columns_and_by_rows_in_either_way_of_writing_them() {
    let (entries, bad) = entries(
        "企业名称,会员级别,入会日期,会员代表,手机,联系人,手机,邮箱\n\
         甲公司,member,2020-01-01,张三,138 0013 8000,李四,0755-12345678,li@Example.com\n\
         甲公司,member,2020-01-01,,,王五,13900139000,\n\
         ,,,,,赵六,13700137000,\n\
         乙公司,member,2020-01-01,钱七,问前台,,,\n",
    );
    assert_eq!(bad, []);
    let [one, two] = &entries[..] else {
        panic!("{entries:?}")
    };
    let told: Vec<(&str, &str, &str)> = one
        .people
        .iter()
        .map(|one| (one.name.as_str(), one.phone.as_str(), one.email.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("张三", "13800138000", ""),
            ("李四", "0755-12345678", "li@example.com"),
            ("王五", "13900139000", ""),
            ("赵六", "13700137000", ""),
        ]
    );
    assert_eq!(one.people[0].abouts, [About::Representative]);
    assert_eq!(one.people[1].abouts, []);
    // What can't be dialled is kept as it stands.
    assert_eq!(two.people[0].phone, "问前台");
}

#[test]
fn a_row_that_says_something_else_of_the_company_is_no_further_contact() {
    let (entries, bad) = entries(
        "企业名称,会员级别,入会日期,联系人\n甲公司,member,2020-01-01,张三\n\
         甲公司,member,2021-01-01,李四\n乙公司,member,2020-01-01,王五\n",
    );
    let keys: Vec<(usize, &str)> = bad
        .iter()
        .map(|(row, why)| (*row, why.key.as_ref()))
        .collect();
    assert_eq!(keys, [(3, "membership-import-twice-name")]);
    assert_eq!(entries.len(), 2);
}

#[test]
fn what_is_wrong_with_a_contact_is_said_with_its_row() {
    let (entries, bad) = entries(
        "企业名称,会员级别,入会日期,联系人,邮箱,负责事项,首选联系方式\n\
         甲公司,member,2020-01-01,张三,nobody,会费与票据、打杂,鸽子\n\
         乙公司,member,2020-01-01,李四,,活动、会费,微信\n",
    );
    let keys: Vec<(usize, &str)> = bad
        .iter()
        .map(|(row, why)| (*row, why.key.as_ref()))
        .collect();
    let word = "membership-import-bad-word";
    assert_eq!(
        keys,
        [(2, word), (2, word), (2, "membership-import-bad-email")]
    );
    let said = &entries[0].people[0];
    assert_eq!(said.abouts, [About::Dues, About::Events]);
    assert_eq!(said.way, Some(Way::Wechat));
}

#[test]
fn two_numbers_in_a_cell_are_two_numbers() {
    for (typed, read) in [
        (
            "13800138000/0755-12345678",
            ("13800138000", "0755-12345678"),
        ),
        ("13800138000、13900139000", ("13800138000", "13900139000")),
        ("13800138000 13900139000", ("13800138000", "13900139000")),
        ("1380013800/13900139000", ("1380013800/13900139000", "")),
        ("138 0013 8000", ("13800138000", "")),
    ] {
        let (first, second) = numbers(typed, "");
        assert_eq!((first.as_str(), second.as_str()), read, "{typed}");
    }
    let (first, second) = numbers("13800138000/13900139000", "0755-12345678");
    assert_eq!(first, "13800138000/13900139000");
    assert_eq!(second, "0755-12345678");
}

#[test]
fn a_post_is_the_rank_only_where_no_other_column_is() {
    let head = |heads: &str, field: &str| -> String {
        let table = sheet::table(format!("{heads}\n甲,乙,丙,丁,戊\n").as_bytes()).unwrap();
        let mapping: Mapping = roll::guess(&table);
        mapping.head(field).to_owned()
    };
    let both = "企业名称,职务,姓名,手机,会员类型";
    assert_eq!(head(both, "rank"), "会员类型");
    assert_eq!(head(both, "contact_post_1"), "职务");
    let one = "企业名称,职务,姓名,手机,入会日期";
    assert_eq!(head(one, "rank"), "职务");
    assert_eq!(head(one, "contact_post_1"), "");
}

#[test]
fn the_legal_representative_is_called_so_where_no_post_is_written() {
    let (entries, _) = entries(
        "企业名称,会员级别,入会日期,法定代表人,联系人,职务,手机\n\
         甲公司,member,2020-01-01,张三,李四,经理,13800138000\n",
    );
    let posts: Vec<(&str, &str)> = entries[0]
        .people
        .iter()
        .map(|one| (one.name.as_str(), one.post.as_str()))
        .collect();
    assert_eq!(posts, [("张三", "法定代表人"), ("李四", "经理")]);
}

#[test]
fn a_mapping_from_before_contacts_takes_their_columns_and_one_with_some_stays() {
    let text = "公司,级别,入会日期,联系人,手机\n甲,member,2020-01-01,张三,13800138000\n";
    let table = sheet::table(text.as_bytes()).unwrap();
    let guess = roll::guess(&table);
    let of = |pairs: &[(&str, &str)]| {
        let pairs = pairs
            .iter()
            .map(|(field, head)| ((*field).to_owned(), (*head).to_owned()));
        Mapping(pairs.collect())
    };
    let old = of(&[
        ("name", "公司"),
        ("rank", "级别"),
        ("joined_on", "入会日期"),
    ]);
    let whole = old.clone().with_people(&guess);
    assert_eq!(whole.head("contact_1"), "联系人");
    assert_eq!(whole.head("contact_phone_1"), "手机");
    let chosen = of(&[("name", "公司"), ("contact_1", "手机")]);
    assert_eq!(chosen.clone().with_people(&guess), chosen);
    // What it uses for something else, it goes on using for that.
    let other = of(&[("name", "联系人"), ("rank", "级别")]);
    assert_eq!(other.with_people(&guess).head("contact_1"), "");
}
