//! What an order's state on a channel means for our part of it. The channel is believed about what happened to the parcel;
//! a word nobody knows changes nothing and calls a person.

use std::collections::{BTreeSet, VecDeque};

use crate::canonical::{Action, MarketState};
use crate::state::sub_order::transition;
use crate::state::{ActorKind, SubOrderAction as A, SubOrderState as S};

/// What follows for our part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Advice {
    /// Nothing: both agree, or ours is ahead and the channel hears of it.
    Nothing,
    /// These changes, in this order.
    Do(Vec<A>),
    /// A person has to look, for this reason.
    Ask(Why),
}

/// Why a person has to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The buyer asks to cancel on the channel.
    BuyerCancels,
    /// The goods come back and have to be looked at.
    GoodsBack,
    /// The channel's state is not known here.
    UnknownState,
    /// The channel and we cannot both be right.
    Contradiction,
}

impl Why {
    /// The stable name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::BuyerCancels => "buyer_cancels",
            Self::GoodsBack => "goods_back",
            Self::UnknownState => "unknown_state",
            Self::Contradiction => "contradiction",
        }
    }
}

/// What may be believed to have happened without us.
const STEPS: [A; 12] = [
    A::PaymentReceived,
    A::Accept,
    A::Pack,
    A::HandOver,
    A::Deliver,
    A::Complete,
    A::RequestCancel,
    A::RefuseCancel,
    A::Cancel,
    A::FailDelivery,
    A::StartReturn,
    A::FinishReturn,
];

/// What the channel's state means while ours is `ours`.
#[must_use]
pub fn advice(ours: S, market: &MarketState) -> Advice {
    use MarketState as M;
    let target = match market {
        M::Unknown(_) => return Advice::Ask(Why::UnknownState),
        M::AwaitingPayment | M::OnHold => return Advice::Nothing,
        M::ToConfirm | M::ReadyToShip => match ours {
            S::AwaitingPayment => S::ToConfirm,
            // The request was taken back, or refused there.
            S::CancelRequested => S::Packed,
            S::Cancelled | S::Returned => return Advice::Ask(Why::Contradiction),
            _ => return Advice::Nothing,
        },
        M::Arranged => match ours {
            S::AwaitingPayment | S::ToConfirm => S::Confirmed,
            S::CancelRequested => S::Packed,
            S::Cancelled | S::Returned => return Advice::Ask(Why::Contradiction),
            _ => return Advice::Nothing,
        },
        M::InTransit => S::InTransit,
        M::Delivered => S::Delivered,
        M::Completed => S::Completed,
        M::Cancelled => S::Cancelled,
        M::DeliveryFailed => S::DeliveryFailed,
        M::CancelRequested => match ours {
            S::Packed => S::CancelRequested,
            S::CancelRequested | S::Cancelled => return Advice::Nothing,
            _ => return Advice::Ask(Why::BuyerCancels),
        },
        M::Returning => S::Returning,
        M::Returned => match ours {
            S::Returned | S::Cancelled => return Advice::Nothing,
            _ => return Advice::Ask(Why::GoodsBack),
        },
    };
    if is_beyond(ours, target) {
        return Advice::Nothing;
    }
    match way(ours, target) {
        Some(steps) => Advice::Do(steps),
        None => Advice::Ask(Why::Contradiction),
    }
}

/// Ours has been where the channel says, and gone on.
fn is_beyond(ours: S, target: S) -> bool {
    matches!(
        (ours, target),
        (
            S::Delivered | S::Completed | S::Returning | S::Returned,
            S::InTransit
        ) | (S::Completed | S::Returning | S::Returned, S::Delivered)
            | (S::Returning | S::Returned, S::DeliveryFailed | S::Completed)
            | (S::Returned, S::Returning)
    ) || ours == target
}

/// The shortest way through the table that a channel may go.
fn way(from: S, to: S) -> Option<Vec<A>> {
    let mut seen = BTreeSet::from([from]);
    let mut open = VecDeque::from([(from, Vec::new())]);
    while let Some((state, steps)) = open.pop_front() {
        if state == to {
            return Some(steps);
        }
        for action in STEPS {
            if let Ok(next) = transition(state, action, ActorKind::Channel)
                && seen.insert(next)
            {
                let mut further = steps.clone();
                further.push(action);
                open.push_back((next, further));
            }
        }
    }
    None
}

/// What the channel is asked to do when our part came to `state` from `before`. `confirms`: its sellers confirm orders.
/// `own`: carrier and waybill, where the parcel does not go with the channel's.
#[must_use]
pub fn tell(
    before: S,
    state: S,
    note_out_of_stock: bool,
    confirms: bool,
    own: Option<(String, String)>,
) -> Option<Action> {
    match (before, state) {
        (S::CancelRequested, S::Cancelled) => Some(Action::AnswerCancel { accept: true }),
        (S::CancelRequested, S::Packed) => Some(Action::AnswerCancel { accept: false }),
        (_, S::Confirmed) if confirms => Some(Action::Confirm),
        // The channel's own waybill is printed for the packed box; the seller's own number is known at hand-over.
        (_, S::Packed) if own.is_none() => Some(Action::Ship {
            parcel: None,
            own: None,
        }),
        (_, S::InTransit) => own.map(|own| Action::Ship {
            parcel: None,
            own: Some(own),
        }),
        (_, S::Declined | S::Cancelled) => Some(Action::Cancel {
            out_of_stock: note_out_of_stock,
            lines: Vec::new(),
        }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn states() -> Vec<MarketState> {
        use MarketState as M;
        vec![
            M::AwaitingPayment,
            M::OnHold,
            M::ToConfirm,
            M::ReadyToShip,
            M::Arranged,
            M::InTransit,
            M::Delivered,
            M::Completed,
            M::CancelRequested,
            M::Cancelled,
            M::DeliveryFailed,
            M::Returning,
            M::Returned,
            M::Unknown("NEW_WORD".to_owned()),
        ]
    }

    #[test]
    fn an_order_that_went_on_without_us_catches_up() {
        assert_eq!(
            advice(S::ToConfirm, &MarketState::InTransit),
            Advice::Do(vec![A::Accept, A::Pack, A::HandOver])
        );
        assert_eq!(
            advice(S::Packed, &MarketState::Cancelled),
            Advice::Do(vec![A::Cancel])
        );
        assert_eq!(
            advice(S::Packed, &MarketState::ReadyToShip),
            Advice::Nothing
        );
        assert_eq!(
            advice(S::CancelRequested, &MarketState::ReadyToShip),
            Advice::Do(vec![A::RefuseCancel])
        );
    }

    #[test]
    fn every_pair_is_decided_and_applying_it_settles_it() {
        for ours in S::ALL {
            for market in states() {
                match advice(ours, &market) {
                    Advice::Do(steps) => {
                        let mut state = ours;
                        for step in steps {
                            state = transition(state, step, ActorKind::Channel).expect("a way");
                        }
                        assert_eq!(
                            advice(state, &market),
                            Advice::Nothing,
                            "{ours:?} {market:?}"
                        );
                    }
                    Advice::Ask(why) => {
                        if let MarketState::Unknown(_) = market {
                            assert_eq!(why, Why::UnknownState);
                        }
                    }
                    Advice::Nothing => {}
                }
            }
        }
    }

    #[test]
    fn an_unknown_word_never_ends_anything() {
        for ours in S::ALL {
            let word = MarketState::Unknown("X".to_owned());
            assert_eq!(advice(ours, &word), Advice::Ask(Why::UnknownState));
        }
    }

    #[test]
    fn what_we_do_is_told() {
        assert_eq!(
            tell(S::ToConfirm, S::Confirmed, false, true, None),
            Some(Action::Confirm)
        );
        assert_eq!(tell(S::ToConfirm, S::Confirmed, false, false, None), None);
        assert!(matches!(
            tell(S::ToConfirm, S::Declined, true, false, None),
            Some(Action::Cancel {
                out_of_stock: true,
                ..
            })
        ));
        assert!(matches!(
            tell(S::Confirmed, S::Packed, false, false, None),
            Some(Action::Ship { own: None, .. })
        ));
    }
}
