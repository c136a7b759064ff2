//! Where maps and their pictures are read from: a folder on the disk, or what is inside the executable.
//!
//! Paths are those written in maps, relative to the map's folder. A map reads what lies below its root and nothing
//! else: links that lead out are refused, and so is whatever is larger than asked for.

use std::{
    fmt,
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use super::error::{Fault, ImportError};

/// Something that maps and pictures can be read from.
pub trait Files {
    /// The bytes of the file at `path`, which is relative to the maps' folder.
    ///
    /// # Errors
    /// When there is no such file, it may not be read, or it is larger than `limit` bytes.
    fn read(&self, path: &str, limit: usize) -> Result<Vec<u8>, FileFault>;

    /// Whether the pictures are ours and need no cleaning.
    fn are_ours(&self) -> bool {
        false
    }
}

/// Why a file could not be read.
#[derive(Debug)]
pub enum FileFault {
    /// There is none.
    Missing,
    /// It is larger than this many bytes.
    TooLarge(usize),
    /// It lies outside the folders a map may read.
    Outside,
    /// It is an address on the network, or a path from the root of the disk.
    NotRelative,
    /// It is a folder or a device.
    NoFile,
    /// The system did not give it.
    Unreadable(io::Error),
}

impl fmt::Display for FileFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("there is no such file"),
            Self::TooLarge(limit) => write!(f, "it is larger than {} KiB", limit / 1024),
            Self::Outside => f.write_str("it lies outside the folder that maps may read; --map-root names another one"),
            Self::NotRelative => f.write_str("only paths relative to the map are read"),
            Self::NoFile => f.write_str("it is not a plain file"),
            Self::Unreadable(source) => write!(f, "it cannot be read: {source}"),
        }
    }
}

/// What stands in the topmost folder of a project.
const MARKS_OF_A_PROJECT: [&str; 2] = ["package.json", ".git"];
/// How many folders above the map are looked at for the top of its project.
const FARTHEST_TOP: usize = 8;

/// The folder a map lies in.
#[derive(Debug)]
pub struct Folder {
    base: PathBuf,
    /// Everything below it may be read.
    root: PathBuf,
}

impl Folder {
    /// The folder of the map at `path`, and the map's file name in it. The map reads what lies below `root`; without
    /// one below the top of the project it belongs to; without a project its own folder and those beside it.
    ///
    /// # Errors
    /// When there is no such folder, the path names no file, or the map lies outside `root`.
    pub fn of(path: &Path, root: Option<&Path>) -> Result<(Self, String), ImportError> {
        let shown = path.display().to_string();
        let fail = |what: &str| Fault::at("", what).in_file(&shown);
        let name = path.file_name().and_then(|name| name.to_str()).ok_or_else(|| fail("this names no map file"))?;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let base = folder.canonicalize().map_err(|_| fail("there is no such folder"))?;
        let root = match root {
            Some(root) => root.canonicalize().map_err(|_| fail("there is no such folder as its --map-root"))?,
            None => usual_root(&base),
        };
        if !base.starts_with(&root) {
            return Err(fail("it lies outside its --map-root"));
        }
        Ok((Self { base, root }, name.to_owned()))
    }
}

fn usual_root(base: &Path) -> PathBuf {
    // The root of the disk is nobody's project and beside nothing: a map right under it reads its own folder only.
    let above = || base.ancestors().filter(|folder| folder.parent().is_some());
    let is_top = |folder: &&Path| MARKS_OF_A_PROJECT.iter().any(|mark| folder.join(mark).exists());
    let top = above().take(FARTHEST_TOP).find(is_top).filter(|top| *top != base);
    top.or_else(|| above().nth(1)).unwrap_or(base).to_owned()
}

impl Files for Folder {
    fn read(&self, path: &str, limit: usize) -> Result<Vec<u8>, FileFault> {
        let path = relative(path)?;
        let unreadable = |fault: io::Error| {
            let is_missing = matches!(fault.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory);
            if is_missing { FileFault::Missing } else { FileFault::Unreadable(fault) }
        };
        let path = self.base.join(path).canonicalize().map_err(unreadable)?;
        if !path.starts_with(&self.root) {
            return Err(FileFault::Outside);
        }
        // Asked before opening, because opening a pipe would wait for its other end.
        if !path.metadata().map_err(unreadable)?.is_file() {
            return Err(FileFault::NoFile);
        }
        let file = File::open(path).map_err(unreadable)?;
        let mut bytes = Vec::new();
        file.take(limit as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
        if bytes.len() > limit { Err(FileFault::TooLarge(limit)) } else { Ok(bytes) }
    }
}

/// Files inside the executable, by their path from a common root.
#[derive(Debug)]
pub struct Embedded {
    /// The folder the maps lie in.
    pub base: &'static str,
    /// Path and bytes of each file.
    pub files: &'static [(&'static str, &'static [u8])],
}

impl Files for Embedded {
    fn read(&self, path: &str, limit: usize) -> Result<Vec<u8>, FileFault> {
        let wanted = flat(&format!("{}/{}", self.base, relative(path)?)).ok_or(FileFault::Outside)?;
        let (_, bytes) = self.files.iter().find(|(path, _)| *path == wanted).ok_or(FileFault::Missing)?;
        if bytes.len() > limit { Err(FileFault::TooLarge(limit)) } else { Ok(bytes.to_vec()) }
    }

    fn are_ours(&self) -> bool {
        true
    }
}

/// `path` with the dots worked out; `None` when it leads above its start.
pub(super) fn flat(path: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// `path` with forward slashes, if it is relative.
fn relative(path: &str) -> Result<String, FileFault> {
    let path = path.replace('\\', "/");
    if path.is_empty() || path.starts_with('/') || path.contains([':', '\0']) {
        return Err(FileFault::NotRelative);
    }
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_reads_its_own_folder_and_those_beside_it_and_nothing_else() {
        let ground = tempfile::tempdir().unwrap();
        let place = |path: &str| ground.path().join(path);
        for folder in ["venue/maps", "venue/art", "other"] {
            std::fs::create_dir_all(place(folder)).unwrap();
        }
        for file in ["venue/maps/a.tmj", "venue/art/a.png", "other/secret.png"] {
            std::fs::write(place(file), b"x").unwrap();
        }
        let (folder, name) = Folder::of(&place("venue/maps/a.tmj"), None).unwrap();
        assert_eq!(folder.read(&name, 1).unwrap(), b"x");
        assert_eq!(folder.read("../art/a.png", 1).unwrap(), b"x");
        assert_eq!(folder.read("..\\art\\a.png", 1).unwrap(), b"x");
        assert!(matches!(folder.read("../../other/secret.png", 1), Err(FileFault::Outside)));
        assert!(matches!(folder.read("/etc/hostname", 9), Err(FileFault::NotRelative)));
        assert!(matches!(folder.read("https://example.org/a.png", 9), Err(FileFault::NotRelative)));
        assert!(matches!(folder.read("../art", 9), Err(FileFault::NoFile)));
        assert!(matches!(folder.read("b.tmj", 9), Err(FileFault::Missing)));
        assert!(matches!(folder.read("a.tmj", 0), Err(FileFault::TooLarge(0))));
    }

    #[test]
    fn a_map_of_a_project_reads_all_of_it_and_nothing_beside_it() {
        let ground = tempfile::tempdir().unwrap();
        let place = |path: &str| ground.path().join(path);
        for folder in ["venue/maps/hall", "venue/tilesets/wood", "other"] {
            std::fs::create_dir_all(place(folder)).unwrap();
        }
        for file in ["venue/package.json", "venue/maps/hall/a.tmj", "venue/tilesets/wood/a.png", "other/secret.png"] {
            std::fs::write(place(file), b"x").unwrap();
        }
        let map = place("venue/maps/hall/a.tmj");
        let (folder, _) = Folder::of(&map, None).unwrap();
        assert_eq!(folder.read("../../tilesets/wood/a.png", 1).unwrap(), b"x");
        assert!(matches!(folder.read("../../../other/secret.png", 1), Err(FileFault::Outside)));
        let (narrow, _) = Folder::of(&map, Some(&place("venue/maps"))).unwrap();
        assert!(matches!(narrow.read("../../tilesets/wood/a.png", 1), Err(FileFault::Outside)));
        let (wide, _) = Folder::of(&map, Some(ground.path())).unwrap();
        assert_eq!(wide.read("../../../other/secret.png", 1).unwrap(), b"x");
        assert!(Folder::of(&map, Some(&place("other"))).is_err());
        assert!(Folder::of(&map, Some(&place("missing"))).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_out_is_refused() {
        let ground = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(ground.path().join("venue/maps")).unwrap();
        std::fs::write(ground.path().join("secret.png"), b"x").unwrap();
        std::os::unix::fs::symlink(ground.path().join("secret.png"), ground.path().join("venue/maps/a.png")).unwrap();
        let (folder, _) = Folder::of(&ground.path().join("venue/maps/a.tmj"), None).unwrap();
        assert!(matches!(folder.read("a.png", 9), Err(FileFault::Outside)));
    }
}
