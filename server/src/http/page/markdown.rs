//! Markdown of the operator as HTML that holds nothing but text, and as plain text.
//!
//! Raw HTML in the source becomes text, pictures become their words, and links lead only to pages and mail
//! addresses, so that a mistake in a policy cannot become a script at the door.

use pulldown_cmark::{CowStr, Event, Parser, Tag, TagEnd, html};

/// The text as HTML.
pub(super) fn to_html(source: &str) -> String {
    let mut written = String::with_capacity(source.len() * 3 / 2);
    html::push_html(&mut written, Parser::new(source).filter_map(harmless));
    written
}

/// The text for places that know no markup: paragraphs with an empty line between them.
#[expect(clippy::wildcard_enum_match_arm, reason = "Markdown has dozens of parts, and the others leave no mark")]
pub(super) fn to_text(source: &str) -> String {
    let mut text = String::with_capacity(source.len());
    for event in Parser::new(source).filter_map(harmless) {
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(&words),
            Event::SoftBreak => text.push(' '),
            Event::HardBreak => text.push('\n'),
            Event::Start(Tag::Item) => text.push_str("• "),
            Event::End(TagEnd::Item) if !text.ends_with('\n') => text.push('\n'),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::List(_)) => {
                text.truncate(text.trim_end().len());
                text.push_str("\n\n");
            }
            _ => {}
        }
    }
    text.truncate(text.trim_end().len());
    text
}

#[expect(clippy::wildcard_enum_match_arm, reason = "Markdown has dozens of parts, and all others are harmless")]
fn harmless(event: Event<'_>) -> Option<Event<'_>> {
    match event {
        Event::Html(raw) | Event::InlineHtml(raw) => Some(Event::Text(raw)),
        Event::Start(Tag::HtmlBlock | Tag::Image { .. }) | Event::End(TagEnd::HtmlBlock | TagEnd::Image) => None,
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            let leads_out = ["https://", "http://", "mailto:"].iter().any(|scheme| dest_url.starts_with(scheme));
            let dest_url = if leads_out { dest_url } else { CowStr::Borrowed("#") };
            Some(Event::Start(Tag::Link { link_type, dest_url, title, id }))
        }
        other => Some(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_in_a_policy_is_text() {
        for source in ["<script>alert(1)</script>", "a <img src=x onerror=alert(1)> b", "<b onclick='x'>"] {
            let html = to_html(source);
            assert!(!html.contains("<script") && !html.contains("<img") && !html.contains("<b "), "{html}");
            assert!(html.contains("&lt;"), "{html}");
        }
    }

    #[test]
    fn links_lead_to_pages_and_mail_and_nowhere_else() {
        assert!(to_html("[a](https://city.example/x)").contains("href=\"https://city.example/x\""));
        assert!(to_html("[a](mailto:a@city.example)").contains("href=\"mailto:a@city.example\""));
        for evil in ["[a](javascript:alert(1))", "[a](data:text/html,x)", "[a](JaVaScRiPt:x)"] {
            assert!(to_html(evil).contains("href=\"#\""), "{evil}");
        }
    }

    #[test]
    fn plain_text_keeps_paragraphs_and_lists_apart() {
        let text = to_text("# Title\n\nOne\ntwo.\n\n- first\n- **second**\n\nEnd <i>.");
        assert_eq!(text, "Title\n\nOne two.\n\n• first\n• second\n\nEnd <i>.");
    }
}
