//! Moments as RFC 3339 writes them.

use crate::time::{Millis, VnDate};

/// Reads `2026-08-12T09:00:00+07:00`; seconds may be missing, their fraction counts to the millisecond.
pub(super) fn parse(text: &str) -> Option<Millis> {
    let (date, clock) = text.split_once(['T', 't', ' '])?;
    let date = VnDate::parse(date).ok().filter(|_| date.len() == 10)?;
    let (clock, offset) = offset(clock)?;
    let mut parts = clock.split(':');
    let hour = number(parts.next()?, 24)?;
    let minute = number(parts.next()?, 60)?;
    let (second, ms) = match parts.next() {
        Some(second) => {
            let (whole, fraction) = second.split_once('.').unwrap_or((second, ""));
            (number(whole, 60)?, thousandths(fraction)?)
        }
        None => (0, 0),
    };
    if parts.next().is_some() {
        return None;
    }
    let minutes = hour * 60 + minute - offset;
    let day = date.days().checked_mul(86_400_000)?;
    Some(Millis(day + minutes * 60_000 + second * 1000 + ms))
}

/// The clock and how many minutes it is ahead of UTC.
fn offset(clock: &str) -> Option<(&str, i64)> {
    if let Some(clock) = clock.strip_suffix(['Z', 'z']) {
        return Some((clock, 0));
    }
    let at = clock.rfind(['+', '-'])?;
    let (clock, offset) = clock.split_at_checked(at)?;
    let (hours, minutes) = offset.get(1..)?.split_once(':')?;
    let minutes = number(hours, 24)? * 60 + number(minutes, 60)?;
    let sign = if offset.starts_with('-') { -1 } else { 1 };
    Some((clock, sign * minutes))
}

/// Two digits below `end`.
fn number(text: &str, end: i64) -> Option<i64> {
    let digits = text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
    let number = text.parse().ok().filter(|_| digits)?;
    (number < end).then_some(number)
}

fn thousandths(fraction: &str) -> Option<i64> {
    if !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let padded: String = fraction.chars().chain("000".chars()).take(3).collect();
    padded.parse().ok()
}
