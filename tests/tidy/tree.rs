//! The files of the repository, as the tests read them.

use std::fs;
use std::path::{Path, PathBuf};

/// One source file.
pub(crate) struct Source {
    /// Its path from the root of the repository, with `/`.
    pub(crate) path: String,
    /// What is in it.
    pub(crate) text: String,
}

impl Source {
    /// Its lines of code, with their numbers: comments and the items under `#[cfg(test)]` left out.
    pub(crate) fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let mut place = Place::Code;
        let code = self.text.lines().enumerate().filter(move |(_, line)| {
            let of_tests = place != Place::Code || *line == "#[cfg(test)]";
            place = place.after(line);
            !of_tests
        });
        code.map(|(index, line)| (index + 1, line.trim())).filter(|(_, line)| !line.starts_with("//"))
    }
}

/// Where in a formatted source a line stands.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Code,
    /// Under `#[cfg(test)]`, before the item it stands for.
    BeforeTests,
    /// In an item of the tests that ends with a brace in the first column.
    InTests,
}

impl Place {
    fn after(self, line: &str) -> Self {
        match self {
            Self::Code if line == "#[cfg(test)]" => Self::BeforeTests,
            Self::BeforeTests if line.starts_with("#[") => Self::BeforeTests,
            Self::BeforeTests if line.ends_with('{') => Self::InTests,
            Self::InTests if line != "}" => Self::InTests,
            Self::Code | Self::BeforeTests | Self::InTests => Self::Code,
        }
    }
}

#[test]
fn only_the_item_under_cfg_test_is_passed_over() {
    let text = "use a;\n#[cfg(test)]\nmod claims;\nuse b;\n#[cfg(test)]\nmod tests {\n    use c;\n}\nuse d;\n";
    let source = Source { path: String::new(), text: text.to_owned() };
    let code: Vec<&str> = source.code().map(|(_, line)| line).collect();
    assert_eq!(code, ["use a;", "use b;", "use d;"]);
}

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}

/// The Rust sources below `folder`, by path.
pub(crate) fn sources(folder: &str) -> Vec<Source> {
    let mut sources = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for path in entries.map(|entry| entry.unwrap().path()) {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() {
                if name != "target" && !name.starts_with('.') {
                    folders.push(path);
                }
            } else if name.ends_with(".rs") {
                let text = fs::read_to_string(&path).unwrap();
                sources.push(Source { path: relative(&path), text });
            }
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(!sources.is_empty(), "no sources below {folder}");
    sources
}

/// Every Rust source of the repository.
pub(crate) fn all_sources() -> Vec<Source> {
    ["shared", "viewer", "server", "client", "tests"].into_iter().flat_map(sources).collect()
}

/// A path from the root, with `/`.
fn relative(path: &Path) -> String {
    let path = path.strip_prefix(root()).unwrap_or(path);
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// Fails with everything that was found.
pub(crate) fn assert_none(claim: &str, found: &[String]) {
    assert!(found.is_empty(), "{claim}:\n{}", found.join("\n"));
}
