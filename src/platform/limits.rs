//! How often something may be tried. Counted in the database, so that all servers count together.

use chrono::TimeDelta;
use diesel::prelude::*;

use crate::kernel::Moment;
use crate::platform::db::{Conn, Fault, Tx};
use crate::schema::limits;

/// At most `hits` per window of `seconds`.
#[derive(Debug, Clone, Copy)]
pub struct Limit {
    /// Tries per window.
    pub hits: i64,
    /// Length of the window.
    pub seconds: i64,
}

impl Limit {
    /// So many times as many tries.
    #[must_use]
    pub const fn times(self, times: i64) -> Self {
        Self {
            hits: self.hits * times,
            seconds: self.seconds,
        }
    }
}

/// Whether another try fits into `bucket`, without counting it; else the seconds to wait as the inner error.
pub fn look(tx: &mut Tx, bucket: &str, limit: Limit) -> Result<Result<(), i64>, Fault> {
    let now = tx.now();
    let found: Option<(Moment, i64)> = limits::table
        .find(bucket)
        .select((limits::window_start, limits::hits))
        .first(tx.conn())
        .optional()?;
    let left = |start: Moment| (start + TimeDelta::seconds(limit.seconds) - now).num_seconds();
    Ok(match found {
        Some((start, hits)) if hits >= limit.hits && left(start) > 0 => Err(left(start)),
        _ => Ok(()),
    })
}

/// Counts one try against `bucket`; too many give the seconds to wait as the inner error.
///
/// Run it in a write of its own before the work: a failed write is undone, and the count with it.
pub fn hit(tx: &mut Tx, bucket: &str, limit: Limit) -> Result<Result<(), i64>, Fault> {
    hits(tx, bucket, 1, limit)
}

/// Counts so many at once: bytes, or several files.
///
/// # Errors
/// If the database fails.
pub fn hits(tx: &mut Tx, bucket: &str, many: i64, limit: Limit) -> Result<Result<(), i64>, Fault> {
    let now = tx.now();
    let window = TimeDelta::seconds(limit.seconds);
    let found: Option<(chrono::NaiveDateTime, i64)> = limits::table
        .find(bucket)
        .select((limits::window_start, limits::hits))
        .first(tx.conn())
        .optional()?;
    let (start, hits) = match found {
        Some((start, hits)) if now - start < window => (start, hits.saturating_add(many)),
        _ => (now, many),
    };
    if found.is_some() {
        diesel::update(limits::table.find(bucket))
            .set((limits::window_start.eq(start), limits::hits.eq(hits)))
            .execute(tx.conn())?;
    } else {
        diesel::insert_into(limits::table)
            .values((
                limits::bucket.eq(bucket),
                limits::window_start.eq(start),
                limits::hits.eq(hits),
            ))
            .execute(tx.conn())?;
    }
    let wait = (start + window - now).num_seconds().max(1);
    Ok(if hits > limit.hits { Err(wait) } else { Ok(()) })
}

/// Gives a try back that was no failure.
pub fn give_back(tx: &mut Tx, bucket: &str) -> Result<(), Fault> {
    diesel::update(limits::table.find(bucket))
        .filter(limits::hits.gt(0))
        .set(limits::hits.eq(limits::hits - 1))
        .execute(tx.conn())?;
    Ok(())
}

/// Forgets the tries of a bucket, after a success.
pub fn clear(tx: &mut Tx, bucket: &str) -> Result<(), Fault> {
    diesel::delete(limits::table.find(bucket)).execute(tx.conn())?;
    Ok(())
}

/// Forgets the tries of every bucket whose name begins so, which may hold letters, digits and colons alone.
pub fn clear_all(tx: &mut Tx, begins: &str) -> Result<(), Fault> {
    diesel::delete(limits::table.filter(limits::bucket.like(format!("{begins}%"))))
        .execute(tx.conn())?;
    Ok(())
}

/// Buckets nobody tried since `before`, at most so many.
pub fn stale(conn: &mut Conn, before: Moment, most: i64) -> Result<Vec<String>, Fault> {
    Ok(limits::table
        .filter(limits::window_start.lt(before))
        .limit(most)
        .select(limits::bucket)
        .load(conn)?)
}

/// Forgets these buckets, those that were begun anew since `before` excepted.
pub fn forget(tx: &mut Tx, buckets: &[String], before: Moment) -> Result<usize, Fault> {
    Ok(diesel::delete(limits::table)
        .filter(limits::bucket.eq_any(buckets))
        .filter(limits::window_start.lt(before))
        .execute(tx.conn())?)
}

/// The network that an address belongs to, as far as one guesser may change it: all of an IPv4 address, the
/// first half of an IPv6 address.
#[must_use]
pub fn network(ip: &str) -> String {
    match ip.parse() {
        Ok(std::net::IpAddr::V6(v6)) => v6
            .to_ipv4_mapped()
            .map_or_else(|| hex::encode(&v6.octets()[..8]), |v4| v4.to_string()),
        _ => ip.to_owned(),
    }
}

/// The block of networks that an IPv6 address belongs to, as far as one customer of a provider may have it all:
/// its first 48 bits. None for IPv4.
#[must_use]
pub fn block(ip: &str) -> Option<String> {
    let v6: std::net::Ipv6Addr = ip.parse().ok()?;
    let is_v4 = v6.to_ipv4_mapped().is_some();
    (!is_v4).then(|| hex::encode(&v6.octets()[..6]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guesser_stays_one_within_a_network() {
        assert_eq!(network("2001:db8:1:2::7"), network("2001:db8:1:2:ffff::1"));
        assert_ne!(network("2001:db8:1:2::7"), network("2001:db8:1:3::7"));
        assert_eq!(network("::ffff:192.0.2.7"), "192.0.2.7");
        assert_ne!(network("192.0.2.7"), network("192.0.2.8"));
    }

    #[test]
    fn networks_of_one_block_are_known_as_such() {
        assert_eq!(block("2001:db8:1:2::7"), block("2001:db8:1:ffff::7"));
        assert_ne!(block("2001:db8:1:2::7"), block("2001:db8:2:2::7"));
        assert_eq!(block("2001:db8:1:2::7"), Some("20010db80001".to_owned()));
        assert_eq!(block("192.0.2.7").or(block("::ffff:192.0.2.7")), None);
    }
}
