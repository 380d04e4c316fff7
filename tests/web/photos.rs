//! Photos of a visit as phones make them.
use crate::visit::{declared, visit};

#[test]
fn a_photo_of_an_iphone_is_shown_to_everybody_without_its_place() {
    let mut p = declared();
    let bytes = include_bytes!("../platform/data/phone.heic");
    let record = format!("{}/record", visit(&p));
    p.first.open(&record).attach("photo", "IMG_1.HEIC", bytes);
    p.first.submit("/visit/photos");
    let thumb = p.first.values_of(".photo-row img", "src").remove(0);
    for face in [thumb.clone(), thumb.replace("/thumb", "/shown")] {
        assert_eq!(p.first.go(&face), 200);
        assert_eq!(p.first.answer().headers["content-type"], "image/jpeg");
        let shown = &p.first.answer().bytes;
        assert!(shown.starts_with(&[0xff, 0xd8]));
        assert!(!shown.windows(11).any(|w| w == b"SecretPhone"));
    }
    assert_eq!(p.first.go(&thumb.replace("/thumb", "/original")), 404);
    p.first
        .open(&record)
        .attach("photo", "b.heic", &bytes[..400])
        .submit("/visit/photos");
    p.first.says("platform-file-heic");
}
