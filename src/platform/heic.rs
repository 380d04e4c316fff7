//! Photos as iPhones take them: HEIC, unpacked into pixels so that they can be painted anew like
//! any other photo. See `docs/adr/0006-heic-is-unpacked.md`.

use heifer::heifer_isobmff::HeifFile;
use heifer::{Error, Options};
use image::{DynamicImage, RgbaImage};

use crate::kernel::Say;
use crate::platform::db::Fault;
use crate::say;

/// Most pixels of a HEIC photo: what phones make unless told otherwise, 24 million and some. Larger
/// ones would take more memory unpacked than a small server has to spare.
const MOST_PIXELS: u64 = 26_000_000;

/// The picture upright, in the colours of the web, with nothing of what the camera wrote beside it.
///
/// # Errors
/// `Fault::Refused` for a file that is too large, damaged, or of a kind that can't be unpacked.
pub fn unpack(bytes: &[u8]) -> Result<DynamicImage, Fault> {
    let file = HeifFile::parse(bytes).map_err(|e| unreadable(&e.into()))?;
    let size = file.image_size(file.primary_id);
    let (width, height) = size.map_err(|e| unreadable(&e.into()))?.unwrap_or((0, 0));
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        let megapixels = i64::try_from(MOST_PIXELS / 1_000_000).unwrap_or(0);
        return Err(say!("platform-file-pixels", megapixels = megapixels).into());
    }
    // The size in the box is a promise; the limit holds for what is really unpacked.
    let options = Options {
        max_threads: 2,
        max_pixels: MOST_PIXELS,
    };
    let picture = heifer::decode_srgb_rgba8(bytes, &options).map_err(|e| unreadable(&e))?;
    RgbaImage::from_raw(picture.width, picture.height, picture.data)
        .map(DynamicImage::from)
        .ok_or_else(|| Say::plain("platform-file-heic").into())
}

fn unreadable(error: &Error) -> Fault {
    tracing::debug!(%error, "a HEIC photo can't be read");
    Say::plain("platform-file-heic").into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::GenericImageView;
    use proptest::prelude::*;

    /// Made with libheif: 96 by 64, red grows to the right and green downwards, with the notes of
    /// a camera that knows its place.
    const PHONE: &[u8] = include_bytes!("../../tests/platform/data/phone.heic");

    #[test]
    fn a_photo_of_another_encoder_is_read_as_it_was_painted() {
        let picture = unpack(PHONE).unwrap();
        assert_eq!(picture.dimensions(), (96, 64));
        for (x, y) in [(5, 5), (90, 5), (5, 60), (48, 32)] {
            let [r, g, b, _] = picture.get_pixel(x, y).0;
            let near = |seen: u8, painted: u32| u32::from(seen).abs_diff(painted) < 16;
            assert!(near(r, 255 * x / 96), "red {r} at {x}");
            assert!(near(g, 255 * y / 64), "green {g} at {y}");
            assert!(near(b, 128), "blue {b}");
        }
    }

    #[test]
    fn a_photo_that_claims_more_pixels_than_phones_make_is_refused_before_it_is_unpacked() {
        let mut bomb = PHONE.to_vec();
        let size = bomb.windows(4).position(|w| w == b"ispe").unwrap() + 8;
        bomb[size..size + 8].copy_from_slice(&[0, 0, 0x40, 0, 0, 0, 0x40, 0]);
        let Err(Fault::Refused(say)) = unpack(&bomb) else {
            panic!()
        };
        assert_eq!(say.key, "platform-file-pixels");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn a_damaged_photo_is_refused_in_words_or_read(at in 0..PHONE.len(), byte: u8, cut: bool) {
            let mut bytes = PHONE.to_vec();
            bytes[at] = byte;
            if cut {
                bytes.truncate(at);
            }
            match unpack(&bytes) {
                Ok(_) | Err(Fault::Refused(_)) => {}
                Err(other) => prop_assert!(false, "{}", other),
            }
        }
    }
}
