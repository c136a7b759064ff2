//! Claims about what forms mean.

use super::*;

fn sent(body: &str) -> Form {
    Form::read(body.as_bytes())
}

#[test]
fn a_form_is_read_as_browsers_send_it() {
    let form = sent("name=%E9%A0%88%E7%94%B0+Noor&role=host&name=second&broken=%zz%ff");
    assert_eq!(form.value("name"), "須田 Noor");
    assert_eq!((form.value("role"), form.value("none")), ("host", ""));
    let long: String = (0..100).map(|number| format!("f{number}=x&")).collect();
    assert_eq!(sent(&long).value("f99"), "", "no form of ours has so many fields");
}

#[test]
fn a_name_and_a_password_are_taken_with_the_letters_of_any_keyboard() {
    let form = sent("name=+Noor+&password=caf%C3%A9+au+lait&again=cafe%CC%81+au+lait");
    let taken = chosen(&form).unwrap();
    assert_eq!((taken.name.as_str(), taken.key.0.as_str()), ("Noor", "noor"));
    assert_eq!(taken.password, "café au lait");
    let back = signing_in(&sent("name=%EF%BC%AE%EF%BC%AF%EF%BC%AF%EF%BC%B2&password=cafe%CC%81+au+lait"));
    assert_eq!(
        (back.key, back.password),
        (taken.key, taken.password),
        "wide capitals and composed accents are the same"
    );
}

#[test]
fn whatever_is_wrong_with_a_choice_is_told_at_once() {
    for (body, faults) in [
        ("", vec![Fault::NameMissing, Fault::PasswordShort]),
        ("name=Noor&password=123456789&again=123456789", vec![Fault::PasswordShort]),
        ("name=Noor&password=1234567890&again=1234567891", vec![Fault::PasswordsDiffer]),
        ("name=Noor+Bayarmaa&password=NOOR+bayarmaa&again=NOOR+bayarmaa", vec![Fault::PasswordIsName]),
        ("name=a%00b&password=1234567890&again=1234567890", vec![Fault::NameOdd]),
    ] {
        assert_eq!(chosen(&sent(body)), Err(faults), "{body}");
    }
    let long = format!("name={}&password={}", "x".repeat(50), "y".repeat(600));
    assert_eq!(chosen(&sent(&long)), Err(vec![Fault::NameLong, Fault::PasswordLong]));
}

#[test]
fn signing_in_never_says_what_is_wrong_and_never_hashes_more_than_a_password() {
    let asked = signing_in(&sent(&format!("name={}&password={}", "n".repeat(9_000), "p".repeat(9_000))));
    assert!(asked.key.0.len() <= 160 && asked.password.is_empty());
}

#[test]
fn invitations_are_within_bounds_and_of_roles_one_may_give() {
    let good = sent("label=Class+4B&role=pupil&links=30&uses=1&days=%EF%BC%92");
    let asked = inviting(&good, Role::Teacher).unwrap();
    assert_eq!((asked.label.as_str(), asked.links, asked.uses, asked.days), ("Class 4B", 30, 1, 2));
    assert_eq!(inviting(&good, Role::Curator), Err(vec![Fault::RoleUnknown]));
    let all = [Fault::LabelMissing, Fault::RoleUnknown, Fault::LinksOdd, Fault::UsesOdd, Fault::DaysOdd];
    for body in ["", "label=+&role=king&links=0&uses=-1&days=1e3", "links=81&uses=5001&days=367"] {
        assert_eq!(inviting(&sent(body), Role::Host), Err(all.to_vec()), "{body}");
    }
}

#[test]
fn the_staff_has_roles_of_the_desk_and_somebody_it_is_for() {
    assert!(newcomer(&sent("about=Ms+Ito&role=teacher")).is_ok());
    assert_eq!(newcomer(&sent("role=pupil")), Err(vec![Fault::AboutMissing, Fault::RoleUnknown]));
    assert_eq!(role(&sent("role=visitor")), Err(vec![Fault::RoleUnknown]));
    assert_eq!((confirmed(&sent("sure=yes")), confirmed(&sent("sure=no"))), (Ok(()), Err(vec![Fault::NotConfirmed])));
}
