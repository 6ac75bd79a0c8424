//! The tables are written out once more, the other way round: by actor, so that a slip in one of them shows.

use super::ActorKind as Who;
use super::listing::{self, ListingAction as LA, ListingState as LS};
use super::sub_order::{self, SubOrderAction as A, SubOrderState as S};
use super::*;

fn may(who: Who) -> Vec<(S, A, S)> {
    let carrier = [
        (S::Packed, A::HandOver, S::InTransit),
        (S::CancelRequested, A::HandOver, S::InTransit),
        (S::InTransit, A::Deliver, S::Delivered),
        (S::InTransit, A::FailDelivery, S::DeliveryFailed),
        (S::DeliveryFailed, A::HandOver, S::InTransit),
        (S::DeliveryFailed, A::Deliver, S::Delivered),
        (S::DeliveryFailed, A::StartReturn, S::Returning),
        (S::Returning, A::FinishReturn, S::Returned),
    ];
    let hands = [
        (S::ToConfirm, A::Accept, S::Confirmed),
        (S::ToConfirm, A::Decline, S::Declined),
        (S::Confirmed, A::Pack, S::Packed),
        (S::Confirmed, A::Cancel, S::Cancelled),
        (S::Packed, A::Cancel, S::Cancelled),
        (S::CancelRequested, A::Cancel, S::Cancelled),
        (S::CancelRequested, A::RefuseCancel, S::Packed),
        (S::Delivered, A::StartReturn, S::Returning),
    ];
    let close = [
        (S::AwaitingPayment, A::Cancel, S::Cancelled),
        (S::ToConfirm, A::Cancel, S::Cancelled),
        (S::Declined, A::Cancel, S::Cancelled),
        (S::TimedOut, A::Cancel, S::Cancelled),
        (S::Delivered, A::Complete, S::Completed),
    ];
    let ahead = [
        (S::Preordered, A::Convert, S::Confirmed),
        (S::Preordered, A::Cancel, S::Cancelled),
    ];
    let paid = [(S::AwaitingPayment, A::PaymentReceived, S::ToConfirm)];
    match who {
        Who::Buyer => {
            let own = [
                (S::Preordered, A::Cancel, S::Cancelled),
                (S::Confirmed, A::Cancel, S::Cancelled),
                (S::Packed, A::RequestCancel, S::CancelRequested),
            ];
            [close.as_slice(), &own].concat()
        }
        Who::Cooperative => [carrier.as_slice(), &hands, &ahead].concat(),
        Who::Officer => Vec::new(),
        // What a marketplace reports may have happened without us; what comes back is looked at by a person.
        Who::Channel => {
            let not = [
                (S::Returning, A::FinishReturn),
                (S::ToConfirm, A::Decline),
                (S::TimedOut, A::Cancel),
            ];
            let mut all = [
                carrier.as_slice(),
                &hands,
                &close,
                &paid,
                &[(S::Packed, A::RequestCancel, S::CancelRequested)],
            ]
            .concat();
            all.retain(|(from, action, _)| !not.contains(&(*from, *action)));
            all
        }
        Who::Operator => [
            carrier.as_slice(),
            &hands,
            &close,
            &paid,
            &[
                (S::Unknown, A::Cancel, S::Cancelled),
                (S::Preordered, A::Cancel, S::Cancelled),
                (S::ToConfirm, A::MoveAway, S::Declined),
            ],
        ]
        .concat(),
        Who::System => [
            carrier.as_slice(),
            &close,
            &paid,
            &ahead,
            &[(S::ToConfirm, A::TimeOut, S::TimedOut)],
        ]
        .concat(),
    }
}

#[test]
fn every_state_action_and_actor_is_decided() {
    let anyone: Vec<_> = Who::ALL.into_iter().flat_map(may).collect();
    let mut decided = 0;
    for state in S::ALL {
        for action in A::ALL {
            for who in Who::ALL {
                decided += 1;
                let mine = may(who)
                    .into_iter()
                    .find(|(s, a, _)| (*s, *a) == (state, action));
                let expected = match mine {
                    Some((_, _, to)) => Ok(to),
                    None if anyone.iter().any(|(s, a, _)| (*s, *a) == (state, action)) => {
                        Err(Refusal::WrongActor)
                    }
                    None if may(who)
                        .iter()
                        .any(|(_, a, to)| (*a, *to) == (action, state)) =>
                    {
                        Err(Refusal::AlreadyDone)
                    }
                    None => Err(Refusal::WrongState),
                };
                assert_eq!(
                    sub_order::transition(state, action, who),
                    expected,
                    "{who:?} {action:?} at {state:?}"
                );
            }
        }
    }
    assert_eq!(decided, 16 * 16 * 6);
}

#[test]
fn what_is_allowed_is_what_succeeds() {
    for who in Who::ALL {
        for state in S::ALL {
            let allowed: Vec<A> = sub_order::allowed(state, who).collect();
            for action in A::ALL {
                assert_eq!(
                    allowed.contains(&action),
                    sub_order::transition(state, action, who).is_ok()
                );
            }
        }
        for state in LS::ALL {
            let allowed: Vec<LA> = listing::allowed(state, who).collect();
            for action in LA::ALL {
                assert_eq!(
                    allowed.contains(&action),
                    listing::transition(state, action, who).is_ok()
                );
            }
        }
    }
}

#[test]
fn final_states_stay_and_the_others_lead_to_one() {
    for state in S::ALL {
        let moves = A::ALL
            .into_iter()
            .flat_map(|a| Who::ALL.map(|w| sub_order::transition(state, a, w)));
        assert_eq!(
            moves.clone().all(|m| m.is_err()),
            state.is_final(),
            "{state:?}"
        );
        let mut reached = vec![state];
        let mut at = 0;
        while at < reached.len() {
            let from = reached[at];
            for (s, _, to) in Who::ALL.into_iter().flat_map(may) {
                if s == from && !reached.contains(&to) {
                    reached.push(to);
                }
            }
            at += 1;
        }
        assert!(reached.iter().any(|s| s.is_final()), "{state:?}");
    }
}

#[test]
fn the_buyer_cancels_early_and_asks_late() {
    for state in [S::ToConfirm, S::Confirmed] {
        assert_eq!(
            sub_order::transition(state, A::Cancel, Who::Buyer),
            Ok(S::Cancelled)
        );
    }
    assert_eq!(
        sub_order::transition(S::Packed, A::Cancel, Who::Buyer),
        Err(Refusal::WrongActor)
    );
    assert_eq!(
        sub_order::transition(S::Packed, A::RequestCancel, Who::Buyer),
        Ok(S::CancelRequested)
    );
    assert_eq!(
        sub_order::transition(S::InTransit, A::Cancel, Who::Buyer),
        Err(Refusal::WrongState)
    );
    assert_eq!(
        sub_order::transition(S::Confirmed, A::Accept, Who::Cooperative),
        Err(Refusal::AlreadyDone)
    );
}

#[test]
fn listings_are_shown_after_review_only() {
    let ok = |s, a, w| listing::transition(s, a, w).ok();
    assert_eq!(
        ok(LS::Draft, LA::Submit, Who::Cooperative),
        Some(LS::InReview)
    );
    assert_eq!(ok(LS::InReview, LA::Approve, Who::Officer), Some(LS::Live));
    assert_eq!(ok(LS::InReview, LA::Approve, Who::System), Some(LS::Live));
    assert_eq!(ok(LS::InReview, LA::Refuse, Who::Officer), Some(LS::Draft));
    assert_eq!(ok(LS::Live, LA::Pause, Who::Cooperative), Some(LS::Paused));
    assert_eq!(ok(LS::Paused, LA::Resume, Who::Cooperative), Some(LS::Live));
    for who in Who::ALL {
        assert!(listing::transition(LS::Draft, LA::Approve, who).is_err());
        assert!(listing::transition(LS::Withdrawn, LA::Resume, who).is_err());
        assert_eq!(listing::allowed(LS::Withdrawn, who).count(), 0);
        for state in LS::ALL {
            for action in LA::ALL {
                let to_live = ok(state, action, who) == Some(LS::Live);
                assert!(
                    !to_live
                        || state == LS::Paused
                        || matches!(who, Who::Officer | Who::Operator | Who::System)
                );
            }
        }
    }
    assert_eq!(
        listing::transition(LS::InReview, LA::Approve, Who::Cooperative),
        Err(Refusal::WrongActor)
    );
    assert_eq!(
        listing::transition(LS::Paused, LA::Pause, Who::Cooperative),
        Err(Refusal::AlreadyDone)
    );
    assert_eq!(ok(LS::Draft, LA::Submit, Who::Buyer), None);
}

#[test]
fn an_order_stands_where_its_sub_orders_stand() {
    for (states, status) in [
        (vec![], OrderStatus::Cancelled),
        (
            vec![S::AwaitingPayment, S::AwaitingPayment],
            OrderStatus::AwaitingPayment,
        ),
        (vec![S::ToConfirm, S::Confirmed], OrderStatus::ToConfirm),
        (vec![S::Declined, S::Delivered], OrderStatus::ToConfirm),
        (vec![S::TimedOut], OrderStatus::ToConfirm),
        (vec![S::Confirmed, S::Confirmed], OrderStatus::InProgress),
        (vec![S::InTransit, S::Delivered], OrderStatus::InProgress),
        (
            vec![S::DeliveryFailed, S::Completed],
            OrderStatus::InProgress,
        ),
        (vec![S::Unknown], OrderStatus::InProgress),
        (vec![S::Preordered], OrderStatus::InProgress),
        (vec![S::Preordered, S::ToConfirm], OrderStatus::ToConfirm),
        (vec![S::Delivered, S::Completed], OrderStatus::Delivered),
        (vec![S::Completed, S::Completed], OrderStatus::Completed),
        (
            vec![S::Completed, S::Cancelled],
            OrderStatus::PartlyCancelled,
        ),
        (
            vec![S::Confirmed, S::Cancelled],
            OrderStatus::PartlyCancelled,
        ),
        (vec![S::ToConfirm, S::Cancelled], OrderStatus::ToConfirm),
        (vec![S::Cancelled, S::Cancelled], OrderStatus::Cancelled),
        (vec![S::Returned, S::Cancelled], OrderStatus::Returned),
        (
            vec![S::Returned, S::Delivered],
            OrderStatus::PartlyCancelled,
        ),
    ] {
        assert_eq!(order_state(&states), status, "{states:?}");
    }
}

#[test]
fn the_order_of_sub_orders_does_not_matter() {
    for a in S::ALL {
        assert_eq!(order_state(&[a]), order_state(&[a, a]));
        for b in S::ALL {
            assert_eq!(order_state(&[a, b]), order_state(&[b, a]));
        }
    }
}

#[test]
fn codes_come_back_and_words_are_there() {
    for l in Locale::ALL {
        assert!(
            S::ALL
                .iter()
                .all(|s| !s.buyer_words(l).is_empty() && !s.cooperative_words(l).is_empty())
        );
        assert!(LS::ALL.iter().all(|s| !s.words(l).is_empty()));
        assert!(OrderStatus::ALL.iter().all(|s| !s.words(l).is_empty()));
    }
    for state in S::ALL {
        assert_eq!(state.code().parse(), Ok(state));
        assert_eq!(
            serde_json::to_string(&state).expect("json"),
            format!("\"{}\"", state.code())
        );
    }
    for action in A::ALL {
        assert_eq!(action.code().parse(), Ok(action));
        assert_eq!(
            serde_json::to_string(&action).expect("json"),
            format!("\"{}\"", action.code())
        );
    }
    for state in LS::ALL {
        assert_eq!(state.code().parse(), Ok(state));
        assert_eq!(
            serde_json::to_string(&state).expect("json"),
            format!("\"{}\"", state.code())
        );
    }
    for action in LA::ALL {
        assert_eq!(action.code().parse(), Ok(action));
    }
    for status in OrderStatus::ALL {
        assert_eq!(status.code().parse(), Ok(status));
        assert_eq!(
            serde_json::to_string(&status).expect("json"),
            format!("\"{}\"", status.code())
        );
    }
    for who in Who::ALL {
        assert_eq!(who.code().parse(), Ok(who));
        assert_eq!(
            serde_json::to_string(&who).expect("json"),
            format!("\"{}\"", who.code())
        );
    }
    assert_eq!("nothing".parse::<S>(), Err(UnknownCode));
}
