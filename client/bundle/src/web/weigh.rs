//! What the download is made of: bytes of code by package, read from the compiled client and its names.
//!
//! Answers which feature of the engine is dear. The bytes are before compression; a function counts for the package that
//! wrote it, also where a type of another fills it in.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::{Context, Result};

/// Sections of the format, by their number.
const IMPORTS: u8 = 2;
const CODE: u8 = 10;
const DATA: u8 = 11;
const CUSTOM: u8 = 0;
/// Within the section of names: those of functions.
const FUNCTIONS: u8 = 1;
/// Lines that are worth reading.
const LINES: usize = 40;

/// A table for people, the heaviest first.
///
/// # Errors
/// When these bytes are no wasm.
pub fn table(wasm: &[u8]) -> Result<String> {
    let sections = Reader(wasm.get(8..).context("no wasm")?).sections()?;
    let of = |wanted: u8| sections.iter().find(|(kind, _)| *kind == wanted).map_or(&[][..], |(_, bytes)| *bytes);
    let imported = Reader(of(IMPORTS)).imported_functions()?;
    let names =
        sections.iter().filter(|(kind, _)| *kind == CUSTOM).find_map(|(_, bytes)| Reader(bytes).names().ok().flatten());
    let names = names.unwrap_or_default();
    let mut by_package: BTreeMap<String, u64> = BTreeMap::new();
    for (function, bytes) in (imported..).zip(Reader(of(CODE)).bodies()?) {
        let package = names.get(&function).map_or_else(|| "without a name".to_owned(), |name| package(name));
        *by_package.entry(package).or_default() += bytes;
    }
    by_package.insert("(texts, tables and pictures)".to_owned(), of(DATA).len() as u64);
    let mut lines: Vec<(String, u64)> = by_package.into_iter().collect();
    lines.sort_by_key(|(_, bytes)| std::cmp::Reverse(*bytes));
    let mut text = String::new();
    for (package, bytes) in lines.iter().take(LINES) {
        writeln!(text, "{package:<32} {bytes:>10}")?;
    }
    Ok(text)
}

/// The package of a function, by the first word of its path.
fn package(name: &str) -> String {
    let path = format!("{:#}", rustc_demangle::demangle(name));
    let path = path.trim_start_matches(['<', '&', '(', '[', '*', ' ']);
    let path = ["mut ", "const ", "dyn ", "impl "].iter().fold(path, |path, word| path.trim_start_matches(word));
    let end = path.find(|letter: char| !(letter.is_alphanumeric() || letter == '_')).unwrap_or(path.len());
    path.get(..end).filter(|word| !word.is_empty()).unwrap_or("other").to_owned()
}

/// What is still to be read.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length).context("cut short")?;
        self.0 = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8> {
        self.take(1)?.first().copied().context("cut short")
    }

    /// A number as the format writes them: seven bits a byte, the lowest first.
    fn number(&mut self) -> Result<u32> {
        let mut number = 0u32;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            number |= u32::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        anyhow::bail!("a number without end")
    }

    fn bytes(&mut self) -> Result<&'a [u8]> {
        let length = self.number()? as usize;
        self.take(length)
    }

    fn sections(mut self) -> Result<Vec<(u8, &'a [u8])>> {
        let mut sections = Vec::new();
        while !self.0.is_empty() {
            sections.push((self.byte()?, self.bytes()?));
        }
        Ok(sections)
    }

    /// How many functions come from the page; they are numbered before the program's own.
    fn imported_functions(mut self) -> Result<u32> {
        if self.0.is_empty() {
            return Ok(0);
        }
        let mut functions = 0;
        for _ in 0..self.number()? {
            self.bytes()?;
            self.bytes()?;
            match self.byte()? {
                0 => {
                    self.number()?;
                    functions += 1;
                }
                // A table has the type of what it holds before its limits, a memory has only limits.
                1 => {
                    self.byte()?;
                    self.limits()?;
                }
                2 => self.limits()?,
                3 => {
                    self.take(2)?;
                }
                kind => anyhow::bail!("an import of the unknown kind {kind}"),
            }
        }
        Ok(functions)
    }

    fn limits(&mut self) -> Result<()> {
        let has_most = self.byte()? & 1 == 1;
        self.number()?;
        if has_most {
            self.number()?;
        }
        Ok(())
    }

    /// The size of each function.
    fn bodies(mut self) -> Result<Vec<u64>> {
        if self.0.is_empty() {
            return Ok(Vec::new());
        }
        (0..self.number()?).map(|_| Ok(self.bytes()?.len() as u64)).collect()
    }

    /// The functions' names, if this is the section of names.
    fn names(mut self) -> Result<Option<BTreeMap<u32, &'a str>>> {
        if self.bytes()? != b"name" {
            return Ok(None);
        }
        for (kind, bytes) in self.sections()? {
            if kind == FUNCTIONS {
                return Reader(bytes).function_names().map(Some);
            }
        }
        Ok(None)
    }

    fn function_names(mut self) -> Result<BTreeMap<u32, &'a str>> {
        (0..self.number()?).map(|_| Ok((self.number()?, std::str::from_utf8(self.bytes()?)?))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One imported function, two of its own: `a::b` of 3 bytes and `<c::D as e::F>::g` of 2; five bytes of data.
    const WASM: &[u8] = b"\0asm\x01\0\0\0\
        \x02\x06\x01\x01m\x00\x00\x00\
        \x0a\x08\x02\x03xxx\x02yy\
        \x0b\x05ddddd\
        \x00\x21\x04name\x01\x1a\x02\x01\x04a::b\x02\x11<c::D as e::F>::g";

    #[test]
    fn code_is_counted_for_the_package_that_wrote_it() -> Result<()> {
        let table = table(WASM)?;
        let lines: Vec<Vec<&str>> = table.lines().map(|line| line.split_whitespace().collect()).collect();
        assert_eq!(lines[0].last(), Some(&"5"), "{table}");
        assert_eq!(lines[1..], [["a", "3"], ["c", "2"]], "{table}");
        Ok(())
    }

    #[test]
    fn what_is_cut_short_is_refused() {
        for length in 0..WASM.len() {
            // Cut between two sections it is whole, only smaller.
            let _ = table(&WASM[..length]);
        }
        assert!(table(&WASM[..15]).is_err());
    }
}
