//! Plain work of the same kind, measured in the same run: what a figure is divided by depends little on the machine.

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::figures::{Figures, ms};
use crate::line::Line;

fn median(mut run: impl FnMut() -> Duration) -> f64 {
    Figures::of((0..7).map(|_| ms(run()))).median()
}

fn timed<T>(run: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    black_box(run());
    start.elapsed()
}

/// A program that does nothing, started in the same kind of terminal.
pub fn starting(home: &Path) -> f64 {
    median(|| Line::start(home, "true", &[], false).until_end())
}

/// A key to a program that only gives it back.
pub fn echo(home: &Path) -> f64 {
    let args = ["-c", "stty raw -echo; printf ready; exec cat"];
    let mut line = Line::start(home, "sh", &args, false);
    line.until("cat", |screen| screen.contains("ready"));
    line.rest(Duration::from_millis(50));
    Figures::of((0..100).map(|_| ms(line.key("j", Duration::from_millis(3)).time))).median()
}

/// Reading a file whole.
pub fn reading(path: &Path) -> f64 {
    median(|| timed(|| std::fs::read(path).unwrap()))
}

/// Taking a CSV file apart into cells.
pub fn cells(path: &Path) -> f64 {
    let once = || {
        let mut reader = csv::Reader::from_path(path).unwrap();
        let (mut record, mut cells) = (csv::ByteRecord::new(), 0);
        while reader.read_byte_record(&mut record).unwrap() {
            cells += record.len();
        }
        cells
    };
    Figures::of((0..3).map(|_| ms(timed(once)))).median()
}

/// Adding up a number of eight bytes for each creator.
pub fn adding(creators: u32) -> f64 {
    let column: Vec<i64> = (0..i64::from(creators)).collect();
    median(|| timed(|| black_box(&column).iter().fold(0i64, |a, b| a ^ b)))
}

/// Sorting a number of eight bytes for each creator with the standard library.
pub fn sorting(creators: u32) -> f64 {
    let scattered = |i: u64| (i + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29);
    let column: Vec<u64> = (0..u64::from(creators)).map(scattered).collect();
    median(|| {
        let mut column = column.clone();
        timed(|| column.sort_unstable())
    })
}

/// Looking for a rare word in all handles.
pub fn looking(creators: u32) -> f64 {
    let handles: Vec<String> = (0..creators).map(crate::creators::handle).collect();
    let handles = handles.join("\n");
    let times = || memchr::memmem::find_iter(handles.as_bytes(), "zoe.novak").count();
    median(|| timed(times))
}
