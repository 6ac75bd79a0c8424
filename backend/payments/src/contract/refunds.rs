//! Money going back.

use shared::money::Vnd;
use shared::payment::{PaymentReference, RefundNews, RefundState};

use super::given::{Case, refund};
use crate::PaymentError;
use crate::simulator::Fault;

/// Taken on or done, of this amount, under our name.
fn taken(news: &Result<RefundNews, PaymentError>, reference: &PaymentReference, amount: Vnd) {
    let news = news.as_ref().expect("taken on");
    assert!(
        matches!(news.state, RefundState::Pending | RefundState::Done),
        "{news:?}"
    );
    assert_eq!(
        (news.reference.as_ref(), news.amount),
        (Some(reference), amount)
    );
}

fn back(case: &Case, payment: &PaymentReference) -> Vec<i64> {
    let kept = case.kept(payment).expect("kept");
    kept.refunds.iter().map(|refund| refund.amount).collect()
}

/// All of it, once, however often it is asked; then nothing more.
pub(super) async fn full(case: &Case) {
    let payment = case.paid(150_000, "FULL1").await;
    let all = refund(&payment, Vnd(150_000), "RFULL1");
    let out = case.out();
    taken(
        &case.provider.refund(&out, &all).await,
        &all.reference,
        all.amount,
    );
    taken(
        &case.provider.refund(&out, &all).await,
        &all.reference,
        all.amount,
    );
    assert_eq!(back(case, &payment.reference), [150_000]);
    let told = case.provider.query_refund(&out, &all).await.expect("told");
    assert_eq!((told.state, told.amount), (RefundState::Done, Vnd(150_000)));
    let more = refund(&payment, Vnd(1_000), "RFULL2");
    not_taken(case, &more).await;
    assert_eq!(back(case, &payment.reference), [150_000]);
}

/// Two parts with two names, and never more than was paid.
pub(super) async fn parts(case: &Case) {
    let payment = case.paid(150_000, "PARTS1").await;
    let out = case.out();
    for (name, amount) in [("RPART1", 50_001), ("RPART2", 49_999)] {
        let part = refund(&payment, Vnd(amount), name);
        taken(
            &case.provider.refund(&out, &part).await,
            &part.reference,
            part.amount,
        );
        let told = case.provider.query_refund(&out, &part).await.expect("told");
        assert_eq!((told.state, told.amount), (RefundState::Done, Vnd(amount)));
    }
    not_taken(case, &refund(&payment, Vnd(50_001), "RPART3")).await;
    assert_eq!(back(case, &payment.reference), [50_001, 49_999]);
}

async fn not_taken(case: &Case, wanted: &shared::payment::AskRefund) {
    let said = case.provider.refund(&case.out(), wanted).await;
    let right = match &said {
        Ok(news) => matches!(news.state, RefundState::Failed { .. }),
        Err(error) => matches!(
            error,
            PaymentError::Refused { .. } | PaymentError::Invalid { .. }
        ),
    };
    assert!(right, "{said:?}");
}

/// The answer is lost after the money went: asked again under the same name, it went once.
pub(super) async fn lost_answer(case: &Case) {
    let payment = case.paid(150_000, "LOST1").await;
    let wanted = refund(&payment, Vnd(40_000), "RLOST1");
    let out = case.out();
    for fault in [Fault::Broken, Fault::Malformed, Fault::Huge] {
        case.simulator.shop.fault(fault);
        let said = case.provider.refund(&out, &wanted).await;
        assert!(
            matches!(said, Err(PaymentError::Unknown { .. })),
            "{fault:?}: {said:?}"
        );
        assert_eq!(case.simulator.shop.clear_faults(), 0);
    }
    let told = case
        .provider
        .query_refund(&out, &wanted)
        .await
        .expect("told");
    assert_eq!(told.state, RefundState::Done);
    taken(
        &case.provider.refund(&out, &wanted).await,
        &wanted.reference,
        wanted.amount,
    );
    assert_eq!(back(case, &payment.reference), [40_000]);
}
