//! What maps commonly call their places, in words of each language: a map says the names of its zones in one language only,
//! which addresses use too. A name that is not among these stays as its map says it.

use super::Locale;

/// Names with a number behind them, and the text that has its place.
const NUMBERED: [(&str, &str); 2] = [("Table", "place-table"), ("Garden table", "place-garden-table")];
/// Names as they stand.
const NAMED: [(&str, &str); 6] = [
    ("Stage", "zone-stage"),
    ("Audience", "place-audience"),
    ("Quiet corner", "zone-quiet"),
    ("Help desk", "zone-help"),
    ("To the terrace", "place-to-terrace"),
    ("To the hall", "place-to-hall"),
];

impl Locale {
    /// The name of a place of a map, in this language where it is a common one.
    #[must_use]
    pub fn place(&self, name: &str) -> String {
        let named = NAMED.iter().find(|(known, _)| *known == name);
        let numbered = name.rsplit_once(' ').and_then(|(words, number)| {
            let (_, key) = NUMBERED.iter().find(|(known, _)| *known == words)?;
            Some((*key, number.parse::<u16>().ok().filter(|same| same.to_string() == number)?))
        });
        match (named, numbered) {
            (Some((_, key)), _) => self.text(key),
            (None, Some((key, number))) => self.text_with(key, &[("number", number.into())]),
            (None, None) => name.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Tongue;

    #[test]
    fn places_with_common_names_are_called_as_one_speaks_and_all_others_as_their_map_says() {
        let [en, ja, mn] = [Tongue::En, Tongue::Ja, Tongue::Mn].map(Locale::new);
        assert_eq!((ja.place("Table 12"), mn.place("Quiet corner")), ("テーブル 12".into(), "Нам гүм булан".into()));
        for name in ["Table", "Table for two", "Table 99999999", "Table 07", "Кухня", "table 3", ""] {
            assert_eq!(ja.place(name), name);
        }
        let known = NAMED.iter().map(|(name, _)| (*name).to_owned());
        for name in known.chain(NUMBERED.iter().map(|(name, _)| format!("{name} 7"))) {
            assert_eq!(en.place(&name), name, "readers of English see what the map says");
            assert_ne!(ja.place(&name), name);
        }
    }
}
