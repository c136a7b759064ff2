//! What the download is made of: bytes of code by package, read from the compiled client and its names.
//!
//! Answers which feature of the engine is dear. A function counts for the package that wrote it, also where a type of
//! another fills it in. What a package weighs in the download is estimated by compressing its functions alone.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::{Context, Result};

use super::squeeze::{self, Effort};

/// Sections of the format, by their number.
const IMPORTS: u8 = 2;
const CODE: u8 = 10;
const DATA: u8 = 11;
const CUSTOM: u8 = 0;
/// Within the section of names: those of functions.
const FUNCTIONS: u8 = 1;
/// Lines that are worth reading.
const LINES: usize = 40;
/// Functions that only tell the bindings what to make, and go with it.
const DESCRIPTION: &str = "__wbindgen_describe";

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
    let mut by_package: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for (function, body) in (imported..).zip(Reader(of(CODE)).bodies()?) {
        let package = names.get(&function).map_or_else(|| "without a name".to_owned(), |name| package(name));
        by_package.entry(package).or_default().extend(body);
    }
    by_package.insert("(texts, tables and pictures)".to_owned(), of(DATA).to_vec());
    let mut lines: Vec<(String, Vec<u8>)> = by_package.into_iter().collect();
    lines.sort_by_key(|(_, bytes)| std::cmp::Reverse(bytes.len()));
    let mut text = format!("{:<32} {:>10} {:>10}\n", "package", "bytes", "brotli");
    let rest = lines.split_off(lines.len().min(LINES));
    let packages = rest.len();
    lines.push((format!("({packages} more)"), rest.into_iter().flat_map(|(_, bytes)| bytes).collect()));
    for (package, bytes) in lines {
        let packed = squeeze::brotli(&bytes, Effort::Usual)?.len();
        writeln!(text, "{package:<32} {:>10} {packed:>10}", bytes.len())?;
    }
    Ok(text)
}

/// The package of a function, by the first word of its path.
fn package(name: &str) -> String {
    if name.starts_with(DESCRIPTION) {
        return "(for the bindings, then gone)".to_owned();
    }
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

    /// The code of each function.
    fn bodies(mut self) -> Result<Vec<&'a [u8]>> {
        if self.0.is_empty() {
            return Ok(Vec::new());
        }
        (0..self.number()?).map(|_| self.bytes()).collect()
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
        let bytes: Vec<Option<&str>> = lines.iter().map(|line| line.iter().rev().nth(1).copied()).collect();
        assert_eq!(bytes, [Some("bytes"), Some("5"), Some("3"), Some("2"), Some("0")], "{table}");
        assert_eq!([lines[2][0], lines[3][0]], ["a", "c"], "{table}");
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
