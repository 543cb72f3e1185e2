//! `@User`, `user` and a link to the profile are one creator.

use std::borrow::Cow;

use super::number::is_missing;
use crate::text;

/// The longest handle taken; anything longer is prose in the wrong column.
pub const LONGEST: usize = 200;

/// A handle without `@` and address, as displayed otherwise. `None` where the cell names nobody.
pub fn normal(cell: &str) -> Option<Cow<'_, str>> {
    let cell = cell.trim();
    if is_missing(cell) {
        return None;
    }
    let plain = cell
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'));
    if plain {
        return Some(Cow::Borrowed(cell));
    }
    let cleaned = text::clean(cell);
    let bare = unquoted(&cleaned);
    if let Some(rest) = profile_path(bare) {
        return (!is_missing(rest)).then(|| Cow::Owned(rest.to_owned()));
    }
    // any other address names nobody: two of them would only look like two creators
    if bare.contains("://") {
        return None;
    }
    let bare = bare.trim_start_matches(['@', '＠']).trim();
    (!is_missing(bare)).then(|| Cow::Owned(bare.to_owned()))
}

/// The handle in a link to a profile, if the text is one and names somebody.
pub fn from_link(cell: &str) -> Option<String> {
    let cleaned = text::clean(cell);
    profile_path(unquoted(&cleaned))
        .filter(|h| !is_missing(h))
        .map(str::to_owned)
}

/// The part of a profile's address that names the creator; empty where the address stops before it.
fn profile_path(link: &str) -> Option<&str> {
    let rest = link
        .strip_prefix("https://")
        .or_else(|| link.strip_prefix("http://"))
        .unwrap_or(link);
    let (host, path) = rest.split_once('/')?;
    let on = |domain: &str| {
        let front = host.len().checked_sub(domain.len());
        front
            .and_then(|at| host.split_at_checked(at))
            .is_some_and(|(front, end)| {
                end.eq_ignore_ascii_case(domain) && (front.is_empty() || front.ends_with('.'))
            })
    };
    let name = if on("tiktok.com") || on("youtube.com") {
        path.strip_prefix('@')?
    } else if on("douyin.com") {
        path.strip_prefix("user/")?
    } else if on("instagram.com") {
        path
    } else {
        return None;
    };
    name.split(['/', '?', '#', '&']).next().map(str::trim)
}

/// Without the `'` that files going out put before a cell which a spreadsheet would run.
pub fn unquoted(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r']) => rest,
        _ => cell,
    }
}

/// A cell with a name and a handle on lines of their own (`Anna⏎@anna.sells`): handle, name.
pub fn lines(cell: &str) -> Option<(String, String)> {
    let mut parts = cell
        .split(['\n', '\r'])
        .map(|p| text::clean(p).into_owned())
        .filter(|p| !p.is_empty());
    let (first, second) = (parts.next()?, parts.next()?);
    match (first.strip_prefix('@'), second.strip_prefix('@')) {
        (None, Some(handle)) if !handle.is_empty() => Some((handle.to_owned(), first)),
        (Some(handle), None) if !handle.is_empty() => Some((handle.to_owned(), second)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_creator_in_many_forms() {
        for (cell, want) in [
            ("@User", Some("User")),
            ("user", Some("user")),
            (" user\t", Some("user")),
            ("https://www.tiktok.com/@user?x=1", Some("user")),
            ("http://tiktok.com/@user/video/1", Some("user")),
            ("www.tiktok.com/@a.b_c", Some("a.b_c")),
            ("https://www.douyin.com/user/MS4wLj", Some("MS4wLj")),
            ("https://www.instagram.com/anna/", Some("anna")),
            ("https://www.tiktok.com/@", None),
            ("https://example.com/anna", None),
            ("'@user", Some("user")),
            ("🌻 Xuyến Miền Tây", Some("🌻 Xuyến Miền Tây")),
            ("", None),
            ("--", None),
            ("@", None),
            ("#NAME?", None),
            ("未知", None),
            ("06050", Some("06050")),
        ] {
            assert_eq!(normal(cell).as_deref(), want, "{cell}");
        }
        assert_eq!(
            lines("Anna Sells\n@anna.sells"),
            Some(("anna.sells".into(), "Anna Sells".into()))
        );
        assert_eq!(lines("just one"), None);
    }

    proptest! {
        #[test]
        fn normal_is_final(cell in "\\PC{0,24}") {
            if let Some(h) = normal(&cell) {
                prop_assert!(!h.is_empty());
                if !h.starts_with('\'') && !h.contains("://") && !h.contains('/') {
                    prop_assert_eq!(normal(&h).map(Cow::into_owned), Some(h.to_string()));
                }
            }
        }
    }
}
