//! Which characters a text may hold, and where: nothing that hides, turns text around, or cannot be seen at all.
//!
//! Characters that are invisible by themselves but belong to a script or an emoji (joiners, variation selectors, tags)
//! are allowed only behind the character they shape, so that two names that look alike are not two different texts.
//! Look-alikes among visible letters are not this module's business.

use unicode_normalization::char::is_combining_mark;

/// The text with the line breaks and tabs of other systems as ours.
pub(super) fn fold_breaks(text: &str) -> impl Iterator<Item = char> {
    let mut after_return = false;
    text.chars().filter_map(move |c| {
        let joined = after_return && c == '\n';
        after_return = c == '\r';
        match c {
            '\n' if joined => None,
            '\r' => Some('\n'),
            '\t' => Some(' '),
            _ => Some(c),
        }
    })
}

/// Whether every character of `text` may stand where it stands; `breaks` says whether lines may be broken.
pub(super) fn all_in_place(text: &str, breaks: bool) -> bool {
    let mut before = None;
    let mut flag = None;
    for (at, c) in text.char_indices() {
        let after = text.get(at + c.len_utf8()..).unwrap_or_default();
        flag = match (flag, c) {
            (None | Some(0), FLAG) => Some(0),
            (Some(letters), '\u{E0030}'..='\u{E0039}' | '\u{E0061}'..='\u{E007A}') => Some(letters + 1),
            // The cancel tag ends what a subdivision's code began: three to six letters and digits.
            (Some(3..=6), '\u{E007F}') => None,
            (_, '\u{E0000}'..='\u{E0FFF}') if !is_ideographic_selector(c) => return false,
            (Some(1..), _) => return false,
            (_, _) => None,
        };
        if is_forbidden(c) || (c == '\n' && !breaks) || !is_shaped(before, c, after) {
            return false;
        }
        before = Some(c);
    }
    flag.is_none_or(|letters| letters == 0)
}

/// Whether a reader would see this character by itself.
pub(super) fn is_visible(c: char) -> bool {
    !c.is_whitespace() && !is_combining_mark(c) && !is_joiner(c) && !is_selector(c) && !is_tag(c) && c != '\u{2800}'
}

/// Begins the flags of subdivisions, such as Scotland's, which tags follow.
const FLAG: char = '\u{1F3F4}';

fn is_forbidden(c: char) -> bool {
    match c {
        '\n' => false,
        // Bidi overrides and isolates, invisible operators, the object replacement and the byte order mark.
        '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{200E}' | '\u{200F}' | '\u{061C}' => true,
        '\u{200B}' | '\u{00AD}' | '\u{034F}' | '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' => true,
        '\u{FEFF}' | '\u{FFF9}'..='\u{FFFF}' | '\u{2028}' | '\u{2029}' => true,
        // Vowels without a form, marks of shorthand and of music.
        '\u{17B4}' | '\u{17B5}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D159}' | '\u{1D173}'..='\u{1D17A}' => true,
        // Private use.
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}' => true,
        _ => c.is_control(),
    }
}

/// Whether an invisible character stands behind one that it shapes; others always do.
fn is_shaped(before: Option<char>, c: char, after: &str) -> bool {
    if !is_joiner(c) && !is_selector(c) {
        return true;
    }
    let Some(base) = before else { return false };
    match c {
        '\u{FE0E}' | '\u{FE0F}' if matches!(base, '#' | '*' | '0'..='9') => after.starts_with('\u{20E3}'),
        '\u{FE0E}' | '\u{FE0F}' => is_pictograph(base),
        '\u{FE00}'..='\u{FE02}' | '\u{E0100}'..='\u{E01EF}' => is_ideograph(base),
        '\u{180B}'..='\u{180F}' => matches!(base, '\u{1820}'..='\u{18AA}'),
        '\u{200D}' if is_pictograph(base) || base == '\u{FE0F}' => after.starts_with(is_pictograph),
        // The scripts whose letters join or stack.
        '\u{200C}' | '\u{200D}' => {
            matches!(base, '\u{0600}'..='\u{0DFF}' | '\u{0F00}'..='\u{109F}' | '\u{1780}'..='\u{18AF}')
                || matches!(base, '\u{1B00}'..='\u{1BFF}' | '\u{A800}'..='\u{ABFF}' | '\u{10A00}'..='\u{11FFF}')
                || matches!(base, '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
        }
        _ => false,
    }
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}')
}

fn is_selector(c: char) -> bool {
    matches!(c, '\u{180B}'..='\u{180F}' | '\u{FE00}'..='\u{FE0F}') || is_ideographic_selector(c)
}

/// Chooses among the forms of an ideograph, as Japanese family names need it.
fn is_ideographic_selector(c: char) -> bool {
    matches!(c, '\u{E0100}'..='\u{E01EF}')
}

fn is_tag(c: char) -> bool {
    matches!(c, '\u{E0000}'..='\u{E0FFF}')
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}

fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{A9}' | '\u{AE}' | '\u{203C}' | '\u{2049}' | '\u{2122}' | '\u{2139}' | '\u{2190}'..='\u{27FF}')
        || matches!(c, '\u{2900}'..='\u{2BFF}' | '\u{3030}' | '\u{303D}' | '\u{3297}' | '\u{3299}')
        || matches!(c, '\u{1F000}'..='\u{1FAFF}')
}
