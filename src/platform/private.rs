//! What lies on disk is for the portal's own user alone: the database, files, keys, backups.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use rustix::fs::Mode;

use crate::platform::config::Config;
use crate::platform::db::Fault;

/// What others may do to what is made from now on: nothing, in the whole process.
fn nothing_for_others() {
    rustix::process::umask(Mode::from_raw_mode(0o077));
}

/// Makes the data folder if it isn't there, and takes from others what an earlier build or a copy left them in
/// it. What belongs to another user stays as it is.
///
/// # Errors
/// If the folder can't be made.
pub fn data_folder(config: &Config) -> Result<(), Fault> {
    nothing_for_others();
    let data = &config.data;
    fs::create_dir_all(data)?;
    tighten(data, 0o700);
    tighten(&data.join("files"), 0o700);
    let ours = |name: &str| name == "secret.key" || name.starts_with("huiguan.db");
    for entry in fs::read_dir(data)?.flatten() {
        if entry.file_name().to_str().is_some_and(ours) {
            tighten(&entry.path(), 0o600);
        }
    }
    Ok(())
}

fn tighten(path: &Path, most: u32) {
    let Ok(found) = fs::symlink_metadata(path) else {
        return;
    };
    let mode = found.permissions().mode() & 0o777;
    if found.is_symlink() || mode & !most == 0 {
        return;
    }
    if let Err(error) = fs::set_permissions(path, Permissions::from_mode(mode & most)) {
        tracing::warn!(path = %path.display(), %error, "others may read what is the portal's");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_in_the_data_folder_is_for_nobody_else() {
        let place = tempfile::tempdir().unwrap();
        let data = place.path().join("data");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        fs::create_dir(&data).unwrap();
        fs::create_dir(data.join("files")).unwrap();
        for name in ["huiguan.db", "huiguan.db-wal", "secret.key"] {
            fs::write(data.join(name), "x").unwrap();
            fs::set_permissions(data.join(name), Permissions::from_mode(0o644)).unwrap();
        }
        fs::set_permissions(&data, Permissions::from_mode(0o755)).unwrap();
        let pair = ("HUIGUAN_DATA".to_owned(), data.display().to_string());
        data_folder(&Config::from_pairs([pair].into_iter()).unwrap()).unwrap();
        assert_eq!((mode(&data), mode(&data.join("files"))), (0o700, 0o700));
        for name in ["huiguan.db", "huiguan.db-wal", "secret.key"] {
            assert_eq!(mode(&data.join(name)), 0o600, "{name}");
        }
        fs::write(data.join("later"), "x").unwrap();
        assert_eq!(mode(&data.join("later")), 0o600);
    }
}
