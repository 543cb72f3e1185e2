//! Observations as the pool file keeps them: one packed value for each.
//!
//! A row of sixty columns costs SQLite more time to take apart than the disk to read it, and is written, compared and
//! read a million times at once. So an observation is one BLOB: how many bytes of bit map follow (one byte), a bit for
//! each field that is there (lowest first, by the field's code), then the values in that order. Numbers are zigzag
//! LEB128, texts their length in LEB128 and UTF-8. The same observation always gives the same bytes, so whether a file
//! says anything new of a creator is a comparison of two strings of bytes.
//!
//! The codes stand in the table `field` and never change within a pool file: a field that a later daren adds gets the
//! next code there, and no row has to be rewritten.

use rusqlite::Connection;

use super::error::Fault;
use super::row::{self, Filled, Slot, WIDTH};
use crate::domain::creator::{Observation, Values};
use crate::domain::field::{Attr, Metric};
use crate::domain::money::Currency;
use crate::domain::sketch::Texts;

/// Fields of one pool file; a bit map has a bit for each.
const MOST: usize = 128;

const _: () = assert!(WIDTH <= MOST, "one bit for each field");

/// Without the names of the fields no observation could be read: they stand in another page of the file as well.
const TWICE: &str = "INSERT OR REPLACE INTO meta (key, value) \
     SELECT 'fields', json_group_array(key ORDER BY code) FROM field";

/// Names that are lost in the one place come from the other.
pub(super) fn restore_names(conn: &Connection) -> Result<(), Fault> {
    conn.execute(
        "INSERT OR IGNORE INTO field (code, key) SELECT f.key, f.value FROM meta m, json_each(m.value) f \
         WHERE m.key = 'fields'",
        [],
    )?;
    Ok(())
}

/// Which field has which code in this pool file.
#[derive(Debug, Clone)]
pub(super) struct Fields {
    /// By code.
    slots: Vec<Slot>,
    /// By column in the order of [`row::names`].
    codes: [Option<u8>; WIDTH],
}

impl Fields {
    /// As they stand in the file.
    pub(super) fn load(conn: &Connection) -> Result<Fields, Fault> {
        let mut fields = Fields {
            slots: Vec::new(),
            codes: [None; WIDTH],
        };
        let mut s = conn.prepare_cached("SELECT code, key FROM field ORDER BY code")?;
        let mut rows = s.query([])?;
        while let Some(r) = rows.next()? {
            let (code, key): (i64, String) = (r.get(0)?, r.get(1)?);
            let column = row::names().position(|n| n == key);
            match column {
                Some(column) if usize::try_from(code) == Ok(fields.slots.len()) => {
                    fields.put(column);
                }
                _ => return Err(Fault::Damaged(format!("field {code} {key}"))),
            }
        }
        Ok(fields)
    }

    fn put(&mut self, column: usize) {
        let code = u8::try_from(self.slots.len()).ok();
        if let (Some(slot), Some(place)) = (row::slot(column), self.codes.get_mut(column)) {
            self.slots.push(slot);
            *place = code;
        }
    }

    /// Gives codes to columns that have none yet.
    pub(super) fn add(&mut self, conn: &Connection, filled: Filled) -> Result<(), Fault> {
        let before = self.slots.len();
        for (column, name) in row::names().enumerate() {
            if filled.has(column) && self.code(column).is_none() {
                conn.execute(
                    "INSERT INTO field (code, key) VALUES (?1, ?2)",
                    (self.slots.len() as i64, name),
                )?;
                self.put(column);
            }
        }
        if self.slots.len() > before {
            conn.execute_batch(TWICE)?;
        }
        Ok(())
    }

    fn code(&self, column: usize) -> Option<u8> {
        self.codes.get(column).copied().flatten()
    }

    /// Appends the observation to `out`. Columns without a code are left out; see [`Fields::add`].
    pub(super) fn pack(&self, o: &Observation, out: &mut Vec<u8>) {
        let mut bits = 0u128;
        let mut see = |column: usize| {
            if let Some(code) = self.code(column) {
                bits |= 1 << code;
            }
        };
        for (i, _) in o.metrics.present() {
            see(row::FIRST_METRIC + i);
        }
        for (i, text) in o.attrs.iter().enumerate() {
            if text.is_some() {
                see(row::FIRST_ATTR + i);
            }
        }
        if o.currency.is_known() {
            see(row::CURRENCY);
        }
        let map = bits.to_le_bytes();
        let long = MOST / 8 - bits.leading_zeros() as usize / 8;
        out.push(u8::try_from(long).unwrap_or(u8::MAX));
        out.extend_from_slice(map.get(..long).unwrap_or(&map));
        while bits != 0 {
            let code = bits.trailing_zeros() as usize;
            bits &= bits - 1;
            match self.slots.get(code) {
                Some(Slot::Metric(m)) => {
                    let v = o.metrics.get(*m).unwrap_or(0);
                    number(out, (v.cast_unsigned() << 1) ^ (v >> 63).cast_unsigned());
                }
                Some(Slot::Attr(a)) => text(out, o.attr(*a).unwrap_or_default()),
                Some(Slot::Currency) => text(out, o.currency.code()),
                None => {}
            }
        }
    }

    /// Takes a packed observation apart, into places that are empty yet; texts are borrowed from it. `None` where it is
    /// damaged.
    pub(super) fn unpack<'b>(
        &self,
        packed: &'b [u8],
        metrics: &mut Values<{ Metric::STORED }>,
        attrs: &mut Texts<'b>,
        currency: &mut Currency,
    ) -> Option<()> {
        let (&long, rest) = packed.split_first()?;
        let (map, mut rest) = rest.split_at_checked(long.into())?;
        let mut bytes = [0u8; MOST / 8];
        bytes.get_mut(..map.len())?.copy_from_slice(map);
        let mut bits = u128::from_le_bytes(bytes);
        while bits != 0 {
            let slot = self.slots.get(bits.trailing_zeros() as usize)?;
            bits &= bits - 1;
            let v = take_number(&mut rest)?;
            if let Slot::Metric(m) = slot {
                let v = (v >> 1).cast_signed() ^ -(v & 1).cast_signed();
                metrics.set(*m, Some(v));
                continue;
            }
            let (text, behind) = rest.split_at_checked(usize::try_from(v).ok()?)?;
            let text = std::str::from_utf8(text).ok()?;
            rest = behind;
            match slot {
                Slot::Attr(a) => *attrs.get_mut(a.index())? = Some(text),
                _ => *currency = Currency::parse(text)?,
            }
        }
        rest.is_empty().then_some(())
    }

    /// The same, as an observation of its own.
    pub(super) fn observation(&self, packed: &[u8]) -> Result<Observation, Fault> {
        let mut o = Observation::default();
        let mut attrs = [None; Attr::COUNT];
        self.unpack(packed, &mut o.metrics, &mut attrs, &mut o.currency)
            .ok_or_else(|| Fault::Damaged("observation".to_owned()))?;
        o.attrs = attrs.map(|a| a.map(Into::into));
        Ok(o)
    }
}

pub(super) fn number(out: &mut Vec<u8>, mut v: u64) {
    while v >= 0x80 {
        out.push((v & 0x7f) as u8 | 0x80);
        v >>= 7;
    }
    out.push((v & 0x7f) as u8);
}

fn text(out: &mut Vec<u8>, text: &str) {
    number(out, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

pub(super) fn take_number(from: &mut &[u8]) -> Option<u64> {
    // one byte in two cases of three
    if let Some((&byte, rest)) = from.split_first()
        && byte < 0x80
    {
        *from = rest;
        return Some(byte.into());
    }
    let mut v = 0u64;
    for (i, byte) in from.iter().enumerate().take(10) {
        v |= u64::from(byte & 0x7f) << (7 * i);
        if *byte < 0x80 {
            *from = from.get(i + 1..)?;
            return Some(v);
        }
    }
    None
}

/// A number with its sign at the low end, so that small ones of either sign stay small.
pub(super) const fn zigzag(v: i64) -> u64 {
    ((v << 1) ^ (v >> 63)).cast_unsigned()
}

/// What [`zigzag`] was made of.
pub(super) const fn unzigzag(v: u64) -> i64 {
    (v >> 1).cast_signed() ^ -((v & 1).cast_signed())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fields() -> (Connection, Fields) {
        let conn = Connection::open_in_memory().unwrap();
        super::super::schema::migrate(&conn, std::path::Path::new("x")).unwrap();
        let fields = Fields::load(&conn).unwrap();
        (conn, fields)
    }

    fn packed(fields: &Fields, o: &Observation) -> Vec<u8> {
        let mut out = Vec::new();
        fields.pack(o, &mut out);
        out
    }

    proptest! {
        #[test]
        fn what_is_packed_comes_back(
            metrics in prop::collection::vec((0..Metric::STORED, i64::MIN + 1..=i64::MAX), 0..70),
            small in prop::collection::vec((0..Metric::STORED, -3i64..300), 0..70),
            texts in prop::collection::vec((0..Attr::COUNT, ".{0,200}"), 0..14),
            currency in prop::option::of("[A-Z]{3}"),
            cut in any::<prop::sample::Index>(),
        ) {
            let (conn, mut fields) = fields();
            let mut o = Observation::default();
            for (i, v) in metrics.into_iter().chain(small) {
                o.metrics.set(Metric::ALL[i], Some(v));
            }
            for (i, t) in texts {
                o.set_attr(Attr::ALL[i], &t);
            }
            if let Some(code) = currency {
                o.currency = Currency::parse(&code).unwrap();
            }
            fields.add(&conn, super::super::merge::filled(&o)).unwrap();
            let bytes = packed(&fields, &o);
            // by another connection, too
            let fields = Fields::load(&conn).unwrap();
            prop_assert_eq!(fields.observation(&bytes).unwrap(), o);
            // half of one is never taken for one
            let half = &bytes[..cut.index(bytes.len())];
            prop_assert!(fields.observation(half).is_err());
        }

        #[test]
        fn whatever_the_bytes_are_nothing_breaks(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            let (conn, mut fields) = fields();
            fields.add(&conn, Filled::ALL).unwrap();
            let _ = fields.observation(&bytes);
        }
    }

    #[test]
    fn a_code_once_given_stays() {
        let (conn, mut fields) = fields();
        let mut o = Observation::default();
        o.set_attr(Attr::Bio, "hello");
        fields.add(&conn, super::super::merge::filled(&o)).unwrap();
        let before = packed(&fields, &o);
        let mut more = Observation::default();
        more.metrics.set(Metric::Followers, Some(5));
        fields
            .add(&conn, super::super::merge::filled(&more))
            .unwrap();
        assert_eq!(packed(&Fields::load(&conn).unwrap(), &o), before);
        assert_eq!(before, [1, 1, 5, b'h', b'e', b'l', b'l', b'o']);
    }

    #[test]
    fn a_field_nobody_knows_is_damage_not_silence() {
        let (conn, _) = fields();
        conn.execute("INSERT INTO field (code, key) VALUES (0, 'mood')", [])
            .unwrap();
        assert!(matches!(Fields::load(&conn), Err(Fault::Damaged(_))));
    }
}
