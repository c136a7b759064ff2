//! Claims about pictures as pixels.

use hiroba_web::picture;
use js_sys::Uint8Array;

use crate::stage::run;

crate::named![a_picture_becomes_its_pixels_and_what_is_none_becomes_nothing, a_picture_larger_than_wanted_is_nothing,];

const RED_AND_BLUE: &str = "(() => {
    const canvas = document.createElement('canvas');
    canvas.width = 2;
    canvas.height = 1;
    const context = canvas.getContext('2d');
    ['#ff0000', '#0000ff'].forEach((colour, x) => {
        context.fillStyle = colour;
        context.fillRect(x, 0, 1, 1);
    });
    const letters = atob(canvas.toDataURL('image/png').split(',')[1]);
    return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
})()";

async fn a_picture_becomes_its_pixels_and_what_is_none_becomes_nothing() {
    let file = Uint8Array::from(run(RED_AND_BLUE)).to_vec();
    let picture = picture::decode(&file, 2).await.unwrap();
    assert_eq!((picture.width, picture.height), (2, 1));
    assert_eq!(picture.rgba, [255, 0, 0, 255, 0, 0, 255, 255]);
    assert!(picture::decode(b"RIFF, but no picture", 2).await.is_none());
}

async fn a_picture_larger_than_wanted_is_nothing() {
    let file = Uint8Array::from(run(RED_AND_BLUE)).to_vec();
    assert!(picture::decode(&file, 1).await.is_none());
}
