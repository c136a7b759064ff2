//! Secrets: made at random, told once in hexadecimal, known afterwards by their digest.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::Context;

use crate::venue::input::Digest;

/// 256 random bits.
pub struct Secret([u8; 32]);

impl Secret {
    /// A new one.
    ///
    /// # Errors
    /// When the system has no randomness to give.
    pub fn new() -> anyhow::Result<Self> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|fault| anyhow::anyhow!("the system gives no random numbers: {fault}"))?;
        Ok(Self(bytes))
    }

    /// The secret in 64 hexadecimal letters, as it is told.
    #[must_use]
    pub fn letters(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The digest the venue knows it by.
    #[must_use]
    pub fn digest(&self) -> Digest {
        digest(&self.0)
    }

    /// The bytes themselves, for a key.
    #[must_use]
    pub fn into_bytes(self) -> [u8; 32] {
        self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

/// The digest of bytes that somebody knows.
#[must_use]
pub fn digest(bytes: &[u8]) -> Digest {
    Digest(*blake3::hash(bytes).as_bytes())
}

/// The digest of a secret told in 64 hexadecimal letters, if these are such.
#[must_use]
pub fn digest_of_letters(letters: &str) -> Option<Digest> {
    from_letters(letters).map(|bytes| digest(&bytes))
}

/// The 32 bytes in 64 hexadecimal letters.
#[must_use]
pub fn from_letters(letters: &str) -> Option<[u8; 32]> {
    let letters = letters.as_bytes();
    let mut bytes = [0; 32];
    if letters.len() != 64 {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(letters.chunks_exact(2)) {
        let &[high, low] = pair else { return None };
        *byte = nibble(high)? << 4 | nibble(low)?;
    }
    Some(bytes)
}

/// The key kept in `file`, made at first use.
///
/// # Errors
/// When the file cannot be read or written, or holds something else.
pub fn kept_key(file: &Path) -> anyhow::Result<[u8; 32]> {
    if !file.exists() {
        write_private(file, &Secret::new()?.letters())?;
    }
    let kept = fs::read_to_string(file).with_context(|| format!("the key {} cannot be read", file.display()))?;
    from_letters(kept.trim())
        .with_context(|| format!("{} holds no key; delete it to have a new one made", file.display()))
}

/// Writes a file that only the server's user can read, whole or not at all.
///
/// # Errors
/// When it cannot be written.
pub fn write_private(file: &Path, text: &str) -> anyhow::Result<()> {
    let failed = || format!("{} cannot be written", file.display());
    if let Some(folder) = file.parent() {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder).with_context(failed)?;
    }
    let part = file.with_extension("part");
    let mut options = fs::OpenOptions::new();
    options.create(true).truncate(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut opened = options.open(&part).with_context(failed)?;
    opened.write_all(text.as_bytes()).with_context(failed)?;
    opened.sync_all().with_context(failed)?;
    fs::rename(&part, file).with_context(failed)
}

fn nibble(letter: u8) -> Option<u8> {
    match letter {
        b'0'..=b'9' => Some(letter - b'0'),
        b'a'..=b'f' => Some(letter - b'a' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_known_again_by_its_letters() {
        let secret = Secret::new().unwrap();
        assert_eq!(digest_of_letters(&secret.letters()), Some(secret.digest()));
        assert_ne!(Secret::new().unwrap().letters(), secret.letters());
        for odd in ["", "0f", &"zz".repeat(32), &"é".repeat(32), &"0F".repeat(32), &"0f".repeat(33)] {
            assert_eq!(from_letters(odd), None, "{odd}");
        }
    }

    #[test]
    fn a_kept_key_stays_the_same_and_is_private() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("keys/address.key");
        let first = kept_key(&file).unwrap();
        assert_eq!(kept_key(&file).unwrap(), first);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }
}
