use super::*;

#[test]
fn the_plain_way_and_the_way_back() {
    let mut state = S::Created;
    for (action, wanted) in [
        (A::Open, S::Pending),
        (A::PayPart, S::PartlyPaid),
        (A::Pay, S::Paid),
        (A::StartRefund, S::Refunding),
        (A::RefundPart, S::PartlyRefunded),
        (A::StartRefund, S::Refunding),
        (A::RefundFail, S::RefundDue),
        (A::StartRefund, S::Refunding),
        (A::RefundAll, S::Refunded),
    ] {
        state = transition(state, action, System).expect("allowed");
        assert_eq!(state, wanted);
    }
}

#[test]
fn money_that_comes_after_the_end_is_never_lost() {
    for state in S::ALL {
        let after = transition(state, A::Pay, System);
        match state {
            _ if state.open() || state == S::Review => assert_eq!(after, Ok(S::Paid)),
            _ if state.ended_unpaid() => assert_eq!(after, Ok(S::RefundDue)),
            _ => assert_eq!(after, Err(Refusal::AlreadyDone), "{state:?}"),
        }
    }
}

#[test]
fn a_late_notice_does_not_start_a_finished_payment_anew() {
    for late in [A::Open, A::Pay, A::Fail, A::Cancel, A::Expire, A::RefundAll] {
        for actor in ActorKind::ALL {
            assert!(transition(S::Refunded, late, actor).is_err(), "{late:?}");
        }
    }
    assert_eq!(
        transition(S::Paid, A::Expire, System),
        Err(Refusal::WrongState)
    );
    assert_eq!(
        transition(S::Paid, A::Fail, System),
        Err(Refusal::WrongState)
    );
}

#[test]
fn only_the_house_says_that_money_came_or_went() {
    for state in S::ALL {
        for actor in [Buyer, Cooperative, ActorKind::Officer] {
            for action in A::ALL {
                let may = transition(state, action, actor).is_ok();
                assert!(
                    !may || action == A::Cancel,
                    "{state:?} {action:?} {actor:?}"
                );
            }
        }
    }
    assert_eq!(transition(S::Pending, A::Cancel, Buyer), Ok(S::Cancelled));
    assert_eq!(
        transition(S::PartlyPaid, A::Cancel, Buyer),
        Ok(S::RefundDue)
    );
    assert_eq!(
        transition(S::Review, A::Cancel, Buyer),
        Err(Refusal::WrongActor)
    );
}

#[test]
fn the_table_says_everything_once() {
    for state in S::ALL {
        for action in A::ALL {
            let rows = TABLE.iter().filter(|r| r.0 == state && r.1 == action);
            let past = PAST.contains(&(state, action));
            assert!(
                rows.count() + usize::from(past) <= 1,
                "{state:?} {action:?}"
            );
            for actor in ActorKind::ALL {
                let listed = allowed(state, actor).any(|a| a == action);
                assert_eq!(listed, transition(state, action, actor).is_ok());
            }
        }
        assert!(
            TABLE.iter().any(|row| row.2 == state) || state == S::Created,
            "{state:?} is reached"
        );
    }
}

#[test]
fn codes_come_back() {
    for state in S::ALL {
        assert_eq!(state.code().parse(), Ok(state));
        assert!(!state.words(Locale::Vi).is_empty() && !state.words(Locale::En).is_empty());
    }
    for action in A::ALL {
        assert_eq!(action.code().parse(), Ok(action));
    }
}
