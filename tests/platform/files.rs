//! Files in a folder and, where `HUIGUAN_TEST_S3` names one, in an S3-compatible store.

use actix_web::body::to_bytes;
use actix_web::http::header;
use chrono::TimeDelta;
use huiguan::platform::db::Fault;
use huiguan::platform::files::{
    self, Allowed, Face, Kind, LostFiles, Store, clear_orphans, look_for_lost, pieces,
};
use huiguan::platform::secrets::{Key, sha256_hex};
use huiguan::platform::settings;
use image::DynamicImage;
use image::codecs::jpeg::JpegEncoder;

use super::instance::{Instance, config, who};

const PAPERS: Allowed = Allowed::new(Kind::PAPERS, 1);

/// The stores to test on.
fn stores(instance: &Instance) -> Vec<Store> {
    let mut all = vec![instance.files.clone()];
    let get = |name| std::env::var(name).ok().filter(|v: &String| !v.is_empty());
    if let Some(endpoint) = get("HUIGUAN_TEST_S3") {
        let bucket = get("HUIGUAN_TEST_S3_BUCKET").unwrap();
        // A place of its own for each test.
        let place = instance
            .folder
            .path()
            .file_name()
            .unwrap()
            .to_string_lossy()
            .into_owned();
        let url = format!("s3://{bucket}/{}", place.trim_start_matches('.'));
        let config = config(
            instance.folder.path(),
            &[
                ("HUIGUAN_FILES_URL", &url),
                ("HUIGUAN_S3_ENDPOINT", &endpoint),
                (
                    "HUIGUAN_S3_ACCESS_KEY",
                    &get("HUIGUAN_TEST_S3_KEY").unwrap(),
                ),
                (
                    "HUIGUAN_S3_SECRET_KEY",
                    &get("HUIGUAN_TEST_S3_SECRET").unwrap(),
                ),
            ],
        );
        all.push(Store::open(&config).unwrap());
    }
    all
}

fn photo() -> Vec<u8> {
    let mut out = vec![];
    let encoder = JpegEncoder::new(&mut out);
    DynamicImage::new_rgb8(640, 480)
        .write_with_encoder(encoder)
        .unwrap();
    out
}

#[actix_web::test]
async fn bytes_come_back_as_they_were_and_twice_the_same_is_one() {
    let instance = Instance::sqlite();
    for store in stores(&instance) {
        store.probe().await.unwrap();
        let bytes = b"%PDF-1.4 a paper".to_vec();
        let first = store.put(bytes.clone()).await.unwrap();
        assert_eq!(store.put(bytes.clone()).await.unwrap(), first);
        assert_eq!(first, sha256_hex(&bytes));
        assert_eq!(store.bytes(&first).await.unwrap(), bytes);
        assert!(!store.has(&sha256_hex(b"other")).await.unwrap());
        assert!(matches!(
            store.bytes(&sha256_hex(b"other")).await,
            Err(Fault::Missing)
        ));
    }
}

#[actix_web::test]
async fn an_upload_is_looked_at_kept_and_handed_out_safely() {
    let instance = Instance::new();
    for store in stores(&instance) {
        let file = store.take_in("../执照.exe", photo(), PAPERS).await.unwrap();
        assert_eq!(
            (file.name.as_str(), file.kind),
            ("执照.exe.jpg", Kind::Jpeg)
        );
        let who = who();
        let keep = move |tx: &mut huiguan::platform::db::Tx| files::keep(tx, &file, "case", &"c1");
        let id = instance.db.write(&who, keep).await.unwrap();
        let row = instance
            .db
            .read(move |c| files::find(c, &id))
            .await
            .unwrap();
        for (face, how) in [
            (Face::Original, "attachment"),
            (Face::Shown, "inline"),
            (Face::Thumb, "inline"),
        ] {
            let answer = files::serve(&store, &row, face).await.unwrap();
            let text = |name| {
                answer
                    .headers()
                    .get(name)
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .to_owned()
            };
            assert!(text(header::CONTENT_DISPOSITION).starts_with(how));
            assert_eq!(text(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
            assert_eq!(
                text(header::CONTENT_SECURITY_POLICY),
                "default-src 'none'; sandbox"
            );
            assert_eq!(text(header::CACHE_CONTROL), "private, no-store");
            let body = to_bytes(answer.into_body()).await.unwrap_or_default();
            assert!(image::load_from_memory(&body).is_ok());
        }
        let gone = files::FileRow {
            sha256: sha256_hex(b"gone"),
            ..row
        };
        let answer = files::serve(&store, &gone, Face::Original).await;
        let Err(Fault::Refused(said)) = answer else {
            panic!("a file that is lost is no missing right");
        };
        assert_eq!(said.key, "platform-file-lost");
    }
}

#[actix_web::test]
async fn what_is_not_allowed_is_refused_in_words() {
    let store = Instance::sqlite().files;
    let refused = async |bytes: Vec<u8>| match store.take_in("a.pdf", bytes, PAPERS).await {
        Err(Fault::Refused(say)) => say.key.into_owned(),
        other => format!("{other:?}"),
    };
    assert_eq!(refused(vec![]).await, "platform-file-empty");
    assert_eq!(refused(b"<html>".to_vec()).await, "platform-file-kind");
    let large = [b"%PDF-1.4".to_vec(), vec![0; 1 << 20]].concat();
    assert_eq!(refused(large).await, "platform-file-large");
    assert_eq!(
        refused(photo()[..300].to_vec()).await,
        "platform-file-unreadable"
    );
}

#[actix_web::test]
async fn bytes_that_no_row_names_go_after_a_day_and_the_others_stay() {
    let instance = Instance::new();
    for store in stores(&instance) {
        let kept = store.take_in("a.jpg", photo(), PAPERS).await.unwrap();
        let lost = store.put(b"%PDF-1.4 never sent".to_vec()).await.unwrap();
        let (who, row) = (who(), kept.clone());
        let keep = move |tx: &mut huiguan::platform::db::Tx| files::keep(tx, &row, "case", &"c1");
        instance.db.write(&who, keep).await.unwrap();
        let clear = || clear_orphans(&instance.db, &store, &instance.clock);
        assert_eq!(clear().await.unwrap(), 0, "too young");
        instance.clock.advance(TimeDelta::hours(25));
        assert_eq!(clear().await.unwrap(), 1);
        assert!(store.has(&lost).await.unwrap(), "still in the trash");
        instance.clock.advance(TimeDelta::hours(-25));
        assert_eq!(clear().await.unwrap(), 0, "a round that is gone again soon");
        assert!(store.has(&lost).await.unwrap(), "deletes nothing");
        instance.clock.advance(TimeDelta::hours(25));
        assert_eq!(clear().await.unwrap(), 0);
        assert!(!store.has(&lost).await.unwrap());
        assert!(store.has(&kept.sha256).await.unwrap());
        instance.clock.advance(TimeDelta::hours(-25));
    }
}

#[actix_web::test]
async fn a_file_that_is_lost_is_noted_until_it_lies_there_again() {
    let instance = Instance::new();
    let store = &instance.files;
    let bytes = b"%PDF-1.4 once here".to_vec();
    let row = store.take_in("a.pdf", bytes.clone(), PAPERS).await.unwrap();
    let name = row.sha256.clone();
    let keep = move |tx: &mut huiguan::platform::db::Tx| files::keep(tx, &row, "case", &"c1");
    instance.db.write(&who(), keep).await.unwrap();
    let noted = async || -> LostFiles {
        look_for_lost(&instance.db, store).await.unwrap();
        instance.db.read(settings::get).await.unwrap()
    };
    assert_eq!(noted().await, LostFiles::default());
    let folder = instance.folder.path().join("files").join(&name[..2]);
    std::fs::remove_file(folder.join(&name)).unwrap();
    let lost = noted().await;
    assert_eq!((lost.many, lost.names), (1, vec![name]));
    store.put(bytes).await.unwrap();
    assert_eq!(noted().await, LostFiles::default());
}

#[actix_web::test]
async fn bytes_named_while_they_lay_in_the_trash_come_back() {
    let instance = Instance::new();
    for store in stores(&instance) {
        let late = store
            .take_in("a.pdf", b"%PDF-1.4 late".to_vec(), PAPERS)
            .await
            .unwrap();
        instance.clock.advance(TimeDelta::hours(25));
        let clear = || clear_orphans(&instance.db, &store, &instance.clock);
        clear().await.unwrap();
        let (who, row) = (who(), late.clone());
        let keep = move |tx: &mut huiguan::platform::db::Tx| files::keep(tx, &row, "case", &"c1");
        instance.db.write(&who, keep).await.unwrap();
        for _ in 0..3 {
            clear().await.unwrap();
        }
        assert!(store.has(&late.sha256).await.unwrap());
        instance.clock.advance(TimeDelta::hours(-25));
    }
}

#[actix_web::test]
async fn pieces_that_were_swept_are_asked_for_again_and_then_make_the_whole() {
    let instance = Instance::new();
    let key = Key::load(&config(instance.folder.path(), &[])).unwrap();
    for store in stores(&instance) {
        let to = (&store, &key);
        let mut receipts = vec![];
        for (place, bytes) in [&b"first "[..], b"second"].into_iter().enumerate() {
            receipts.push(
                pieces::take(to, "visit", place, bytes.to_vec())
                    .await
                    .unwrap(),
            );
        }
        let whole = async |receipts: &[String]| {
            let receipts: Vec<&str> = receipts.iter().map(String::as_str).collect();
            pieces::whole(to, "visit", &receipts).await.unwrap()
        };
        assert_eq!(whole(&receipts).await.unwrap(), b"first second");
        // Three days later the first of them is gone: it is no whole, and no fault.
        instance.clock.advance(TimeDelta::days(3));
        for _ in 0..2 {
            clear_orphans(&instance.db, &store, &instance.clock)
                .await
                .unwrap();
        }
        assert_eq!(whole(&receipts).await, None);
        let again = pieces::take(to, "visit", 0, b"first ".to_vec())
            .await
            .unwrap();
        assert_eq!(whole(&[again.clone(), receipts[1].clone()]).await, None);
        let rest = pieces::take(to, "visit", 1, b"second".to_vec())
            .await
            .unwrap();
        assert_eq!(whole(&[again, rest]).await.unwrap(), b"first second");
        instance.clock.advance(TimeDelta::days(-3));
    }
}
