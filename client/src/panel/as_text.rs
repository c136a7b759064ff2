//! A panel as plain text, one widget a line: how views are tested in every language without a window.

use super::widget::{Button, Choice, Emphasis, Field, Rank, Row, Rows, Widget};
use super::{Panel, picture::Picture};

impl Panel {
    /// The panel as text, with roles, labels and states, indented by depth.
    #[must_use]
    pub fn as_text(&self) -> String {
        let mut lines = vec![format!("# {}", self.title)];
        for widget in &self.widgets {
            write_widget(&mut lines, 0, widget);
        }
        lines.push(String::new());
        lines.join("\n")
    }
}

fn write_widget(lines: &mut Vec<String>, depth: usize, widget: &Widget) {
    let pad = "  ".repeat(depth);
    match widget {
        Widget::Heading(text) => lines.push(format!("{pad}## {text}")),
        Widget::Text { text, .. } => lines.push(format!("{pad}{text}")),
        Widget::Button(button) => lines.push(format!("{pad}{}", button_line(button))),
        Widget::Field(field) => lines.push(format!("{pad}{}", field_line(field))),
        Widget::Choice(choice) => lines.push(format!("{pad}{}", choice_line(choice))),
        Widget::File(field) => lines.push(format!("{pad}<file: {} ({})>", field.label, field.hint)),
        Widget::Rows(rows) => write_rows(lines, depth, rows),
        Widget::Picture { picture, label, .. } => lines.push(format!("{pad}<{}: {label}>", picture_name(picture))),
        Widget::Progress { label, percent, .. } => {
            let part = percent.map(|percent| format!(" {percent}%")).unwrap_or_default();
            lines.push(format!("{pad}<progress: {label}{part}>"));
        }
        Widget::Group(group) => {
            for widget in &group.widgets {
                write_widget(lines, depth + 1, widget);
            }
        }
    }
}

fn write_rows(lines: &mut Vec<String>, depth: usize, rows: &Rows) {
    let pad = "  ".repeat(depth);
    lines.push(format!("{pad}<list: {}>", rows.label));
    lines.extend(rows.rows.iter().map(|row| format!("{pad}{}", row_line(row))));
}

fn row_line(row: &Row) -> String {
    let mark = match row.rank {
        Rank::Plain => "-",
        Rank::Pressable => ">",
        Rank::Chosen => "*",
    };
    let mut parts = vec![mark.to_owned(), row.title.clone()];
    if !row.note.is_empty() {
        parts.push(format!("({})", row.note));
    }
    if !row.text.is_empty() {
        parts.push(row.text.clone());
    }
    parts.extend(row.buttons.iter().map(button_line));
    parts.join(" ")
}

fn button_line(button: &Button) -> String {
    let mut line = match button.emphasis {
        Emphasis::Primary => format!("[[{}]]", button.label),
        Emphasis::Plain | Emphasis::Quiet | Emphasis::Danger => format!("[{}]", button.label),
    };
    if button.count > 0 {
        line.push_str(&format!("({})", button.count));
    }
    if let Some(key) = button.shortcut {
        line.push_str(&format!("<{key}>"));
    }
    if button.on == Some(true) {
        line.push_str("(on)");
    }
    if button.disabled {
        line.push_str("(off)");
    }
    line
}

fn field_line(field: &Field) -> String {
    let hint = if field.value.is_empty() { format!(" ({})", field.hint) } else { String::new() };
    let fault = field.fault.as_ref().map(|fault| format!(" !! {fault}")).unwrap_or_default();
    format!("{}: |{}|{hint}{fault}", field.label, field.value)
}

fn choice_line(choice: &Choice) -> String {
    let entry = |(n, entry): (usize, &String)| {
        if choice.chosen.contains(&n) { format!("({entry})") } else { entry.clone() }
    };
    let entries: Vec<String> = choice.entries.iter().enumerate().map(entry).collect();
    let fault = choice.fault.as_ref().map(|fault| format!(" !! {fault}")).unwrap_or_default();
    format!("{}: {}{fault}", choice.label, entries.join(" / "))
}

const fn picture_name(picture: &Picture) -> &'static str {
    match picture {
        Picture::Icon(_) => "icon",
        Picture::Look(_) => "avatar",
        Picture::Plan(_) => "map",
        Picture::Page(_) => "page",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::panel::{PanelKey, Place};

    #[test]
    fn roles_labels_and_states_are_all_in_the_text() {
        let panel = Panel {
            key: PanelKey::Help,
            place: Place::Dialog,
            title: "Help".to_owned(),
            close: None,
            widgets: vec![
                Widget::Heading("Keys".to_owned()),
                Button::new("go", "Go".to_owned()).primary().counting(3).enabled_if(false).into(),
                Field { fault: Some("too long".to_owned()), ..Field::new("name", "Name".to_owned()) }.into(),
            ],
        };
        assert_eq!(panel.as_text(), "# Help\n## Keys\n[[Go]](3)(off)\nName: || () !! too long\n");
    }
}
