//! A second count, written to share nothing with the first but its input: seats in a hall that are
//! filled, marked and looked at one by one, and shares compared by pairing off slices. Tests only.

use super::tally;
use serde_json::{Value, json};

#[derive(Clone, Default)]
struct Chair {
    taken: bool,
    recused: bool,
    there: bool,
    says: Option<&'static str>,
}

/// Does `many` times to the first chair that fits what `mark` does; nothing if the chairs run out.
fn each(
    hall: &mut [Chair],
    many: &Value,
    fits: impl Fn(&Chair) -> bool,
    mark: impl Fn(&mut Chair),
) -> Option<()> {
    let many = many.as_i64()?;
    if many < 0 {
        return None;
    }
    for _ in 0..many {
        mark(hall.iter_mut().find(|c| fits(c))?);
    }
    Some(())
}

fn seat(v: &Value) -> Option<Vec<Chair>> {
    let mut hall = Vec::new();
    for _ in 0..v["authorised"].as_u64()? {
        hall.push(Chair::default());
    }
    each(&mut hall, &v["roster"], |c| !c.taken, |c| c.taken = true)?;
    each(
        &mut hall,
        &v["recused"],
        |c| c.taken && !c.recused,
        |c| c.recused = true,
    )?;
    each(
        &mut hall,
        &v["recused_present"],
        |c| c.recused && !c.there,
        |c| c.there = true,
    )?;
    let away = |c: &Chair| c.taken && !c.recused && !c.there;
    each(&mut hall, &v["present"], away, |c| c.there = true)?;
    let silent = |c: &Chair| c.there && !c.recused && c.says.is_none();
    for word in ["yes", "no", "abstain", "invalid"] {
        each(&mut hall, &v[word], silent, |c| c.says = Some(word))?;
    }
    Some(hall)
}

/// Each of `whole` asks for `num` slices, each of `part` brings `den`: who is left over?
fn holds(share: &Value, part: usize, whole: usize) -> Option<bool> {
    let (num, den) = (share["num"].as_i64()?, share["den"].as_i64()?);
    if den < 1 || !(0..=den).contains(&num) {
        return None;
    }
    let mut asked: Vec<()> = (0..whole).flat_map(|_| (0..num).map(|_| ())).collect();
    let mut brought: Vec<()> = (0..part).flat_map(|_| (0..den).map(|_| ())).collect();
    while !asked.is_empty() && !brought.is_empty() {
        asked.pop();
        brought.pop();
    }
    let enough = asked.is_empty() && (share["op"] == ">=" || !brought.is_empty());
    Some(enough && whole > 0)
}

fn brute(v: &Value) -> Option<&'static str> {
    let hall = seat(v)?;
    let how_many = |fits: &dyn Fn(&Chair) -> bool| hall.iter().filter(|c| fits(c)).count();
    let said = |words: &[&str]| how_many(&|c| c.says.is_some_and(|w| words.contains(&w)));
    let group = |name: &Value| match name.as_str() {
        Some("authorised") => how_many(&|_| true),
        Some("roster") => how_many(&|c| c.taken),
        Some("entitled") => how_many(&|c| c.taken && !c.recused),
        Some("present") => how_many(&|c| c.there && !c.recused),
        Some("returned") => said(&["yes", "no", "abstain", "invalid"]),
        Some("valid") => said(&["yes", "no", "abstain"]),
        _ => said(&["yes", "no"]),
    };
    let quorum = &v["quorum"];
    let counted = quorum["count_recused"] == true;
    let came = how_many(&|c| c.there && (counted || !c.recused));
    let mut enough = holds(quorum, came, group(&quorum["base"]))?;
    enough &= group(&json!("present")) as i64 >= quorum["floor"].as_i64()?;
    let mut missed = Vec::new();
    let thresholds = v["thresholds"].as_array()?;
    if thresholds.iter().all(|t| t["num"] == 0 && t["op"] == ">=") {
        return None;
    }
    for threshold in thresholds {
        if !holds(threshold, said(&["yes"]), group(&threshold["base"]))? {
            missed.push(threshold);
        }
    }
    if !enough {
        return Some("no_quorum");
    }
    if said(&["yes"]) == 0 {
        return Some("rejected");
    }
    if missed.is_empty() {
        return Some("passed");
    }
    let majority = |t: &&Value| {
        let (num, den) = (t["num"].as_i64(), t["den"].as_i64());
        t["base"] == "cast" && t["op"] == ">" && num.map(|n| n + n) == den
    };
    if said(&["yes"]) != said(&["no"]) || !missed.iter().all(majority) {
        return Some("rejected");
    }
    Some(match (v["tie"].as_str(), v["chair"].as_str()) {
        (Some("reject"), _) | (Some("chair"), Some("no")) => "rejected",
        (Some("chair"), Some("yes")) => "passed",
        _ => "tied",
    })
}

/// A small generator of its own, so that the same ballots are counted every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (self.0 >> 33) % n
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len() as u64) as usize]
    }

    fn part(&mut self, whole: u64) -> u64 {
        let slip = u64::from(self.below(60) == 0);
        self.below(whole + 1) + slip
    }

    fn share(&mut self, bases: &[&str]) -> Value {
        let fractions = [
            (1, 2),
            (1, 2),
            (2, 3),
            (2, 3),
            (3, 4),
            (2, 4),
            (1, 1),
            (0, 1),
            (3, 5),
        ];
        let (num, den) = self.one(&fractions);
        let (num, den) = if self.below(150) == 0 {
            (3, self.below(3))
        } else {
            (num, den)
        };
        json!({"num":num,"den":den,"op":self.one(&[">",">="]),"base":self.one(bases)})
    }

    fn ballot(&mut self, id: usize) -> Value {
        let authorised = self.below(16);
        let vacant = self.one(&[0, 0, 0, 1, 3]);
        let roster = authorised.saturating_sub(vacant) + u64::from(self.below(80) == 0);
        let most_recused = self.one(&[0, 0, 0, 1, 2, 15]).min(roster);
        let recused = self.part(most_recused);
        let recused_present = self.part(recused);
        let entitled = roster.saturating_sub(recused);
        let present = self.part(entitled).max(self.below(entitled + 1));
        let mut line = json!({"id":id,"authorised":authorised,"roster":roster,"recused":recused,
            "recused_present":recused_present,"present":present,
            "quorum":self.share(&["authorised", "roster", "entitled"]),
            "tie":self.one(&["reject","chair","new_round"]),
            "chair":self.one(&[None, Some("yes"), Some("no")])});
        line["quorum"]["count_recused"] = json!(self.below(2) == 0);
        line["quorum"]["floor"] = json!(self.one(&[0, 0, 1, 3]));
        let even = self.below(3) == 0;
        self.vote(&mut line, present, even);
        let bases = ["cast", "valid", "returned", "present", "entitled", "roster"];
        let mut thresholds: Vec<Value> = (0..self.below(3)).map(|_| self.share(&bases)).collect();
        if even || thresholds.is_empty() {
            thresholds.push(json!({"num":1,"den":2,"op":">","base":"cast"}));
        }
        line["thresholds"] = json!(thresholds);
        line
    }

    fn vote(&mut self, line: &mut Value, present: u64, even: bool) {
        let yes = if even {
            present / 2
        } else {
            self.part(present)
        };
        let left = present.saturating_sub(yes);
        let no = if even { yes } else { self.part(left) };
        let left = left.saturating_sub(no);
        let abstain = self.part(left);
        let invalid = self.part(left.saturating_sub(abstain));
        for (word, many) in [
            ("yes", yes),
            ("no", no),
            ("abstain", abstain),
            ("invalid", invalid),
        ] {
            line[word] = json!(many);
        }
    }
}

#[test]
fn ten_thousand_ballots_counted_twice_come_out_the_same() {
    let mut dice = Dice(20260101);
    let ballots: Vec<Value> = (0..10_000).map(|id| dice.ballot(id)).collect();
    let input: String = ballots.iter().map(|b| format!("{b}\n")).collect();
    let mut out = Vec::new();
    tally::run(input.as_bytes(), &mut out).unwrap();
    let answers: Vec<Value> = String::from_utf8(out)
        .unwrap()
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    assert_eq!(answers.len(), ballots.len());
    let mut seen = std::collections::BTreeMap::new();
    for (ballot, answer) in ballots.iter().zip(&answers) {
        assert_eq!(ballot["id"], answer["id"]);
        let outcome = brute(ballot);
        assert_eq!(
            answer["outcome"].as_str(),
            outcome,
            "{ballot} gave {answer}"
        );
        assert_eq!(answer["error"].is_string(), outcome.is_none(), "{ballot}");
        *seen.entry(outcome).or_insert(0) += 1;
    }
    assert_eq!(seen.len(), 5, "{seen:?}");
    assert!(seen.values().all(|n| *n > 200), "{seen:?}");
}
