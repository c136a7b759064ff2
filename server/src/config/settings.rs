//! The settings as texts, each with where it came from. Their meaning is checked elsewhere.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};

/// Every setting, its default, and what it is, in the order they are printed.
pub(super) const KNOWN: [(&str, &str); 29] = [
    ("listen", "0.0.0.0:8080"),
    ("data", "hiroba-data"),
    ("public_url", ""),
    ("webtransport_url", ""),
    ("trusted_proxies", ""),
    ("capacity", "2500"),
    ("reserved_names", "Staff, Moderator, Host, Help desk, Administrator, Hiroba"),
    ("certificate", ""),
    ("certificate_key", ""),
    ("renew_certificate_seconds", "604800"),
    ("silence_seconds", "15"),
    ("acme_domains", ""),
    ("acme_contact", ""),
    ("acme_directory", "https://acme-v02.api.letsencrypt.org/directory"),
    ("acme_root", ""),
    ("keep_chat_hours", "24"),
    ("keep_visits_days", "90"),
    ("title", "Hiroba"),
    ("contact", ""),
    ("policies", ""),
    ("map", ""),
    ("bundle", ""),
    ("rasteriser", ""),
    ("most_media_gib", "20"),
    ("map_root", ""),
    ("programme", ""),
    ("log_format", "text"),
    ("log", "info"),
    ("config", ""),
];

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Nobody set it.
    Default,
    /// The configuration file.
    File(PathBuf),
    /// This variable of the environment.
    Environment(String),
    /// This flag.
    Flag(String),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Environment(name) => write!(f, "environment {name}"),
            Self::Flag(name) => f.write_str(name),
        }
    }
}

/// One value and where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// The value; empty for none.
    pub value: String,
    /// Where it came from.
    pub origin: Origin,
}

/// Every setting by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    by_name: BTreeMap<&'static str, Setting>,
    strangers: Vec<String>,
}

impl Settings {
    /// Gathers the settings: flags before environment before file before default.
    ///
    /// # Errors
    /// When the file cannot be read, or holds a setting that does not exist.
    pub fn gather(
        flags: &BTreeMap<&'static str, String>,
        environment: &BTreeMap<String, String>,
    ) -> anyhow::Result<Self> {
        let mut settings: BTreeMap<_, _> = KNOWN
            .iter()
            .map(|(name, default)| (*name, Setting { value: (*default).to_owned(), origin: Origin::Default }))
            .collect();
        let file = flags.get("config").or_else(|| environment.get("HIROBA_CONFIG")).map(PathBuf::from);
        let from_file = file.as_deref().map(read).transpose()?.unwrap_or_default();
        for (name, setting) in &mut settings {
            let variable = format!("HIROBA_{}", name.to_uppercase());
            let flag = format!("--{}", name.replace('_', "-"));
            let set = [
                flags.get(name).map(|value| (value, Origin::Flag(flag))),
                environment.get(&variable).map(|value| (value, Origin::Environment(variable))),
                from_file.get(*name).zip(file.clone().map(Origin::File)),
            ];
            if let Some((value, origin)) = set.into_iter().flatten().next() {
                *setting = Setting { value: value.trim().to_owned(), origin };
            }
        }
        let is_known =
            |variable: &str| settings.keys().any(|name| variable == format!("HIROBA_{}", name.to_uppercase()));
        let ours = environment.keys().filter(|variable| variable.starts_with("HIROBA_"));
        let strangers = ours.filter(|variable| !is_known(variable)).cloned().collect();
        Ok(Self { by_name: settings, strangers })
    }

    /// Variables of the environment that look like settings and are none: perhaps misspelt, perhaps another program's.
    #[must_use]
    pub fn strangers(&self) -> &[String] {
        &self.strangers
    }

    /// One setting.
    pub(super) fn of(&self, name: &str) -> anyhow::Result<&Setting> {
        self.by_name.get(name).with_context(|| format!("there is no setting {name}"))
    }
}

/// One line a setting, as `--check-config` prints them.
impl fmt::Display for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, _) in KNOWN {
            if let Some(setting) = self.by_name.get(name) {
                let shown = format!("{name} = {:?}", setting.value);
                writeln!(f, "{shown:<48} # {}", setting.origin)?;
            }
        }
        for variable in &self.strangers {
            writeln!(f, "# {variable} in the environment is no setting")?;
        }
        Ok(())
    }
}

/// The settings of a TOML file as texts: lists are written with commas between.
fn read(path: &Path) -> anyhow::Result<BTreeMap<String, String>> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("the configuration file {} cannot be read", path.display()))?;
    let table: toml::Table =
        text.parse().with_context(|| format!("the configuration file {} is not TOML", path.display()))?;
    let mut settings = BTreeMap::new();
    for (name, value) in table {
        let known = KNOWN.iter().any(|(known, _)| *known == name) && name != "config";
        ensure!(known, "{}: there is no setting `{name}`; the settings are: {}", path.display(), names());
        settings.insert(name.clone(), text_of(&value).with_context(|| format!("{}: {name}", path.display()))?);
    }
    Ok(settings)
}

fn text_of(value: &toml::Value) -> anyhow::Result<String> {
    match value {
        toml::Value::String(text) => Ok(text.clone()),
        toml::Value::Integer(number) => Ok(number.to_string()),
        toml::Value::Array(list) => Ok(list.iter().map(text_of).collect::<anyhow::Result<Vec<_>>>()?.join(", ")),
        toml::Value::Float(_) | toml::Value::Boolean(_) | toml::Value::Datetime(_) | toml::Value::Table(_) => {
            bail!("must be a text, a whole number or a list of texts")
        }
    }
}

fn names() -> String {
    let names: Vec<_> = KNOWN.iter().map(|(name, _)| *name).filter(|name| *name != "config").collect();
    names.join(", ")
}
