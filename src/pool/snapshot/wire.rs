//! Plain numbers and texts in a file, with a running checksum.

use std::io::{self, Read, Write};

use crc32fast::Hasher;

/// Bytes turned at a time.
const CHUNK: usize = 1 << 16;

/// A number of fixed width, least byte first in the file.
pub(in crate::pool) trait Number: Copy {
    const SIZE: usize;
    fn put(self, to: &mut [u8]);
    fn take(from: &[u8]) -> Self;
}

macro_rules! number {
    ($($t:ty)*) => { $(impl Number for $t {
        const SIZE: usize = size_of::<$t>();
        fn put(self, to: &mut [u8]) {
            for (to, b) in to.iter_mut().zip(self.to_le_bytes()) {
                *to = b;
            }
        }
        fn take(from: &[u8]) -> Self {
            let mut bytes = [0; size_of::<$t>()];
            for (b, from) in bytes.iter_mut().zip(from) {
                *b = *from;
            }
            <$t>::from_le_bytes(bytes)
        }
    })* };
}
number!(i8 i16 i32 i64 u8 u16 u32 u64);

/// What is said where bytes cannot be what they should be.
pub(in crate::pool) fn damaged() -> io::Error {
    io::Error::from(io::ErrorKind::InvalidData)
}

/// Writes.
pub(in crate::pool) struct Out<'w> {
    to: &'w mut dyn Write,
    sum: Hasher,
    /// Bytes so far.
    pub(in crate::pool) len: u64,
    chunk: Vec<u8>,
}

impl<'w> Out<'w> {
    pub(in crate::pool) fn new(to: &'w mut dyn Write) -> Self {
        Out {
            to,
            sum: Hasher::new(),
            len: 0,
            chunk: vec![0; CHUNK],
        }
    }

    pub(in crate::pool) fn sum(self) -> u32 {
        self.sum.finalize()
    }

    pub(in crate::pool) fn bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.sum.update(bytes);
        self.len += bytes.len() as u64;
        self.to.write_all(bytes)
    }

    pub(in crate::pool) fn number<T: Number>(&mut self, v: T) -> io::Result<()> {
        let mut bytes = [0; 8];
        v.put(&mut bytes);
        self.bytes(bytes.get(..T::SIZE).unwrap_or_default())
    }

    pub(in crate::pool) fn count(&mut self, n: usize) -> io::Result<()> {
        self.number(n as u64)
    }

    /// How many, then all of them.
    pub(in crate::pool) fn numbers<T: Number>(&mut self, all: &[T]) -> io::Result<()> {
        self.count(all.len())?;
        let mut chunk = std::mem::take(&mut self.chunk);
        let mut done = Ok(());
        for part in all.chunks(CHUNK / T::SIZE) {
            for (to, v) in chunk.chunks_exact_mut(T::SIZE).zip(part) {
                v.put(to);
            }
            let used = chunk.get(..part.len() * T::SIZE).unwrap_or_default();
            done = self.bytes(used);
            if done.is_err() {
                break;
            }
        }
        self.chunk = chunk;
        done
    }

    /// How many bytes, then they.
    pub(in crate::pool) fn raw(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.count(bytes.len())?;
        bytes.chunks(CHUNK).try_for_each(|part| self.bytes(part))
    }

    pub(in crate::pool) fn text(&mut self, text: &str) -> io::Result<()> {
        self.raw(text.as_bytes())
    }
}

/// Reads what [`Out`] wrote. Whatever the file says, no more room is made than it has bytes left.
pub(in crate::pool) struct In<'r> {
    from: &'r mut dyn Read,
    sum: Hasher,
    left: u64,
    chunk: Vec<u8>,
}

impl<'r> In<'r> {
    /// Of a stretch of so many bytes.
    pub(in crate::pool) fn new(from: &'r mut dyn Read, len: u64) -> Self {
        In {
            from,
            sum: Hasher::new(),
            left: len,
            chunk: vec![0; CHUNK],
        }
    }

    /// The checksum, where everything has been read.
    pub(in crate::pool) fn sum(self) -> io::Result<u32> {
        if self.left == 0 {
            Ok(self.sum.finalize())
        } else {
            Err(damaged())
        }
    }

    fn fill(&mut self, to: &mut [u8]) -> io::Result<()> {
        self.left = self.left.checked_sub(to.len() as u64).ok_or_else(damaged)?;
        self.from.read_exact(to)?;
        self.sum.update(to);
        Ok(())
    }

    pub(in crate::pool) fn number<T: Number>(&mut self) -> io::Result<T> {
        let mut bytes = [0; 8];
        self.fill(bytes.get_mut(..T::SIZE).unwrap_or_default())?;
        Ok(T::take(&bytes))
    }

    /// A number of things of which each takes at least so many bytes.
    pub(in crate::pool) fn count(&mut self, size: usize) -> io::Result<usize> {
        let n: u64 = self.number()?;
        let needed = n.checked_mul(size as u64).ok_or_else(damaged)?;
        if needed > self.left {
            return Err(damaged());
        }
        usize::try_from(n).map_err(|_| damaged())
    }

    pub(in crate::pool) fn numbers<T: Number>(&mut self) -> io::Result<Vec<T>> {
        let n = self.count(T::SIZE)?;
        let mut all = Vec::with_capacity(n);
        let mut chunk = std::mem::take(&mut self.chunk);
        while all.len() < n {
            let part = (n - all.len()).min(CHUNK / T::SIZE);
            let bytes = chunk.get_mut(..part * T::SIZE).ok_or_else(damaged)?;
            self.fill(bytes)?;
            all.extend(bytes.chunks_exact(T::SIZE).map(T::take));
        }
        self.chunk = chunk;
        Ok(all)
    }

    pub(in crate::pool) fn raw(&mut self) -> io::Result<Vec<u8>> {
        let n = self.count(1)?;
        let mut bytes = vec![0; n];
        for part in bytes.chunks_mut(CHUNK) {
            self.fill(part)?;
        }
        Ok(bytes)
    }

    pub(in crate::pool) fn text(&mut self) -> io::Result<String> {
        String::from_utf8(self.raw()?).map_err(|_| damaged())
    }
}
