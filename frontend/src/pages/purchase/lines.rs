//! Lines of a parcel with their steppers.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::cart::{CartLine, CartParcel};

use crate::components::{Icon, icon, parcel, parcel_line, sum_row, thumb};

/// How a line is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control {
    /// Each line has a form of its own that goes to the cart.
    OwnForm,
    /// The buttons belong to the form around the page.
    Around,
}

/// A parcel with all its lines.
pub fn cart_parcel(of: &CartParcel, control: Control, l: Locale) -> AnyView {
    let lines = of.lines.iter().map(|of| line(of, control, l)).collect();
    let foot = of.fee.as_ref().map(sum_row);
    parcel(&of.title, &of.under, None, lines, foot)
}

fn line(of: &CartLine, control: Control, l: Locale) -> AnyView {
    let step = match control {
        Control::OwnForm => own_form(of, l),
        Control::Around => around(of, l),
    };
    let amount = of
        .amount_words
        .clone()
        .map(|words| view! { <p class="s m">{words}</p> });
    let problem = of
        .problem
        .clone()
        .map(|text| view! { <p class="err">{icon(Icon::Warning)}<span>{text}</span></p> });
    let out = (control == Control::OwnForm).then(|| take_out_form(of, l));
    let at_most = of
        .max
        .filter(|max| of.count >= *max && of.problem.is_none())
        .map(|max| {
            let words = match (of.capped, l) {
                (true, Locale::Vi) => format!("Mỗi người nhiều nhất {max}"),
                (true, Locale::En) => format!("{max} for each buyer"),
                (false, Locale::Vi) => format!("Còn {max}"),
                (false, Locale::En) => format!("{max} left"),
            };
            view! { <p class="s m">{words}</p> }
        });
    let end = (amount.is_some() || at_most.is_some() || out.is_some()).then(
        || view! { <div class="row between line-end"><div>{amount}{at_most}</div>{out}</div> },
    );
    view! {
        {parcel_line(of.picture.as_ref(), &of.name, &of.detail, Some(step), &of.total)}
        {problem}{end}
    }
    .into_any()
}

const fn dimmed(at_end: bool) -> Option<&'static str> {
    if at_end { Some("lim") } else { None }
}

fn take_out(l: Locale) -> &'static str {
    l.say("Bỏ ra", "Take out")
}

fn take_out_form(of: &CartLine, l: Locale) -> AnyView {
    view! {
        <form method="post" action=l.path("/gio-hang")>
            <input type="hidden" name="variant_id" value=of.variant_id.clone()/>
            <button class="b q" type="submit" name="op" value="remove">{take_out(l)}<span class="vh">" "{of.name.clone()}</span></button>
        </form>
    }
    .into_any()
}

/// Enter in the number sets it: a form's first button is the one that Enter presses.
fn own_form(of: &CartLine, l: Locale) -> AnyView {
    view! {
        <form method="post" action=l.path("/gio-hang")>
            <input type="hidden" name="variant_id" value=of.variant_id.clone()/>
            <span class="step" role="group" aria-label=of.counts.clone()>
                <button class="vh" type="submit" name="op" value="set" tabindex="-1" aria-hidden="true"></button>
                <button type="submit" name="op" value="minus" class=dimmed(of.count <= 1) aria-label=l.say("Bớt 1", "One less")>"−"</button>
                <input type="number" inputmode="numeric" name="count" value=of.count.to_string() min="1" max=of.max.map(|n| n.max(1))
                    step="1" aria-label=of.counts.clone() autocomplete="off"/>
                <button type="submit" name="op" value="plus" class=dimmed(of.max.is_some_and(|max| of.count >= max))
                    aria-label=l.say("Thêm 1", "One more")>"+"</button>
            </span>
        </form>
    }
    .into_any()
}

fn around(of: &CartLine, l: Locale) -> AnyView {
    let op = |what: &str| format!("{what}:{}", of.variant_id);
    // The least is taken out rather than kept at one: there is no room for a second button here.
    let (less, less_words) = if of.count <= 1 {
        ("remove", take_out(l))
    } else {
        ("minus", l.say("Bớt 1", "One less"))
    };
    let full = of.max.is_some_and(|max| of.count >= max);
    view! {
        <span class="step" role="group" aria-label=of.counts.clone()>
            <button type="submit" name="op" value=op(less) aria-label=format!("{less_words}: {}", of.name) formnovalidate>"−"</button>
            <output aria-label=of.counts.clone()>{of.count.to_string()}</output>
            <button type="submit" name="op" value=op("plus") class=dimmed(full) aria-label=format!("{}: {}", l.say("Thêm 1", "One more"), of.name)
                formnovalidate>"+"</button>
        </span>
    }
    .into_any()
}

/// Goods that cannot go, each with its reason and a button that takes it out.
pub fn refused(of: &[CartLine], control: Control, l: Locale) -> AnyView {
    if of.is_empty() {
        return ().into_any();
    }
    let lines: Vec<_> = of
        .iter()
        .map(|of| {
            let button = match control {
                Control::OwnForm => take_out_form(of, l),
                Control::Around => view! {
                    <button class="b q" type="submit" name="op" value=format!("remove:{}", of.variant_id) formnovalidate>
                        {take_out(l)}<span class="vh">" "{of.name.clone()}</span>
                    </button>
                }
                .into_any(),
            };
            view! {
                <div>
                    <div class="row t">
                        {thumb(of.picture.as_ref(), "")}
                        <div class="grow">
                            <p class="name">{of.name.clone()}</p>
                            <p class="s m">{of.detail.clone()}</p>
                            <p class="err">{icon(Icon::Warning)}<span>{of.problem.clone().unwrap_or_default()}</span></p>
                        </div>
                    </div>
                    <div class="row between line-end"><span></span>{button}</div>
                </div>
            }
        })
        .collect();
    view! {
        <section class="parcel">
            <header>{icon(Icon::Warning)}<div class="grow"><h2 class="name">{l.say("Chưa đặt được", "Cannot be ordered now")}</h2>
                <p class="s m">{l.say("Vẫn ở trong giỏ của bạn", "Still in your cart")}</p></div></header>
            {lines}
        </section>
    }
    .into_any()
}
