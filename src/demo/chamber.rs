//! The made-up chamber: its names, its charter, its routes, the people who work for it, the nine
//! seats of its board.

use chrono::TimeDelta;

use super::play::Play;
use crate::chamber::rules::{Organ, RankRoute, Routes, TimeLimits};
use crate::chamber::{NewCharter, publish_charter};
use crate::council::rules::Seating;
use crate::council::{add_seat, seat_person, set_authorised};
use crate::kernel::brand::{Brand, Trilingual};
use crate::kernel::id::CompanyId;
use crate::kernel::time::day_in;
use crate::kernel::{Opening, Role};
use crate::platform::db::Fault;
use crate::platform::settings;

/// The chamber of the demo.
#[must_use]
pub fn brand() -> Brand {
    Brand {
        name: Trilingual {
            zh_cn: "演示商会".into(),
            zh_tw: "示範商會".into(),
            en: "Demo Chamber of Commerce".into(),
        },
        demo: true,
        ..Brand::default()
    }
}

/// Who works for the chamber and can sign in.
const STAFF: [(&str, &str, &[Role]); 6] = [
    ("admin", "秦管事", &[Role::Admin, Role::Secretary]),
    ("reviewer1", "程审言", &[Role::Reviewer]),
    ("reviewer2", "顾察远", &[Role::Reviewer]),
    ("president", "沈会之", &[Role::President]),
    ("treasurer", "钱司衡", &[Role::Treasurer]),
    ("events", "华聚贤", &[Role::Events]),
];

/// The nine directors, by number.
pub const DIRECTORS: [&str; 9] = [
    "陆知远",
    "贺明哲",
    "叶思齐",
    "俞怀瑾",
    "傅若谷",
    "汤清源",
    "严文博",
    "陶嘉树",
    "谢静姝",
];

const CHARTER: &str = include_str!("charter.txt");

/// The chamber is set up and its people come in.
pub fn found(play: &mut Play) -> Result<(), Fault> {
    play.by_itself("demo", |tx| {
        settings::set(tx, &Opening::Open)?;
        settings::set(tx, &brand())
    })?;
    for (handle, name, roles) in STAFF {
        play.enter(handle, name, roles)?;
    }
    let adopted = day_in(brand().zone, play.now - TimeDelta::days(420));
    play.by("admin", |tx| {
        let new = NewCharter {
            version: "2025-1",
            title: "演示商会章程",
            adopted_on: adopted,
            file: None,
            body: CHARTER,
        };
        publish_charter(tx, &new)?;
        settings::set(tx, &TimeLimits::default())?;
        settings::set(tx, &routes())
    })
}

/// Ordinary members and directors are visited; a vice president is announced first and needs two
/// members that vouch.
fn routes() -> Routes {
    let papers = |list: &[&str]| list.iter().map(|p| (*p).to_owned()).collect();
    let director = RankRoute {
        papers: papers(&["licence", "authority"]),
        ..RankRoute::default()
    };
    let vice_president = RankRoute {
        notice_days: 7,
        recommenders: 2,
        papers: papers(&["licence", "authority", "accounts"]),
        ..RankRoute::default()
    };
    let by_rank = [("director", director), ("vice_president", vice_president)];
    Routes {
        by_rank: by_rank
            .into_iter()
            .map(|(rank, route)| (rank.to_owned(), route))
            .collect(),
    }
}

/// Nine seats, each held by a person of a member company; the first is the chair's.
pub fn seat_the_board(play: &mut Play, companies: &[(CompanyId, String)]) -> Result<(), Fault> {
    let since = day_in(brand().zone, play.now);
    for (at, (company, company_name)) in companies.iter().enumerate().take(DIRECTORS.len()) {
        let person = play.person(&format!("director{}", at + 1))?;
        let label = format!("理事席位 {}", at + 1);
        play.by("admin", |tx| {
            let seat = add_seat(tx, Organ::Board, &label, at == 0)?;
            let seating = Seating {
                seat,
                company: Some(company.clone()),
                company_name: company_name.clone(),
                person,
                from: since,
                notice: "第三届会员大会选举结果（演示）".into(),
            };
            seat_person(tx, &seating)
        })?;
    }
    let seats = u32::try_from(DIRECTORS.len()).unwrap_or(9);
    play.by("admin", |tx| set_authorised(tx, Organ::Board, seats))
}
