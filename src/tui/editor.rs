//! The person's own editor on a text: the terminal is lent to it and taken back.

use std::ffi::OsString;
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

use super::{input, term};
use crate::messages::EditorFailed;

/// Somebody else has the terminal: an interrupt typed there is not for us.
static LENT: AtomicBool = AtomicBool::new(false);

/// See [`LENT`].
pub fn is_lent() -> bool {
    LENT.load(Ordering::SeqCst)
}

fn editor() -> OsString {
    let set = |name| std::env::var_os(name).filter(|v| !v.is_empty());
    set("VISUAL")
        .or_else(|| set("EDITOR"))
        .unwrap_or_else(|| "vi".into())
}

/// A file that only we can read, gone when it is dropped.
struct Lent(PathBuf);

impl Drop for Lent {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

impl Lent {
    fn with(text: &str) -> std::io::Result<Self> {
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut nth = 0;
        loop {
            let name = format!("daren-note-{}-{nth}.md", std::process::id());
            let path = std::env::temp_dir().join(name);
            match options.open(&path) {
                Ok(mut file) => {
                    let lent = Lent(path);
                    file.write_all(text.as_bytes())?;
                    return Ok(lent);
                }
                Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists && nth < 1_000 => nth += 1,
                Err(e) => return Err(e),
            }
        }
    }
}

/// Lets the person edit a text; nothing else happens until the editor ends.
///
/// # Errors
/// Why there is no other text: an editor that cannot be started or ends badly.
pub fn edit(text: &str) -> Result<String, EditorFailed> {
    let editor = editor();
    let failed = |why: Option<String>| EditorFailed {
        editor: editor.to_string_lossy().into_owned(),
        why,
    };
    let run = || -> std::io::Result<Option<String>> {
        let file = Lent::with(text)?;
        // a shell takes `code --wait` apart as everywhere else
        let status = Command::new("sh")
            .arg("-c")
            .arg(r#"eval "$DAREN_EDITOR \"\$1\"""#)
            .arg("sh")
            .arg(&file.0)
            .env("DAREN_EDITOR", &editor)
            .status()?;
        // what shells say of a program that is not there
        if status.code() == Some(127) {
            return Err(std::io::ErrorKind::NotFound.into());
        }
        if !status.success() {
            return Ok(None);
        }
        Ok(Some(fs::read_to_string(&file.0)?))
    };
    let keys = input::pause();
    LENT.store(true, Ordering::SeqCst);
    term::lend();
    let done = run();
    let taken = term::take();
    LENT.store(false, Ordering::SeqCst);
    drop(keys);
    match (done, taken) {
        (Ok(Some(text)), Ok(())) => Ok(text.trim_end_matches('\n').to_owned()),
        (Ok(None), _) => Err(failed(None)),
        (Err(e), _) | (_, Err(e)) => Err(failed(Some(e.to_string()))),
    }
}
