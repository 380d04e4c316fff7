//! Painted stand-ins for photos and papers: a yard, a workshop, a meeting room, each with DEMO
//! written across, and a one-page PDF for a licence. Nothing here shows a real place or paper.

use image::{ImageFormat, Rgb, RgbImage};
use std::io::Cursor;

use super::dice::Dice;
use crate::platform::db::Fault;

const WIDE: u32 = 960;
const HIGH: u32 = 720;

/// The letters of DEMO, five dots wide and seven high, a bit a dot.
const LETTERS: [[u8; 7]; 4] = [
    [
        0b11110, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b11110,
    ],
    [
        0b11111, 0b10000, 0b10000, 0b11110, 0b10000, 0b10000, 0b11111,
    ],
    [
        0b10001, 0b11011, 0b10101, 0b10101, 0b10001, 0b10001, 0b10001,
    ],
    [
        0b01110, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b01110,
    ],
];

/// What is painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scene {
    /// A factory seen from the yard.
    Yard,
    /// Machines in a row.
    Workshop,
    /// A table with chairs.
    Room,
    /// Shelves with boxes.
    Store,
}

impl Scene {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Yard, Self::Workshop, Self::Room, Self::Store];
}

/// A JPEG of a scene; another one for every `n`.
pub fn photo(scene: Scene, n: u64) -> Result<Vec<u8>, Fault> {
    let mut dice = Dice::of(0x5048_4f54_4f00 + n * 17 + scene as u64);
    let mut picture = RgbImage::new(WIDE, HIGH);
    match scene {
        Scene::Yard => yard(&mut picture, &mut dice),
        Scene::Workshop => workshop(&mut picture, &mut dice),
        Scene::Room => room(&mut picture, &mut dice),
        Scene::Store => shelves(&mut picture, &mut dice),
    }
    sign(&mut picture);
    let mut bytes = Cursor::new(vec![]);
    picture
        .write_to(&mut bytes, ImageFormat::Jpeg)
        .map_err(|e| Fault::Broken(format!("a painted picture: {e}")))?;
    Ok(bytes.into_inner())
}

fn fill(picture: &mut RgbImage, (x, y): (u32, u32), (w, h): (u32, u32), colour: [u8; 3]) {
    for py in y..(y + h).min(HIGH) {
        for px in x..(x + w).min(WIDE) {
            picture.put_pixel(px, py, Rgb(colour));
        }
    }
}

/// A colour that fades downwards.
fn fade(picture: &mut RgbImage, (y, h): (u32, u32), top: [u8; 3], foot: [u8; 3]) {
    for row in 0..h {
        let mix = |a: u8, b: u8| {
            let (a, b) = (u32::from(a), u32::from(b));
            u8::try_from((a * (h - row) + b * row) / h).unwrap_or(u8::MAX)
        };
        let colour = [
            mix(top[0], foot[0]),
            mix(top[1], foot[1]),
            mix(top[2], foot[2]),
        ];
        fill(picture, (0, y + row), (WIDE, 1), colour);
    }
}

fn shade(dice: &mut Dice, colour: [u8; 3]) -> [u8; 3] {
    let by = u8::try_from(dice.below(40)).unwrap_or(0);
    colour.map(|c| c.saturating_sub(by))
}

fn some(dice: &mut Dice, low: i64, high: i64) -> u32 {
    u32::try_from(dice.between(low, high)).unwrap_or(1)
}

fn yard(picture: &mut RgbImage, dice: &mut Dice) {
    fade(picture, (0, 430), [150, 186, 214], [226, 232, 230]);
    fade(picture, (430, HIGH - 430), [168, 162, 150], [120, 116, 108]);
    let mut x = some(dice, 20, 60);
    while x < WIDE - 200 {
        let (wide, high) = (some(dice, 150, 260), some(dice, 140, 290));
        let wall = shade(dice, [206, 198, 184]);
        fill(picture, (x, 440 - high), (wide, high), wall);
        fill(picture, (x, 432 - high), (wide, 12), [132, 74, 62]);
        for wx in (x + 16..x + wide - 30).step_by(44) {
            for wy in (460 - high..400).step_by(52) {
                fill(picture, (wx, wy), (24, 28), shade(dice, [96, 126, 148]));
            }
        }
        x += wide + some(dice, 12, 60);
    }
}

fn workshop(picture: &mut RgbImage, dice: &mut Dice) {
    fade(picture, (0, 380), [198, 202, 200], [224, 224, 218]);
    fade(picture, (380, HIGH - 380), [146, 152, 148], [104, 110, 108]);
    for x in (40..WIDE - 100).step_by(170) {
        fill(picture, (x, 20), (110, 14), [250, 246, 226]);
        let high = some(dice, 110, 190);
        fill(
            picture,
            (x, 500 - high),
            (128, high),
            shade(dice, [72, 120, 118]),
        );
        fill(picture, (x + 12, 512 - high), (60, 34), [34, 46, 52]);
        fill(
            picture,
            (x + 90, 516 - high),
            (18, 18),
            shade(dice, [206, 86, 60]),
        );
        fill(picture, (x, 500), (128, 16), [58, 62, 64]);
    }
    fill(picture, (0, 560), (WIDE, 6), [226, 190, 72]);
}

fn room(picture: &mut RgbImage, dice: &mut Dice) {
    fade(picture, (0, 420), [232, 226, 214], [216, 208, 194]);
    fade(picture, (420, HIGH - 420), [150, 122, 98], [116, 92, 74]);
    fill(picture, (330, 90), (300, 170), [52, 60, 70]);
    fill(
        picture,
        (342, 102),
        (276, 146),
        shade(dice, [118, 148, 168]),
    );
    for x in (150..800).step_by(110) {
        fill(picture, (x, 400), (64, 100), shade(dice, [86, 62, 52]));
    }
    fill(picture, (110, 480), (740, 40), [172, 128, 88]);
    fill(picture, (140, 520), (24, 120), [126, 92, 64]);
    fill(picture, (796, 520), (24, 120), [126, 92, 64]);
}

fn shelves(picture: &mut RgbImage, dice: &mut Dice) {
    fade(picture, (0, HIGH), [196, 194, 188], [140, 138, 132]);
    for y in (120..600).step_by(120) {
        fill(picture, (60, y), (840, 10), [70, 90, 128]);
        let mut x = 70;
        while x < 860 {
            let (wide, high) = (some(dice, 44, 96), some(dice, 40, 92));
            fill(
                picture,
                (x, y - high),
                (wide.min(890 - x), high),
                shade(dice, [196, 158, 112]),
            );
            x += wide + some(dice, 4, 26);
        }
    }
    for x in [60, 340, 620, 890] {
        fill(picture, (x, 40), (10, 580), [70, 90, 128]);
    }
}

/// DEMO in the corner.
fn sign(picture: &mut RgbImage) {
    const DOT: u32 = 6;
    fill(picture, (24, HIGH - 84), (170, 60), [150, 38, 30]);
    for (at, letter) in (0u32..).zip(LETTERS) {
        for (y, row) in (0u32..).zip(letter) {
            for x in (0u32..5).filter(|x| row >> (4 - x) & 1 == 1) {
                let place = (40 + at * 36 + x * DOT, HIGH - 75 + y * DOT);
                fill(picture, place, (DOT, DOT), [255, 248, 240]);
            }
        }
    }
}

/// A one-page PDF that says it is made up; `line` in plain ASCII.
#[must_use]
pub fn paper(line: &str) -> Vec<u8> {
    let line: String = line
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || " -.,".contains(*c))
        .collect();
    let text = format!(
        "BT /F 30 Tf 70 700 Td (DEMO - NOT A REAL PAPER) Tj 0 -60 Td /F 14 Tf ({line}) Tj ET\n\
         3 w 50 60 495 720 re S"
    );
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len()),
    ];
    let mut pdf = String::from("%PDF-1.4\n");
    let mut places = vec![];
    for (number, object) in (1..).zip(&objects) {
        places.push(pdf.len());
        pdf += &format!("{number} 0 obj\n{object}\nendobj\n");
    }
    let start = pdf.len();
    pdf += "xref\n0 5\n0000000000 65535 f \n";
    for place in places {
        pdf += &format!("{place:010} 00000 n \n");
    }
    pdf += &format!("trailer << /Size 5 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
    pdf.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::files::{Kind, sniff};

    #[test]
    fn what_is_painted_is_taken_for_what_it_is() {
        for scene in Scene::ALL {
            assert_eq!(
                sniff(&photo(scene, 1).unwrap(), &[Kind::Jpeg]).unwrap(),
                Kind::Jpeg
            );
        }
        assert_eq!(
            sniff(&paper("Licence 91"), &[Kind::Pdf]).unwrap(),
            Kind::Pdf
        );
    }
}
