//! Files that somebody made to stop the portal: each small, and each asking for more than it is.
use image::{ImageFormat, Rgb, RgbImage};
use rust_xlsxwriter::Workbook;
use std::fmt::Write as _;
use std::io::{Cursor, Read, Write};
use std::sync::LazyLock;
use zip::write::{SimpleFileOptions, ZipWriter};

/// A file by its name.
pub type Beast = (&'static str, Vec<u8>);

/// Small files of the kinds that are taken, to see that a door is open.
pub fn tame() -> Vec<Beast> {
    vec![
        ("good.pdf", b"%PDF-1.4\n%%EOF\n".to_vec()),
        ("good.png", photo(8, 6, ImageFormat::Png)),
        ("good.jpg", photo(80, 60, ImageFormat::Jpeg)),
        ("good.csv", "日期,金额\n2026-11-02,1\n".into()),
    ]
}

/// All of them.
pub fn zoo() -> &'static [Beast] {
    static ALL: LazyLock<Vec<Beast>> = LazyLock::new(gather);
    &ALL
}

/// How files of the old Office begin.
const OFFICE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

fn gather() -> Vec<Beast> {
    let picture = photo(640, 480, ImageFormat::Jpeg);
    let heic = include_bytes!("../platform/data/phone.heic");
    let mut garbage = heic[..120].to_vec();
    garbage.extend(noise(200_000));
    let mut mangled = heic.to_vec();
    mangled
        .iter_mut()
        .skip(300)
        .step_by(7)
        .for_each(|byte| *byte ^= 0x5a);
    let commas = "1,".repeat(3_500_000);
    let many = "甲,1\n".repeat(900_000);
    let deep = format!("<?xml version=\"1.0\"?><Document>{}", "<a>".repeat(900_000));
    let amounts = "日期,金额,收入\n2026-11-02,9223372036854775807,9999999999999999999\n\
                   2026-11-02,-9223372036854775808,1e400\n";
    vec![
        ("far.xlsx", far_cell()),
        ("bomb.xlsx", bomb(false)),
        ("lying.xlsx", bomb(true)),
        ("deep.xlsx", deep_book()),
        ("commas.csv", format!("日期,金额\n{commas}\n").into()),
        ("rows.csv", many.into()),
        ("quotes.csv", "\"".repeat(1_000_001).into()),
        ("office.xls", [OFFICE, &noise(90_000)].concat()),
        ("full.xls", [OFFICE, &[0xff; 90_000]].concat()),
        ("tree.pdf", tree()),
        ("updates.pdf", updates()),
        ("nested.pdf", nested()),
        ("cut.jpg", picture[..picture.len() / 2].to_vec()),
        ("wide.jpg", wide_jpeg(&picture)),
        ("wide.png", wide_png()),
        ("colours.png", colours()),
        ("pointers.png", pointers()),
        ("garbage.heic", garbage),
        ("mangled.heic", mangled),
        ("entities.xml", entities().into()),
        ("deep.xml", deep.into()),
        (
            "flat.xml",
            format!("<Document>{}</Document>", "<a/>".repeat(900_000)).into(),
        ),
        ("amounts.csv", amounts.into()),
        ("amounts.xml", statement("9223372036854775807").into()),
        ("slow.p12", slow_keys()),
        ("empty.pdf", vec![]),
        ("noise.bin", noise(1 << 20)),
        ("zeros.bin", vec![0; 4 << 20]),
        ("wrong.pdf", picture),
        ("wrong.png", far_cell()),
    ]
}

fn photo(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(vec![]);
    let dots = |x: u32, y: u32| {
        Rgb([
            x.to_le_bytes()[0],
            y.to_le_bytes()[0],
            (x ^ y).to_le_bytes()[0],
        ])
    };
    let picture = RgbImage::from_fn(width, height, dots);
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// Bytes without order, the same each time.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let next = |_| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    };
    (0..length).map(next).collect()
}

/// A workbook of two cells, as far from each other as there are any.
fn far_cell() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "name").unwrap();
    sheet.write_string(1_048_575, 16_383, "far").unwrap();
    book.save_to_buffer().unwrap()
}

/// A workbook whose sheet unpacks to more than a hundred megabytes; its directory may lie about that.
fn bomb(lies: bool) -> Vec<u8> {
    let some = "<c r=\"A1\" t=\"inlineStr\"><is><t>a</t></is></c>".repeat(22_000);
    book(lies, "<sheetData><row>", (&some, 115))
}

/// A workbook of some kilobytes whose sheet opens ten million elements and closes none.
fn deep_book() -> Vec<u8> {
    book(false, "", (&"<a>".repeat(10_000), 1_000))
}

/// A workbook whose sheet begins so and then repeats this so many times.
fn book(lies: bool, begins: &str, (some, times): (&str, usize)) -> Vec<u8> {
    const TYPE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let to = |what: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"r\" Type=\"{TYPE}/{what}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let book = format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{TYPE}\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r\"/></sheets></workbook>"
    );
    let mut zip = ZipWriter::new(Cursor::new(vec![]));
    for (name, text) in [
        ("_rels/.rels", to("officeDocument", "xl/workbook.xml")),
        ("xl/workbook.xml", book),
        (
            "xl/_rels/workbook.xml.rels",
            to("worksheet", "worksheets/sheet1.xml"),
        ),
    ] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.start_file("xl/worksheets/sheet1.xml", SimpleFileOptions::default())
        .unwrap();
    write!(zip, "<worksheet xmlns=\"{MAIN}\">{begins}").unwrap();
    for _ in 0..times {
        zip.write_all(some.as_bytes()).unwrap();
    }
    let mut bytes = zip.finish().unwrap().into_inner();
    let entries: Vec<usize> = (0..bytes.len() - 4)
        .filter(|at| lies && bytes[*at..].starts_with(b"PK\x01\x02"))
        .collect();
    for at in entries {
        bytes[at + 24..at + 28].copy_from_slice(&100_u32.to_le_bytes());
    }
    bytes
}

/// A PDF whose pages each name the next many times.
fn tree() -> Vec<u8> {
    let mut objects = vec!["<</Type /Catalog/Pages 2 0 R>>".to_owned()];
    for level in 2..7 {
        let kids = format!("{} 0 R ", level + 1).repeat(120);
        objects.push(format!(
            "<</Type /Pages/Kids [{kids}]/ByteRange [0 9 9 9]>>"
        ));
    }
    objects.push("<</Type /Page>>".to_owned());
    let (mut file, mut table) = (String::from("%PDF-1.4\n"), String::new());
    for (at, object) in objects.iter().enumerate() {
        writeln!(table, "{:010} 00000 n ", file.len()).unwrap();
        write!(file, "{} 0 obj\n{object}\nendobj\n", at + 1).unwrap();
    }
    let at = file.len();
    write!(
        file,
        "xref\n1 7\n{table}trailer\n<</Size 8/Root 1 0 R>>\nstartxref\n{at}\n%%EOF\n"
    )
    .unwrap();
    file.into_bytes()
}

/// Forty signatures, each a revision that leads back to one table of many objects.
fn updates() -> Vec<u8> {
    let mut file = String::from("%PDF-1.4\n1 0 obj\n<</Pages 2 0 R>>\nendobj\n");
    let mut prev = file.len();
    let entries = "9 0 n ".repeat(50_000);
    write!(file, "xref\n1 50000\n{entries}\ntrailer<</Root 1 0 R>>\n").unwrap();
    let head =
        "9 0 obj<</Type /Sig/FT /Sig/T (x)/Name (a)/Reason (b)/M (D:20261125060000)/Contents ";
    for _ in 0..40 {
        let begin = file.len() + head.len();
        let end = begin + 4;
        let object = |d: usize| format!("{head}<00>/ByteRange [0 {begin:07} {end:07} {d:07}]>>\n");
        let table = file.len() + object(0).len();
        let tail = format!(
            "xref\n1 1\n9 0 n\ntrailer<</Root 1 0 R/Prev {prev}>>\nstartxref\n{table}\n%%EOF\n"
        );
        let rest = table + tail.len() - end;
        file += &(object(rest) + &tail);
        prev = table;
    }
    file.into_bytes()
}

/// Brackets in brackets, far deeper than anybody can follow.
fn nested() -> Vec<u8> {
    let (open, arrays) = ("<</A ".repeat(400_000), "[".repeat(400_000));
    let objects = format!("1 0 obj\n{open}\nendobj\n2 0 obj\n<</ByteRange {arrays}>>\nendobj\n");
    let at = objects.len() + 9;
    format!("%PDF-1.4\n{objects}xref\n0 1\n0000000000 65535 f \ntrailer\n<</Root 1 0 R/B {arrays}\nstartxref\n{at}\n%%EOF\n").into_bytes()
}

/// A JPEG that claims 60,000 by 60,000 pixels.
fn wide_jpeg(real: &[u8]) -> Vec<u8> {
    let mut wide = real.to_vec();
    let frame = wide
        .windows(2)
        .position(|pair| pair == [0xff, 0xc0])
        .unwrap();
    wide[frame + 5..frame + 9].copy_from_slice(&[0xea, 0x60, 0xea, 0x60]);
    wide
}

/// A PNG that claims as much, with the right check sum under it.
fn wide_png() -> Vec<u8> {
    let mut wide = photo(8, 6, ImageFormat::Png);
    wide[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
    let sum = check_sum(&wide[12..29]);
    wide[29..33].copy_from_slice(&sum.to_be_bytes());
    wide
}

/// A chunk of a PNG.
fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let named = [&name[..], data].concat();
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    [&length[..], &named, &check_sum(&named).to_be_bytes()].concat()
}

/// A small picture with this chunk behind its head.
fn with_chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let small = photo(8, 6, ImageFormat::Png);
    [&small[..33], &chunk(name, data), &small[33..]].concat()
}

/// Its colours are told in a hundred megabytes that came as a hundred kilobytes.
fn colours() -> Vec<u8> {
    const MANY: u32 = 100 << 20;
    let mut zip = ZipWriter::new(Cursor::new(vec![]));
    zip.start_file("z", SimpleFileOptions::default()).unwrap();
    std::io::copy(&mut std::io::repeat(0).take(u64::from(MANY)), &mut zip).unwrap();
    let zipped = zip.finish().unwrap().into_inner();
    // What stands between the head of the only file and the directory, which a reader finds by its sign.
    let end = zipped.windows(4).rposition(|some| some == b"PK\x01\x02");
    let packed = &zipped[31..end.unwrap()];
    let sum = ((MANY % 65_521) << 16 | 1).to_be_bytes();
    with_chunk(b"iCCP", &[b"x\0\0\x78\x9c", packed, &sum].concat())
}

/// When it was taken is told by ten thousand pointers to lists of ten thousand entries each, one over another.
fn pointers() -> Vec<u8> {
    const MANY: u16 = 10_000;
    let mut told = b"MM\0\x2a\0\0\0\x08".to_vec();
    told.extend(MANY.to_be_bytes());
    let base = 14 + 12 * u32::from(MANY);
    for nth in 0..u32::from(MANY) {
        told.extend([0x87, 0x69, 0, 4, 0, 0, 0, 1]);
        told.extend((base + 2 * nth).to_be_bytes());
    }
    told.extend([0; 4]);
    told.extend(MANY.to_be_bytes().repeat(usize::from(MANY)));
    told.extend(vec![0; 12 * usize::from(MANY)]);
    with_chunk(b"eXIf", &told)
}

/// CRC-32 as PNG has it.
fn check_sum(bytes: &[u8]) -> u32 {
    let shift = |sum: u32, _| {
        if sum & 1 == 1 {
            0xedb8_8320 ^ (sum >> 1)
        } else {
            sum >> 1
        }
    };
    let take = |sum: u32, byte: &u8| (0..8).fold(sum ^ u32::from(*byte), shift);
    !bytes.iter().fold(u32::MAX, take)
}

/// Entities that name ten others each.
fn entities() -> String {
    let mut text = String::from("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY e0 \"aaaaaaaaaa\">");
    for level in 1..10 {
        let before = format!("&e{};", level - 1).repeat(10);
        write!(text, "<!ENTITY e{level} \"{before}\">").unwrap();
    }
    text + "]><Document><BkToCstmrStmt>&e9;</BkToCstmrStmt></Document>"
}

/// A statement of one account with this amount twice.
fn statement(amount: &str) -> String {
    let entry = format!(
        "<Ntry><Amt Ccy=\"CNY\">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>\
         <BookgDt><Dt>2026-11-02</Dt></BookgDt></Ntry>"
    );
    format!(
        "<?xml version=\"1.0\"?><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\">\
         <BkToCstmrStmt><Stmt><Id>1</Id><Acct><Id><Othr><Id>6222</Id></Othr></Id></Acct>{entry}{entry}\
         </Stmt></BkToCstmrStmt></Document>"
    )
}

/// A PKCS#12 file that wants its pass phrase hashed two thousand million times.
fn slow_keys() -> Vec<u8> {
    let der = |tag: u8, inner: &[u8]| {
        assert!(inner.len() < 128, "a length of one byte");
        [&[tag, u8::try_from(inner.len()).unwrap()][..], inner].concat()
    };
    let data = [
        0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01,
    ];
    let sha1 = [
        0x30, 0x09, 0x06, 0x05, 0x2b, 0x0e, 0x03, 0x02, 0x1a, 0x05, 0x00,
    ];
    let safe = der(
        0x30,
        &[&data[..], &der(0xa0, &der(0x04, &der(0x30, &[])))].concat(),
    );
    let digest = der(0x30, &[&sha1[..], &der(0x04, &[7; 20])].concat());
    let times = [0x02, 0x04, 0x7f, 0xff, 0xff, 0xff];
    let mac = der(0x30, &[&digest[..], &der(0x04, &[1; 8]), &times].concat());
    der(0x30, &[&[0x02, 0x01, 0x03][..], &safe, &mac].concat())
}
