//! The suite every provider passes against its own simulator. It panics at the first thing that is not as it should be, so it
//! runs inside a test.

mod faults;
mod feed;
mod given;
mod notices;
mod paying;
mod refunds;

use shared::payment::{PaymentKind, RefundSupport};

pub use feed::{Feed, run_feed};
pub use given::{Case, NOW, payment};

use crate::{Outbound, PaymentError, PaymentProvider};

/// Runs all of it over a provider with a simulator of its own.
pub async fn run(case: &Case) {
    claims(case.provider, &case.out()).await;
    paying::bad_credentials(case).await;
    paying::create_and_again(case).await;
    paying::bounds(case).await;
    paying::fails_and_gives_up(case).await;
    notices::paid(case).await;
    notices::late_and_shuffled(case).await;
    notices::other_amount(case).await;
    notices::forged(case).await;
    notices::rubbish(case);
    if case.provider.capabilities().refund == RefundSupport::Partial {
        refunds::full(case).await;
        refunds::parts(case).await;
        refunds::lost_answer(case).await;
    }
    faults::before_the_effect(case).await;
    faults::after_the_effect(case).await;
    faults::questions(case).await;
    given::no_secret_shows(case);
}

/// What a provider claims and what its methods do is the same, both ways.
///
/// # Panics
/// When it is not.
pub async fn claims(provider: &dyn PaymentProvider, out: &Outbound) {
    let can = provider.capabilities();
    let unsupported = |error: Option<PaymentError>| error == Some(PaymentError::Unsupported);
    let wanted = given::payment(can.least.max(shared::money::Vnd(150_000)), "CLAIM");
    let known = given::known(&wanted, None);
    let refund = given::refund(&known, wanted.amount, "RCLAIM");
    // The wish is impossible, so that nothing is made: no amount.
    let mut nothing = wanted;
    nothing.amount = shared::money::Vnd::ZERO;
    let feed = can.kind == PaymentKind::Feed;
    assert_eq!(
        unsupported(provider.create(out, &nothing).await.err()),
        feed,
        "create"
    );
    assert_eq!(
        unsupported(provider.query(out, &known).await.err()),
        !can.query,
        "query"
    );
    let by_hand = can.refund == RefundSupport::ByHand;
    assert_eq!(
        unsupported(provider.refund(out, &refund).await.err()),
        by_hand,
        "refund"
    );
    let asked = provider.query_refund(out, &refund).await.err();
    assert_eq!(unsupported(asked), by_hand, "query_refund");
    assert!(!can.name_vi.is_empty() && !can.name_en.is_empty() && can.least <= can.most);
}
