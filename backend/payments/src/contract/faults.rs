//! A provider that is out of order, too slow, or answers strangely.

use std::time::Duration;

use shared::money::Vnd;
use shared::payment::{CreatePayment, PayState};

use super::given::{Case, known, payment, visit};
use crate::simulator::Fault;
use crate::{Outbound, PaymentError};

/// Makes a payment while a fault waits; `None` when making one calls nobody, so that the fault was not met.
async fn met(
    case: &Case,
    out: &Outbound,
    wanted: &CreatePayment,
    fault: Fault,
) -> Option<PaymentError> {
    case.simulator.shop.fault(fault);
    let made = case.provider.create(out, wanted).await;
    if case.simulator.shop.clear_faults() > 0 {
        assert!(made.is_ok());
        return None;
    }
    Some(made.expect_err("the fault is met"))
}

/// Told to wait, or out of order: nothing was made, and the second try works.
pub(super) async fn before_the_effect(case: &Case) {
    let wanted = payment(Vnd(150_000), "FAULT1");
    let out = case.out();
    let Some(error) = met(case, &out, &wanted, Fault::RateLimit).await else {
        return;
    };
    let limited = matches!(error, PaymentError::RateLimited { .. });
    assert!(limited, "{error:?}");
    // A server that breaks may have done it first.
    let error = met(case, &out, &wanted, Fault::ServerError).await;
    assert!(
        matches!(error, Some(PaymentError::Unknown { .. })),
        "{error:?}"
    );
    assert!(case.kept(&wanted.reference).is_none());
    let asked = case.provider.query(&out, &known(&wanted, None)).await;
    let unpaid = match &asked {
        Ok(news) => matches!(news.state, PayState::Failed { .. } | PayState::Pending),
        Err(error) => *error == PaymentError::NotFound,
    };
    assert!(unpaid, "{asked:?}");
    let made = case.provider.create(&out, &wanted).await.expect("made");
    assert!(visit(&made.next).await);
    assert!(case.kept(&wanted.reference).is_some());
}

/// Made, but the answer is lost or strange: neither a success nor a failure, and a question finds it.
pub(super) async fn after_the_effect(case: &Case) {
    let faults = [
        (Fault::Broken, "AFTER1"),
        (Fault::Malformed, "AFTER2"),
        (Fault::Huge, "AFTER3"),
        (Fault::NotUtf8, "AFTER4"),
        (Fault::TimeoutAfter, "AFTER5"),
    ];
    for (fault, reference) in faults {
        let wanted = payment(Vnd(150_000), reference);
        let patience = match fault {
            Fault::TimeoutAfter => Duration::from_secs(2),
            _ => Duration::from_secs(30),
        };
        let out = case.out_with(&case.credentials, patience);
        let Some(error) = met(case, &out, &wanted, fault).await else {
            return;
        };
        assert!(
            matches!(error, PaymentError::Unknown { .. }),
            "{fault:?}: {error:?}"
        );
        assert!(case.kept(&wanted.reference).is_some(), "{fault:?}");
        let news = case
            .provider
            .query(&case.out(), &known(&wanted, None))
            .await;
        assert_eq!(news.expect("told").state, PayState::Pending, "{fault:?}");
    }
}

/// Questions have no effect: whatever comes of one, it may be asked again.
pub(super) async fn questions(case: &Case) {
    let wanted = case.made(150_000, "ASKED1").await;
    let (out, asked) = (case.out(), known(&wanted, None));
    for fault in [
        Fault::RateLimit,
        Fault::ServerError,
        Fault::Broken,
        Fault::Malformed,
        Fault::Huge,
        Fault::NotUtf8,
    ] {
        case.simulator.shop.fault(fault);
        let said = case.provider.query(&out, &asked).await;
        let right = match fault {
            Fault::RateLimit => matches!(said, Err(PaymentError::RateLimited { .. })),
            Fault::Malformed | Fault::Huge | Fault::NotUtf8 => {
                matches!(said, Err(PaymentError::Malformed { .. }))
            }
            _ => matches!(said, Err(PaymentError::Unavailable { .. })),
        };
        assert!(right, "{fault:?}: {said:?}");
    }
    let news = case.provider.query(&out, &asked).await.expect("told");
    assert_eq!(news.state, PayState::Pending);
}
