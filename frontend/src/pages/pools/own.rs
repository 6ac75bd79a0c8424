//! A cooperative's own part of a pooled listing.

use leptos::prelude::*;
use shared::input::pool::PoolDeed;
use shared::problem::FieldError;
use shared::say::Locale;
use shared::view::pool::{PoolOwnView, PoolPackView, PoolView, Typed};

use super::{mark, value};
use crate::components::{
    Field, Icon, error_for, error_line, error_summary, field, hidden, icon, tick_box,
};

fn action(of: &PoolView, deed: PoolDeed) -> String {
    format!("{}/{}", of.base, deed.code())
}

fn button(of: &PoolView, deed: PoolDeed, class: &'static str, words: &'static str) -> AnyView {
    view! {
        <form method="post" action=action(of, deed)>
            <button class=class type="submit">{words}</button>
        </form>
    }
    .into_any()
}

/// A pack as it stands: price, stock, why it cannot be sold.
fn pack(one: &PoolPackView, own: &PoolOwnView, of: &PoolView, l: Locale) -> AnyView {
    let price = (!own.fixed && !one.price.is_empty()).then(|| {
        let words = l.say("Giá của bạn", "Your price");
        view! { <p class="s">{words}" "{one.price.clone()}</p> }
    });
    let why = (!one.why_not.is_empty()).then(|| {
        view! { <p class="err">{icon(Icon::Warning)}<span>{one.why_not.clone()}</span></p> }
    });
    let stock = one.offer.clone().map(|offer| {
        let id = format!("so-{offer}");
        let label = match l {
            Locale::Vi => format!("Còn bán được bao nhiêu, {}", one.name),
            Locale::En => format!("How many can be sold, {}", one.name),
        };
        view! {
            <form class="row-form mt8" method="post" action=l.path(&format!("/htx/hang/kho/{offer}"))>
                {hidden("key", one.key.clone())}
                {hidden("op", "set")}
                <div class="fld"><label for=id.clone()>{label}</label>
                <input class="in" id=id name="so" value=one.free.clone() inputmode="decimal" autocomplete="off"/></div>
                <button class="b o" type="submit">{l.say("Ghi số", "Save")}</button>
            </form>
            <p class="s mt4">
                <a href=l.path(&format!("/htx/hang/kho/{offer}/lo"))>{l.say("Các lô", "Lots")}</a>" · "
                <a href=l.path(&format!("/htx/hang/{}/gia-san", slug(of)))>{l.say("Giá sàn", "Floor")}</a>
            </p>
        }
    });
    view! {
        <li class="line">
            <b>{one.name.clone()}</b>
            <p class="s m">{one.sells_at.clone()}</p>
            {price}
            <p class="s">{one.stock.clone()}</p>
            {why}
            {stock}
        </li>
    }
    .into_any()
}

fn slug(of: &PoolView) -> &str {
    of.base.rsplit('/').next().unwrap_or_default()
}

fn prices(own: &PoolOwnView, typed: &Typed, errors: &[FieldError], l: Locale) -> AnyView {
    if own.fixed {
        let words = l.say(
            "Mọi nơi cùng một giá. Muốn không bán dưới mức nào, đặt giá sàn.",
            "All sell at one price. Set a floor below which you do not sell.",
        );
        return view! { <p class="s m">{words}</p> }.into_any();
    }
    let fields: Vec<_> = own
        .packs
        .iter()
        .map(|pack| {
            let name = format!("price.{}", pack.id);
            let label = match l {
                Locale::Vi => format!("Giá của bạn, {}", pack.name),
                Locale::En => format!("Your price, {}", pack.name),
            };
            let shown = match value(typed, &name) {
                "" => pack.price.as_str(),
                typed => typed,
            };
            field(Field {
                label: &label,
                name: &name,
                value: shown,
                error: error_for(errors, &name),
                autocomplete: "off",
                maxlength: Some(40),
                ..Field::default()
            })
        })
        .collect();
    view! {
        {fields}
        {error_for(errors, "price").map(error_line)}
        <p class="s m">{l.say(
            "Khách trả giá thấp nhất trong các nơi còn hàng, nên có đơn bạn nhận theo giá thấp hơn giá mình ghi. Giá sàn chặn việc đó.",
            "Buyers pay the lowest price of those who have it, so an order may pay less than yours. A floor prevents that.",
        )}</p>
    }
    .into_any()
}

fn terms(own: &PoolOwnView, of: &PoolView, l: Locale) -> AnyView {
    let ours = of.typed.0 == PoolDeed::Join.code();
    let (typed, errors) = match ours {
        true => (of.typed.1.clone(), of.errors.clone()),
        false => (Typed::new(), Vec::new()),
    };
    let months = |name: &'static str, main: bool| {
        let all: Vec<_> = own
            .months
            .iter()
            .map(|(number, word, is_main, is_minor)| {
                let checked = if main { *is_main } else { *is_minor };
                tick_box(name, &number.to_string(), word.clone(), checked)
            })
            .collect();
        view! { <div class="row wrap">{all}</div> }.into_any()
    };
    let harvested = match value(&typed, "harvested") {
        "" => own.harvested.as_str(),
        typed => typed,
    };
    let words = if own.joined {
        l.say("Lưu điều kiện của mình", "Save my terms")
    } else {
        l.say("Tham gia", "Join")
    };
    view! {
        <form class="stack" method="post" action=action(of, PoolDeed::Join)>
            {error_summary(&errors, l)}
            {prices(own, &typed, &errors, l)}
            {field(Field {
                label: l.say("Ngày thu hoạch hoặc ra mẻ", "Day of harvest or making"),
                name: "harvested",
                value: harvested,
                error: error_for(&errors, "harvested"),
                kind: "date",
                ..Field::default()
            })}
            <fieldset><legend class="lab">{l.say("Tháng có hàng chính vụ", "Main months")}</legend>{months("main", true)}</fieldset>
            <fieldset><legend class="lab">{l.say("Tháng có ít hàng", "Small crop")}</legend>{months("minor", false)}</fieldset>
            <button class="b big w" type="submit">{words}</button>
        </form>
    }
    .into_any()
}

fn proofs(own: &PoolOwnView, l: Locale) -> Option<AnyView> {
    if own.proofs.is_empty() {
        return None;
    }
    let lines: Vec<_> = own
        .proofs
        .iter()
        .map(|(has, words)| {
            let (name, class) = match has {
                true => (Icon::Check, "ok-line"),
                false => (Icon::Warning, "err"),
            };
            let lacks = (!has).then(|| l.say(": chưa có giấy còn hạn", ": no valid paper"));
            view! { <p class=class>{icon(name)}<span>{words.clone()}{lacks}</span></p> }
        })
        .collect();
    Some(
        view! {
            <div>
                <h3>{l.say("Giấy món này đòi", "Papers it demands")}</h3>
                {lines}
                <a href=l.path("/htx/giay")>{l.say("Nộp giấy chứng nhận", "Hand in a certificate")}</a>
            </div>
        }
        .into_any(),
    )
}

/// The whole part.
pub(super) fn own(own: &PoolOwnView, of: &PoolView, l: Locale) -> AnyView {
    let packs: Vec<_> = own.packs.iter().map(|one| pack(one, own, of, l)).collect();
    let packs = own
        .joined
        .then(|| view! { <ul role="list" class="lines">{packs}</ul> });
    let form = own.may_manage.then(|| {
        if own.joined {
            let open = of.typed.0 == PoolDeed::Join.code();
            view! {
                <details open=open>
                    <summary>{l.say("Giá, mùa, ngày hái của mình", "My price, season, harvest")}</summary>
                    <div class="mt8">{terms(own, of, l)}</div>
                </details>
            }
            .into_any()
        } else {
            terms(own, of, l)
        }
    });
    let deeds = own.may_manage.then(|| match (own.joined, own.paused) {
        (false, _) => button(of, PoolDeed::Refuse, "b d w", l.say("Không tham gia", "Decline")),
        (true, paused) => {
            let first = match paused {
                true => button(of, PoolDeed::Resume, "b o big w", l.say("Bán lại", "Sell again")),
                false => button(of, PoolDeed::Pause, "b o big w", l.say("Tạm ngưng bán chung", "Pause")),
            };
            let leave = button(of, PoolDeed::Leave, "b d w", l.say("Rời món này", "Leave"));
            view! {
                {first}
                {leave}
                <p class="s m">{l.say("Rời đi thì đơn đang làm vẫn làm đến xong.", "Open orders run to their end.")}</p>
            }
            .into_any()
        }
    });
    view! {
        <section class="box stack">
            <div class="row between"><h2>{l.say("Phần của mình", "Your part")}</h2>{mark(&own.mark)}</div>
            <p>{own.agreed.clone()}</p>
            {proofs(own, l)}
            {packs}
            {form}
            {deeds}
        </section>
    }
    .into_any()
}
