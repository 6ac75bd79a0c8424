//! The worked examples: two cooperatives, an affiliate, a voucher, cash and transfers.

use super::*;

fn amounts(goods: i64, shipping: i64) -> Amounts {
    Amounts {
        goods: Vnd(goods),
        shipping: Vnd(shipping),
        ..Amounts::default()
    }
}

fn terms() -> Terms {
    Terms {
        fee_percent100: 500,
        commission_percent100: 800,
        seller: "x".into(),
    }
}

fn book(entries: &[Entry]) -> Book {
    for entry in entries {
        assert!(balances(entry), "{entry:?}");
    }
    entries.iter().flatten().collect()
}

#[test]
fn a_part_paid_through_a_provider_and_paid_out() {
    let part = amounts(300_000, 30_000);
    let mut all = book(&[
        placed(&part, &terms()),
        paid(Purse::Provider("vnpay"), Vnd(330_000), Vnd(330_000)),
        shipped(Vnd(30_000), None),
    ]);
    assert_eq!(standing(&all), Standing::Paid);
    all.post(&released(&all.clone()));
    assert_eq!(all.of(Account::Payable), Vnd(-261_000));
    assert_eq!(all.of(Account::CommissionPayable), Vnd(-24_000));
    // The freight it paid at the counter is owed to it too.
    assert_eq!(net(&all), Net::Market(Vnd(291_000)));
    all.post(&settled(all.of(Account::Held)));
    all.post(&payout(&all, Vnd(291_000)).expect("owed"));
    all.post(&payout_confirmed(Vnd(291_000), Vnd(3_300)));
    all.post(&provider_settled("vnpay", Vnd(330_000), Vnd(3_630)));
    assert_eq!(net(&all), Net::Even);
    assert_eq!(all.of(Account::Clearing), Vnd(0));
    assert_eq!(all.of(Account::PayoutClearing), Vnd(0));
    assert_eq!(all.sum(), 0);
    let told = statement(&all);
    assert_eq!((told.sold, told.market_fee), (Vnd(300_000), Vnd(-15_000)));
    assert_eq!(
        (told.freight_in, told.freight_out),
        (Vnd(30_000), Vnd(-30_000))
    );
    assert_eq!(
        (told.commission, told.receive),
        (Vnd(-24_000), Vnd(261_000))
    );
}

#[test]
fn cash_through_a_carrier_that_takes_its_freight_off() {
    let part = amounts(300_000, 30_000);
    let mut all = book(&[
        placed(&part, &Terms::plain()),
        shipped(Vnd(30_000), Some("ghn")),
        cod_collected("ghn", Vnd(330_000)),
    ]);
    assert_eq!(all.with(Account::CodReceivable, "ghn"), Vnd(330_000));
    let parcel = Parcel {
        cod: Vnd(330_000),
        freight: Vnd(28_000),
        cod_fee: Vnd(2_500),
    };
    assert_eq!(parcel.net(), Vnd(299_500));
    all.post(&cod_remitted(&all.clone(), "ghn", &parcel));
    assert_eq!(all.of(Account::CodReceivable), Vnd(0));
    assert_eq!(all.of(Account::CarrierPayable), Vnd(0));
    assert_eq!(all.sum(), 0);
    assert_eq!(statement(&all).receive, Vnd(300_000 - 9_000 - 2_500));
}

#[test]
fn a_voucher_is_borne_by_whoever_gives_it() {
    let part = Amounts {
        voucher_own: Vnd(20_000),
        voucher_market: Vnd(10_000),
        ..amounts(300_000, 30_000)
    };
    let all = book(&[placed(&part, &Terms::plain())]);
    assert_eq!(all.of(Account::Buyer), Vnd(300_000));
    assert_eq!(all.of(Account::Promotion), Vnd(10_000));
    assert_eq!(statement(&all).sold, Vnd(280_000));
    assert_eq!(statement(&all).market_fee, Vnd(-8_400));
}

#[test]
fn too_much_too_little_and_a_top_up() {
    let part = amounts(150_000, 0);
    let over = book(&[
        placed(&part, &Terms::plain()),
        paid(Purse::Cooperative, Vnd(160_000), Vnd(150_000)),
    ]);
    assert_eq!(
        (standing(&over), over.of(Account::Suspense)),
        (Standing::Paid, Vnd(-10_000))
    );
    let mut short = book(&[
        placed(&part, &Terms::plain()),
        unapplied(Purse::Cooperative, Vnd(100_000)),
    ]);
    assert_eq!(standing(&short), Standing::Due(Vnd(150_000)));
    short.post(&paid(Purse::Cooperative, Vnd(50_000), Vnd(50_000)));
    short.post(&applied(Vnd(100_000)));
    assert_eq!(
        (standing(&short), short.of(Account::Suspense)),
        (Standing::Paid, Vnd(0))
    );
}

#[test]
fn cash_at_the_cooperative_leaves_the_fee_to_be_paid() {
    let part = amounts(300_000, 30_000);
    let mut all = book(&[
        placed(&part, &Terms::plain()),
        paid(Purse::Cooperative, Vnd(330_000), Vnd(330_000)),
        shipped(Vnd(30_000), None),
    ]);
    all.post(&released(&all.clone()));
    assert_eq!(net(&all), Net::Cooperative(Vnd(9_000)));
    all.post(&settled(all.of(Account::Held)));
    all.post(&fee_received(Vnd(9_000)));
    assert_eq!(net(&all), Net::Even);
}

#[test]
fn a_claim_is_shared_with_the_carrier() {
    let part = amounts(300_000, 30_000);
    let mut all = book(&[
        placed(&part, &terms()),
        paid(Purse::Cooperative, Vnd(330_000), Vnd(330_000)),
    ]);
    all.post(&claimed(&all, &terms(), Vnd(100_001), Bearer::Shared("ghn")).expect("left"));
    assert_eq!(all.with(Account::CarrierClaim, "ghn"), Vnd(50_000));
    assert_eq!(all.of(Account::RefundPayable), Vnd(-100_001));
    assert_eq!(all.of(Account::PlatformFee), Vnd(-10_000));
    assert_eq!(all.of(Account::Commission), Vnd(-15_999));
    assert_eq!(standing(&all), Standing::PartlyRefunded(Vnd(100_001)));
    // All of it comes back later: no more than was paid is given back.
    all.post(&ended(&all.clone(), Outcome::Returned));
    all.post(&refund_due(&all.clone()));
    assert_eq!(all.of(Account::RefundPayable), Vnd(-330_000));
    assert_eq!(standing(&all), Standing::Refunded);
    assert_eq!(all.of(Account::PlatformFee), Vnd(0));
    assert_eq!(all.of(Account::Commission), Vnd(0));
    assert_eq!(all.sum(), 0);
}

#[test]
fn a_seller_is_paid_less_the_tax_and_owed_all_of_it_when_the_bank_returns_it() {
    let mut all = book(&[
        placed(&amounts(300_000, 0), &terms()),
        paid(Purse::Cooperative, Vnd(300_000), Vnd(300_000)),
    ]);
    all.post(&released(&all.clone()));
    let due = Vnd(24_000);
    assert_eq!(all.with(Account::CommissionPayable, "x"), Vnd(-due.0));
    let out = seller_paid("x", due, Vnd(2_400));
    assert!(balances(&out));
    all.post(&out);
    assert_eq!(all.with(Account::CommissionPayable, "x"), Vnd(0));
    assert_eq!(all.with(Account::TaxWithheld, "income"), Vnd(-2_400));
    assert_eq!(all.of(Account::Bank), Vnd(-21_600));
    all.post(&seller_returned("x", due, Vnd(2_400)));
    assert_eq!(all.with(Account::CommissionPayable, "x"), Vnd(-due.0));
    assert_eq!(
        (all.of(Account::Bank), all.of(Account::TaxWithheld)),
        (Vnd(0), Vnd(0))
    );
    assert_eq!(all.sum(), 0);
}

#[test]
fn names_are_read_back() {
    for account in Account::ALL {
        assert_eq!(Account::parse(account.code()), Some(*account));
    }
    for item in Item::ALL {
        assert_eq!(Item::parse(item.code()), Some(*item));
    }
    assert_eq!(Account::parse("gold"), None);
}
