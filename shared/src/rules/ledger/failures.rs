//! What went wrong elsewhere, each by its name.

use super::*;

fn amounts(goods: i64, shipping: i64) -> Amounts {
    Amounts {
        goods: Vnd(goods),
        shipping: Vnd(shipping),
        ..Amounts::default()
    }
}

fn sold_and_paid(part: &Amounts, terms: &Terms) -> Book {
    let mut book = Book::default();
    book.post(&placed(part, terms));
    book.post(&paid(Purse::Cooperative, part.total(), part.total()));
    book
}

#[test]
fn split_orders_stay_paid() {
    // The order was paid as a whole; one part declined and two others took over.
    let part = amounts(300_000, 30_000);
    let mut part_book = Book::default();
    part_book.post(&placed(&part, &Terms::plain()));
    let mut order = sold_and_paid(&part, &Terms::plain());
    order.post(&ended(&part_book, Outcome::Cancelled));
    for share in split(&part, &[Vnd(100_000), Vnd(200_000)]) {
        order.post(&placed(&share, &Terms::plain()));
    }
    assert_eq!(standing(&order), Standing::Paid);
    assert_eq!(order.of(Account::RefundPayable), Vnd(0));
}

#[test]
fn delivery_is_not_charged_twice_after_splitting_a_parcel() {
    let whole = amounts(100_001, 30_000);
    for goods in [
        vec![Vnd(1), Vnd(100_000)],
        vec![Vnd(33_333), Vnd(33_333), Vnd(33_335)],
    ] {
        let shares = split(&whole, &goods);
        assert_eq!(
            shares.iter().map(|share| share.shipping.0).sum::<i64>(),
            30_000
        );
        assert_eq!(
            shares.iter().map(|share| share.total().0).sum::<i64>(),
            whole.total().0
        );
    }
}

#[test]
fn a_part_keeps_its_shipping() {
    let whole = amounts(200_000, 25_000);
    let shares = split(&whole, &[Vnd(0), Vnd(200_000)]);
    assert_eq!(
        (shares[0].shipping, shares[1].shipping),
        (Vnd(0), Vnd(25_000))
    );
    let free = split(&amounts(0, 25_000), &[Vnd(0), Vnd(0)]);
    assert_eq!(free[1].shipping, Vnd(25_000));
    let mut book = Book::default();
    book.post(&placed(&shares[1], &Terms::plain()));
    book.post(&weighed(&shares[1], Vnd(-5_000), &Terms::plain()));
    assert_eq!(statement(&book).freight_in, Vnd(25_000));
    assert_eq!(book.of(Account::Buyer), Vnd(220_000));
}

#[test]
fn fully_refunded_is_not_paid_any_more() {
    let mut book = sold_and_paid(&amounts(300_000, 30_000), &Terms::plain());
    book.post(&ended(&book.clone(), Outcome::Cancelled));
    assert_eq!(standing(&book), Standing::Refunded);
    book.post(&refund_due(&book.clone()));
    assert_eq!(standing(&book), Standing::Refunded);
    book.post(&refunded(&book, Purse::Cooperative, Vnd(330_000)).expect("due"));
    assert_eq!(standing(&book), Standing::Refunded);
    assert_eq!(
        (book.of(Account::RefundPayable), book.of(Account::Held)),
        (Vnd(0), Vnd(0))
    );
}

#[test]
fn no_payout_is_larger_than_what_was_collected() {
    let mut book = sold_and_paid(&amounts(300_000, 0), &Terms::plain());
    let left = |book: &Book| payout(book, Vnd(291_001)).expect_err("too much");
    assert_eq!(
        left(&book),
        Refused::TooMuch { left: Vnd(0) },
        "not free of claims yet"
    );
    book.post(&released(&book.clone()));
    assert_eq!(left(&book), Refused::TooMuch { left: Vnd(291_000) });
    // The cooperative has the money already: set off, nothing is left to pay out.
    book.post(&settled(Vnd(300_000)));
    assert_eq!(
        payout(&book, Vnd(1)),
        Err(Refused::TooMuch { left: Vnd(-9_000) })
    );
}

#[test]
fn a_returned_payout_is_owed_again() {
    for confirmed in [false, true] {
        let mut book = Book::default();
        book.post(&placed(&amounts(300_000, 0), &Terms::plain()));
        book.post(&paid(Purse::Provider("momo"), Vnd(300_000), Vnd(300_000)));
        book.post(&released(&book.clone()));
        book.post(&payout(&book, Vnd(291_000)).expect("owed"));
        if confirmed {
            book.post(&payout_confirmed(Vnd(291_000), Vnd(0)));
        }
        book.post(&payout_returned(Vnd(291_000), confirmed));
        assert_eq!(net(&book), Net::Market(Vnd(291_000)));
        assert_eq!(book.of(Account::PayoutClearing), Vnd(0));
    }
}

#[test]
fn commissions_of_different_sellers_on_one_order_stay_apart() {
    let terms = |seller: &str| Terms {
        commission_percent100: 1_000,
        seller: seller.into(),
        ..Terms::plain()
    };
    let part = amounts(100_000, 0);
    let (mut order, mut first) = (Book::default(), Book::default());
    first.post(&placed(&part, &terms("an")));
    order.post(&placed(&part, &terms("an")));
    order.post(&placed(&part, &terms("binh")));
    order.post(&ended(&first, Outcome::Cancelled));
    assert_eq!(order.with(Account::Commission, "an"), Vnd(0));
    assert_eq!(order.with(Account::Commission, "binh"), Vnd(-10_000));
}

#[test]
fn a_refund_lowers_what_the_seller_and_the_cooperative_get() {
    let terms = Terms {
        commission_percent100: 1_000,
        seller: "an".into(),
        ..Terms::plain()
    };
    let mut book = sold_and_paid(&amounts(100_000, 0), &terms);
    let before = (
        statement(&book).receive,
        book.with(Account::Commission, "an"),
    );
    assert_eq!(before, (Vnd(87_000), Vnd(-10_000)));
    book.post(&claimed(&book, &terms, Vnd(50_000), Bearer::Cooperative).expect("left"));
    let after = (
        statement(&book).receive,
        book.with(Account::Commission, "an"),
    );
    assert_eq!(after, (Vnd(43_500), Vnd(-5_000)));
    let all = claimed(&book, &terms, Vnd(50_001), Bearer::Market);
    assert_eq!(all, Err(Refused::TooMuch { left: Vnd(50_000) }));
    // After the time for claims, what was paid out is asked back.
    book.post(&released(&book.clone()));
    book.post(&claimed(&book, &terms, Vnd(50_000), Bearer::Cooperative).expect("left"));
    assert_eq!(book.of(Account::Payable), Vnd(0));
    assert_eq!(book.with(Account::CommissionPayable, "an"), Vnd(0));
}

#[test]
fn what_was_not_paid_is_not_refunded() {
    let mut book = Book::default();
    book.post(&placed(&amounts(100_000, 20_000), &Terms::plain()));
    let claim = claimed(&book, &Terms::plain(), Vnd(1_000), Bearer::Cooperative);
    assert_eq!(claim, Err(Refused::NotPaid { due: Vnd(120_000) }));
    assert_eq!(
        refunded(&book, Purse::Cooperative, Vnd(1)),
        Err(Refused::TooMuch { left: Vnd(0) })
    );
    assert!(refund_due(&book).is_empty());
}

#[test]
fn a_changed_rate_leaves_what_was_sold_alone() {
    let sold = Terms::plain();
    let part = amounts(100_000, 0);
    let mut book = Book::default();
    book.post(&placed(&part, &sold));
    // Weighed under the terms of the sale, whatever the rate is today.
    book.post(&weighed(&part, Vnd(10_000), &sold));
    assert_eq!(book.of(Account::PlatformFee), Vnd(-3_300));
}
