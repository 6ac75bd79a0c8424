use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::say::Locale;

const ACCOUNT: &str = "0011223344";

fn id(n: u128) -> PaymentId {
    PaymentId::from(Uuid::from_u128(n))
}

fn waiting(n: u32, amount: i64) -> Expected {
    Expected {
        id: id(n.into()),
        memo: Memo::from_random(u64::from(n) * 7_919),
        account: ACCOUNT.into(),
        virtual_account: String::new(),
        amount: Vnd(amount),
        received: Vnd::ZERO,
        state: PaymentState::Pending,
    }
}

fn line(amount: i64, content: &str) -> BankCredit {
    BankCredit {
        source_id: "92704".into(),
        bank_ref: "FT26001000001".into(),
        account: ACCOUNT.into(),
        virtual_account: String::new(),
        amount: Vnd(amount),
        booked_at: None,
        content: content.into(),
        reference: None,
        counter_account: String::new(),
        counter_name: String::new(),
        balance: None,
    }
}

#[test]
fn the_code_and_the_amount_decide() {
    let all = [waiting(1, 150_000), waiting(2, 150_000)];
    let text = format!("MBVCB.1.{} CT tu 99", all[1].memo);
    let said = |amount| decide(&line(amount, &text), &all);
    assert_eq!(said(150_000), CreditOutcome::Exact { id: id(2) });
    assert_eq!(
        said(149_999),
        CreditOutcome::Partial {
            id: id(2),
            missing: Vnd(1)
        }
    );
    assert_eq!(
        said(150_001),
        CreditOutcome::Over {
            id: id(2),
            excess: Vnd(1)
        }
    );
    assert_eq!(said(-150_000), CreditOutcome::Outgoing);
    assert_eq!(said(0), CreditOutcome::Outgoing);
}

#[test]
fn the_rest_of_a_part_completes_it() {
    let mut one = waiting(1, 150_000);
    (one.received, one.state) = (Vnd(100_000), PaymentState::PartlyPaid);
    let text = one.memo.to_string();
    assert_eq!(
        decide(&line(50_000, &text), std::slice::from_ref(&one)),
        CreditOutcome::Exact { id: id(1) }
    );
    assert_eq!(
        decide(&line(30_000, &text), &[one]),
        CreditOutcome::Partial {
            id: id(1),
            missing: Vnd(20_000)
        }
    );
}

#[test]
fn what_ended_or_was_paid_is_never_paid_again() {
    for state in PaymentState::ALL {
        let mut one = waiting(1, 150_000);
        one.state = state;
        let text = one.memo.to_string();
        let said = decide(&line(150_000, &text), &[one.clone()]);
        let wanted = match state {
            _ if state.open() => CreditOutcome::Exact { id: id(1) },
            _ if state.ended_unpaid() => CreditOutcome::Late {
                id: id(1),
                whole: true,
            },
            PaymentState::Review => CreditOutcome::Propose {
                ids: vec![id(1)],
                why: Doubt::UnderReview,
            },
            _ => CreditOutcome::Double { id: id(1) },
        };
        assert_eq!(said, wanted, "{state:?}");
        if state.ended_unpaid() {
            assert_eq!(
                decide(&line(149_000, &text), &[one]),
                CreditOutcome::Late {
                    id: id(1),
                    whole: false
                }
            );
        }
    }
}

#[test]
fn without_a_code_a_person_decides() {
    let all = [waiting(1, 150_000), waiting(2, 90_000), waiting(3, 90_000)];
    let propose = |ids: &[u128], why| CreditOutcome::Propose {
        ids: ids.iter().copied().map(id).collect(),
        why,
    };
    let mut wrong = all[0].memo.to_string();
    wrong.replace_range(8..9, if wrong.ends_with('2') { "3" } else { "2" });
    assert_eq!(
        decide(&line(150_000, &wrong), &all),
        propose(&[1], Doubt::OnlyTheAmount)
    );
    assert_eq!(
        decide(&line(90_000, "tien na"), &all),
        propose(&[2, 3], Doubt::SeveralOfTheAmount)
    );
    assert_eq!(decide(&line(1, "tien na"), &all), CreditOutcome::Unmatched);
    let both = format!("{} {}", all[0].memo, all[1].memo);
    assert_eq!(
        decide(&line(240_000, &both), &all),
        propose(&[1, 2], Doubt::SeveralCodes)
    );
    let mut elsewhere = line(150_000, all[0].memo.as_str());
    elsewhere.account = "999".into();
    assert_eq!(decide(&elsewhere, &all), propose(&[1], Doubt::WrongAccount));
    elsewhere.content.clear();
    assert_eq!(decide(&elsewhere, &all), CreditOutcome::Unmatched);
}

#[test]
fn a_virtual_account_of_its_own_is_as_good_as_a_code() {
    let mut one = waiting(1, 150_000);
    one.virtual_account = "99ZP1".into();
    let mut credit = line(150_000, "tien na");
    (credit.account, credit.virtual_account) = ("777".into(), "99ZP1".into());
    assert_eq!(
        decide(&credit, &[one, waiting(2, 150_000)]),
        CreditOutcome::Exact { id: id(1) }
    );
}

#[test]
fn a_feed_that_knows_the_payment_is_believed() {
    let all = [waiting(1, 150_000), waiting(2, 150_000)];
    let mut credit = line(150_000, "cut off");
    credit.reference = Some(all[1].memo.reference());
    assert_eq!(decide(&credit, &all), CreditOutcome::Exact { id: id(2) });
}

#[test]
fn every_outcome_has_its_sentence() {
    let all = [
        CreditOutcome::Exact { id: id(1) },
        CreditOutcome::Partial {
            id: id(1),
            missing: Vnd(5_000),
        },
        CreditOutcome::Over {
            id: id(1),
            excess: Vnd(5_000),
        },
        CreditOutcome::Double { id: id(1) },
        CreditOutcome::Late {
            id: id(1),
            whole: true,
        },
        CreditOutcome::Late {
            id: id(1),
            whole: false,
        },
        CreditOutcome::Propose {
            ids: vec![],
            why: Doubt::OnlyTheAmount,
        },
        CreditOutcome::Propose {
            ids: vec![],
            why: Doubt::SeveralOfTheAmount,
        },
        CreditOutcome::Propose {
            ids: vec![],
            why: Doubt::SeveralCodes,
        },
        CreditOutcome::Propose {
            ids: vec![],
            why: Doubt::WrongAccount,
        },
        CreditOutcome::Propose {
            ids: vec![],
            why: Doubt::UnderReview,
        },
        CreditOutcome::Unmatched,
        CreditOutcome::Outgoing,
    ];
    let mut said = Vec::new();
    for outcome in &all {
        for l in [Locale::Vi, Locale::En] {
            said.push(outcome.say(l));
        }
    }
    assert!(said[2].contains("5.000\u{a0}₫") && said[4].contains("5.000\u{a0}₫"));
    said.sort();
    said.dedup();
    assert_eq!(said.len(), 2 * all.len());
}

proptest! {
    #[test]
    fn no_dong_is_lost(owed in 1_i64..1_000_000_000, before in 0_i64..1_000_000_000, came in 1_i64..2_000_000_000) {
        let mut one = waiting(1, owed);
        one.received = Vnd(before.min(owed - 1));
        let rest = owed - one.received.0;
        let text = one.memo.to_string();
        match decide(&line(came, &text), &[one]) {
            CreditOutcome::Exact { .. } => prop_assert_eq!(came, rest),
            CreditOutcome::Partial { missing, .. } => prop_assert_eq!(came + missing.0, rest),
            CreditOutcome::Over { excess, .. } => prop_assert_eq!(came - excess.0, rest),
            other => prop_assert!(false, "{:?}", other),
        }
    }

    #[test]
    fn any_line_is_decided(amount in any::<i64>(), content in "\\PC{0,60}", owed in any::<i64>(), got in any::<i64>()) {
        let mut one = waiting(1, owed);
        one.received = Vnd(got);
        let content = format!("{content} {}", one.memo);
        let _ = decide(&line(amount, &content), &[one]).say(Locale::Vi);
    }
}
