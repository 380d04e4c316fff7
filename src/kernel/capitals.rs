//! Amounts in the capital characters of Chinese bills (人民币大写), which nobody can change with a
//! stroke of the pen; written as banks ask for it on cheques and vouchers.

use super::{Fen, Lang};

/// The characters of one script: digits, then ten, hundred, thousand.
struct Script {
    digits: [char; 10],
    tens: [&'static str; 4],
    myriad: char,
    hundred_million: char,
    unit: char,
}

const SIMPLIFIED: Script = Script {
    digits: ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'],
    tens: ["", "拾", "佰", "仟"],
    myriad: '万',
    hundred_million: '亿',
    unit: '元',
};

const TRADITIONAL: Script = Script {
    digits: ['零', '壹', '貳', '參', '肆', '伍', '陸', '柒', '捌', '玖'],
    tens: ["", "拾", "佰", "仟"],
    myriad: '萬',
    hundred_million: '億',
    unit: '圓',
};

impl Script {
    /// A whole number. Zeros within it are one 零, zeros at its end none.
    fn whole(&self, n: u64, out: &mut String) {
        for (size, name) in [(100_000_000, self.hundred_million), (10_000, self.myriad)] {
            if n >= size {
                self.whole(n / size, out);
                out.push(name);
                return self.rest(n % size, size / 10, out);
            }
        }
        for (place, ten) in (1..4u32)
            .map(|p| (10u64.pow(p), self.tens[p as usize]))
            .rev()
        {
            if n >= place {
                out.extend([self.digit(n / place)]);
                out.push_str(ten);
                return self.rest(n % place, place / 10, out);
            }
        }
        out.push(self.digit(n));
    }

    /// What follows a larger unit: after a zero where its first place is empty.
    fn rest(&self, n: u64, first: u64, out: &mut String) {
        if n > 0 && n < first {
            out.push(self.digits[0]);
        }
        if n > 0 {
            self.whole(n, out);
        }
    }

    fn digit(&self, n: u64) -> char {
        self.digits[usize::try_from(n % 10).unwrap_or(0)]
    }
}

/// An amount of a currency whose unit is 元: 壹万陆仟肆佰零玖元零贰分, 贰拾元整. A credit begins with 负.
/// Traditional characters for readers of them, simplified ones for all others.
#[must_use]
pub fn capitals(fen: Fen, lang: Lang) -> String {
    let traditional = lang == Lang::ZhTw;
    let script = if traditional {
        &TRADITIONAL
    } else {
        &SIMPLIFIED
    };
    let all = fen.0.unsigned_abs();
    let (units, jiao, cents) = (all / 100, all / 10 % 10, all % 10);
    let mut out = String::new();
    if fen.0 < 0 {
        out.push(if traditional { '負' } else { '负' });
    }
    if units > 0 || all == 0 {
        script.whole(units, &mut out);
        out.push(script.unit);
    }
    if jiao > 0 {
        out.extend([script.digit(jiao), '角']);
    } else if cents > 0 && units > 0 {
        out.push(script.digits[0]);
    }
    if cents > 0 {
        out.extend([script.digit(cents), '分']);
    } else {
        out.push('整');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Reads capitals back, character by character, as a clerk does who knows only what each says.
    fn read(text: &str) -> i64 {
        let value = |c| "零壹贰叁肆伍陆柒捌玖".chars().position(|d| d == c);
        let (mut sum, mut digit) = (0i128, 0i128);
        let (mut above, mut myriads, mut group) = (0i128, 0i128, 0i128);
        for c in text.chars() {
            match c {
                '拾' | '佰' | '仟' => {
                    let ten = [('拾', 10), ('佰', 100), ('仟', 1_000)];
                    group += digit * ten.iter().find(|(t, _)| *t == c).unwrap().1;
                    digit = 0;
                }
                '万' => {
                    myriads += (group + digit) * 10_000;
                    (group, digit) = (0, 0);
                }
                '亿' => {
                    above = (above + myriads + group + digit) * 100_000_000;
                    (myriads, group, digit) = (0, 0, 0);
                }
                '元' => {
                    sum += (above + myriads + group + digit) * 100;
                    (group, digit) = (0, 0);
                }
                '角' => {
                    sum += digit * 10;
                    digit = 0;
                }
                '分' => sum += digit,
                '负' | '整' => {}
                other => digit = i128::try_from(value(other).unwrap()).unwrap(),
            }
        }
        let sum = if text.starts_with('负') { -sum } else { sum };
        i64::try_from(sum).unwrap()
    }

    #[test]
    fn amounts_are_written_as_on_bills() {
        let written = [
            (0, "零元整"),
            (5, "伍分"),
            (32, "叁角贰分"),
            (1_000, "壹拾元整"),
            (32_504, "叁佰贰拾伍元零肆分"),
            (140_950, "壹仟肆佰零玖元伍角整"),
            (600_714, "陆仟零柒元壹角肆分"),
            (1_640_902, "壹万陆仟肆佰零玖元零贰分"),
            (10_050_000, "壹拾万零伍佰元整"),
            (10_700_053, "壹拾万柒仟元伍角叁分"),
            (1_000_000_010_000, "壹佰亿零壹佰元整"),
            (-12_345, "负壹佰贰拾叁元肆角伍分"),
        ];
        for (fen, text) in written {
            assert_eq!(capitals(Fen(fen), Lang::ZhCn), text, "{fen}");
        }
        assert_eq!(
            capitals(Fen(2_345_600_000_000), Lang::ZhTw),
            "貳佰參拾肆億伍仟陸佰萬圓整"
        );
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(fen in prop_oneof![-1_000_000i64..1_000_000, any::<i64>(), (0i64..100_000).prop_map(|n| n * 1_000_003)]) {
            let text = capitals(Fen(fen), Lang::ZhCn);
            prop_assert_eq!(read(&text), fen, "{}", text);
            prop_assert!(!text.contains("零零") && !text.contains("零万") && !text.contains("零亿"), "{}", text);
            prop_assert_eq!(text.contains("零元"), fen == 0, "{}", text);
        }
    }
}
