//! Which files are ours: the settings, the pool, and where a person was.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;
use sha2::{Digest as _, Sha256};

use super::fault::Fault;
use crate::domain::message::Message;

/// The files of this person on this machine. Folders are made when something is first written to them.
#[derive(Debug, Clone, Default)]
pub struct Place {
    /// Named by `--db` or `DAREN_DB`.
    named_pool: Option<PathBuf>,
    /// Named by `--config` or `DAREN_CONFIG`.
    named_config: Option<PathBuf>,
    config: Option<PathBuf>,
    data: Option<PathBuf>,
    state: Option<PathBuf>,
}

/// A variable that is set to something.
pub fn variable(name: &str) -> Option<OsString> {
    std::env::var_os(name).filter(|v| !v.is_empty())
}

impl Place {
    /// The platform's folders, and the files that options or variables name instead.
    pub fn find(db: Option<OsString>, config: Option<OsString>) -> Self {
        let dirs = ProjectDirs::from("", "", "daren");
        let of = |f: fn(&ProjectDirs) -> &Path| dirs.as_ref().map(|d| f(d).to_owned());
        let state = dirs
            .as_ref()
            .and_then(ProjectDirs::state_dir)
            .map(Path::to_owned);
        Place {
            named_pool: db.or_else(|| variable("DAREN_DB")).map(PathBuf::from),
            named_config: config
                .or_else(|| variable("DAREN_CONFIG"))
                .map(PathBuf::from),
            config: of(ProjectDirs::config_dir),
            data: of(ProjectDirs::data_dir),
            state: state.or_else(|| of(ProjectDirs::data_local_dir)),
        }
    }

    /// The settings file, and whether somebody named it: then it has to be there.
    pub fn config(&self) -> Option<(PathBuf, bool)> {
        self.named_config.clone().map(|p| (p, true)).or_else(|| {
            self.config
                .as_ref()
                .map(|folder| (folder.join("config.toml"), false))
        })
    }

    /// The pool file.
    pub fn pool(&self) -> Result<PathBuf, Fault> {
        match &self.named_pool {
            Some(path) => Ok(path.clone()),
            None => Ok(self.data()?.join("pool.db")),
        }
    }

    /// The folder of data that is ours.
    pub fn data(&self) -> Result<&Path, Fault> {
        self.data
            .as_deref()
            .ok_or_else(|| Fault::Failed(Message::new("cli-no-home")))
    }

    /// Where it is remembered what `member` saw last of `pool`; none where there is no home to keep it in. Two people
    /// at one login keep their places apart, and so do two pools of the same name.
    pub fn session(&self, pool: &Path, member: &str) -> Option<PathBuf> {
        let whole = std::path::absolute(pool).unwrap_or_else(|_| pool.to_owned());
        let mut hash = Sha256::new();
        hash.update(whole.as_os_str().as_encoded_bytes());
        hash.update([0]);
        hash.update(member.as_bytes());
        let name: String = hash
            .finalize()
            .iter()
            .take(8)
            .map(|b| format!("{b:02x}"))
            .collect();
        let state = self.state.as_ref()?;
        Some(state.join("sessions").join(format!("{name}.json")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sessions_are_kept_by_pool_and_member() {
        let place = Place {
            state: Some("/state".into()),
            ..Place::default()
        };
        let one = place.session(Path::new("/a/pool.db"), "anna").unwrap();
        assert!(one.starts_with("/state/sessions"));
        assert_eq!(
            place.session(Path::new("/a/pool.db"), "anna"),
            Some(one.clone())
        );
        assert_ne!(
            place.session(Path::new("/a/pool.db"), "bo"),
            Some(one.clone())
        );
        assert_ne!(place.session(Path::new("/b/pool.db"), "anna"), Some(one));
    }

    #[test]
    fn a_named_pool_needs_no_home() {
        let place = Place {
            named_pool: Some("x.db".into()),
            ..Place::default()
        };
        assert_eq!(place.pool().unwrap(), PathBuf::from("x.db"));
        assert!(matches!(Place::default().pool(), Err(Fault::Failed(_))));
    }
}
