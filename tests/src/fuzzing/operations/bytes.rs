//! Choices read from bytes; at the end of them every further one is the first.

/// What is left of an input.
pub(super) struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// The next byte.
    pub(super) fn next(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    /// The next byte below `end`.
    pub(super) fn below(&mut self, end: u8) -> u8 {
        self.next().unwrap_or(0) % end.max(1)
    }

    /// Any number.
    pub(super) fn number(&mut self) -> u32 {
        u32::from_le_bytes([(); 4].map(|()| self.next().unwrap_or(0)))
    }

    /// One of `all`; mostly there is one, and seldom none though there are some.
    pub(super) fn one_of<T: Copy>(&mut self, all: &[T]) -> Option<T> {
        let byte = self.next().unwrap_or(0);
        picked(all, byte)
    }
}

/// What a byte picks of a list: counted from the newest, which is the last; the highest bytes pick nothing.
pub(super) fn picked<T: Copy>(all: &[T], byte: u8) -> Option<T> {
    const NOTHING: u8 = 240;
    let back = usize::from(byte).checked_rem(all.len()).filter(|_| byte < NOTHING)?;
    all.iter().rev().nth(back).copied()
}
