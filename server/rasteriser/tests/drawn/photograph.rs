//! Group photographs: as wide as promised, everybody in it, and names in every script under it.

use hiroba_pages::photograph::{LARGE_WIDTH, Made, Order, Person, SMALL_WIDTH};
use hiroba_pages::rasteriser::Rasteriser;
use hiroba_shared::look::Look;
use std::path::Path;

/// The large picture of a photograph.
struct Developed {
    made: Made,
    picture: image::RgbImage,
}

fn order(rows: &[&[Option<&str>]]) -> Order {
    let mut seed = 0;
    let mut person = |name: &Option<&str>| {
        seed += 1;
        Person { look: Look::from_seed(seed), name: name.map(str::to_owned) }
    };
    Order {
        title: "Hiroba <&> 広場".to_owned(),
        caption: "The end \"<b>\"".to_owned(),
        date: "2026-11-23".to_owned(),
        rows: rows.iter().map(|row| row.iter().map(&mut person).collect()).collect(),
    }
}

fn develop(order: &Order) -> Developed {
    let folder = tempfile::tempdir().unwrap();
    let rasteriser = Rasteriser::new(Path::new(env!("CARGO_BIN_EXE_hiroba-rasteriser")).to_owned());
    let made = rasteriser.photograph(order, folder.path(), &|| true).expect("it should have been drawn");
    let name: String = made.large.hash.iter().map(|byte| format!("{byte:02x}")).collect();
    let bytes = std::fs::read(folder.path().join(name)).unwrap();
    let picture = image::load_from_memory_with_format(&bytes, image::ImageFormat::Png).unwrap().to_rgb8();
    Developed { made, picture }
}

/// How many pixels of a band over the lower edge are dark as letters are.
fn ink(developed: &Developed, band: u32) -> usize {
    let (width, height) = developed.picture.dimensions();
    let dark = |x, y| developed.picture.get_pixel(x, y).0.iter().all(|channel| *channel < 130);
    (height - band..height).flat_map(|y| (0..width).map(move |x| (x, y))).filter(|(x, y)| dark(*x, *y)).count()
}

#[test]
fn a_photograph_is_3840_pixels_wide_and_its_names_are_written_under_it() {
    let nobody = develop(&order(&[&[None, None]]));
    for name in ["Ana", "山田花子", "Бат-Эрдэнэ", "สมชาย", "김철수", "陈伟", "देवनागरी"]
    {
        let signed = develop(&order(&[&[Some(name), None]]));
        assert_eq!((signed.made.large.width, signed.made.small.width), (LARGE_WIDTH, SMALL_WIDTH));
        assert_eq!(signed.picture.width(), u32::from(LARGE_WIDTH));
        assert!(signed.picture.height() > nobody.picture.height(), "{name} takes a line");
        assert!(ink(&signed, 180) > 300, "{name} is not blank: {}", ink(&signed, 180));
    }
    assert_eq!(ink(&nobody, 60), 0);
}

#[test]
fn three_hundred_people_who_all_sign_fit_within_the_limits() {
    let name = "Nguyễn Thị Hoa 🌸 山田";
    let row = [Some(name); 34];
    let rows: Vec<&[Option<&str>]> = (0..9).map(|n| if n == 8 { &row[..28] } else { &row[..] }).collect();
    let developed = develop(&order(&rows));
    assert!(developed.made.large.bytes < 12 * 1024 * 1024, "{} bytes", developed.made.large.bytes);
    assert!(developed.made.small.bytes < 1024 * 1024, "{} bytes", developed.made.small.bytes);
}

#[test]
fn whoever_stands_in_it_is_seen_in_the_colours_they_wear() {
    let dressed = |clothes| {
        let mut order = order(&[&[None]]);
        order.rows[0][0].look = Look::new([0, 1, 0, 3, clothes, 0]).unwrap();
        develop(&order).picture
    };
    let (blue, yellow) = (dressed(2), dressed(7));
    let differing = blue.pixels().zip(yellow.pixels()).filter(|(one, other)| one != other).count();
    assert!(differing > 20_000, "{differing} pixels differ");
}

#[test]
fn a_photograph_that_nobody_waits_for_any_more_is_given_up() {
    let folder = tempfile::tempdir().unwrap();
    let rasteriser = Rasteriser::new(Path::new(env!("CARGO_BIN_EXE_hiroba-rasteriser")).to_owned());
    assert_eq!(rasteriser.photograph(&order(&[&[None]]), folder.path(), &|| false), None);
}
