//! Settings the chamber changes itself: one JSON value per key.

use diesel::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

use crate::kernel::brand::Brand;
use crate::kernel::time::day_in;
use crate::kernel::{Day, Moment, Opening};
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Conn, Fault, Tx};
use crate::schema::settings;

/// A value that exists once. Where none is stored its `Default` holds.
pub trait Setting: Serialize + DeserializeOwned + Default {
    /// Its key in the table; never changes.
    const KEY: &'static str;

    /// The value as the audit record shows it: without what must not stand there.
    fn recorded(&self) -> serde_json::Value {
        serde_json::to_value(self).unwrap_or_default()
    }
}

impl Setting for Brand {
    const KEY: &'static str = "brand";
}

impl Setting for Opening {
    const KEY: &'static str = "opening";
}

/// The stored value, or the default.
pub fn get<T: Setting>(conn: &mut Conn) -> Result<T, Fault> {
    let text: Option<String> = settings::table
        .find(T::KEY)
        .select(settings::value)
        .first(conn)
        .optional()?;
    Ok(match text {
        Some(text) => serde_json::from_str(&text)?,
        None => T::default(),
    })
}

/// The day it is at `now` where the chamber is.
///
/// # Errors
/// If the database fails.
pub fn today(conn: &mut Conn, now: Moment) -> Result<Day, Fault> {
    let brand: Brand = get(conn)?;
    Ok(day_in(brand.zone, now))
}

impl Tx<'_> {
    /// What the chamber calls itself, its zone and its language.
    ///
    /// # Errors
    /// If the database fails.
    pub fn brand(&mut self) -> Result<Brand, Fault> {
        get(self.conn())
    }

    /// The day it is where the chamber is: what "today" and "once a day" mean in every act.
    ///
    /// # Errors
    /// If the database fails.
    pub fn today(&mut self) -> Result<Day, Fault> {
        let now = self.now();
        today(self.conn(), now)
    }
}

/// Whether a value was ever stored.
pub fn is_set<T: Setting>(conn: &mut Conn) -> Result<bool, Fault> {
    let found: Option<i64> = settings::table
        .find(T::KEY)
        .select(settings::version)
        .first(conn)
        .optional()?;
    Ok(found.is_some())
}

/// Stores a value and records what it was before.
pub fn set<T: Setting>(tx: &mut Tx, value: &T) -> Result<(), Fault> {
    let before: T = get(tx.conn())?;
    let text = serde_json::to_string(value)?;
    let now = tx.now();
    let changed = diesel::update(settings::table.find(T::KEY))
        .set((
            settings::value.eq(&text),
            settings::version.eq(settings::version + 1),
            settings::changed_at.eq(now),
        ))
        .execute(tx.conn())?;
    if changed == 0 {
        diesel::insert_into(settings::table)
            .values((
                settings::key.eq(T::KEY),
                settings::value.eq(&text),
                settings::version.eq(1),
                settings::changed_at.eq(now),
            ))
            .execute(tx.conn())?;
    }
    audit::record(
        tx,
        Entry::on("setting", T::KEY)
            .did("platform.setting.changed")
            .before(&before.recorded())
            .after(&value.recorded()),
    )
}

/// Draws the next number of a counter, from 1, without gaps: it counts only if this
/// transaction commits.
pub fn next_number(tx: &mut Tx, name: &str) -> Result<i64, Fault> {
    next_numbers(tx, name, 1)
}

/// Draws so many numbers of a counter that follow one another; gives the first.
///
/// # Errors
/// If the database fails.
pub fn next_numbers(tx: &mut Tx, name: &str, many: i64) -> Result<i64, Fault> {
    use crate::schema::counters;
    let found: Option<i64> = counters::table
        .find(name)
        .select(counters::last)
        .first(tx.conn())
        .optional()?;
    let before = found.unwrap_or(0);
    if found.is_some() {
        diesel::update(counters::table.find(name))
            .set(counters::last.eq(before + many))
            .execute(tx.conn())?;
    } else {
        diesel::insert_into(counters::table)
            .values((counters::name.eq(name), counters::last.eq(before + many)))
            .execute(tx.conn())?;
    }
    Ok(before + 1)
}
