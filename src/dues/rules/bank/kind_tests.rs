//! What people upload for a statement, and what they are told.
use super::*;

const BODY: &str =
    "<Document><BkToCstmrStmt><Stmt><Nm>示例公司</Nm></Stmt></BkToCstmrStmt></Document>";

fn told(bytes: &[u8]) -> String {
    look(bytes).unwrap_err().key.to_string()
}

#[test]
fn every_encoding_that_is_declared_is_read_by_it() {
    let declared = |name: &str| format!("<?xml version='1.0' encoding = '{name}'?>{BODY}");
    for name in ["GB18030", "gbk", "GB2312"] {
        let bytes = GB18030.encode(&declared(name)).0.into_owned();
        assert!(
            look(&bytes).unwrap().unwrap().contains("示例公司"),
            "{name}"
        );
    }
    let wide = |text: &str, turn: fn(u16) -> [u8; 2]| -> Vec<u8> {
        text.encode_utf16().flat_map(turn).collect()
    };
    let text = declared("UTF-16");
    for bytes in [
        wide(&text, u16::to_le_bytes),
        wide(&text, u16::to_be_bytes),
        wide(&format!("\u{feff}{text}"), u16::to_le_bytes),
        wide(&format!("\u{feff}{text}"), u16::to_be_bytes),
        // Says that it has two bytes each, and hasn't.
        text.clone().into_bytes(),
        format!("\u{feff}\n{BODY}").into_bytes(),
        // Says that it is another's, and isn't.
        declared("windows-1252").into_bytes(),
        // Says nothing, and isn't UTF-8.
        GB18030
            .encode(&BODY.replace("公司", "公司有限责任"))
            .0
            .into_owned(),
    ] {
        assert!(look(&bytes).unwrap().unwrap().contains("示例公司"));
    }
    for (name, letter) in [("ISO-8859-1", b'\xfc'), ("windows-1252", b'\xfc')] {
        let mut bytes = declared(name).replace("示例公司", "M?ller").into_bytes();
        let at = bytes
            .windows(7)
            .position(|some| some == b"M?ller<")
            .unwrap();
        bytes[at + 1] = letter;
        assert!(look(&bytes).unwrap().unwrap().contains("Müller"), "{name}");
    }
}

#[test]
fn one_broken_character_spoils_nothing_beside_it() {
    let mut bytes = format!("<?xml version=\"1.0\"?>{BODY}").into_bytes();
    let at = bytes.iter().position(|byte| !byte.is_ascii()).unwrap();
    bytes.remove(at);
    let text = look(&bytes).unwrap().unwrap();
    assert!(text.contains("例公司") && text.contains('\u{fffd}'));
}

#[test]
fn what_banks_hand_out_besides_is_called_by_its_name() {
    let camt =
        |body: &str| format!("<?xml version=\"1.0\"?><Document><{body}></{body}></Document>");
    assert_eq!(
        told(camt("BkToCstmrAcctRpt").as_bytes()),
        "dues-bank-is-intraday"
    );
    assert_eq!(
        told(camt("BkToCstmrDbtCdtNtfctn").as_bytes()),
        "dues-bank-is-notice"
    );
    assert_eq!(
        told(camt("CstmrPmtStsRpt").as_bytes()),
        "dues-bank-xml-other"
    );
    assert_eq!(
        told(b"<?xml version=\"1.0\"?><Document><BkToCst"),
        "dues-bank-xml-broken"
    );
    for (bytes, name) in [
        (&b"\n%PDF-1.7\n..."[..], "PDF"),
        (
            b":20:START\r\n:25:1/2\r\n:60F:C261102CNY1,00\r\n:61:2611021102C5000,00NTRF\r\n",
            "MT940",
        ),
        (b"{1:F01BANKCNBJAXXX0000000000}{4:\r\n:20:X\r\n", "MT940"),
        (
            b"OFXHEADER:100\r\nDATA:OFXSGML\r\n\r\n<OFX><SIGNONMSGSRSV1>",
            "OFX",
        ),
        (
            b"<?xml version=\"1.0\"?>\n<?OFX OFXHEADER=\"200\"?><OFX></OFX>",
            "OFX",
        ),
        (b"!Type:Bank\nD11/02/26\nT5,000.00\n^\n", "QIF"),
        (
            b"PK\x03\x04....[Content_Types].xml....word/document.xml",
            "Word",
        ),
    ] {
        assert_eq!(look(bytes), Err(named(name)));
    }
    for picture in [
        &b"\x89PNG\r\n\x1a\n"[..],
        b"\xff\xd8\xff\xe0",
        b"\0\0\0\x18ftypheic",
        b"BM6\0\0\0",
    ] {
        assert_eq!(told(picture), "dues-bank-is-picture");
    }
    for archive in [
        &b"PK\x03\x04....statement.xml"[..],
        b"Rar!\x1a\x07",
        b"\x1f\x8b\x08",
    ] {
        assert_eq!(told(archive), "dues-bank-is-archive");
    }
}

#[test]
fn tables_are_left_to_who_reads_tables() {
    for table in [
        &b"PK\x03\x04[Content_Types].xml xl/workbook.xml"[..],
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"date,amount\n2026-11-02,5\n",
        b"BM,amount\n2026-11-02,5\n",
        b"<html><body><table><tr><td>1</table>",
        b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>",
        b"<date>,amount\n2026-11-02,5\n",
        b"",
    ] {
        assert_eq!(look(table), Ok(None), "{}", String::from_utf8_lossy(table));
    }
}
