//! Wrong passwords slow the next try: five are free, then each waits longer than the one before.
//!
//! A try is counted before the password is looked at, so that many at once cannot slip through; the right
//! password clears the count.

use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::FromQueryResult;
use shared::say::Locale;
use store::{WriteTxn, sql};

/// Wrong tries that cost nothing but a new try.
pub const FREE_TRIES: i32 = 5;
const FIRST_WAIT_MS: i64 = 60_000;
const LONGEST_WAIT_MS: i64 = 30 * 60_000;
/// After a day without a try the count starts again.
const FORGET_MS: i64 = 24 * 3_600_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
struct Count {
    failures: i32,
    last_at: i64,
    open_at: i64,
}

/// What one more try makes of the count, or how many milliseconds it is too early.
fn next(count: Count, now: i64) -> std::result::Result<Count, i64> {
    if now < count.open_at {
        return Err(count.open_at - now);
    }
    let before = if now - count.last_at > FORGET_MS {
        0
    } else {
        count.failures
    };
    let failures = before.saturating_add(1);
    Ok(Count {
        failures,
        last_at: now,
        open_at: now + wait_after(failures),
    })
}

fn wait_after(failures: i32) -> i64 {
    if failures < FREE_TRIES {
        return 0;
    }
    let doublings = u32::try_from(failures - FREE_TRIES).unwrap_or(0).min(10);
    (FIRST_WAIT_MS << doublings).min(LONGEST_WAIT_MS)
}

/// Counts a try for the phone and says how many are left before waiting starts, or refuses it as too early.
pub async fn count_try(core: &Core, phone_lookup: &str, l: Locale) -> Result<i32> {
    // Another try may count between reading and writing; then this one reads again.
    for _ in 0..8 {
        let now = core.clock.now().0;
        let txn = core.db.begin().await?;
        sql::execute(
            &*txn,
            "insert into sign_in_throttle (phone_lookup, failures, last_at, open_at) values ($1, 0, $2, 0) \
             on conflict (phone_lookup) do nothing",
            [phone_lookup.into(), now.into()],
        )
        .await?;
        let seen: Option<Count> = sql::one(
            &*txn,
            "select failures, last_at, open_at from sign_in_throttle where phone_lookup = $1",
            [phone_lookup.into()],
        )
        .await?;
        let Some(seen) = seen else { continue };
        let counted = match next(seen, now) {
            Ok(counted) => counted,
            Err(wait_ms) => return Err(too_early(wait_ms, l)),
        };
        let touched = sql::execute(
            &*txn,
            "update sign_in_throttle set failures = $1, last_at = $2, open_at = $3 \
             where phone_lookup = $4 and failures = $5 and last_at = $6",
            [
                counted.failures.into(),
                counted.last_at.into(),
                counted.open_at.into(),
                phone_lookup.into(),
                seen.failures.into(),
                seen.last_at.into(),
            ],
        )
        .await?;
        if touched == 1 {
            txn.commit().await?;
            return Ok((FREE_TRIES - counted.failures).max(0));
        }
    }
    Err(too_early(1_000, l))
}

/// Forgets the tries: the password was right.
pub async fn clear(txn: &WriteTxn, phone_lookup: &str) -> Result<()> {
    sql::execute(
        &**txn,
        "delete from sign_in_throttle where phone_lookup = $1",
        [phone_lookup.into()],
    )
    .await?;
    Ok(())
}

fn too_early(wait_ms: i64, l: Locale) -> Error {
    let seconds = (wait_ms + 999) / 1000;
    let wait = wait_words(seconds, l);
    let message = match l {
        Locale::Vi => format!("Sai mật khẩu nhiều lần. Thử lại sau {wait}, hoặc bấm Gửi mã"),
        Locale::En => format!("Too many wrong passwords. Try again in {wait}, or ask for a code"),
    };
    Error::Busy {
        retry_after_s: seconds,
        message,
    }
}

/// `1 phút 20 giây`.
pub fn wait_words(seconds: i64, l: Locale) -> String {
    let (minutes, rest) = (seconds / 60, seconds % 60);
    let minute = l.say("phút", if minutes == 1 { "minute" } else { "minutes" });
    let second = l.say("giây", if rest == 1 { "second" } else { "seconds" });
    match (minutes, rest) {
        (0, rest) => format!("{rest}\u{a0}{second}"),
        (minutes, 0) => format!("{minutes}\u{a0}{minute}"),
        (minutes, rest) => format!("{minutes}\u{a0}{minute} {rest}\u{a0}{second}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEW: Count = Count {
        failures: 0,
        last_at: 0,
        open_at: 0,
    };

    #[test]
    fn five_tries_are_free_then_waits_grow() {
        let mut count = NEW;
        let mut now = 1_000;
        for _ in 0..FREE_TRIES {
            count = next(count, now).expect("free");
            now += 1;
        }
        let mut waits = Vec::new();
        for _ in 0..8 {
            let wait = next(count, now).expect_err("too early");
            waits.push((wait + 999) / 60_000);
            now += wait;
            count = next(count, now).expect("waited long enough");
            now += 1;
        }
        assert_eq!(waits, [1, 2, 4, 8, 16, 30, 30, 30]);
    }

    #[test]
    fn a_day_of_rest_starts_again() {
        let many = Count {
            failures: 12,
            last_at: 0,
            open_at: LONGEST_WAIT_MS,
        };
        assert_eq!(next(many, FORGET_MS + 1).map(|c| c.failures), Ok(1));
        assert_eq!(next(many, FORGET_MS).map(|c| c.failures), Ok(13));
    }

    #[test]
    fn waits_are_said_in_minutes_and_seconds() {
        assert_eq!(wait_words(80, Locale::Vi), "1\u{a0}phút 20\u{a0}giây");
        assert_eq!(wait_words(60, Locale::En), "1\u{a0}minute");
        assert_eq!(wait_words(1, Locale::En), "1\u{a0}second");
    }
}
