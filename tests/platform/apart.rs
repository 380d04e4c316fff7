//! What the real binary reads apart is what would be read here, refusals with all their words.
use crate::support::server::reads_apart;
use huiguan::kernel::sheet;
use huiguan::platform::clock::Clock;
use huiguan::platform::db::Fault;
use huiguan::platform::files::Kind;
use huiguan::platform::images;
use huiguan::platform::pdf::Press;
use huiguan::platform::seal::{Act, Keys, Subject, sample, sign, unlock, verify, verify_apart};
use huiguan::platform::tables::table;
use huiguan::say;
use rust_xlsxwriter::Workbook;

#[actix_web::test]
async fn a_table_comes_as_it_is_and_a_refusal_names_its_cell() {
    reads_apart();
    let mut book = Workbook::new();
    for name in ["说明", "会员"] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        sheet.write_string(0, 0, "单位名称").unwrap();
        sheet.write_number(3, 1, 12.5).unwrap();
    }
    let workbook = book.save_to_buffer().unwrap();
    let csv = "单位名称,级别\n青竹,会员\n".as_bytes().to_vec();
    let (gb, _, _) = encoding_rs::GB18030.encode("单位名称,级别\n青竹,会员\n");
    for bytes in [workbook, csv, gb.into_owned()] {
        let here = sheet::table(&bytes).unwrap();
        let apart = table(bytes).await.unwrap();
        assert_eq!(apart.text(), here.text());
        let names = |table: &sheet::Table| {
            let sheets = table.sheets().iter();
            sheets.map(|sheet| sheet.name.clone()).collect::<Vec<_>>()
        };
        assert_eq!(names(&apart), names(&here));
    }
    let far = format!("日期,金额\n{}\n", "1,".repeat(300)).into_bytes();
    let Err(Fault::Refused(why)) = table(far).await else {
        panic!("it is refused")
    };
    assert_eq!(why, say!("web-sheet-far", cell = "IW2"));
}

#[actix_web::test]
async fn a_photo_is_painted_and_told_when_it_was_taken() {
    reads_apart();
    let heic = include_bytes!("data/phone.heic").to_vec();
    let (made, taken, back) = images::pictures(heic.clone(), Kind::Heic).await.unwrap();
    assert_eq!(taken, images::taken(&heic, Kind::Heic));
    assert!(taken.is_some());
    assert_eq!(back, heic);
    for bytes in [&made.shown, &made.thumb] {
        assert_eq!(image::load_from_memory(bytes).unwrap().width(), 96);
    }
    let cut = heic[..400].to_vec();
    let refused = images::pictures(cut, Kind::Heic).await;
    assert!(matches!(refused, Err(Fault::Refused(why)) if why.key == "platform-file-heic"));
}

#[actix_web::test]
async fn a_paper_is_verified_as_it_is_here_and_keys_that_are_none_say_so() {
    reads_apart();
    let now = Clock::default().now();
    let subject = |name: &str| Subject {
        name: name.to_owned(),
        organisation: "会馆".to_owned(),
    };
    let root = Keys::root(&subject("Root"), now).unwrap();
    let signer = root.issue(&subject("李娜"), now).unwrap();
    let act = Act {
        field: "Member".into(),
        name: "李娜".into(),
        reason: "Sample".into(),
        at: now,
        then: vec!["会馆".into()],
    };
    let paper = sample(&Press::new(None)).unwrap();
    let signed = sign(&paper, &signer, &act, None).unwrap();
    for roots in [root.chain().to_vec(), vec![]] {
        let here = verify(&signed, &roots);
        assert_eq!(
            (here.signatures.len(), here.missing.len()),
            (1, usize::from(!roots.is_empty()))
        );
        for signed_in in [true, false] {
            let apart = verify_apart(signed.clone(), roots.clone(), signed_in).await;
            assert_eq!(apart.unwrap(), here);
        }
    }
    let none = unlock(b"no keys at all".to_vec(), "a".to_owned())
        .await
        .unwrap();
    assert!(none.unwrap_err().starts_with("PKCS#12"));
}
