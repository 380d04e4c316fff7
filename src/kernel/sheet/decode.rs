//! The text of a file whose encoding nobody names: by its mark, by where its zeros stand, else by what
//! it would say.

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Words that stand in tables of these slices and hardly anywhere by chance.
const WORDS: [&str; 20] = [
    "公司", "有限", "名称", "名稱", "日期", "金额", "金額", "会员", "會員", "编号", "編號", "账号",
    "帳號", "余额", "餘額", "收入", "支出", "摘要", "单位", "單位",
];
/// Bytes from the top by which it is told.
const SEEN: usize = 256 << 10;

/// The text of a file: what its mark says; UTF-16 by its zeros; UTF-8, also with a few characters that
/// were cut; else GBK (as GB 18030, which contains it), Big5 or, where no two bytes stand together,
/// Windows-1252. What can't be read is a � each.
#[must_use]
pub fn decode(bytes: &[u8]) -> String {
    let encoding = match Encoding::for_bom(bytes) {
        Some((marked, _)) => marked,
        None => wide(bytes).unwrap_or_else(|| narrow(bytes)),
    };
    // Takes a mark of this encoding off.
    encoding.decode_with_bom_removal(bytes).0.into_owned()
}

/// UTF-16 without a mark: of what is ASCII in it every second byte is 0, and no text has others.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let seen = &bytes[..bytes.len().min(SEEN)];
    let zeros = |from: usize| {
        seen.iter()
            .skip(from)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let enough = seen.len() / 40 + 1;
    match (even, odd) {
        (even, odd) if odd >= enough && odd >= 9 * even => Some(UTF_16LE),
        (even, odd) if even >= enough && even >= 9 * odd => Some(UTF_16BE),
        _ => None,
    }
}

fn narrow(bytes: &[u8]) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let seen = &bytes[..bytes.len().min(SEEN)];
    let (cut, whole) = in_utf_8(seen);
    // By chance no text in another encoding has many of what is three or four bytes here.
    if whole > 4 * cut {
        return UTF_8;
    }
    if stand_alone(seen) {
        return WINDOWS_1252;
    }
    if worth(BIG5, seen) > worth(GB18030, seen) {
        BIG5
    } else {
        GB18030
    }
}

/// How often it breaks off as UTF-8, and how many characters of three bytes or four it has.
fn in_utf_8(bytes: &[u8]) -> (usize, usize) {
    let (mut cut, mut whole) = (0, 0);
    for part in bytes.utf8_chunks() {
        whole += part.valid().chars().filter(|c| c.len_utf8() > 2).count();
        cut += usize::from(!part.invalid().is_empty());
    }
    (cut, whole)
}

/// Whether no byte beyond ASCII stands beside another: letters with accents, among plain ones.
fn stand_alone(bytes: &[u8]) -> bool {
    bytes.windows(2).all(|two| two[0] < 0x80 || two[1] < 0x80)
}

/// How much this text looks like one in this encoding: common characters and known words against
/// rare ones and what it can't be.
fn worth(encoding: &'static Encoding, bytes: &[u8]) -> i64 {
    let text = encoding.decode_without_bom_handling(bytes).0;
    let known: usize = WORDS.iter().map(|word| text.matches(word).count()).sum();
    let mut worth = i64::try_from(known).unwrap_or(i64::MAX / 2) * 5;
    let mut letter = [0; 4];
    for c in text.chars().filter(|c| !c.is_ascii()) {
        let (own, _, wrong) = encoding.encode(c.encode_utf8(&mut letter));
        // The characters of everyday use stand first in both: GB 2312's first level, and Big5's.
        let common = match (&*own, encoding == BIG5) {
            ([first, second], false) => *second >= 0xa1 && (0xa1..=0xd7).contains(first),
            ([first, _], true) => (0xa1..=0xc6).contains(first),
            _ => false,
        };
        worth += match (wrong || c == '\u{fffd}', common) {
            (true, _) => -10,
            (false, true) => 1,
            (false, false) => -1,
        };
    }
    worth
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SIMPLE: &str =
        "企业名称,会员级别,入会日期\n晨光机械（深圳）有限公司,理事单位,2019-03-05\n";
    const FULL: &str = "企業名稱,會員級別,入會日期\n晨光機械（香港）有限公司,理事單位,2019-03-05\n";

    fn utf_16(text: &str, swap: bool) -> Vec<u8> {
        let units = text.encode_utf16();
        let two = |unit: u16| {
            if swap {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            }
        };
        units.flat_map(two).collect()
    }

    #[test]
    fn a_text_is_read_in_the_encoding_it_has() {
        for text in [SIMPLE, FULL] {
            assert_eq!(decode(text.as_bytes()), text);
            assert_eq!(decode(format!("\u{feff}{text}").as_bytes()), text);
            for swap in [false, true] {
                assert_eq!(decode(&utf_16(text, swap)), text);
                assert_eq!(decode(&utf_16(&format!("\u{feff}{text}"), swap)), text);
            }
            assert_eq!(decode(&GB18030.encode(text).0), text);
        }
        assert_eq!(decode(&BIG5.encode(FULL).0), FULL);
        assert_eq!(decode(&GB18030.encode("㐀𠀀会员").0), "㐀𠀀会员");
        assert_eq!(
            decode(b"name\nM\xfcller & S\xf6hne\n"),
            "name\nMüller & Söhne\n"
        );
    }

    #[test]
    fn a_character_that_was_cut_is_one_and_the_rest_stays() {
        let mut bytes = SIMPLE.as_bytes().to_vec();
        let at = SIMPLE.find("公司").unwrap_or_default() + 2;
        bytes.remove(at);
        let read = decode(&bytes);
        assert_eq!(read, SIMPLE.replacen('公', "\u{fffd}", 1));
        // A few letters of GBK are no cut UTF-8.
        assert_eq!(
            decode(&GB18030.encode("名称\n联通,1\n").0),
            "名称\n联通,1\n"
        );
    }

    proptest! {
        #[test]
        fn whatever_the_bytes_are_a_text_is_made(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            prop_assert!(decode(&bytes).len() <= bytes.len() * 3);
        }
    }
}
