//! Photos of phones and cameras, drawings, and what somebody made up.

use super::*;
use exif::experimental::Writer;
use exif::{Field, In, Rational, Tag, Value};

/// TIFF with place, time and the order to turn the picture by a quarter.
fn camera_notes(zone: Option<&str>) -> Vec<u8> {
    let text = |t: &str| Value::Ascii(vec![t.as_bytes().to_vec()]);
    let field = |tag, value| Field {
        tag,
        ifd_num: In::PRIMARY,
        value,
    };
    let degrees = [22, 33, 44].map(|n| Rational { num: n, denom: 1 }).to_vec();
    let mut fields = vec![
        field(Tag::Orientation, Value::Short(vec![6])),
        field(Tag::Model, text("SecretPhone")),
        field(Tag::DateTimeOriginal, text("2026:05:06 07:08:09")),
        field(Tag::GPSLatitudeRef, text("N")),
        field(Tag::GPSLatitude, Value::Rational(degrees)),
    ];
    fields.extend(zone.map(|z| field(Tag::OffsetTimeOriginal, text(z))));
    let mut writer = Writer::new();
    fields.iter().for_each(|f| writer.push_field(f));
    let mut out = Cursor::new(vec![]);
    writer.write(&mut out, true).unwrap();
    out.into_inner()
}

fn photo(width: u32, height: u32, zone: Option<&str>) -> Vec<u8> {
    let mut out = vec![];
    let mut encoder = JpegEncoder::new(&mut out);
    encoder.set_exif_metadata(camera_notes(zone)).unwrap();
    DynamicImage::new_rgb8(width, height)
        .write_with_encoder(encoder)
        .unwrap();
    out
}

#[test]
fn what_is_shown_stands_upright_and_tells_nothing_of_place_or_camera() {
    let original = photo(800, 400, None);
    assert!(original.windows(11).any(|w| w == b"SecretPhone"));
    let made = paint(&original, Kind::Jpeg).unwrap();
    for (bytes, size) in [(&made.shown, (400, 800)), (&made.thumb, (160, 320))] {
        let seen = image::load_from_memory(bytes).unwrap();
        assert_eq!((seen.width(), seen.height()), size);
        assert!(
            exif::Reader::new()
                .read_from_container(&mut Cursor::new(bytes))
                .is_err()
        );
        assert!(!bytes.windows(6).any(|w| w == b"Secret" || w == b"Exif\0\0"));
    }
}

#[test]
fn a_large_photo_is_shown_smaller_and_a_small_one_never_larger() {
    let size = |bytes: &[u8]| {
        let seen = image::load_from_memory(bytes).unwrap();
        (seen.width(), seen.height())
    };
    let large = paint(&photo(3000, 1500, None), Kind::Jpeg).unwrap();
    assert_eq!(size(&large.shown), (1000, 2000));
    let small = paint(&photo(60, 30, None), Kind::Jpeg).unwrap();
    assert_eq!(
        (size(&small.shown), size(&small.thumb)),
        ((30, 60), (30, 60))
    );
}

#[test]
fn a_transparent_drawing_stays_transparent() {
    let mut drawing = vec![];
    DynamicImage::new_rgba8(400, 400)
        .write_with_encoder(PngEncoder::new(&mut drawing))
        .unwrap();
    let made = paint(&drawing, Kind::Png).unwrap();
    assert!(
        image::load_from_memory(&made.thumb)
            .unwrap()
            .color()
            .has_alpha()
    );
}

#[test]
fn a_picture_of_more_pixels_than_any_camera_makes_is_refused_before_it_is_unpacked() {
    let mut bomb = photo(64, 64, None);
    let frame = bomb.windows(2).position(|w| w == [0xff, 0xc0]).unwrap();
    bomb[frame + 5..frame + 9].copy_from_slice(&[0x40, 0x00, 0x40, 0x00]);
    assert_eq!(why(&bomb, Kind::Jpeg), "platform-file-pixels");
}

fn why(bytes: &[u8], kind: Kind) -> String {
    let Err(Fault::Refused(say)) = paint(bytes, kind) else {
        panic!()
    };
    say.key.into_owned()
}

#[test]
fn a_picture_that_is_long_and_thin_is_refused_by_its_head() {
    let ribbon = |height: u32| {
        let mut out = vec![];
        DynamicImage::new_luma8(8, height)
            .write_with_encoder(PngEncoder::new(&mut out))
            .unwrap();
        out
    };
    assert_eq!(why(&ribbon(MOST_SIDE + 1), Kind::Png), "platform-file-side");
    assert!(paint(&ribbon(MOST_SIDE), Kind::Png).is_ok());
}

#[test]
fn a_picture_cut_short_or_of_another_format_is_refused_in_words() {
    let whole = photo(64, 64, None);
    assert!(matches!(
        paint(&whole[..200], Kind::Jpeg),
        Err(Fault::Refused(_))
    ));
    assert!(matches!(paint(&whole, Kind::Png), Err(Fault::Refused(_))));
}

#[test]
fn a_photo_of_an_iphone_is_shown_as_jpeg_without_place_or_camera() {
    let original = include_bytes!("../../tests/platform/data/phone.heic");
    assert!(original.windows(11).any(|w| w == b"SecretPhone"));
    let at = taken(original, Kind::Heic).unwrap();
    let zone = chrono_tz::Asia::Shanghai;
    assert_eq!(at.moment(zone).to_string(), "2026-05-05 23:08:09");
    let made = paint(original, Kind::Heic).unwrap();
    for bytes in [&made.shown, &made.thumb] {
        let seen = image::load_from_memory_with_format(bytes, image::ImageFormat::Jpeg);
        assert_eq!(seen.unwrap().width(), 96);
        assert!(!bytes.windows(6).any(|w| w == b"Secret" || w == b"Exif\0\0"));
    }
}

#[test]
fn the_time_it_was_taken_is_the_cameras_own_or_the_chambers_zone() {
    let zone = chrono_tz::Asia::Shanghai;
    let moment = |offset| {
        taken(&photo(8, 8, offset), Kind::Jpeg)
            .unwrap()
            .moment(zone)
    };
    assert_eq!(moment(None).to_string(), "2026-05-05 23:08:09");
    assert_eq!(moment(Some("+02:00")).to_string(), "2026-05-06 05:08:09");
    assert_eq!(taken(b"%PDF-1.4", Kind::Pdf), None);
}

use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Real photos with bytes overwritten, cut out and doubled, and bytes that never were one: read
    /// or refused in words, and soon.
    #[test]
    fn whatever_is_sent_as_a_picture_is_painted_or_refused(
        which in 0usize..4,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0u8..3), 0..9),
        noise in proptest::collection::vec(any::<u8>(), 0..300),
    ) {
        let (mut bytes, kind) = match which {
            0 => (photo(64, 48, Some("+08:00")), Kind::Jpeg),
            1 => {
                let mut drawing = vec![];
                let encoder = PngEncoder::new(&mut drawing);
                DynamicImage::new_rgba8(40, 30).write_with_encoder(encoder).unwrap();
                (drawing, Kind::Png)
            }
            2 => (include_bytes!("../../tests/platform/data/phone.heic").to_vec(), Kind::Heic),
            _ => (noise, Kind::Jpeg),
        };
        for (at, to, how) in changes {
            if bytes.is_empty() {
                break;
            }
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = to,
                1 => drop(bytes.drain(at..(at + usize::from(to)).min(bytes.len()))),
                _ => bytes.insert(at, to),
            }
        }
        let began = std::time::Instant::now();
        let _ = taken(&bytes, kind);
        let made = painted(&bytes, kind);
        prop_assert!(matches!(made, Ok(_) | Err(Fault::Refused(_))));
        prop_assert!(began.elapsed() < Duration::from_secs(10));
    }
}
