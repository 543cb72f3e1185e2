//! Blocks of order lines as the pool file keeps them.
//!
//! A block is a few hundred lines of one part, sorted by creator and time, column by column: nearly every column repeats
//! itself or counts up, so differences in LEB128 take a byte or two. A column that is zero throughout is one byte.

use super::super::error::Fault;
use super::super::packed::{number, take_number, unzigzag, zigzag};
use crate::domain::money::Currency;
use crate::domain::order::{LATE, Line, State};

/// Layout of the blocks; another one would have another number. The first one did not have what was told later.
const LAYOUT: u8 = 2;

/// Columns of the first layout: everything that platforms' files say, which is what fingerprints are of.
const SAID: usize = 16;

/// Columns of a block in a layout.
fn columns(layout: u8) -> Option<&'static [Column]> {
    match layout {
        1 => COLUMNS.get(..SAID),
        LAYOUT => Some(&COLUMNS),
        _ => None,
    }
}

/// Columns as numbers: how one is read from a line, and put back.
struct Column {
    /// Whether the difference to the line before is kept rather than the value.
    steps: bool,
    get: fn(&Line) -> i64,
    set: fn(&mut Line, i64),
}

const fn column(steps: bool, get: fn(&Line) -> i64, set: fn(&mut Line, i64)) -> Column {
    Column { steps, get, set }
}

const NO_TIME: i64 = i64::MIN;

fn day(v: i64) -> i32 {
    i32::try_from(v).unwrap_or(0)
}

fn small(v: i64) -> u32 {
    u32::try_from(v).unwrap_or(0)
}

static COLUMNS: [Column; SAID + 2 * LATE] = [
    column(true, |l| l.creator.into(), |l, v| l.creator = small(v)),
    column(true, |l| l.order, |l, v| l.order = v),
    column(false, |l| l.item.into(), |l, v| l.item = small(v)),
    column(
        true,
        |l| l.at.unwrap_or(NO_TIME),
        |l, v| l.at = (v != NO_TIME).then_some(v),
    ),
    column(false, |l| l.paid, |l, v| l.paid = v),
    column(false, |l| l.quantity - 1, |l, v| l.quantity = v + 1),
    column(false, |l| l.refunded, |l, v| l.refunded = v),
    column(false, |l| l.commission[0], |l, v| l.commission[0] = v),
    column(false, |l| l.commission[1], |l, v| l.commission[1] = v),
    column(false, |l| l.commission[2], |l, v| l.commission[2] = v),
    column(false, marks, set_marks),
    column(true, |l| l.content.into(), |l, v| l.content = small(v)),
    column(true, |l| l.collab.into(), |l, v| l.collab = small(v)),
    column(true, |l| l.code.into(), |l, v| l.code = small(v)),
    column(true, |l| l.status.into(), |l, v| l.status = small(v)),
    column(true, |l| l.link.into(), |l, v| l.link = small(v)),
    column(false, |l| l.late[0].raw, |l, v| l.late[0].raw = v),
    column(
        false,
        |l| l.late[0].day.into(),
        |l, v| l.late[0].day = day(v),
    ),
    column(false, |l| l.late[1].raw, |l, v| l.late[1].raw = v),
    column(
        false,
        |l| l.late[1].day.into(),
        |l, v| l.late[1].day = day(v),
    ),
    column(false, |l| l.late[2].raw, |l, v| l.late[2].raw = v),
    column(
        false,
        |l| l.late[2].day.into(),
        |l, v| l.late[2].day = day(v),
    ),
];

/// State, channel and flags in one number.
fn marks(l: &Line) -> i64 {
    let state = match l.state {
        State::Counted => 0,
        State::Ineligible => 1,
        State::Gone => 2,
    };
    state | i64::from(l.indirect) << 2 | i64::from(l.flags) << 3
}

fn set_marks(l: &mut Line, v: i64) {
    l.state = match v & 3 {
        1 => State::Ineligible,
        2 => State::Gone,
        _ => State::Counted,
    };
    l.indirect = v & 4 != 0;
    l.flags = u8::try_from(v >> 3 & 0xff).unwrap_or(0);
}

/// Lines as a block.
pub(in crate::store) fn pack(lines: &[Line], out: &mut Vec<u8>) {
    out.clear();
    out.push(LAYOUT);
    number(out, lines.len() as u64);
    let mut codes: Vec<Currency> = lines.iter().map(|l| l.currency).collect();
    codes.sort_unstable();
    codes.dedup();
    number(out, codes.len() as u64);
    for code in &codes {
        out.extend_from_slice(&code.bytes());
    }
    if codes.len() > 1 {
        for l in lines {
            let at = codes.binary_search(&l.currency).unwrap_or(0);
            number(out, at as u64);
        }
    }
    for c in &COLUMNS {
        let mut before = 0i64;
        let step = |l: &Line, before: &mut i64| {
            let v = (c.get)(l);
            let step = if c.steps { v.wrapping_sub(*before) } else { v };
            *before = v;
            step
        };
        let all_zero = lines.iter().all(|l| step(l, &mut before) == 0);
        out.push(u8::from(!all_zero));
        before = 0;
        if !all_zero {
            for l in lines {
                number(out, zigzag(step(l, &mut before)));
            }
        }
    }
}

/// The lines of a block, behind those in `into`.
pub(in crate::store) fn unpack(mut from: &[u8], into: &mut Vec<Line>) -> Result<(), Fault> {
    let damaged = || Fault::Damaged("order_block".to_owned());
    let from = &mut from;
    let byte = |from: &mut &[u8]| -> Result<u8, Fault> {
        let (first, rest) = from.split_first().ok_or_else(damaged)?;
        *from = rest;
        Ok(*first)
    };
    let columns = columns(byte(from)?).ok_or_else(damaged)?;
    let size = |from: &mut &[u8]| -> Result<usize, Fault> {
        let n = take_number(from).ok_or_else(damaged)?;
        usize::try_from(n).map_err(|_| damaged())
    };
    let count = size(from)?;
    let kinds = size(from)?;
    if count > MOST || kinds > count.max(1) {
        return Err(damaged());
    }
    let mut codes = Vec::with_capacity(kinds);
    for _ in 0..kinds {
        let (code, rest) = from.split_first_chunk::<3>().ok_or_else(damaged)?;
        *from = rest;
        codes.push(Currency::from_bytes(*code).ok_or_else(damaged)?);
    }
    let start = into.len();
    let one = Line {
        currency: codes.first().copied().unwrap_or_default(),
        quantity: 1,
        ..Line::default()
    };
    into.resize(start + count, one);
    let lines = into.get_mut(start..).unwrap_or_default();
    if kinds > 1 {
        for l in lines.iter_mut() {
            let at = size(from)?;
            l.currency = *codes.get(at).ok_or_else(damaged)?;
        }
    }
    for c in columns {
        if byte(from)? == 0 {
            // a column of nothing sets what nothing means
            for l in lines.iter_mut() {
                (c.set)(l, 0);
            }
            continue;
        }
        let mut before = 0i64;
        for l in lines.iter_mut() {
            let v = unzigzag(take_number(from).ok_or_else(damaged)?);
            let v = if c.steps { before.wrapping_add(v) } else { v };
            before = v;
            (c.set)(l, v);
        }
    }
    if !from.is_empty() {
        return Err(damaged());
    }
    Ok(())
}

/// A line as text and numbers: its currency, then its columns in their order (creator, order, item, second, paid, things
/// less one, refunded, three parts of the commission, marks, content, collaboration, code, status, link, and three times
/// what was refunded later and for which day).
pub(in crate::store) fn numbers(line: &Line) -> serde_json::Value {
    let mut all = vec![serde_json::Value::from(line.currency.code())];
    all.extend(COLUMNS.iter().map(|c| (c.get)(line).into()));
    all.into()
}

/// The line of [`numbers`].
pub(in crate::store) fn line_of(said: &serde_json::Value) -> Option<Line> {
    let (code, rest) = said.as_array()?.split_first()?;
    let mut line = Line {
        currency: match code.as_str()? {
            "" => Currency::NONE,
            code => Currency::parse(code)?,
        },
        ..Line::default()
    };
    // an older daren did not have what was told later
    if rest.len() != COLUMNS.len() && rest.len() != SAID {
        return None;
    }
    for (c, v) in COLUMNS.iter().zip(rest) {
        (c.set)(&mut line, v.as_i64()?);
    }
    Some(line)
}

/// More lines than any block has.
const MOST: usize = 1 << 16;

/// A fingerprint of 48 bits of everything that a line says: the same in every daren that has this layout.
pub(in crate::store) fn print(line: &Line) -> u64 {
    let mut h: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut mix = |v: u64| {
        h = (h ^ v).wrapping_mul(0xff51_afd7_ed55_8ccd);
        h ^= h >> 32;
    };
    for c in COLUMNS.iter().take(SAID) {
        mix((c.get)(line).cast_unsigned());
    }
    let [a, b, c] = line.currency.bytes();
    mix(u64::from(a) << 16 | u64::from(b) << 8 | u64::from(c));
    h & ((1 << 48) - 1)
}

/// What finds a line: order and item, with whom it is and what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::store) struct Key {
    pub order: i64,
    pub item: u32,
    pub creator: u32,
    pub print: u64,
}

impl Key {
    pub(in crate::store) fn of(line: &Line) -> Key {
        Key {
            order: line.order,
            item: line.item,
            creator: line.creator,
            print: print(line),
        }
    }
}

/// Layout of keys.
const KEYS: u8 = 1;

/// Keys, rising, as a block.
pub(in crate::store) fn pack_keys(keys: &[Key], out: &mut Vec<u8>) {
    out.clear();
    out.push(KEYS);
    number(out, keys.len() as u64);
    let mut before = 0i64;
    for k in keys {
        number(out, zigzag(k.order.wrapping_sub(before)));
        before = k.order;
        number(out, k.item.into());
        number(out, k.creator.into());
        let [a, b, c, d, e, f, ..] = k.print.to_le_bytes();
        out.extend_from_slice(&[a, b, c, d, e, f]);
    }
}

/// The keys of a block.
pub(in crate::store) fn unpack_keys(mut from: &[u8], into: &mut Vec<Key>) -> Result<(), Fault> {
    let damaged = || Fault::Damaged("order_key".to_owned());
    let from = &mut from;
    let (layout, rest) = from.split_first().ok_or_else(damaged)?;
    *from = rest;
    if *layout != KEYS {
        return Err(damaged());
    }
    let count = take_number(from).ok_or_else(damaged)?;
    let mut order = 0i64;
    let word = |from: &mut &[u8]| -> Result<u32, Fault> {
        let n = take_number(from).ok_or_else(damaged)?;
        u32::try_from(n).map_err(|_| damaged())
    };
    for _ in 0..count {
        let step = unzigzag(take_number(from).ok_or_else(damaged)?);
        order = order.wrapping_add(step);
        let (item, creator) = (word(from)?, word(from)?);
        let (p, rest) = from.split_first_chunk::<6>().ok_or_else(damaged)?;
        *from = rest;
        let [a, b, c, d, e, f] = *p;
        into.push(Key {
            order,
            item,
            creator,
            print: u64::from_le_bytes([a, b, c, d, e, f, 0, 0]),
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::order::Late;
    use proptest::prelude::*;

    fn line() -> impl Strategy<Value = Line> {
        let codes = ["USD", "GBP", ""].map(|c| Currency::parse(c).unwrap_or_default());
        let states = [State::Counted, State::Ineligible, State::Gone];
        let ids = (
            any::<i64>(),
            any::<u32>(),
            any::<u32>(),
            any::<Option<i32>>(),
        );
        let money = (any::<i64>(), 0i64..9, any::<i64>(), any::<[i64; 3]>());
        let rest = (
            0usize..3,
            0usize..3,
            any::<bool>(),
            any::<u8>(),
            any::<[u16; 5]>(),
            any::<[(i64, i32); LATE]>(),
        );
        (ids, money, rest).prop_map(move |(ids, money, rest)| Line {
            order: ids.0,
            item: ids.1,
            creator: ids.2,
            at: ids.3.map(i64::from),
            paid: money.0,
            quantity: money.1,
            refunded: money.2,
            commission: money.3,
            currency: codes[rest.0],
            state: states[rest.1],
            indirect: rest.2,
            flags: rest.3,
            content: rest.4[0].into(),
            collab: rest.4[1].into(),
            code: rest.4[2].into(),
            status: rest.4[3].into(),
            link: rest.4[4].into(),
            late: rest.5.map(|(raw, day)| Late { raw, day }),
        })
    }

    proptest! {
        #[test]
        fn blocks_come_back(lines in prop::collection::vec(line(), 0..40)) {
            let (mut packed, mut back) = (Vec::new(), Vec::new());
            pack(&lines, &mut packed);
            unpack(&packed, &mut back).unwrap();
            prop_assert_eq!(&back, &lines);
            let carried: Vec<Line> = lines.iter().map(|l| line_of(&numbers(l)).unwrap()).collect();
            prop_assert_eq!(&carried, &lines);
            let mut keys: Vec<Key> = lines.iter().map(Key::of).collect();
            keys.sort_unstable();
            let mut again = Vec::new();
            pack_keys(&keys, &mut packed);
            unpack_keys(&packed, &mut again).unwrap();
            prop_assert_eq!(again, keys);
        }

        #[test]
        fn damage_is_an_error_not_a_panic(lines in prop::collection::vec(line(), 0..9), at in any::<prop::sample::Index>(), bit in 0u8..8) {
            let mut packed = Vec::new();
            pack(&lines, &mut packed);
            let i = at.index(packed.len());
            packed[i] ^= 1 << bit;
            let _ = unpack(&packed, &mut Vec::new());
            packed.truncate(i);
            prop_assert!(unpack(&packed, &mut Vec::new()).is_err());
        }
    }

    #[test]
    fn blocks_of_the_first_layout_are_read() {
        let line = Line {
            order: 7,
            quantity: 1,
            refunded: 5,
            ..Line::default()
        };
        let (mut packed, mut back) = (Vec::new(), Vec::new());
        pack(&[line], &mut packed);
        // it had no columns for what came back later, which are empty here
        assert_eq!(packed.split_off(packed.len() - 2 * LATE), [0; 2 * LATE]);
        packed[0] = 1;
        unpack(&packed, &mut back).unwrap();
        assert_eq!(back, [line]);
    }

    #[test]
    fn a_changed_line_has_another_print() {
        let line = Line {
            paid: 5,
            ..Line::default()
        };
        let same = line;
        assert_eq!(print(&line), print(&same));
        // no platform's file says when something came back
        let mut late = line;
        late.late[0] = Late { raw: 3, day: 9 };
        assert_eq!(print(&line), print(&late));
        assert_ne!(
            print(&line),
            print(&Line {
                refunded: 5,
                ..line
            })
        );
        assert_ne!(
            print(&line),
            print(&Line {
                state: State::Ineligible,
                ..line
            })
        );
    }
}
