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
/// Longest side of a picture: of a panorama by a phone, and some. One that is long and thin has few pixels, and
/// takes an age to be made smaller.
const MOST_SIDE: u32 = 20_000;
/// Most memory one decoded picture may take: [`MOST_PIXELS`] of four bytes.
const MOST_MEMORY: u64 = 208 << 20;
/// Most memory for what a file tells beside its pixels, once it is unpacked: colours, words.
const MOST_BESIDE: u64 = 16 << 20;
/// Most memory for finding when it was taken.
const MOST_TOLD: u64 = 64 << 20;
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
        let taken = apart::within(MOST_TOLD, || taken(&bytes, kind));
        Ok((taken, vec![made.shown, made.thumb]))
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
    limits.max_alloc = Some(MOST_BESIDE);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(unreadable)?;
    let (width, height) = decoder.dimensions();
    if width.max(height) > MOST_SIDE {
        return Err(say!("platform-file-side", pixels = MOST_SIDE).into());
    }
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
#[path = "images_tests.rs"]
mod tests;
