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

    /// A page with these texts as codes beneath each other, `scale` pixels a module.
    fn page(texts: &[&[u8]], scale: u32) -> Vec<u8> {
        let mut page = GrayImage::from_pixel(900, 600 * texts.len() as u32, Luma([250]));
        for (nth, text) in texts.iter().enumerate() {
            let code = QrCode::new(text).unwrap();
            let wide = code.width() as u32;
            for (at, color) in code.to_colors().into_iter().enumerate() {
                let (x, y) = (at as u32 % wide, at as u32 / wide);
                if color == Color::Dark {
                    for (dx, dy) in (0..scale).flat_map(|dx| (0..scale).map(move |dy| (dx, dy))) {
                        let y = nth as u32 * 600 + 60 + y * scale + dy;
                        page.put_pixel(60 + x * scale + dx, y, Luma([20]));
                    }
                }
            }
        }
        let mut out = Cursor::new(vec![]);
        page.write_to(&mut out, image::ImageFormat::Png).unwrap();
        out.into_inner()
    }

    #[test]
    fn codes_of_a_page_are_read_in_either_way_of_writing() {
        let chinese = "\u{540d}\u{79f0}\u{ff1a}\u{6885}\u{82b1}";
        let (old, ..) = encoding_rs::GB18030.encode(chinese);
        let first = b"https://example.test/?uniscid=91350100M000100Y43";
        let mut said = found(&page(&[first, &old], 6)).unwrap();
        said.sort();
        assert_eq!(
            said,
            ["https://example.test/?uniscid=91350100M000100Y43", chinese]
        );
    }

    #[test]
    fn a_page_without_a_code_says_nothing_and_what_is_no_picture_is_refused() {
        assert!(found(b"no picture").is_err());
        let mut blank = Cursor::new(vec![]);
        let white = GrayImage::from_pixel(300, 300, Luma([255]));
        white.write_to(&mut blank, image::ImageFormat::Png).unwrap();
        assert_eq!(found(&blank.into_inner()).unwrap(), Vec::<String>::new());
        let mut large = Cursor::new(vec![]);
        let wide = GrayImage::from_pixel(2001, 10, Luma([255]));
        wide.write_to(&mut large, image::ImageFormat::Png).unwrap();
        assert!(found(&large.into_inner()).is_err());
    }
}
