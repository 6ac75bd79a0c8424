//! Over a thousand orders each cooperative gets its agreed share.

use super::*;

/// Places a thousand equal orders one after the other, each knowing what was given before, and returns everybody's part of
/// the value in percent.
fn parts(mut market: Snapshot, quotas: &[u32]) -> Vec<f64> {
    for (offer, quota) in market.offers.iter_mut().zip(quotas) {
        offer.share = Some(*quota);
    }
    for n in 0..1000 {
        market.ordered_at = market.ordered_at.plus_minutes(i64::from(n % 7));
        let plan = plan(&market);
        assert!(plan.unallocated.is_empty() && plan.parcels.len() == 1);
        for parcel in &plan.parcels {
            market.offers[parcel.lines[0].offer].given.0 += parcel.goods_total.0;
        }
    }
    let given = market.offers.iter().map(|offer| offer.given.0 as f64);
    let total: f64 = given.clone().sum();
    given.map(|given| given * 100.0 / total).collect()
}

fn market(cooperatives: &[&str]) -> Snapshot {
    let offers = cooperatives.iter().map(|who| Offer {
        on_hand: 100_000,
        ..offer(who, "na")
    });
    let owners = cooperatives.iter().map(|who| cooperative(who));
    let mut market = snapshot(vec![line("na", 5500)], owners.collect(), offers.collect());
    // Every day is a day like any other.
    market
        .cooperatives
        .iter_mut()
        .for_each(|c| c.place = Some(lang_son()));
    market
}

fn within_five(parts: &[f64], quotas: &[u32]) {
    let total: u32 = quotas.iter().sum();
    for (part, quota) in parts.iter().zip(quotas) {
        let agreed = f64::from(*quota) * 100.0 / f64::from(total);
        assert!((part - agreed).abs() <= 5.0, "{parts:?} for {quotas:?}");
    }
}

#[test]
fn equal_orders_follow_the_quotas() {
    for quotas in [
        vec![1, 1, 1],
        vec![50, 30, 20],
        vec![70, 20, 10],
        vec![40, 25, 20, 10, 5],
    ] {
        let names = ["a", "b", "c", "d", "e"];
        let parts = parts(market(&names[..quotas.len()]), &quotas);
        within_five(&parts, &quotas);
    }
}

#[test]
fn they_do_when_one_is_nearer() {
    let quotas = [40, 35, 25];
    let mut near = market(&["a", "b", "c"]);
    near.cooperatives[2].place = Some(place("24", 21.27, 106.2));
    within_five(&parts(near, &quotas), &quotas);
}

#[test]
fn the_fair_strategy_does_too() {
    let quotas = [60, 30, 10];
    let fair = Snapshot {
        strategy: Strategy::Fair,
        ..market(&["a", "b", "c"])
    };
    within_five(&parts(fair, &quotas), &quotas);
}
