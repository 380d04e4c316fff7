//! Readers that answer, refuse, end over what they read or never end.

use std::os::unix::fs::PermissionsExt;
use std::time::Instant;

use super::*;

/// Finds a number, and a part.
struct Echo;

impl Reader for Echo {
    const NAME: &'static str = "echo";
    type Ask = u8;
    type Found = u8;

    fn read(ask: u8, bytes: Vec<u8>) -> Result<(u8, Vec<Vec<u8>>), Fault> {
        Ok((ask, vec![bytes]))
    }
}

/// What comes of a program that is this script.
fn by(script: &str, bytes: &[u8]) -> Result<Made<Echo>, Fault> {
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("reader");
    std::fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o700)).unwrap();
    let patience = Duration::from_secs(2);
    loop {
        // Another test's child may hold what was just written open for a moment.
        match read_by::<Echo>((program.as_path(), patience), &7, bytes) {
            Err(Fault::Broken(why)) if why.contains("os error 26") => thread::yield_now(),
            other => return other,
        }
    }
}

fn ended(read: &Result<Made<Echo>, Fault>) -> bool {
    matches!(read, Err(Fault::Refused(why)) if why.key == "platform-file-beyond")
}

#[test]
fn what_a_reader_found_comes_back_with_its_parts() {
    let found = by(
        r#"cat > /dev/null; printf '{"Found":[9,[2,3]]}\nabcde'"#,
        b"x",
    )
    .unwrap();
    assert_eq!(found, (9, vec![b"ab".to_vec(), b"cde".to_vec()]));
    // It gets what is asked, the file, and its own name; nothing of how the portal is set up.
    let told = r#"test "$1 $2 $(head -c 2) $(cat) $HOME$HUIGUAN_DATA" = "read echo 7 file " && printf '{"Found":[1,[]]}\n'"#;
    assert_eq!(by(told, b"file").unwrap(), (1, vec![]));
}

#[test]
fn a_refusal_comes_back_in_words_and_a_fault_as_one() {
    let refused = by(
        r#"cat > /dev/null; printf '{"Refused":{"key":"a","args":[]}}\n'"#,
        b"",
    );
    assert!(matches!(refused, Err(Fault::Refused(why)) if why.key == "a"));
    let broken = by(r#"cat > /dev/null; printf '{"Broken":"b"}\n'"#, b"");
    assert!(matches!(broken, Err(Fault::Broken(why)) if why == "b"));
}

#[test]
fn a_reader_that_ends_over_a_file_is_told_to_whoever_sent_it() {
    let large = vec![b'x'; 1 << 20];
    // At once, before it read all; by a signal; after half an answer; with one that is none.
    for script in [
        "exit 0",
        "kill -9 $$",
        r#"cat > /dev/null; printf '{"Found":[9,[5]]}\nabc'"#,
        r#"cat > /dev/null; printf '{"Found":[9,'"#,
        "cat",
        // Or it makes more of it than anything may.
        r#"cat > /dev/null; printf '{"Found":[9,[99999999999]]}\n'"#,
        r#"cat > /dev/null; printf '{"Found":[9,[18446744073709551615,2]]}\n'"#,
    ] {
        assert!(ended(&by(script, &large)), "{script}");
    }
}

#[test]
fn a_reader_that_does_not_end_is_ended() {
    let began = Instant::now();
    assert!(ended(&by("exec sleep 60", b"x")));
    assert!(ended(&by("exec sleep 60", &vec![b'x'; 1 << 20])));
    assert!(began.elapsed() < Duration::from_secs(20));
}

#[test]
fn nothing_is_read_while_nobody_said_which_program_does() {
    let read = read_now::<Echo>(&7, b"x");
    assert!(matches!(read, Err(Fault::Broken(why)) if why.contains("which program")));
    let missing = (Path::new("/nowhere/reader"), PATIENCE);
    assert!(matches!(
        read_by::<Echo>(missing, &7, b"x"),
        Err(Fault::Broken(_))
    ));
}
