//! What a note says besides its words: whom it calls, and by when.
//!
//! `@bo` calls a member, wherever it stands between other words. A line with `due 2026-12-01` (or `截止`, `到期`) is
//! something to be done by then; with `done` (or `完成`) before it in the line it has been done.

use jiff::civil::Date;

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
    /// By when it is to be done; none where somebody is only called.
    pub due: Option<Date>,
    /// The line that asks for it, without blanks around it.
    pub line: String,
    /// Place of the line in the note, from 0.
    pub place: usize,
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

/// Somebody who can be called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// As it is shown.
    pub name: String,
    /// The words after `@` that mean it, in small letters.
    calls: Vec<String>,
}

/// Members by name and login: called by either, and by the first word of the name where it means nobody else.
pub fn members(all: Vec<(String, Option<String>)>) -> Vec<Member> {
    let first = |name: &str| name.split_whitespace().next().map(str::to_lowercase);
    let own = |(name, login): &(String, Option<String>)| {
        let mut words = vec![name.to_lowercase()];
        words.extend(login.iter().map(|l| l.to_lowercase()));
        words.extend(first(name));
        words.retain(|w| !w.is_empty());
        words.sort();
        words.dedup();
        words
    };
    let words: Vec<Vec<String>> = all.iter().map(own).collect();
    let mut members = Vec::new();
    for (nth, (name, login)) in all.iter().enumerate() {
        let others = || words.iter().enumerate().filter(|(other, _)| *other != nth);
        let full = |w: &String| {
            *w == name.to_lowercase() || login.as_ref().is_some_and(|l| *w == l.to_lowercase())
        };
        let mut calls = words.get(nth).cloned().unwrap_or_default();
        calls.retain(|w| full(w) || !others().any(|(_, words)| words.contains(w)));
        members.push(Member {
            name: name.clone(),
            calls,
        });
    }
    members
}

/// What a note asks: a task for each line that is still to be done, and for each in which somebody is called. A day
/// without a name is for whom the note calls elsewhere; a line of nothing but names is there for such days alone.
pub fn tasks(note: &Task, members: &[Member]) -> Vec<Task> {
    let names = |line: &str| -> Vec<String> {
        let all = called(line, members).into_iter();
        all.map(str::to_owned).collect()
    };
    let lines = note.body.lines().map(str::trim).enumerate();
    let open: Vec<Task> = lines
        .filter(|(_, line)| !is_done(line))
        .map(|(place, line)| Task {
            due: due_day(line),
            line: line.to_owned(),
            place,
            called: names(line),
            ..note.clone()
        })
        .filter(|t| t.due.is_some() || !t.called.is_empty())
        .collect();
    let mut whole: Vec<String> = Vec::new();
    for name in open
        .iter()
        .filter(|t| t.due.is_none())
        .flat_map(|t| &t.called)
    {
        if !whole.contains(name) {
            whole.push(name.clone());
        }
    }
    let inherited = open.iter().any(|t| t.due.is_some() && t.called.is_empty());
    open.into_iter()
        .filter(|t| t.due.is_some() || !(inherited && says_only_names(&t.line)))
        .map(|mut t| {
            if t.called.is_empty() {
                t.called.clone_from(&whole);
            }
            t
        })
        .collect()
}

fn says_only_names(line: &str) -> bool {
    let mut words = line.split(|c: char| c.is_whitespace() || ",;:，、；：-*".contains(c));
    words.all(|w| w.is_empty() || w.starts_with('@'))
}

/// Words before a day.
const DUE: [&str; 3] = ["due", "截止", "到期"];
/// Words that a line begins with that has been done.
const DONE: [&str; 2] = ["done", "完成"];

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

/// The note with the line of a task marked as done, where it still is as it was.
pub fn with_done(task: &Task) -> Option<String> {
    let mut lines: Vec<String> = task.body.lines().map(str::to_owned).collect();
    let line = lines.get_mut(task.place)?;
    if line.trim() != task.line || is_done(line) {
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
pub fn called<'m>(body: &str, members: &'m [Member]) -> Vec<&'m str> {
    let lower = body.to_lowercase();
    let stands = |call: &String| {
        let call = format!("@{call}");
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
    let calls = |m: &&Member| m.calls.iter().any(stands);
    let all = members.iter().filter(calls);
    all.map(|m| m.name.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn note(body: &str) -> Task {
        Task {
            creator: 1,
            handle: "x".into(),
            note: 1,
            version: 1,
            body: body.into(),
            by: "anna".into(),
            at: String::new(),
            due: None,
            line: String::new(),
            place: 0,
            called: Vec::new(),
        }
    }

    fn called_so(names: &[&str]) -> Vec<Member> {
        super::members(names.iter().map(|n| ((*n).to_owned(), None)).collect())
    }

    fn members() -> Vec<Member> {
        called_so(&["anna", "bo"])
    }

    #[test]
    fn what_is_due_is_found_in_its_line() {
        let body = "likes samples\n- due 2026-12-01 send the red one\ndone due 2026-11-01 call\n截止：2026-12-05 回复\nDue: 2026-12-24\noverdue 2026-01-01\ndue soon\n完成 截止 2026-10-01";
        let found: Vec<_> = tasks(&note(body), &members())
            .into_iter()
            .map(|t| (t.due.unwrap(), t.place))
            .collect();
        assert_eq!(
            found,
            [
                (date(2026, 12, 1), 1),
                (date(2026, 12, 5), 3),
                (date(2026, 12, 24), 4)
            ]
        );
        assert_eq!(tasks(&note("due 2026-02-30"), &members()), []);
        assert_eq!(tasks(&note("小due 2026"), &members()), []);
    }

    #[test]
    fn done_is_written_into_the_line() {
        let asked = tasks(&note("x\n  - due 2026-12-01 send\n@bo look"), &members());
        let done = with_done(&asked[0]).unwrap();
        assert_eq!(done, "x\n  - done due 2026-12-01 send\n@bo look");
        let left = tasks(&note(&done), &members());
        assert_eq!(left.len(), 1);
        assert_eq!(
            with_done(&Task {
                body: done,
                ..asked[0].clone()
            }),
            None
        );
        let done = with_done(&left[0]).unwrap();
        assert_eq!(done, "x\n  - done due 2026-12-01 send\ndone @bo look");
        assert_eq!(tasks(&note(&done), &members()), []);
        assert_eq!(
            with_done(&Task {
                body: "x\nother".into(),
                ..asked[0].clone()
            }),
            None
        );
    }

    #[test]
    fn a_note_asks_something_of_somebody() {
        let asked = |body: &str| -> Vec<(bool, bool, bool)> {
            let all = tasks(&note(body), &members());
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
        // several calls are several things, beside what is due as well
        assert_eq!(
            asked("@bo please look\n@anna and you too\ndue 2026-12-02 @anna y"),
            [
                (false, false, true),
                (false, true, false),
                (true, true, false)
            ]
        );
        assert_eq!(
            asked("@bo please look\ndue 2026-12-02 y"),
            [(false, false, true), (true, false, true)]
        );
        assert_eq!(asked("done @bo look"), []);
    }

    #[test]
    fn members_are_called_by_name() {
        let members = called_so(&["anna", "bo", "小李", "bo.k"]);
        let called = |body| called(body, &members);
        assert_eq!(called("@Anna please look"), ["anna"]);
        assert_eq!(called("ask @bo, @小李看一下"), ["bo", "小李"]);
        assert_eq!(called("mail anna@bo or x@bo.k"), Vec::<&str>::new());
        assert_eq!(called("@bob @annab"), Vec::<&str>::new());
        assert_eq!(called("（@anna）"), ["anna"]);
    }

    #[test]
    fn members_with_a_full_name_are_called_by_login_and_by_a_first_name_that_is_one() {
        let member = |name: &str, login: &str| {
            let login = Some(login.to_owned()).filter(|l| !l.is_empty());
            (name.to_owned(), login)
        };
        let members = super::members(vec![
            member("Anna Li", "al"),
            member("Bo Chen", ""),
            member("Bo Wu", ""),
            member("王小明", "ming"),
        ]);
        let called = |body| called(body, &members);
        assert_eq!(called("@al @anna @Anna Li"), ["Anna Li"]);
        assert_eq!(called("@bo"), Vec::<&str>::new(), "there are two");
        assert_eq!(called("@Bo Wu and @ming"), ["Bo Wu", "王小明"]);
    }
}
