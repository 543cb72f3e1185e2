//! Plain numbers and texts in bytes.

use std::io;

/// A number of fixed width, least byte first in the file.
pub(in crate::pool) trait Number: Sized {
    const SIZE: usize;
    fn put(all: &[Self], to: &mut Vec<u8>);
    /// Of as many bytes as numbers take; what is left over is left out.
    fn take(from: &[u8], to: &mut Vec<Self>);
    fn one(from: &[u8]) -> Option<Self>;
}

macro_rules! number {
    ($($t:ty)*) => { $(impl Number for $t {
        const SIZE: usize = size_of::<$t>();
        fn put(all: &[Self], to: &mut Vec<u8>) {
            to.reserve(all.len() * Self::SIZE);
            to.extend(all.iter().flat_map(|v| v.to_le_bytes()));
        }
        fn take(from: &[u8], to: &mut Vec<Self>) {
            let (all, _) = from.as_chunks();
            to.extend(all.iter().map(|bytes| <$t>::from_le_bytes(*bytes)));
        }
        fn one(from: &[u8]) -> Option<Self> {
            Some(<$t>::from_le_bytes(*from.as_array()?))
        }
    })* };
}
number!(i8 i16 i32 i64 u8 u16 u32 u64);

/// What is said where bytes cannot be what they should be.
pub(in crate::pool) fn damaged() -> io::Error {
    io::Error::from(io::ErrorKind::InvalidData)
}

/// Writes into memory.
#[derive(Default)]
pub(in crate::pool) struct Out {
    pub(in crate::pool) bytes: Vec<u8>,
}

impl Out {
    pub(in crate::pool) fn number<T: Number>(&mut self, v: T) {
        T::put(&[v], &mut self.bytes);
    }

    pub(in crate::pool) fn count(&mut self, n: usize) {
        self.number(n as u64);
    }

    /// How many, then all of them.
    pub(in crate::pool) fn numbers<T: Number>(&mut self, all: &[T]) {
        self.count(all.len());
        T::put(all, &mut self.bytes);
    }

    /// How many bytes, then they.
    pub(in crate::pool) fn raw(&mut self, bytes: &[u8]) {
        self.count(bytes.len());
        self.bytes.extend_from_slice(bytes);
    }

    pub(in crate::pool) fn text(&mut self, text: &str) {
        self.raw(text.as_bytes());
    }
}

/// Reads what [`Out`] wrote. Whatever the bytes say, no more room is made than there are of them.
pub(in crate::pool) struct In<'b> {
    left: &'b [u8],
}

impl<'b> In<'b> {
    pub(in crate::pool) fn new(bytes: &'b [u8]) -> Self {
        In { left: bytes }
    }

    fn take(&mut self, len: usize) -> io::Result<&'b [u8]> {
        let (taken, left) = self.left.split_at_checked(len).ok_or_else(damaged)?;
        self.left = left;
        Ok(taken)
    }

    pub(in crate::pool) fn number<T: Number>(&mut self) -> io::Result<T> {
        T::one(self.take(T::SIZE)?).ok_or_else(damaged)
    }

    /// A number of things of which each takes at least so many bytes.
    pub(in crate::pool) fn count(&mut self, size: usize) -> io::Result<usize> {
        let n = usize::try_from(self.number::<u64>()?).map_err(|_| damaged())?;
        match n.checked_mul(size) {
            Some(needed) if needed <= self.left.len() => Ok(n),
            _ => Err(damaged()),
        }
    }

    pub(in crate::pool) fn numbers<T: Number>(&mut self) -> io::Result<Vec<T>> {
        let mut all = Vec::new();
        self.numbers_onto(&mut all)?;
        Ok(all)
    }

    /// Returns how many there were.
    pub(in crate::pool) fn numbers_onto<T: Number>(
        &mut self,
        to: &mut Vec<T>,
    ) -> io::Result<usize> {
        let n = self.count(T::SIZE)?;
        T::take(self.take(n * T::SIZE)?, to);
        Ok(n)
    }

    /// Whether these bytes come next; then they are taken.
    pub(in crate::pool) fn comes(&mut self, bytes: &[u8]) -> bool {
        let left = self.left.strip_prefix(bytes);
        self.left = left.unwrap_or(self.left);
        left.is_some()
    }

    pub(in crate::pool) fn raw(&mut self) -> io::Result<&'b [u8]> {
        let n = self.count(1)?;
        self.take(n)
    }

    pub(in crate::pool) fn text(&mut self) -> io::Result<&'b str> {
        std::str::from_utf8(self.raw()?).map_err(|_| damaged())
    }
}
