//! Countries and regions by their ISO 3166-1 alpha-2 code. Names in people's languages are the clients' texts.

use alloc::string::String;
use core::fmt;
use serde::{Deserialize, Serialize};

/// The 249 officially assigned codes of ISO 3166-1, in alphabetical order, separated by one space.
const CODES: &str = concat!(
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL ",
    "BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV ",
    "CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD ",
    "GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM ",
    "IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK ",
    "LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW ",
    "MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR ",
    "PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ",
    "ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY ",
    "UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW",
);

/// An assigned ISO 3166-1 alpha-2 code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Country([u8; 2]);

/// The text was not an assigned country code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownCountry;

impl fmt::Display for UnknownCountry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an ISO 3166-1 country code")
    }
}

impl core::error::Error for UnknownCountry {}

impl Country {
    /// The country with this code, in capital letters.
    ///
    /// # Errors
    /// When ISO 3166-1 assigns no such code.
    pub fn new(code: &str) -> Result<Self, UnknownCountry> {
        match code.as_bytes() {
            [a @ b'A'..=b'Z', b @ b'A'..=b'Z'] if CODES.split(' ').any(|known| known == code) => Ok(Self([*a, *b])),
            _ => Err(UnknownCountry),
        }
    }

    /// Every assigned country, by code.
    pub fn all() -> impl Iterator<Item = Self> {
        CODES.split(' ').filter_map(|code| Self::new(code).ok())
    }

    /// The two capital letters.
    #[must_use]
    pub fn code(&self) -> &str {
        core::str::from_utf8(&self.0).unwrap_or("ZZ")
    }

    /// The flag as an emoji: two regional indicator letters.
    #[must_use]
    pub fn flag(&self) -> String {
        let indicator = |letter: u8| char::from_u32(0x1F1E6 + u32::from(letter.saturating_sub(b'A')));
        self.0.iter().filter_map(|letter| indicator(*letter)).collect()
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl TryFrom<String> for Country {
    type Error = UnknownCountry;
    fn try_from(code: String) -> Result<Self, UnknownCountry> {
        Self::new(&code)
    }
}

impl From<Country> for String {
    fn from(country: Country) -> Self {
        Self::from(country.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_assigned_code_is_known_and_nothing_else() {
        assert_eq!(Country::all().count(), 249);
        for code in ["XX", "jp", "JPN", "", "J P", "\u{65e5}"] {
            assert_eq!(Country::new(code), Err(UnknownCountry), "{code}");
        }
    }

    #[test]
    fn the_flag_of_japan_is_its_two_indicator_letters() {
        assert_eq!(Country::new("JP").map(|c| c.flag()), Ok(String::from("\u{1F1EF}\u{1F1F5}")));
    }
}
