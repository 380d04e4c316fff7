//! QR codes in a picture, found by a process of its own: what somebody painted decides how much work they are.

use std::io::Cursor;

use image::{ImageReader, Limits};

use crate::kernel::Say;
use crate::platform::apart::{self, Reader};
use crate::platform::db::Fault;

/// Longest side of a picture that is looked at, in pixels: what is shown of a photo has no longer one.
const MOST_SIDE: u32 = 2000;
/// Codes in one picture that are read.
const MOST_CODES: usize = 8;
/// Longest text of a code, in characters: no code holds more bytes.
const MOST_TEXT: usize = 3000;

/// Finds QR codes and reads them.
pub struct Codes;

impl Reader for Codes {
    const NAME: &'static str = "codes";
    const MOST_MEMORY: u64 = 128 << 20;
    type Ask = ();
    type Found = Vec<String>;

    fn read((): (), bytes: Vec<u8>) -> Result<(Vec<String>, Vec<Vec<u8>>), Fault> {
        Ok((found(&bytes)?, vec![]))
    }
}

/// What the QR codes in a JPEG or PNG say that is no larger than photos are shown; those that can't be read are
/// left out.
///
/// # Errors
/// [`Fault::Refused`] if it is no such picture or takes too long, [`Fault::Busy`] if its turn doesn't come.
pub async fn codes(picture: Vec<u8>) -> Result<Vec<String>, Fault> {
    Ok(apart::read::<Codes>((), picture).await?.0)
}

fn found(bytes: &[u8]) -> Result<Vec<String>, Fault> {
    let unreadable = || Fault::from(Say::plain("platform-file-unreadable"));
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|_| unreadable())?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_SIDE);
    limits.max_image_height = Some(MOST_SIDE);
    reader.limits(limits);
    let picture = reader.decode().map_err(|_| unreadable())?.into_luma8();
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let (row, greys) = (width, picture.into_raw());
    let grey = |x: usize, y: usize| greys[y * row + x];
    let mut seen = rqrr::PreparedImage::prepare_from_greyscale(width, height, grey);
    let grids = seen.detect_grids();
    Ok(grids.iter().take(MOST_CODES).filter_map(text).collect())
}

/// What a code says, in UTF-8 or in the Chinese code that came before it.
fn text<G: rqrr::BitGrid>(grid: &rqrr::Grid<G>) -> Option<String> {
    let mut bytes = vec![];
    grid.decode_to(&mut bytes).ok()?;
    let text = String::from_utf8(bytes).unwrap_or_else(|other| {
        let (text, ..) = encoding_rs::GB18030.decode(other.as_bytes());
        text.into_owned()
    });
    Some(text.chars().take(MOST_TEXT).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{GrayImage, Luma};
    use qrcode::{Color, QrCode};

    fn png(picture: &GrayImage) -> Vec<u8> {
        let mut out = Cursor::new(vec![]);
        picture.write_to(&mut out, image::ImageFormat::Png).unwrap();
        out.into_inner()
    }

    /// A page with a code that says this, six pixels a module.
    fn page(text: &[u8]) -> Vec<u8> {
        const SCALE: u32 = 6;
        let code = QrCode::new(text).unwrap();
        let wide = u32::try_from(code.width()).unwrap();
        let module = |at: u32| (at / SCALE).checked_sub(8).filter(|at| *at < wide);
        let is_dark = |x: u32, y: u32| {
            let at = module(x).zip(module(y));
            at.is_some_and(|(x, y)| code[(x as usize, y as usize)] == Color::Dark)
        };
        let side = (wide + 16) * SCALE;
        png(&GrayImage::from_fn(side, side, |x, y| {
            Luma([if is_dark(x, y) { 20 } else { 250 }])
        }))
    }

    #[test]
    fn a_code_is_read_in_either_way_of_writing() {
        let address = "https://example.test/?uniscid=91350100M000100Y43";
        assert_eq!(found(&page(address.as_bytes())).unwrap(), [address]);
        let chinese = "\u{540d}\u{79f0}\u{ff1a}\u{6885}\u{82b1}";
        let (old, ..) = encoding_rs::GB18030.encode(chinese);
        assert_eq!(found(&page(&old)).unwrap(), [chinese]);
    }

    #[test]
    fn a_page_without_a_code_says_nothing_and_what_is_no_picture_is_refused() {
        assert!(found(b"no picture").is_err());
        let blank = png(&GrayImage::from_pixel(300, 300, Luma([255])));
        assert_eq!(found(&blank).unwrap(), Vec::<String>::new());
        let wide = png(&GrayImage::from_pixel(2001, 10, Luma([255])));
        assert!(found(&wide).is_err());
    }
}
