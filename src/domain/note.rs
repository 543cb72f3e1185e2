//! What a note says besides its words: whom it calls, and by when.
//!
//! `@bo` calls a member, wherever it stands between other words. A line with `due 2026-12-01` (or `截止`, `到期`) is
//! something to be done by then; with `done` (or `完成`) before it in the line it has been done.

use jiff::civil::Date;

/// Something to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// By then.
    pub on: Date,
    /// The line as it stands, without blanks around it.
    pub line: String,
    /// Place of the line in the note, from 0.
    pub at: usize,
}

/// Something that a note asks of somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// On whom the note is.
    pub creator: u32,
    /// The handle.
    pub handle: String,
    /// Number of the note.
    pub note: i64,
    /// Its version.
    pub version: i64,
    /// What all of it says.
    pub body: String,
    /// Who wrote it.
    pub by: String,
    /// When, as an ISO time stamp.
    pub at: String,
    /// The line that is to be done by some day; none where somebody is only called.
    pub due: Option<Due>,
    /// The members it calls.
    pub called: Vec<String>,
}

impl Task {
    /// Whether it is for this member: called by name, or a day that the member has noted without calling anybody else.
    pub fn is_for(&self, member: &str) -> bool {
        let called = |m: &String| m.to_lowercase() == member.to_lowercase();
        if self.called.is_empty() {
            self.by == member
        } else {
            self.called.iter().any(called)
        }
    }
}

/// What a note asks: a task for each line that is still to be done; one for a note that calls somebody and has none.
pub fn tasks(note: &Task, members: &[String]) -> Vec<Task> {
    let dues = dues(&note.body);
    // who is called in a line that is due is called for that alone
    let lines = note.body.lines().enumerate();
    let others = lines.filter(|(at, _)| dues.iter().all(|d| d.at != *at));
    let others: Vec<&str> = others.map(|(_, line)| line).collect();
    let whole: Vec<String> = called(&others.join("\n"), members)
        .into_iter()
        .map(str::to_owned)
        .collect();
    if dues.is_empty() {
        let open = !whole.is_empty() && !note.body.lines().any(|l| is_done(l.trim()));
        let task = Task {
            called: whole,
            ..note.clone()
        };
        return open.then_some(task).into_iter().collect();
    }
    let task = |due: Due| {
        // a line that calls somebody is for those; else for whom the note calls
        let own: Vec<String> = called(&due.line, members)
            .into_iter()
            .map(str::to_owned)
            .collect();
        Task {
            called: if own.is_empty() { whole.clone() } else { own },
            due: Some(due),
            ..note.clone()
        }
    };
    dues.into_iter().map(task).collect()
}

/// Words before a day.
const DUE: [&str; 3] = ["due", "截止", "到期"];
/// Words that a line begins with that has been done.
const DONE: [&str; 2] = ["done", "完成"];

/// The lines of a note that are still to be done.
pub fn dues(body: &str) -> Vec<Due> {
    let lines = body.lines().enumerate();
    let due = |(at, line): (usize, &str)| {
        let line = line.trim();
        let on = due_day(line)?;
        (!is_done(line)).then(|| Due {
            on,
            line: line.to_owned(),
            at,
        })
    };
    lines.filter_map(due).collect()
}

fn is_done(line: &str) -> bool {
    let line = line.trim_start_matches(['-', '*', ' ']).to_lowercase();
    DONE.iter().any(|done| {
        line.strip_prefix(done).is_some_and(|rest| {
            // "done" as a word of its own; Chinese words need no blank
            !done.is_ascii() || !rest.starts_with(|c: char| c.is_alphanumeric())
        })
    })
}

fn due_day(line: &str) -> Option<Date> {
    let lower = line.to_lowercase();
    DUE.iter().find_map(|word| {
        lower.match_indices(word).find_map(|(at, _)| {
            let before = lower.get(..at)?.chars().next_back();
            if word.is_ascii() && before.is_some_and(char::is_alphanumeric) {
                return None;
            }
            let rest = lower.get(at + word.len()..)?;
            let rest = rest.trim_start_matches([' ', ':', '：', '\u{3000}']);
            rest.get(..10)?.parse().ok()
        })
    })
}

/// The note with a line marked as done, where it still is as it was.
pub fn with_done(body: &str, due: &Due) -> Option<String> {
    let mut lines: Vec<String> = body.lines().map(str::to_owned).collect();
    let line = lines.get_mut(due.at)?;
    if line.trim() != due.line || is_done(line) {
        return None;
    }
    let text = line.trim_start();
    let indent = line.len() - text.len();
    let (indent, text) = (line.get(..indent)?.to_owned(), text.to_owned());
    let (bullet, text) = match text.strip_prefix("- ").or(text.strip_prefix("* ")) {
        Some(rest) => ("- ", rest.to_owned()),
        None => ("", text),
    };
    *line = format!("{indent}{bullet}done {text}");
    Some(lines.join("\n"))
}

/// Which of the members a note calls, each once.
pub fn called<'m>(body: &str, members: &'m [String]) -> Vec<&'m str> {
    let calls = |member: &&String| {
        let call = format!("@{}", member.to_lowercase());
        let lower = body.to_lowercase();
        lower.match_indices(&call).any(|(at, found)| {
            let before = lower.get(..at).and_then(|b| b.chars().next_back());
            let behind = lower.get(at + found.len()..).and_then(|b| b.chars().next());
            // an e-mail address is no call, nor is a longer name
            let word = |c: Option<char>| {
                c.is_some_and(|c| (c.is_alphanumeric() && c.is_ascii()) || matches!(c, '_' | '.'))
            };
            let longer = behind.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_');
            !word(before) && !longer
        })
    };
    let all = members.iter().filter(|m| !m.is_empty());
    all.filter(calls).map(String::as_str).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn what_is_due_is_found_in_its_line() {
        let body = "likes samples\n- due 2026-12-01 send the red one\ndone due 2026-11-01 call\n截止：2026-12-05 回复\nDue: 2026-12-24\noverdue 2026-01-01\ndue soon\n完成 截止 2026-10-01";
        let found: Vec<_> = dues(body).into_iter().map(|d| (d.on, d.at)).collect();
        assert_eq!(
            found,
            [
                (date(2026, 12, 1), 1),
                (date(2026, 12, 5), 3),
                (date(2026, 12, 24), 4)
            ]
        );
        assert_eq!(dues("due 2026-02-30"), []);
        assert_eq!(dues("小due 2026"), []);
    }

    #[test]
    fn done_is_written_into_the_line() {
        let body = "x\n  - due 2026-12-01 send";
        let due = &dues(body)[0];
        let done = with_done(body, due).unwrap();
        assert_eq!(done, "x\n  - done due 2026-12-01 send");
        assert_eq!(dues(&done), []);
        assert_eq!(with_done(&done, due), None);
        assert_eq!(with_done("x\nother", due), None);
    }

    #[test]
    fn a_note_asks_something_of_somebody() {
        let members = ["anna", "bo"].map(String::from);
        let note = |body: &str| Task {
            creator: 1,
            handle: "x".into(),
            note: 1,
            version: 1,
            body: body.into(),
            by: "anna".into(),
            at: String::new(),
            due: None,
            called: Vec::new(),
        };
        let asked = |body: &str| -> Vec<(bool, bool, bool)> {
            let all = tasks(&note(body), &members);
            all.iter()
                .map(|t| (t.due.is_some(), t.is_for("anna"), t.is_for("Bo")))
                .collect()
        };
        assert_eq!(asked("nothing"), []);
        assert_eq!(asked("due 2026-12-01 send"), [(true, true, false)]);
        assert_eq!(asked("@bo look"), [(false, false, true)]);
        assert_eq!(
            asked("@bo\ndue 2026-12-01 x\ndue 2026-12-02 @anna y"),
            [(true, false, true), (true, true, false)]
        );
        assert_eq!(
            asked("due 2026-12-01 x\ndue 2026-12-02 @bo y"),
            [(true, true, false), (true, false, true)]
        );
        assert_eq!(
            asked("due 2026-12-01 x\ndue 2026-12-02 @bo y"),
            [(true, true, false), (true, false, true)]
        );
        assert_eq!(asked("done @bo look"), []);
    }

    #[test]
    fn members_are_called_by_name() {
        let members = ["anna", "bo", "小李", "bo.k"].map(String::from);
        let called = |body| called(body, &members);
        assert_eq!(called("@Anna please look"), ["anna"]);
        assert_eq!(called("ask @bo, @小李看一下"), ["bo", "小李"]);
        assert_eq!(called("mail anna@bo or x@bo.k"), Vec::<&str>::new());
        assert_eq!(called("@bob @annab"), Vec::<&str>::new());
        assert_eq!(called("（@anna）"), ["anna"]);
    }
}
