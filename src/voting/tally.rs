//! The engine for scripts: a ballot a line in, an outcome a line out, both JSON.
//! A line that can't be counted gives an error with its id, and the run goes on.

use super::rules::{self, Chair, CountingRule, Counts, Outcome, Quorum, Rolls, Threshold, Tie};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use std::io::{self, BufRead, Write};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    #[serde(rename = "id")]
    _id: Value,
    authorised: u64,
    roster: u64,
    recused: u64,
    recused_present: u64,
    present: u64,
    yes: u64,
    no: u64,
    abstain: u64,
    invalid: u64,
    quorum: Quorum,
    thresholds: Vec<Threshold>,
    tie: Tie,
    #[serde(deserialize_with = "said_or_null")]
    chair: Option<Chair>,
}

/// `null` is an answer, a field that is not there is none.
fn said_or_null<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Chair>, D::Error> {
    Option::deserialize(from)
}

#[derive(Serialize)]
#[serde(untagged)]
enum Answer {
    Counted {
        id: Value,
        outcome: Outcome,
        arithmetic: String,
    },
    Failed {
        id: Value,
        error: String,
    },
}

/// Counts every line of `from` and writes one line to `to` for each; blank lines are passed over.
pub fn run(mut from: impl BufRead, mut to: impl Write) -> io::Result<()> {
    let mut line = Vec::new();
    loop {
        line.clear();
        if from.read_until(b'\n', &mut line)? == 0 {
            return to.flush();
        }
        let text = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line);
        if !text.trim_ascii().is_empty() {
            serde_json::to_writer(&mut to, &answer(text))?;
            to.write_all(b"\n")?;
        }
    }
}

fn answer(text: &[u8]) -> Answer {
    let id = match serde_json::from_slice::<Value>(text) {
        Ok(value) => value.get("id").cloned().unwrap_or(Value::Null),
        Err(e) => return failed(Value::Null, &e),
    };
    if !(id.is_string() || id.is_number()) {
        return failed(Value::Null, &"`id` must be a text or a number");
    }
    let line: Line = match serde_json::from_slice(text) {
        Ok(line) => line,
        Err(e) => return failed(id, &e),
    };
    match counted(line) {
        Ok(tally) => Answer::Counted {
            id,
            outcome: tally.outcome,
            arithmetic: tally.arithmetic(),
        },
        Err(e) => failed(id, &e),
    }
}

fn failed(id: Value, error: &impl ToString) -> Answer {
    Answer::Failed {
        id,
        error: error.to_string(),
    }
}

fn counted(line: Line) -> Result<rules::Tally, rules::Impossible> {
    let rule = CountingRule {
        quorum: line.quorum,
        thresholds: line.thresholds,
        tie: line.tie,
    };
    rule.decides()?;
    let rolls = Rolls {
        authorised: line.authorised,
        roster: line.roster,
        recused: line.recused,
        recused_present: line.recused_present,
        present: line.present,
    };
    let counts = Counts {
        yes: line.yes,
        no: line.no,
        abstain: line.abstain,
        invalid: line.invalid,
    };
    rules::count(&rule, &rolls, &counts, line.chair)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn tally(input: &str) -> Vec<Value> {
        let mut out = Vec::new();
        run(input.as_bytes(), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        text.lines()
            .map(|l| serde_json::from_str(l).unwrap())
            .collect()
    }

    fn sample() -> Value {
        json!({"id":"x","authorised":9,"roster":9,"recused":1,"recused_present":1,"present":5,
            "yes":4,"no":1,"abstain":0,"invalid":0,
            "quorum":{"num":2,"den":3,"op":">=","base":"roster","count_recused":true,"floor":3},
            "thresholds":[{"num":2,"den":3,"op":">=","base":"present"}],"tie":"reject","chair":null})
    }

    fn with(key: &str, value: Value) -> Value {
        let mut line = sample();
        line[key] = value;
        line
    }

    #[test]
    fn the_answer_shows_the_arithmetic() {
        let mut out = Vec::new();
        run(sample().to_string().as_bytes(), &mut out).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "{\"id\":\"x\",\"outcome\":\"passed\",\"arithmetic\":\"(P+C)/R: 5+1 = 6, 6×3 = 18 ≥ 2×9 = 18; \
             P: 5 ≥ 3; Y/P: 4×3 = 12 ≥ 2×5 = 10 → passed\"}\n"
        );
    }

    #[test]
    fn a_bad_line_gives_an_error_and_the_run_goes_on() {
        let good = sample().to_string();
        let answers = tally(&format!("{good}\n\nnot json\n{{\"id\":7}}\n[]\n{good}"));
        assert_eq!(answers.len(), 5);
        assert_eq!(answers[0]["outcome"], "passed");
        assert_eq!(answers[1]["id"], Value::Null);
        assert_eq!(answers[2]["id"], 7);
        assert_eq!(answers[3]["id"], Value::Null);
        assert_eq!(answers[4], answers[0]);
        assert!(answers[1..4].iter().all(|a| a["error"].is_string()));
    }

    #[test]
    fn impossible_numbers_are_named() {
        let third = json!({"num":2,"den":3,"op":">=","base":"present"});
        let share = |key: &str, value: Value| {
            let mut share = third.clone();
            share[key] = value;
            with("thresholds", json!([third, share]))
        };
        let bad = [
            with("yes", json!(-1)),
            with("yes", json!(1.5)),
            with("yes", json!("4")),
            with("yes", json!(6)),
            with("roster", json!(10)),
            with("recused", json!(10)),
            with("recused_present", json!(2)),
            with("present", json!(9)),
            with("abstain", json!(1)),
            with("invalid", json!(u64::MAX)),
            with("tie", json!("coin")),
            with("chair", json!("maybe")),
            with("colour", json!("red")),
            share("den", json!(0)),
            share("num", json!(4)),
            share("num", json!(-2)),
            share("op", json!("<")),
            share("base", json!("all")),
            share("colour", json!("red")),
        ];
        for line in bad {
            let answer = tally(&line.to_string());
            assert_eq!(answer.len(), 1);
            assert_eq!(answer[0]["id"], "x", "{line}");
            assert!(answer[0]["error"].is_string(), "{line} gave {}", answer[0]);
        }
    }

    #[test]
    fn a_rule_that_carries_whatever_has_a_vote_is_none() {
        let least = |num: u64, op: &str| json!({"num":num,"den":2,"op":op,"base":"cast"});
        for none in [
            json!([]),
            json!([least(0, ">=")]),
            json!([least(0, ">="), least(0, ">=")]),
        ] {
            let answer = &tally(&with("thresholds", none).to_string())[0];
            assert_eq!(answer["error"], "no threshold that a motion could miss");
        }
        for some in [
            json!([least(0, ">="), least(1, ">")]),
            json!([least(0, ">")]),
        ] {
            let answer = &tally(&with("thresholds", some).to_string())[0];
            assert_eq!(answer["outcome"], "passed");
        }
    }

    #[test]
    fn no_field_may_be_left_out() {
        for key in sample().as_object().unwrap().keys() {
            let mut line = sample();
            line.as_object_mut().unwrap().remove(key);
            assert!(tally(&line.to_string())[0]["error"].is_string(), "{key}");
        }
    }

    #[test]
    fn the_largest_numbers_do_not_overflow() {
        let most = u64::MAX;
        let mut line = sample();
        for key in ["authorised", "roster", "present", "yes"] {
            line[key] = json!(most);
        }
        for key in ["recused", "recused_present", "no"] {
            line[key] = json!(0);
        }
        line["thresholds"] = json!([{"num":most,"den":most,"op":">=","base":"roster"}]);
        assert_eq!(tally(&line.to_string())[0]["outcome"], "passed");
    }
}
