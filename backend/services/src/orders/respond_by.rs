//! Until when a cooperative answers: four hours, of which those at night do not count.

use shared::time::Millis;

const HOURS_MS: i64 = 4 * 3_600_000;
const MORNING_MS: i64 = 6 * 3_600_000;
const EVENING_MS: i64 = 20 * 3_600_000;

/// Four hours after `placed`, counted between 06:00 and 20:00 in Vietnam.
pub fn respond_by(placed: Millis) -> Millis {
    let midnight = placed.vn_date().start();
    let since = placed.0 - midnight.0;
    let start = since.clamp(MORNING_MS, EVENING_MS);
    let today = (EVENING_MS - start).min(HOURS_MS);
    let rest = HOURS_MS - today;
    if rest == 0 {
        return midnight.plus_ms(start + HOURS_MS);
    }
    midnight.plus_days(1).plus_ms(MORNING_MS + rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::time::VnDate;

    fn at(day: u8, hour: i64, minute: i64) -> Millis {
        VnDate::new(2026, 8, day)
            .expect("a day")
            .start()
            .plus_minutes(hour * 60 + minute)
    }

    #[test]
    fn nights_do_not_count() {
        assert_eq!(respond_by(at(15, 9, 12)), at(15, 13, 12));
        assert_eq!(respond_by(at(15, 16, 0)), at(15, 20, 0));
        assert_eq!(respond_by(at(15, 18, 30)), at(16, 8, 30));
        assert_eq!(respond_by(at(15, 23, 0)), at(16, 10, 0));
        assert_eq!(respond_by(at(16, 2, 0)), at(16, 10, 0));
        assert_eq!(respond_by(at(16, 6, 0)), at(16, 10, 0));
    }
}
