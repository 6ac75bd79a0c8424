//! What follows from a failure, by remedy, and its cause in plain words.

use channels::ChannelError;
use shared::canonical::Field;
use shared::time::Millis;

/// Tries after which an item that the channel refuses without saying why is left to a person.
const TRIES: i32 = 10;
const HOUR_MS: i64 = 3_600_000;
const LONGEST_MS: i64 = 600_000;

/// Why a job was not done.
#[derive(Debug)]
pub(super) enum Trouble {
    /// The channel.
    Channel(ChannelError),
    /// We.
    Ours(services::Error),
}

impl From<ChannelError> for Trouble {
    fn from(error: ChannelError) -> Self {
        Self::Channel(error)
    }
}

impl From<services::Error> for Trouble {
    fn from(error: services::Error) -> Self {
        Self::Ours(error)
    }
}

impl From<store::DbErr> for Trouble {
    fn from(error: store::DbErr) -> Self {
        Self::Ours(error.into())
    }
}

/// What is done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Remedy {
    /// When the item is tried again; none leaves it to a person.
    pub again_at: Option<i64>,
    /// It counts as a try of the item.
    pub counts: bool,
    /// The whole account waits until then.
    pub account_until: Option<i64>,
    /// The tokens are exchanged before anything else.
    pub refresh: bool,
    /// The seller has to connect the shop again.
    pub consent: bool,
    /// The host did not answer.
    pub away: bool,
    /// In plain words.
    pub cause: String,
}

/// What to do about a failure of an item that was tried `attempts` times before.
pub(super) fn remedy(trouble: &Trouble, attempts: i32, now: Millis) -> Remedy {
    let mut remedy = Remedy {
        again_at: Some(now.0 + wait_ms(attempts)),
        counts: true,
        account_until: None,
        refresh: false,
        consent: false,
        away: false,
        cause: say(trouble),
    };
    let last = attempts + 1 >= TRIES;
    match trouble {
        Trouble::Channel(ChannelError::Transient(_) | ChannelError::Unknown(_)) => {
            remedy.away = true;
        }
        Trouble::Channel(ChannelError::RateLimited { until }) => {
            let until = until.map_or(now.0 + 10_000, |until| until.0.max(now.0 + 1_000));
            remedy.account_until = Some(until);
            remedy.again_at = Some(until);
            remedy.counts = false;
        }
        Trouble::Channel(ChannelError::AuthExpired) => {
            remedy.refresh = true;
            remedy.again_at = Some(now.0 + if attempts == 0 { 0 } else { wait_ms(attempts) });
        }
        Trouble::Channel(ChannelError::AuthRevoked(_)) => {
            remedy.consent = true;
            remedy.counts = false;
            remedy.account_until = Some(now.0 + HOUR_MS);
            remedy.again_at = Some(now.0 + HOUR_MS);
        }
        Trouble::Channel(ChannelError::Locked(_)) => {
            remedy.again_at = Some(now.0 + HOUR_MS);
            remedy.counts = false;
        }
        Trouble::Channel(
            ChannelError::Invalid { .. } | ChannelError::NotFound | ChannelError::Unsupported,
        ) => remedy.again_at = None,
        Trouble::Channel(ChannelError::Malformed(_)) if last => remedy.again_at = None,
        Trouble::Ours(services::Error::NotFound { .. }) => remedy.again_at = None,
        Trouble::Ours(_) if last => remedy.again_at = None,
        _ => {}
    }
    remedy
}

/// 2, 4, 8 … seconds up to ten minutes, half to one and a half times as long by chance.
fn wait_ms(attempts: i32) -> i64 {
    let exponent = u32::try_from(attempts.clamp(0, 20)).unwrap_or(0) + 1;
    let base = 1_000_i64
        .saturating_mul(2_i64.saturating_pow(exponent))
        .min(LONGEST_MS);
    base / 2 + rand::random_range(0..=base)
}

/// The cause as a member reads it, with the remedy.
pub(super) fn say(trouble: &Trouble) -> String {
    match trouble {
        Trouble::Ours(_) => "Lỗi bên chợ, hệ thống sẽ thử lại".to_owned(),
        Trouble::Channel(error) => match error {
            ChannelError::Transient(_) => "Sàn đang không trả lời, sẽ tự thử lại".to_owned(),
            ChannelError::Unknown(_) => {
                "Chưa rõ sàn đã nhận chưa, sẽ xem lại rồi mới gửi tiếp".to_owned()
            }
            ChannelError::RateLimited { .. } => {
                "Sàn giới hạn số lần gọi, sẽ gửi tiếp khi sàn cho phép".to_owned()
            }
            ChannelError::AuthExpired => "Phiên kết nối hết hạn, đang tự gia hạn".to_owned(),
            ChannelError::AuthRevoked(_) => {
                "Gian hàng đã ngắt quyền. Bấm “Kết nối lại” ở trang kênh bán".to_owned()
            }
            ChannelError::Invalid { field, message } => format!(
                "Sàn không nhận {}: “{}”. Hãy sửa rồi gửi lại",
                field_words(field),
                short(message)
            ),
            ChannelError::Locked(why) => format!(
                "Sàn đang khoá món này ({}). Giá hoặc số lượng sẽ được cập nhật khi hết khoá",
                short(why)
            ),
            ChannelError::NotFound => {
                "Sàn không còn món này. Hãy đăng lại hoặc bỏ khỏi kênh".to_owned()
            }
            ChannelError::Unsupported => "Kênh này không làm được việc đó".to_owned(),
            ChannelError::Malformed(_) => {
                "Sàn trả lời không đọc được, người vận hành đang xem".to_owned()
            }
        },
    }
}

fn short(text: &str) -> String {
    text.chars().take(200).collect()
}

fn field_words(field: &Field) -> &'static str {
    match field {
        Field::Title => "tên hàng",
        Field::Description => "mô tả",
        Field::Pictures => "ảnh",
        Field::Price(_) => "giá",
        Field::Stock(_) => "số lượng",
        Field::Weight(_) => "khối lượng",
        Field::Size(_) => "kích thước kiện",
        Field::Sku(_) => "mã hàng",
        Field::Category => "ngành hàng",
        Field::Attribute(_) => "thuộc tính",
        Field::Certificates => "giấy chứng nhận",
        Field::Facts => "thông tin hàng",
        Field::Account => "tài khoản",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(error: ChannelError, attempts: i32) -> Remedy {
        remedy(&Trouble::Channel(error), attempts, Millis(1_000_000))
    }

    #[test]
    fn who_is_away_is_tried_for_ever_and_what_is_wrong_waits_for_a_person() {
        let away = of(ChannelError::Transient("x".to_owned()), 500);
        assert!(away.again_at.is_some() && away.away);
        let wrong = ChannelError::Invalid {
            field: Field::Title,
            message: "too long".to_owned(),
        };
        let wrong = of(wrong, 0);
        assert_eq!(wrong.again_at, None);
        assert!(wrong.cause.contains("tên hàng") && wrong.cause.contains("too long"));
        assert!(
            of(ChannelError::Malformed(String::new()), 3)
                .again_at
                .is_some()
        );
        assert!(
            of(ChannelError::Malformed(String::new()), TRIES)
                .again_at
                .is_none()
        );
    }

    #[test]
    fn the_channels_own_moment_is_kept() {
        let until = Some(Millis(1_060_000));
        let limited = of(ChannelError::RateLimited { until }, 0);
        assert_eq!(limited.account_until, Some(1_060_000));
        assert!(!limited.counts);
    }

    #[test]
    fn waits_grow_to_ten_minutes() {
        assert!((1_000..=3_000).contains(&wait_ms(0)));
        assert!((LONGEST_MS / 2..=LONGEST_MS * 3 / 2).contains(&wait_ms(40)));
    }
}
