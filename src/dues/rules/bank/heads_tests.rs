//! Heads and titles as many banks have them.

use super::*;

fn row(text: &str) -> Vec<String> {
    text.split('|').map(str::to_owned).collect()
}

fn guessed(heads: &str) -> Mapping {
    guess(&row(heads))
}

#[test]
#[expect(clippy::too_many_lines, reason = "a list: heads of every kind")]
fn every_known_head_is_known_for_what_it_is() {
    let amount = "交易日期|金额";
    for head in [
        "对方账户名",
        "对方账户名称",
        "收(付)方名称",
        "收（付）方名称",
        "交易对方",
        "交易对手名称",
        "对手信息",
        "对方户名 Counterparty",
        "Payer’s Name",
    ] {
        assert_eq!(guessed(&format!("{amount}|{head}")).payer, head);
    }
    for head in [
        "对方账户",
        "对方账户账号",
        "对方卡号/账号",
        "收(付)方账号",
        "交易对手账号",
        "对方账号",
    ] {
        assert_eq!(guessed(&format!("{amount}|{head}")).account, head);
    }
    for head in [
        "交易附言",
        "交易摘要",
        "业务摘要",
        "附言",
        "Remark",
        "交易附言[ Remark ]",
    ] {
        assert_eq!(guessed(&format!("{amount}|{head}")).purpose, head);
    }
    for head in [
        "交易后余额",
        "本次余额",
        "联机余额",
        "账户结余",
        "账户结余(元)",
        "余额/元",
    ] {
        assert_eq!(guessed(&format!("{amount}|{head}")).balance, head);
    }
    for head in [
        "交易流水号",
        "流水号",
        "交易单号",
        "账户明细编号-交易流水号",
        "Transaction ID",
        "交易流水号[ Transaction reference number ]",
    ] {
        assert_eq!(guessed(&format!("{amount}|凭证号|{head}")).serial, head);
    }
    for head in [
        "发生时间",
        "记账时间",
        "交易日",
        "记账日",
        "交易日期[ Transaction Date ]",
        "交易时间",
        "Booking date",
    ] {
        assert_eq!(guessed(&format!("{head}|金额")).day, head);
    }
    for head in [
        "收支金额(元)",
        "交易金额",
        "发生额",
        "金额(万元)",
        "交易金额[ Trade Amount ]",
        "金额（收/支）",
    ] {
        let found = guessed(&format!("日期|{head}"));
        assert_eq!((found.amount.as_str(), found.credit.as_str()), (head, ""));
    }
    assert_eq!(guessed("日期|金额|当前状态").state, "当前状态");
    assert_eq!(
        guessed("日期|金额|交易货币[ Trade Currency ]").currency,
        "交易货币[ Trade Currency ]"
    );
}

#[test]
fn pairs_of_amounts_are_told_apart_by_what_stands_in_brackets() {
    for (credit, debit) in [
        ("转入金额", "转出金额"),
        ("存入金额", "取出金额"),
        ("存入", "取出"),
        ("收入", "支出"),
        ("收入（元）", "支出（元）"),
        ("收入(万元)", "支出(万元)"),
        ("记账金额(收入)", "记账金额(支出)"),
        ("交易金额（收入）", "交易金额（支出）"),
        ("贷方发生额/元(收入)", "借方发生额/元(支取)"),
        ("贷方发生额", "借方发生额"),
        ("金额(贷)", "金额(借)"),
        ("贷方(Credit)", "借方(Debit)"),
        ("Credit Amount", "Debit Amount"),
        // As a book of one's own has it: what came in is its debit.
        ("借方(收入)", "贷方(支出)"),
    ] {
        for heads in [
            format!("日期|{credit}|{debit}"),
            format!("日期|{debit}|余额|{credit}"),
        ] {
            let found = guessed(&heads);
            let pair = (found.credit.as_str(), found.debit.as_str());
            assert_eq!(
                (pair, found.amount.as_str()),
                ((credit, debit), ""),
                "{heads}"
            );
            assert_eq!(
                head(&vec![row("账户明细"), row(&heads)]),
                Some(1),
                "{heads}"
            );
        }
    }
    // One column with a direction beside it goes before half a pair.
    let found = guessed("日期|借贷标志|交易金额|收入");
    assert_eq!(
        (found.amount.as_str(), found.credit.as_str()),
        ("交易金额", "")
    );
    assert_eq!(guessed("日期|收入金额").credit, "收入金额");
}

#[test]
fn who_paid_and_who_was_paid_are_a_pair_unless_one_column_has_the_other_side() {
    let found = guessed(
        "日期|金额|付款人账号[ Debit Account No. ]|付款人名称[ Payer's Name ]|收款人账号[ Payee's Account Number ]|收款人名称[ Payee's Name ]",
    );
    assert_eq!(found.payer, "付款人名称[ Payer's Name ]");
    assert_eq!(found.payee, "收款人名称[ Payee's Name ]");
    assert_eq!(found.account, "付款人账号[ Debit Account No. ]");
    assert_eq!(found.payee_account, "收款人账号[ Payee's Account Number ]");
    let found = guessed("日期|金额|付款人名称|收款人名称|对方户名");
    assert_eq!(
        (found.payer.as_str(), found.payee.as_str()),
        ("对方户名", "")
    );
    assert_eq!(guessed("日期|金额|户名").payer, "户名");
}

#[test]
fn what_the_payer_wrote_goes_before_what_the_bank_did() {
    let found = guessed("交易时间|用途|摘要|附言|发生额");
    assert_eq!(
        (found.purpose.as_str(), found.purpose_too.as_str()),
        ("用途", "附言")
    );
    let found = guessed("交易时间|摘要|备注|发生额");
    assert_eq!(
        (found.purpose.as_str(), found.purpose_too.as_str()),
        ("摘要", "备注")
    );
}

#[test]
fn titles_name_the_account_the_currency_and_the_unit() {
    for title in [
        "账号：6222 0000 0001",
        "账　　号|6222 0000 0001|账户名称|示例商会",
        "账号:|6222 0000 0001",
        "查询账号|`6222 0000 0001",
        "户名：示例商会  账号：6222 0000 0001 币种：人民币",
        "币种：人民币 账号：6222 0000 0001",
        "Account No: 6222 0000 0001 Currency: CNY",
        "账 号：６２２２ ００００ ０００１",
        "本方账号|=\"6222 0000 0001\"",
    ] {
        let rows = vec![row(title), row("日期|收入|支出"), row("2026-11-02|1|")];
        assert_eq!(account(&rows).as_deref(), Some("6222 0000 0001"), "{title}");
    }
    for title in [
        "账户明细查询",
        "对方账号：6222 0000 0001",
        "账号：",
        "户名：示例商会",
    ] {
        let rows = vec![row(title), row("日期|收入|支出")];
        assert_eq!(account(&rows), None, "{title}");
    }
    for (title, unit, currency) in [
        ("币种：美元", None, Some("美元")),
        ("币种|美元", None, Some("美元")),
        ("账号：62220001 币种：人民币", None, Some("人民币")),
        ("单位：人民币万元", Some("人民币万元"), None),
        ("金额单位:元", Some("元"), None),
        ("账户明细", None, None),
    ] {
        let found = titles(&[row("x"), row(title)]);
        let found = (found.0.as_deref(), found.1.as_deref());
        assert_eq!(found, (unit, currency), "{title}");
    }
}

#[test]
fn a_column_of_the_chamber_s_own_account_names_it_where_all_rows_agree() {
    let table = |heads: &str, accounts: [&str; 2]| {
        let line = |account: &str| row(&format!("2026-11-02|1|{account}|6222999"));
        vec![row(heads), line(accounts[0]), line(accounts[1])]
    };
    let same = ["62220001", "62220001"];
    assert_eq!(
        account(&table("日期|收入|账号|对方账号", same)).as_deref(),
        Some("62220001")
    );
    assert_eq!(
        account(&table("日期|收入|本方账号|摘要", same)).as_deref(),
        Some("62220001")
    );
    assert_eq!(account(&table("日期|收入|账号|户名", same)), None);
    assert_eq!(
        account(&table("日期|收入|账号|对方账号", ["62220001", "62220002"])),
        None
    );
}

#[test]
fn heads_in_traditional_characters_are_known_as_the_simplified_ones_are() {
    let heads = "交易日期|摘要|支出金額|存入金額|帳戶餘額|備註|對方帳號|對方戶名";
    let mapping = guessed(heads);
    let found = [
        &mapping.day,
        &mapping.debit,
        &mapping.credit,
        &mapping.balance,
        &mapping.account,
        &mapping.payer,
        &mapping.purpose,
        &mapping.purpose_too,
    ];
    let told = "交易日期|支出金額|存入金額|帳戶餘額|對方帳號|對方戶名|摘要|備註";
    assert_eq!(found.map(String::as_str).to_vec(), row(told));
    let taiwan = guessed("交易日|帳務日|提出|存入|餘額|轉出入帳號|附註");
    assert_eq!(
        (taiwan.debit.as_str(), taiwan.account.as_str()),
        ("提出", "轉出入帳號")
    );
    let rows = [row("帳號：6222000000055"), row(heads)];
    assert_eq!(account(&rows.to_vec()).as_deref(), Some("6222000000055"));
}

#[test]
fn a_day_goes_before_a_time_beside_it() {
    assert_eq!(guessed("日期|交易时间|金额").day, "日期");
    assert_eq!(guessed("交易时间|日期|金额").day, "日期");
    assert_eq!(guessed("交易时间|金额").day, "交易时间");
}
