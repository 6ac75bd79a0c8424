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

/// What is known of an order when the channel may have to hear something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The parcel goes with the channel's own waybill.
    pub own_waybill: bool,
    /// Carrier and number of the seller's own parcel.
    pub parcel: Option<(String, String)>,
    /// The cooperative keeps to an order that its buyer asked to cancel.
    pub kept: bool,
    /// It was declined or cancelled for want of goods.
    pub out_of_stock: bool,
    /// Lines, by the channel's key, with the units that no living part of the order sends.
    pub short: Vec<(String, i64)>,
}

/// What the channel is asked to do, from how both stand now; nothing when it knows all.
#[must_use]
pub fn tell(ours: S, market: &MarketState, facts: &Facts) -> Option<Action> {
    use MarketState as M;
    let ended = matches!(ours, S::Declined | S::Cancelled);
    match market {
        M::CancelRequested if ended => Some(Action::AnswerCancel { accept: true }),
        M::CancelRequested if facts.kept && ours != S::CancelRequested => {
            Some(Action::AnswerCancel { accept: false })
        }
        M::AwaitingPayment | M::OnHold | M::ToConfirm | M::ReadyToShip | M::Arranged if ended => {
            Some(Action::Cancel {
                out_of_stock: facts.out_of_stock,
                lines: Vec::new(),
            })
        }
        M::ToConfirm if matches!(ours, S::Confirmed | S::Packed | S::InTransit) => {
            Some(Action::Confirm)
        }
        // The channel's own waybill is printed for the packed box; the seller's own number is known at hand-over.
        M::ReadyToShip if facts.own_waybill && matches!(ours, S::Packed | S::InTransit) => {
            Some(Action::Ship {
                parcel: None,
                own: None,
            })
        }
        M::ReadyToShip | M::Arranged if !facts.own_waybill && ours == S::InTransit => {
            facts.parcel.clone().map(|own| Action::Ship {
                parcel: None,
                own: Some(own),
            })
        }
        _ => None,
    }
}

/// What the channel has to hear before all else: units of lines that nobody here sends any more, while the rest of the
/// order goes on. Nothing when the order is over on either side, or under way.
#[must_use]
pub fn cut(ours: S, market: &MarketState, facts: &Facts) -> Option<Action> {
    use MarketState as M;
    let ended = matches!(ours, S::Declined | S::TimedOut | S::Cancelled);
    let open = matches!(
        market,
        M::AwaitingPayment | M::OnHold | M::ToConfirm | M::ReadyToShip | M::Arranged
    );
    (open && !ended && !facts.short.is_empty()).then(|| Action::Cancel {
        out_of_stock: facts.out_of_stock,
        lines: facts.short.clone(),
    })
}

/// How an order of several parts stands as a whole: as its least advanced living part, ended when all are.
#[must_use]
pub fn together(parts: impl IntoIterator<Item = S>) -> Option<S> {
    let rank = |state: &S| match state {
        S::Unknown | S::AwaitingPayment | S::Preordered => 0,
        S::ToConfirm => 1,
        S::Confirmed => 2,
        S::CancelRequested => 3,
        S::Packed => 4,
        S::InTransit => 5,
        S::DeliveryFailed => 6,
        S::Delivered => 7,
        S::Completed => 8,
        S::Returning => 9,
        S::Returned => 10,
        S::Declined | S::TimedOut | S::Cancelled => 11,
    };
    parts.into_iter().min_by_key(rank)
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
    fn what_we_do_is_told_until_the_channel_knows() {
        let own = Facts {
            own_waybill: true,
            ..Facts::default()
        };
        use MarketState as M;
        assert_eq!(tell(S::Packed, &M::ToConfirm, &own), Some(Action::Confirm));
        assert!(matches!(
            tell(S::Packed, &M::ReadyToShip, &own),
            Some(Action::Ship { own: None, .. })
        ));
        assert_eq!(tell(S::Packed, &M::Arranged, &own), None);
        assert_eq!(tell(S::Confirmed, &M::ReadyToShip, &own), None);
        assert!(matches!(
            tell(S::Declined, &M::ReadyToShip, &own),
            Some(Action::Cancel { .. })
        ));
        assert_eq!(
            tell(S::Cancelled, &M::CancelRequested, &own),
            Some(Action::AnswerCancel { accept: true })
        );
        assert_eq!(tell(S::Cancelled, &M::Cancelled, &own), None);
        for ours in S::ALL {
            assert_eq!(tell(ours, &M::Unknown(String::new()), &own), None);
        }
    }

    #[test]
    fn a_part_that_nobody_sends_is_cut_while_the_rest_goes_on() {
        use MarketState as M;
        let facts = Facts {
            out_of_stock: true,
            short: vec![("L1".to_owned(), 2)],
            ..Facts::default()
        };
        let cancelled = Some(Action::Cancel {
            out_of_stock: true,
            lines: facts.short.clone(),
        });
        assert_eq!(cut(S::Confirmed, &M::ReadyToShip, &facts), cancelled);
        assert_eq!(cut(S::ToConfirm, &M::ToConfirm, &facts), cancelled);
        assert_eq!(cut(S::Confirmed, &M::InTransit, &facts), None);
        assert_eq!(cut(S::Declined, &M::ReadyToShip, &facts), None);
        assert_eq!(cut(S::Confirmed, &M::ReadyToShip, &Facts::default()), None);
    }

    #[test]
    fn an_order_of_several_stands_as_its_last_part() {
        assert_eq!(together([S::Packed, S::ToConfirm]), Some(S::ToConfirm));
        assert_eq!(together([S::Cancelled, S::Packed]), Some(S::Packed));
        assert_eq!(together([S::Cancelled, S::Declined]), Some(S::Cancelled));
        assert_eq!(together([]), None);
    }
}
