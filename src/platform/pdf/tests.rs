//! What papers look like from outside: pages, text that can be found again, refusals, sameness.

use super::*;
use crate::platform::pdf::flow::What;
use crate::platform::pdf::set;
use crate::platform::pdf::{Block, Column, Ending, Qr, Signer, Table, Template, Words};

fn paper(lang: Lang, blocks: Vec<Block>) -> Paper {
    Paper {
        lang,
        title: "会员入会协议".into(),
        issuer: "沪江商会".into(),
        pages: "第 {page} 页，共 {pages} 页".into(),
        id: "test".into(),
        blocks,
        ..Paper::default()
    }
}

fn pages(bytes: &[u8]) -> usize {
    let text = String::from_utf8_lossy(bytes);
    text.matches("/Type/Page").count() - text.matches("/Type/Pages").count()
        + text.matches("/Type /Page\n").count()
}

#[test]
fn the_same_paper_has_the_same_bytes_whoever_prints_it() {
    let paper = paper(
        Lang::ZhCn,
        vec![Block::Para("甲方与𠮷田公司，乙方。".into())],
    );
    let first = Press::new(None).print(&paper).unwrap();
    let press = Press::new(None);
    let second = press.print(&paper).unwrap();
    assert!(first.starts_with(b"%PDF-1.7"));
    assert_eq!(first, second);
    assert_eq!(second, press.print(&paper).unwrap());
}

#[test]
fn however_many_presses_set_papers_each_font_file_is_mapped_once() {
    let folder = tempfile::tempdir().unwrap();
    let faces = ["NotoSerifCJK-Regular.ttc", "NotoSerifCJK-Bold.ttc"];
    for face in faces {
        let from = FilePath::new("/usr/share/fonts/opentype/noto").join(face);
        std::fs::copy(from, folder.path().join(face)).unwrap();
    }
    // Another press of the same folder shares them too.
    let [press, other] = [(); 2].map(|()| Press::new(Some(folder.path())));
    let fonts = press.fonts();
    assert!(other.fonts().can_write(Lang::ZhTw));
    let strong = Words {
        text: "会馆".into(),
        strong: std::iter::once(0..6).collect(),
    };
    let paper = paper(
        Lang::ZhCn,
        vec![Block::Para("会馆".into()), Block::Para(strong)],
    );
    let inkers: Vec<Inker> = std::thread::scope(|scope| {
        let set = || {
            let mut inker = Inker::new(fonts);
            write(&mut inker, &paper).unwrap();
            inker
        };
        let presses: Vec<_> = (0..4).map(|_| scope.spawn(set)).collect();
        presses.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
    for face in faces {
        let file = folder.path().join(face);
        let mapped = maps
            .lines()
            .filter(|line| line.ends_with(file.to_str().unwrap()));
        assert_eq!(mapped.count(), 1, "{face} by {} presses", inkers.len());
    }
}

#[actix_web::test]
async fn papers_that_people_wait_for_are_set_a_few_at_once_and_the_others_after_them() {
    let both = TURNS.enter(AT_ONCE).await.unwrap();
    let press = Press::new(None);
    let mut waits = std::pin::pin!(press.aside(|_| "set"));
    let soon = tokio::time::timeout(Duration::from_millis(50), &mut waits).await;
    assert!(soon.is_err(), "it waits for its turn");
    drop(both);
    assert_eq!(waits.await.unwrap(), "set");
}

#[test]
fn idle_presses_are_kept_as_far_as_they_work_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let press = Press::new(Some(folder.path()));
    let paper = paper(Lang::En, vec![Block::Para("Once".into())]);
    std::thread::scope(|scope| {
        for _ in 0..6 {
            scope.spawn(|| press.print(&paper).unwrap());
        }
    });
    let kept = press.idle().len();
    assert!((1..=AT_ONCE as usize).contains(&kept), "{kept}");
}

#[test]
fn a_character_without_glyph_is_refused_and_named() {
    let paper = paper(Lang::ZhCn, vec![Block::Para("公司\u{f0123}".into())]);
    let refused = Press::new(None).print(&paper).unwrap_err();
    assert!(matches!(refused, Unprintable::Missing(c) if c == ['\u{f0123}']));
}

#[test]
fn a_table_of_many_rows_goes_on_with_its_heads() {
    let rows = |count: usize| {
        (1..=count)
            .map(|n| vec![Words::from(n.to_string()), "上海某某有限公司".into()])
            .collect()
    };
    let table = |count| {
        Block::Table(Table {
            columns: vec![Column::from("号"), "公司".into()],
            rows: rows(count),
        })
    };
    let press = Press::new(None);
    let mut inker = Inker::new(press.fonts());
    let set = flow::set(&mut inker, &paper(Lang::ZhCn, vec![table(200)]));
    assert!(set.pages.len() > 4);
    for page in &set.pages {
        let first = page.iter().find_map(|d| match &d.what {
            What::Lines(..) => Some(d.y),
            _ => None,
        });
        assert!(first.is_some_and(|y| y < 100.0));
        assert!(page.iter().all(|d| d.y <= Frame::of(Look::Document).bottom));
    }
}

#[test]
fn an_apostrophe_is_narrow_in_english_in_both_kinds_of_letters() {
    let press = Press::new(None);
    let mut inker = Inker::new(press.fonts());
    for style in [set::BODY, set::SMALL] {
        let mut wide = |text: &str| inker.widths(Lang::En, &text.into(), &style).0;
        let apostrophe = wide("member\u{2019}s") - wide("members");
        assert!(
            apostrophe < style.size * 0.5,
            "{apostrophe} of {}",
            style.size
        );
    }
}

#[test]
fn a_cell_taller_than_a_page_goes_on_over_pages_and_nothing_loops() {
    let long: String = "很长的说明，".repeat(2000);
    let table = Block::Table(Table::facts([(
        "说明".to_owned(),
        Words::from(long.clone()),
    )]));
    let blocks = vec![
        table.clone(),
        Block::Quote(vec![table]),
        Block::List(Some(1), vec![vec![Block::Para(long.into())]]),
        Block::Break,
    ];
    assert!(Press::new(None).print(&paper(Lang::ZhTw, blocks)).is_ok());
}

#[test]
fn a_certificate_is_one_page_however_long_the_name_is() {
    let name = "上海浦东𠮷田国际精密仪器制造与供应链管理（集团）股份有限公司".repeat(3);
    let ending = Ending {
        qr: Some(Qr {
            content: "https://example.org/check".into(),
            caption: "check".into(),
        }),
        lines: vec!["chamber".into(), "2026".into()],
        seal: "沪江商会".into(),
    };
    let short: String = name.chars().take(30).collect();
    for name in [short, name] {
        let mut blocks = vec![
            Block::Title("会员证书".into()),
            Block::Para("兹证明".into()),
        ];
        blocks.push(Block::Heading(1, name.as_str().into()));
        blocks.extend(
            ["为沪江商会会员", "会员编号：0038", "证书编号：1"].map(|t| Block::Para(t.into())),
        );
        blocks.push(Block::Ending(ending.clone()));
        let mut paper = paper(Lang::ZhCn, blocks);
        paper.look = Look::Certificate;
        let press = Press::new(None);
        let mut inker = Inker::new(press.fonts());
        let set = flow::set(&mut inker, &paper);
        assert_eq!(set.pages.len(), 1, "{name}");
        // The seal is seen, whole and within the frame.
        let frame = set::Frame::of(Look::Certificate);
        let within = |one: &&flow::Drawn| match &one.what {
            What::Seal(name, side) => {
                name == "沪江商会"
                    && one.x + side <= frame.left + frame.width + 0.1
                    && one.y + side <= frame.bottom + 0.1
            }
            _ => false,
        };
        assert_eq!(set.pages[0].iter().filter(within).count(), 1, "{name}");
    }
}

#[test]
fn every_kind_of_block_prints_in_every_language() {
    let blocks = || {
        let mut blocks = vec![
            Block::Title("Title".into()),
            Block::Lead("lead".into()),
            Block::Small("small".into()),
            Block::Rule,
            Block::Signatures(vec![
                Signer {
                    name: "Ａnna 𠮷田".into(),
                    ..Signer::default()
                },
                Signer {
                    strokes: vec![vec![(0.1, 0.2), (0.6, 0.9)]],
                    ..Signer::default()
                },
                Signer::default(),
            ]),
            Block::Ending(Ending {
                qr: Some(Qr {
                    content: "https://example.org/check/1".into(),
                    caption: "check".into(),
                }),
                lines: vec!["chamber".into(), "2026".into()],
                seal: "Chamber of Huiguan Merchants".into(),
            }),
        ];
        blocks.extend(
            Template::read("## a\n\n> b **c**\n\n1. d\n   - e\n\n---\n").fill(&Default::default()),
        );
        blocks
    };
    let press = Press::new(None);
    for lang in Lang::ALL {
        for look in [Look::Document, Look::Certificate] {
            let mut paper = paper(lang, blocks());
            paper.look = look;
            assert!(pages(&press.print(&paper).unwrap()) >= 1);
        }
    }
}
