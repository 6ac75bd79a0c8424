//! Who can supply a pooled listing, and from where, for its page.

use crate::catalogue::product::place;
use crate::checkout::{Goods, Supply};
use shared::goods::ShippingClass;
use shared::id::CooperativeId;
use shared::quantity::Quantity;
use shared::rules::routing::{Claim, Names};
use shared::say::Locale;
use shared::view::shop::{SupplierView, SuppliersView};

/// The suppliers of a pack, those that can send it today first. `chosen` is the cooperative that the address names.
pub(crate) fn suppliers(goods: &Goods, chosen: &str, l: Locale) -> SuppliersView {
    let mut all: Vec<&Supply> = goods.supplies.iter().filter(|s| s.enabled).collect();
    all.sort_by(|a, b| {
        let key = |s: &Supply| {
            (
                s.free() < goods.step,
                s.cooperative_short.clone(),
                s.cooperative,
            )
        };
        key(a).cmp(&key(b))
    });
    let chosen: Option<CooperativeId> = chosen.parse().ok();
    let chosen = chosen.filter(|id| {
        all.iter()
            .any(|s| s.cooperative == *id && s.free() >= goods.step)
    });
    let able = all.iter().filter(|s| s.free() >= goods.step).count();
    SuppliersView {
        title: match (able, l) {
            (0, Locale::Vi) => "Hôm nay chưa nơi nào gửi được".to_owned(),
            (0, Locale::En) => "Nobody can send it today".to_owned(),
            (1, Locale::Vi) => "Một hợp tác xã đang gửi được".to_owned(),
            (1, Locale::En) => "One cooperative can send it".to_owned(),
            (n, Locale::Vi) => format!("{n}\u{a0}hợp tác xã cùng bán"),
            (n, Locale::En) => format!("{n} cooperatives sell it together"),
        },
        by_market: chosen.is_none(),
        suppliers: all
            .iter()
            .map(|supply| view(goods, supply, chosen, l))
            .collect(),
    }
}

fn view(goods: &Goods, supply: &Supply, chosen: Option<CooperativeId>, l: Locale) -> SupplierView {
    let free = supply.free() - supply.free().rem_euclid(goods.step);
    let mut parts = Vec::new();
    if free > 0 {
        parts.push(format!(
            "{} {}",
            l.say("còn", "left:"),
            Quantity::of(free, goods.unit).words(l)
        ));
    }
    if let Some(day) = supply.harvested_on {
        let word = match goods.class {
            ShippingClass::P4 => l.say("mẻ ngày", "made on"),
            _ => l.say("hái", "picked on"),
        };
        parts.push(format!("{word} {}", day.short()));
    }
    if let Err(reason) = supply.today {
        let names = Names {
            cooperative: &supply.cooperative_short,
            goods: goods.title(l),
            unit: goods.unit,
            claims: &goods.claims,
        };
        // What a cooperative nets is its own affair.
        parts.push(match reason.code() {
            "below_floor" | "quota_used" | "no_stock" => {
                l.say("tạm hết hàng", "sold out for now").to_owned()
            }
            _ => reason.say(l, &names),
        });
    }
    SupplierView {
        id: supply.cooperative.to_string(),
        name: supply.cooperative_short.clone(),
        href: l.path(&format!("/gian-hang/{}", supply.cooperative_slug)),
        place: place(&supply.ward_code),
        detail: parts.join(" · "),
        proofs: proofs(goods, supply, l),
        able: free > 0,
        chosen: chosen == Some(supply.cooperative),
    }
}

/// What proves each claim of the listing, for those who can supply it: `VietGAP đến 03/2027`.
fn proofs(goods: &Goods, supply: &Supply, l: Locale) -> Vec<String> {
    if !supply.is_able() {
        return Vec::new();
    }
    let until = |claim: &Claim| {
        let ends = supply
            .proofs
            .iter()
            .filter(|proof| proof.valid && proof.kind == claim.kind);
        ends.filter_map(|proof| proof.to).max()
    };
    let words = |claim: &Claim| match until(claim) {
        Some(day) => format!(
            "{} {}\u{a0}{:02}/{}",
            claim.words(l),
            l.say("đến", "until"),
            day.m,
            day.y
        ),
        None => claim.words(l),
    };
    goods.claims.iter().map(words).collect()
}
