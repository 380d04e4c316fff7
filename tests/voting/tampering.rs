//! Whoever changes a row behind the portal's back is found out, and the row is named.
use super::hall::{Hall, halls};
use huiguan::voting;
use huiguan::voting::rules::Choice::{No, Yes};

/// A closed ballot with a recusal and a changed vote, and an annulled one before it.
fn full_hall() -> Vec<Hall> {
    let mut halls = halls();
    for hall in &mut halls {
        let first = hall.opened();
        hall.cast(&first, 0, Yes).unwrap();
        hall.annul(&first, "a mistake").unwrap();
        let id = hall.opened();
        let ballot = id.clone();
        hall.as_director(8, move |tx| voting::recuse_myself(tx, &ballot, "a partner"))
            .unwrap();
        hall.vote(&id, &[Yes, Yes, Yes, Yes, No, No, Yes]);
        hall.cast(&id, 5, Yes).unwrap();
        hall.a_day_later();
        hall.close(&id).unwrap();
        assert_eq!(hall.flaws(), [""; 0]);
    }
    halls
}

#[test]
fn any_changed_value_is_found_in_its_table() {
    let changes = [
        ("ballots", "title = title || 'x'"),
        ("ballots", "authorised = authorised + 1"),
        ("ballots", "pack_hash = 'ff'"),
        ("ballots", "rule = replace(rule, '2', '1')"),
        ("ballots", "subject_id = 'm2'"),
        ("ballots", "closed_at = opens_at where annulled_at is null"),
        (
            "ballots",
            "annulled_why = 'no mistake' where annulled_at is not null",
        ),
        ("ballot_seats", "label = label || 'x' where seat = 's3'"),
        (
            "ballot_seats",
            "recused_why = 'nothing' where seat = 's8' and recused_at is not null",
        ),
        (
            "ballot_seats",
            "recused_at = null where seat = 's8' and recused_at is not null",
        ),
        ("ballot_seats", "pack_opened_at = null where seat = 's2'"),
        ("ballot_votes", "choice = 'yes' where seat = 's4'"),
        ("ballot_votes", "comment = 'x' where seat = 's4'"),
        ("ballot_votes", "salt = 'x' where seat = 's4'"),
        ("ballot_votes", "digest = 'x' where seat = 's4'"),
        (
            "ballot_votes",
            "version = 7 where seat = 's5' and version = 2",
        ),
        ("ballot_results", "outcome = 'rejected'"),
        ("ballot_results", "arithmetic = arithmetic || ' '"),
        ("ballot_results", "counts = replace(counts, '6', '7')"),
    ];
    for hall in full_hall() {
        let conn = &mut hall.db.connect().unwrap();
        for (table, change) in changes {
            use diesel::connection::SimpleConnection;
            // Inside a transaction that is never committed: the next change starts afresh.
            conn.batch_execute("BEGIN").unwrap();
            conn.batch_execute(&format!("UPDATE {table} SET {change}"))
                .unwrap();
            let flaws = voting::verify(conn).unwrap().flaws;
            conn.batch_execute("ROLLBACK").unwrap();
            let table_and_key = format!("{table} ");
            let named = flaws.iter().any(|f| f.row.starts_with(&table_and_key));
            assert!(named, "{table} SET {change}: {flaws:?}");
        }
        assert_eq!(hall.flaws(), [""; 0]);
    }
}

#[test]
fn a_missing_vote_and_a_slipped_in_one_are_found() {
    for hall in full_hall() {
        hall.tamper(
            "INSERT INTO ballot_votes SELECT 'x', ballot_id, 's7', 1, choice, comment, person_id,
             cast_at, salt, digest FROM ballot_votes WHERE seat = 's4'",
        );
        assert!(hall.flaws().iter().any(|f| f.starts_with("ballot_votes x")));
        hall.tamper("DELETE FROM ballot_votes WHERE id = 'x'");
        assert_eq!(hall.flaws(), [""; 0]);
        hall.tamper("DELETE FROM ballot_votes WHERE seat = 's4'");
        assert!(hall.flaws().iter().any(|f| f.contains("missing")));
    }
}
