//! Photos: what may be shown of them. The shown version and the thumbnail are painted anew from
//! the pixels, upright, so nothing the camera wrote beside them (place, device, name) comes along;
//! only the colour profile does. The original stays as it was, with everything in it.
//!
//! HEIC, which few browsers show, is shown as JPEG.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use chrono::{FixedOffset, NaiveDateTime, TimeDelta, TimeZone};
use chrono_tz::Tz;
use image::codecs::{jpeg::JpegEncoder, png::PngEncoder};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageReader};
use serde::{Deserialize, Serialize};

use crate::kernel::time::local_to_utc;
use crate::kernel::{Moment, Say};
use crate::platform::apart::{self, Reader};
use crate::platform::aside::{Gate, panicked};
use crate::platform::db::Fault;
use crate::platform::files::Kind;
use crate::platform::heic;
use crate::say;

/// Most pixels of a picture: the largest that phones make, 48 million and some.
const MOST_PIXELS: u64 = 51_000_000;
/// Most memory one decoded picture may take: [`MOST_PIXELS`] of four bytes.
const MOST_MEMORY: u64 = 208 << 20;
/// Longest side of the version shown on pages.
const SHOWN: u32 = 2000;
/// Longest side of a thumbnail.
const THUMB: u32 = 320;
/// Larger colour profiles than any camera's are left out.
const MOST_PROFILE: usize = 64 << 10;

/// One at a time: a photo is large once it is unpacked. Who waits longer is asked to come back.
static TURN: Gate = Gate::new(1, Duration::from_secs(20));

/// What is shown of a photo, in the format that [`Kind::shown_as`] says.
pub struct Pictures {
    /// For pages: at most 2000 pixels a side.
    pub shown: Vec<u8>,
    /// Small: at most 320 pixels a side.
    pub thumb: Vec<u8>,
}

/// Paints the shown versions of a photo, and finds when it was taken.
pub struct Painter;

impl Reader for Painter {
    const NAME: &'static str = "picture";
    /// The pixels, what the reader of them needs beside them, and what is painted.
    const MOST_MEMORY: u64 = 640 << 20;
    /// The media type of the [`Kind`] it is.
    type Ask = String;
    type Found = Option<Taken>;

    fn read(ask: String, bytes: Vec<u8>) -> Result<(Option<Taken>, Vec<Vec<u8>>), Fault> {
        let unknown = || Fault::Broken(format!("{ask} is no kind of file"));
        let kind = Kind::from_media_type(&ask).ok_or_else(unknown)?;
        let made = painted(&bytes, kind)?;
        Ok((taken(&bytes, kind), vec![made.shown, made.thumb]))
    }
}

/// Makes the shown versions of a photo, apart from the portal, and finds when it was taken; gives the
/// bytes back.
///
/// # Errors
/// [`Fault::Refused`] says why it can't be shown; [`Fault::Busy`] if its turn doesn't come.
pub async fn pictures(
    bytes: Vec<u8>,
    kind: Kind,
) -> Result<(Pictures, Option<Taken>, Vec<u8>), Fault> {
    let paint = move || {
        let ask = kind.media_type().to_owned();
        let (taken, parts) = apart::read_now::<Painter>(&ask, &bytes)?;
        let lost = |_| Fault::Broken("a painter gave no pictures".to_owned());
        let [shown, thumb] = <[Vec<u8>; 2]>::try_from(parts).map_err(lost)?;
        Ok((Pictures { shown, thumb }, taken, bytes))
    };
    TURN.aside(1, paint).await?
}

/// [`paint`], where a reader that stumbles over what strangers made up has not read it.
fn painted(bytes: &[u8], kind: Kind) -> Result<Pictures, Fault> {
    catch_unwind(AssertUnwindSafe(|| paint(bytes, kind))).unwrap_or_else(|what| {
        tracing::warn!(why = panicked(&*what), "a picture can't be read");
        Err(Say::plain("platform-file-unreadable").into())
    })
}

fn paint(bytes: &[u8], kind: Kind) -> Result<Pictures, Fault> {
    let shown_as = kind
        .shown_as()
        .ok_or_else(|| Fault::Broken(format!("{kind:?} is not painted")))?;
    let (picture, profile) = match kind {
        Kind::Heic => (smaller(heic::unpack(bytes)?, SHOWN), None),
        _ => unpack(bytes, kind)?,
    };
    let small = smaller(picture.clone(), THUMB);
    Ok(Pictures {
        shown: encode(&picture, shown_as, profile.clone())?,
        thumb: encode(&small, shown_as, profile)?,
    })
}

fn smaller(picture: DynamicImage, most: u32) -> DynamicImage {
    if picture.width().max(picture.height()) > most {
        picture.thumbnail(most, most)
    } else {
        picture
    }
}

/// A JPEG or PNG, upright and no larger than it is shown, with its colour profile.
fn unpack(bytes: &[u8], kind: Kind) -> Result<(DynamicImage, Option<Vec<u8>>), Fault> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format(kind)?);
    let mut limits = image::Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(unreadable)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS || decoder.total_bytes() > MOST_MEMORY {
        return Err(say!(
            "platform-file-pixels",
            megapixels = MOST_PIXELS as i64 / 1_000_000
        )
        .into());
    }
    let upright = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder
        .icc_profile()
        .ok()
        .flatten()
        .filter(|p| p.len() <= MOST_PROFILE);
    let picture = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
    let mut picture = smaller(picture, SHOWN);
    picture.apply_orientation(upright);
    Ok((picture, profile))
}

fn encode(picture: &DynamicImage, kind: Kind, profile: Option<Vec<u8>>) -> Result<Vec<u8>, Fault> {
    let mut out = vec![];
    let failed = |e: image::ImageError| Fault::Broken(format!("a picture: {e}"));
    if kind == Kind::Jpeg {
        let mut encoder = JpegEncoder::new_with_quality(&mut out, 84);
        // A format that can't carry a profile shows the colours without it.
        let _ = profile.map(|p| encoder.set_icc_profile(p));
        picture
            .to_rgb8()
            .write_with_encoder(encoder)
            .map_err(failed)?;
    } else {
        let mut encoder = PngEncoder::new(&mut out);
        let _ = profile.map(|p| encoder.set_icc_profile(p));
        picture.write_with_encoder(encoder).map_err(failed)?;
    }
    Ok(out)
}

fn format(kind: Kind) -> Result<image::ImageFormat, Fault> {
    match kind {
        Kind::Jpeg => Ok(image::ImageFormat::Jpeg),
        Kind::Png => Ok(image::ImageFormat::Png),
        other => Err(Fault::Broken(format!("{other:?} is not painted"))),
    }
}

fn unreadable(error: image::ImageError) -> Fault {
    tracing::debug!(%error, "a picture can't be read");
    Say::plain("platform-file-unreadable").into()
}

/// When the camera says a photo was taken: its wall clock, and the zone if it knew one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    local: NaiveDateTime,
    /// Seconds east of UTC.
    offset: Option<i32>,
}

impl Taken {
    /// The moment, UTC; a camera without a zone is taken to stand in `zone`.
    #[must_use]
    pub fn moment(self, zone: Tz) -> Moment {
        match self
            .offset
            .and_then(FixedOffset::east_opt)
            .and_then(|o| o.from_local_datetime(&self.local).single())
        {
            Some(known) => known.naive_utc(),
            None => local_to_utc(zone, self.local),
        }
    }
}

/// Reads when a photo was taken, if the camera wrote it down.
#[must_use]
pub fn taken(bytes: &[u8], kind: Kind) -> Option<Taken> {
    if !Kind::PHOTOS.contains(&kind) {
        return None;
    }
    let fields = exif::Reader::new()
        .read_from_container(&mut Cursor::new(bytes))
        .ok()?;
    let ascii = |tag| match &fields.get_field(tag, exif::In::PRIMARY)?.value {
        exif::Value::Ascii(texts) => texts.first().cloned(),
        _ => None,
    };
    let written = exif::DateTime::from_ascii(&ascii(exif::Tag::DateTimeOriginal)?).ok()?;
    let day = chrono::NaiveDate::from_ymd_opt(
        written.year.into(),
        written.month.into(),
        written.day.into(),
    )?;
    let local = day.and_hms_opt(
        written.hour.into(),
        written.minute.into(),
        written.second.into(),
    )?;
    let offset = ascii(exif::Tag::OffsetTimeOriginal).and_then(|text| {
        let mut zoned = written;
        zoned.parse_offset(&text).ok()?;
        Some(i32::from(zoned.offset?) * 60)
    });
    // A camera whose clock was never set says 1970 or 2000 and something; that is no help.
    let plausible = local.and_utc().timestamp() > TimeDelta::days(365 * 32).num_seconds();
    plausible.then_some(Taken { local, offset })
}

#[cfg(test)]
mod tests {
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
        bomb[frame + 5..frame + 9].copy_from_slice(&[0xff, 0xff, 0xff, 0xff]);
        let Err(Fault::Refused(say)) = paint(&bomb, Kind::Jpeg) else {
            panic!()
        };
        assert_eq!(say.key, "platform-file-pixels");
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
}
