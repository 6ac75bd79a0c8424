//! The suite for feeds of bank statements, which only send.

use shared::money::Vnd;
use shared::payment::{BankCredit, News};

use super::given::{NOW, verify};
use crate::simulator::Outgoing;
use crate::simulator::bank::Line;
use crate::{Credentials, PaymentError, PaymentProvider};

/// A feed, and how its simulator signs a line at a moment.
pub struct Feed {
    /// The feed.
    pub provider: &'static dyn PaymentProvider,
    /// Right credentials.
    pub credentials: Credentials,
    /// Credentials with every key wrong.
    pub wrong: Credentials,
    /// The signed notice of a line.
    pub sign: fn(&Line, i64) -> Outgoing,
    /// Whether its notices carry a moment that is signed and grows too old.
    pub ages: bool,
}

impl Feed {
    fn read(&self, sent: &Outgoing, now: i64) -> Result<BankCredit, PaymentError> {
        let mut events = verify(self.provider, &self.credentials, sent, now)?;
        let event = events.remove(0);
        match event.news {
            News::Credit(credit) => {
                assert_eq!(event.key, credit.source_id);
                Ok(credit)
            }
            other => panic!("not a line: {other:?}"),
        }
    }
}

fn line(id: u64, amount: i64) -> Line {
    Line {
        id,
        account: "0011223344".into(),
        content: "MBVCB.123.CP7Q2MWK4 mận Mộc Châu/\"đào\"".into(),
        amount,
        bank_ref: format!("FT{id}"),
        booked_ms: NOW - 1_000,
    }
}

/// Runs all of it over a feed.
///
/// # Panics
/// At the first thing that is not as it should be.
pub async fn run_feed(feed: &Feed) {
    let client = crate::client(std::time::Duration::from_secs(1)).expect("a client");
    let out = crate::Outbound::new(client, feed.credentials.clone(), shared::time::Millis(NOW));
    super::claims(feed.provider, &out).await;
    genuine(feed);
    refused(feed);
    let shown = format!("{:?}", feed.credentials);
    for setting in feed.provider.settings() {
        let hidden = feed
            .credentials
            .find(setting.key)
            .is_none_or(|value| !shown.contains(value));
        assert!(hidden, "{} shows", setting.name);
    }
}

/// In, out, to the đồng, the same each time.
fn genuine(feed: &Feed) {
    for amount in [1, 150_001, -20_000, 499_999_999] {
        let sent = (feed.sign)(&line(7, amount), NOW);
        let credit = feed.read(&sent, NOW).expect("genuine");
        assert_eq!(credit.amount, Vnd(amount));
        assert_eq!(credit.content, line(7, amount).content);
        assert_eq!(
            (credit.account.as_str(), credit.bank_ref.as_str()),
            ("0011223344", "FT7")
        );
        assert_eq!(credit.booked_at.map(|at| at.0 / 1000), Some(NOW / 1000 - 1));
        for _ in 0..3 {
            assert_eq!(feed.read(&sent, NOW).as_ref(), Ok(&credit));
        }
    }
    let two = [8, 9].map(|id| feed.read(&(feed.sign)(&line(id, 5_000), NOW), NOW));
    assert_ne!(two[0], two[1]);
}

fn forged<T>(said: Result<T, PaymentError>) -> bool {
    matches!(said, Err(PaymentError::Forged { .. }))
}

/// Changed, unsigned, by somebody else, too old, or rubbish.
fn refused(feed: &Feed) {
    let sent = (feed.sign)(&line(7, 150_000), NOW);
    let with = |headers: &[(String, String)], body: &str| Outgoing {
        headers: headers.to_vec(),
        body: body.to_owned(),
        ..Outgoing::default()
    };
    assert!(forged(verify(feed.provider, &feed.wrong, &sent, NOW)));
    assert!(forged(feed.read(&with(&[], &sent.body), NOW)));
    assert_eq!(forged(feed.read(&sent, NOW + 600_000)), feed.ages);
    assert_eq!(forged(feed.read(&sent, NOW - 600_000)), feed.ages);
    if feed.ages {
        let more = sent.body.replace("150000", "150001");
        assert!(forged(feed.read(&with(&sent.headers, &more), NOW)));
    }
    let huge = " ".repeat(5 * 1024 * 1024);
    for body in ["", "{", "[]", "null", huge.as_str()] {
        let said = verify(
            feed.provider,
            &feed.credentials,
            &with(&sent.headers, body),
            NOW,
        );
        assert!(said.is_err(), "{:.20}", body);
    }
}
