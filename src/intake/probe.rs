//! The file as bytes: what it is, how it is encoded, its digest. One streaming pass; nothing is held.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use encoding_rs::Encoding;
use sha2::{Digest, Sha256};

use super::refusal::Refusal;
use crate::domain::message::Message;

/// The longest line taken, in bytes. A biography has thousands; a million is an accident or an attack.
pub const LONGEST_LINE: u64 = 1 << 20;
const CHUNK: usize = 256 << 10;

/// What the first pass found.
pub struct Probe {
    /// `UTF-8`, `UTF-8 BOM`, `UTF-16LE`, `UTF-16BE`, `GB18030`, `windows-1252`, `XLSX`.
    pub encoding: &'static str,
    /// SHA-256 of the content, in hex.
    pub digest: String,
    /// Size.
    pub bytes: u64,
    /// The last line, where no line end follows it: it may be cut.
    pub open_line: Option<u64>,
}

fn refuse(code: &'static str, id: &'static str) -> Refusal {
    Refusal::new(code, Message::new(id))
}

/// An error of the file system as a refusal.
pub fn io_refusal(error: &io::Error) -> Refusal {
    if error.kind() == io::ErrorKind::NotFound {
        return refuse("not_found", "intake-refused-not-found");
    }
    Refusal::new(
        "unreadable",
        Message::new("intake-refused-unreadable").with("error", error.to_string()),
    )
}

/// Looks at the whole file once.
pub fn probe(path: &Path) -> Result<Probe, Refusal> {
    let mut file = File::open(path).map_err(|e| io_refusal(&e))?;
    let meta = file.metadata().map_err(|e| io_refusal(&e))?;
    if !meta.is_file() {
        return Err(refuse("unreadable", "intake-refused-not-a-file"));
    }
    let mut head = vec![0; 64 << 10];
    let got = fill(&mut file, &mut head).map_err(|e| io_refusal(&e))?;
    head.truncate(got);
    if head.iter().all(u8::is_ascii_whitespace) && meta.len() <= head.len() as u64 {
        return Err(refuse("empty", "intake-refused-empty"));
    }
    let encoding = by_head(&head, &mut file)?;
    file.seek(SeekFrom::Start(0)).map_err(|e| io_refusal(&e))?;

    let mut hash = Sha256::new();
    let mut buffer = vec![0; CHUNK];
    let mut carried = 0usize;
    let (mut bytes, mut line, mut run) = (0u64, 1u64, 0u64);
    let mut utf8 = encoding.is_none_or(|e| e == "UTF-8 BOM");
    let mut last = b'\n';
    let text = encoding != Some("XLSX");
    loop {
        let room = buffer.get_mut(carried..).unwrap_or_default();
        let n = file.read(room).map_err(|e| io_refusal(&e))?;
        if n == 0 {
            break;
        }
        let fresh = buffer.get(carried..carried + n).unwrap_or_default();
        hash.update(fresh);
        bytes += n as u64;
        last = fresh.last().copied().unwrap_or(last);
        if !text {
            continue;
        }
        let mut start = 0;
        for at in memchr::memchr_iter(b'\n', fresh) {
            run += (at - start) as u64;
            if run > LONGEST_LINE {
                break;
            }
            (run, start, line) = (0, at + 1, line + 1);
        }
        if run <= LONGEST_LINE {
            // lines of old Macs end in CR alone
            let rest = fresh.get(start..).unwrap_or_default();
            run = match memchr::memrchr(b'\r', rest) {
                Some(at) => (rest.len() - at) as u64,
                None => run + rest.len() as u64,
            };
        }
        if run > LONGEST_LINE {
            return Err(too_long(line));
        }
        if encoding.is_none() && memchr::memchr(0, fresh).is_some() {
            return Err(refuse("binary", "intake-refused-binary"));
        }
        carried = if utf8 {
            let seen = buffer.get(..carried + n).unwrap_or_default();
            match std::str::from_utf8(seen) {
                Ok(_) => 0,
                Err(e) if e.error_len().is_none() && seen.len() - e.valid_up_to() < 4 => {
                    let from = e.valid_up_to();
                    let left = seen.len() - from;
                    buffer.copy_within(from..from + left, 0);
                    left
                }
                Err(_) => {
                    utf8 = false;
                    0
                }
            }
        } else {
            0
        };
    }
    let encoding = match encoding {
        Some(known) => known,
        None if utf8 => "UTF-8",
        None => {
            file.seek(SeekFrom::Start(0)).map_err(|e| io_refusal(&e))?;
            weigh(&mut file).map_err(|e| io_refusal(&e))?
        }
    };
    Ok(Probe {
        encoding,
        digest: hash.finalize().iter().map(|b| format!("{b:02x}")).collect(),
        bytes,
        open_line: (text && last != b'\n' && last != b'\r' && last != 0).then_some(line),
    })
}

/// The refusal of a line that never ends.
pub fn too_long(line: u64) -> Refusal {
    refuse("too_long_line", "intake-refused-too-long-line").at(line)
}

fn fill(file: &mut File, buffer: &mut [u8]) -> io::Result<usize> {
    let mut got = 0;
    while let Some(room) = buffer.get_mut(got..).filter(|r| !r.is_empty()) {
        match file.read(room)? {
            0 => break,
            n => got += n,
        }
    }
    Ok(got)
}

/// What the first bytes prove: a workbook, a marked or unmarked UTF-16, or something that is no table at all.
fn by_head(head: &[u8], file: &mut File) -> Result<Option<&'static str>, Refusal> {
    const OTHER: [&[u8]; 12] = [
        b"%PDF",
        b"\x89PNG",
        b"GIF8",
        b"\xff\xd8\xff",
        b"\x1f\x8b",
        b"Rar!",
        b"7z\xbc\xaf",
        b"SQLite format 3",
        b"\x7fELF",
        b"BM\x36",
        b"RIFF",
        b"\xfd7zXZ",
    ];
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Ok(Some("XLSX"));
    }
    if head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
        // an encrypted workbook is wrapped into the old container, under a name that is written in UTF-16
        let name: Vec<u8> = "EncryptedPackage"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        return Err(if contains(file, head, &name) {
            refuse("password_xlsx", "intake-refused-password-xlsx")
        } else {
            refuse("old_excel", "intake-refused-old-excel")
        });
    }
    if OTHER.iter().any(|magic| head.starts_with(magic)) {
        return Err(refuse("binary", "intake-refused-binary"));
    }
    if head.starts_with(b"\xef\xbb\xbf") {
        return Ok(Some("UTF-8 BOM"));
    }
    if head.starts_with(b"\xff\xfe") {
        return Ok(Some("UTF-16LE"));
    }
    if head.starts_with(b"\xfe\xff") {
        return Ok(Some("UTF-16BE"));
    }
    if head.contains(&0) {
        for (name, encoding) in [
            ("UTF-16LE", encoding_rs::UTF_16LE),
            ("UTF-16BE", encoding_rs::UTF_16BE),
        ] {
            if plausible(head, encoding) {
                return Ok(Some(name));
            }
        }
        return Err(refuse("binary", "intake-refused-binary"));
    }
    let controls = head
        .iter()
        .filter(|b| **b < 0x20 && !matches!(**b, b'\t' | b'\n' | b'\r' | 0x1b | 0x0c))
        .count();
    if controls * 50 > head.len() {
        return Err(refuse("binary", "intake-refused-binary"));
    }
    Ok(None)
}

/// Whether the name stands in the head or the rest of the file, as far as 64 MiB.
fn contains(file: &mut File, head: &[u8], name: &[u8]) -> bool {
    let finder = memchr::memmem::Finder::new(name);
    if finder.find(head).is_some() {
        return true;
    }
    let mut buffer = vec![0; CHUNK];
    for _ in 0..256 {
        match fill(file, &mut buffer) {
            Ok(n) if n > 0 => {
                if finder.find(buffer.get(..n).unwrap_or_default()).is_some() {
                    return true;
                }
            }
            _ => return false,
        }
    }
    false
}

/// Whether the head reads as UTF-16 without a mark: no broken pairs, no control characters, and separators in it.
fn plausible(head: &[u8], encoding: &'static Encoding) -> bool {
    let even = head.get(..head.len().min(4096) & !1).unwrap_or_default();
    let (text, _, broken) = encoding.decode(even);
    let controls = text
        .chars()
        .filter(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
        .count();
    let signs = text
        .chars()
        .filter(|c| matches!(c, ',' | '\t' | ';' | '\n'))
        .count();
    // a surrogate pair cut by the window is no damage
    let broken = broken && text.chars().rev().skip(1).any(|c| c == '\u{fffd}');
    !broken && controls == 0 && signs > 0
}

/// For text that is not clean UTF-8: damaged UTF-8, GB18030 or Windows-1252. A file with many sound multi-byte
/// characters and a few broken ones is UTF-8 with damage; GB18030 seldom looks like it for long.
fn weigh(file: &mut File) -> io::Result<&'static str> {
    let mut buffer = vec![0; CHUNK];
    let (mut carried, mut sound, mut broken) = (0usize, 0u64, 0u64);
    let mut chinese = Chinese::default();
    for _ in 0..64 {
        let n = file.read(buffer.get_mut(carried..).unwrap_or_default())?;
        if n == 0 {
            break;
        }
        let fresh = buffer.get(carried..carried + n).unwrap_or_default();
        chinese.weigh(fresh);
        let mut rest = buffer.get(..carried + n).unwrap_or_default();
        let left = loop {
            match std::str::from_utf8(rest) {
                Ok(text) => {
                    sound += text.chars().filter(|c| !c.is_ascii()).count() as u64;
                    break 0;
                }
                Err(e) => {
                    let (good, bad) = rest.split_at(e.valid_up_to());
                    sound += String::from_utf8_lossy(good)
                        .chars()
                        .filter(|c| !c.is_ascii())
                        .count() as u64;
                    match e.error_len() {
                        Some(len) => {
                            broken += 1;
                            rest = bad.get(len..).unwrap_or_default();
                        }
                        None => break bad.len(),
                    }
                }
            }
        };
        let end = carried + n;
        buffer.copy_within(end - left..end, 0);
        carried = left;
    }
    if broken == 0 || sound >= broken * 4 {
        return Ok("UTF-8");
    }
    Ok(
        if chinese.pairs > chinese.doubtful + chinese.impossible * 4 {
            "GB18030"
        } else {
            "windows-1252"
        },
    )
}

/// What the bytes would be, were they GB18030. The accented letters of Latin text stand before ASCII letters or blanks,
/// which makes doubtful or impossible Chinese; real Chinese is nearly all pairs of high bytes. Four-byte codes (emoji,
/// Thai) speak for neither.
#[derive(Default)]
struct Chinese {
    pairs: u64,
    doubtful: u64,
    impossible: u64,
}

impl Chinese {
    fn weigh(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        loop {
            rest = match rest {
                [] => return,
                [0..=0x80 | 0xFF, after @ ..] => after,
                [_, 0x30..=0x39, 0x81..=0xFE, 0x30..=0x39, after @ ..] => after,
                [0xA1..=0xFE, 0xA1..=0xFE, after @ ..] => {
                    self.pairs += 1;
                    after
                }
                [_, 0x40..=0x7E | 0x80..=0xFE, after @ ..] => {
                    self.doubtful += 1;
                    after
                }
                // the end of a chunk tells nothing
                [_] => return,
                [_, after @ ..] => {
                    self.impossible += 1;
                    after
                }
            };
        }
    }
}

/// The content as UTF-8, without a byte order mark. Bytes that mean nothing become U+FFFD (in plain UTF-8 they come
/// through as they are, for the reader of records to replace).
pub fn open(path: &Path, encoding: &str) -> io::Result<Box<dyn Read>> {
    let mut file = File::open(path)?;
    let coding = match encoding {
        "UTF-8" => return Ok(Box::new(file)),
        "UTF-8 BOM" => {
            file.seek(SeekFrom::Start(3))?;
            return Ok(Box::new(file));
        }
        "UTF-16LE" => encoding_rs::UTF_16LE,
        "UTF-16BE" => encoding_rs::UTF_16BE,
        "GB18030" => encoding_rs::GB18030,
        _ => encoding_rs::WINDOWS_1252,
    };
    Ok(Box::new(
        encoding_rs_io::DecodeReaderBytesBuilder::new()
            .encoding(Some(coding))
            .strip_bom(true)
            .bom_override(true)
            .build(file),
    ))
}
