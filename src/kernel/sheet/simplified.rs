//! Traditional characters in the heads and labels of tables, read as simplified ones: so every word by which a
//! column is known is listed once. Only characters that stand in such words; data, not text to be translated.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Each traditional or other form, followed by the simplified one.
const PAIRS: &str = "\
    萬万業业亞亚億亿會会餘余關关內内沖冲況况創创別别製制務务韆千華华單单參参發发臺台檯台號号後后嚮向員员迴回國国圓圆處处備备\
    寶宝對对導导屬属幣币帳账帐账賬账廢废異异當当態态總总戶户戸户數数無无時时機机來来査查標标覈核歐欧匯汇滙汇彙汇註注溫温狀状\
    電电碼码種种稱称稅税筆笔類类級级納纳細细結结統统編编繳缴網网職职聯联錶表計计訂订記记証证證证識识詢询說说説说敗败費费資资\
    轉转載载過过進进銀银銷销鎊镑門门閉闭間间韓韩頁页項项額额馬马駁驳貨货貸贷淨净歷历實实際际\
    絡络話话郵邮負负責责選选辦办經经訊讯繫系係系動动維维權权訪访懷怀與与據据";

/// The simplified one of each.
static PLAIN: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let own = PAIRS.chars().step_by(2);
    own.zip(PAIRS.chars().skip(1).step_by(2)).collect()
});

/// A character as simplified Chinese writes it, where a head may have it; else as it is.
#[must_use]
pub fn simplified(c: char) -> char {
    if c < '\u{3400}' {
        return c;
    }
    PLAIN.get(&c).copied().unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_in_traditional_characters_are_those_in_simplified_ones() {
        for (head, plain) in [
            ("對方戶名", "对方户名"),
            ("帳戶餘額", "账户余额"),
            ("備註", "备注"),
            ("存入金額", "存入金额"),
            ("統一社會信用代碼", "统一社会信用代码"),
            ("帐号", "账号"),
            ("Amount", "Amount"),
        ] {
            let read: String = head.chars().map(simplified).collect();
            assert_eq!(read, plain);
        }
    }

    #[test]
    fn what_is_simplified_stays_and_nothing_is_told_twice() {
        let (mut own, mut plain) = (vec![], vec![]);
        for (at, c) in PAIRS.chars().enumerate() {
            if at % 2 == 0 {
                own.push(c);
            } else {
                plain.push(c);
            }
        }
        assert_eq!(own.len(), plain.len());
        assert!(plain.iter().all(|c| simplified(*c) == *c));
        own.sort_unstable();
        own.dedup();
        assert_eq!(own.len(), plain.len());
    }
}
