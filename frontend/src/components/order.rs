//! Parcels, their lines, sums and the thread of what happens to them.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::parts::{Knot, Picture, SumRow, TimelineStep};

use super::icon::{Icon, icon};
use super::picture::thumb;

/// One parcel of one cooperative: a header of title and second line (with the goods' picture, or a box), parts between
/// seams, and a foot for the fee.
#[must_use]
pub fn parcel(
    title: &str,
    under: &str,
    image: Option<&Picture>,
    parts: Vec<AnyView>,
    foot: Option<AnyView>,
) -> AnyView {
    let sign = match image {
        Some(image) => thumb(Some(image), "sm"),
        None => icon(Icon::Box),
    };
    let parts: Vec<_> = parts
        .into_iter()
        .map(|part| view! { <div>{part}</div> })
        .collect();
    view! {
        <section class="parcel">
            <header>
                {sign}
                <div class="grow"><h2 class="name">{title.to_owned()}</h2><p class="s m">{under.to_owned()}</p></div>
            </header>
            {parts}
            {foot.map(|foot| view! { <footer>{foot}</footer> })}
        </section>
    }
    .into_any()
}

/// A line of a parcel: picture, name, what one unit is; below it the stepper and the amount.
#[must_use]
pub fn parcel_line(
    image: Option<&Picture>,
    name: &str,
    detail: &str,
    control: Option<AnyView>,
    amount: &str,
) -> AnyView {
    view! {
        <div class="row t">
            {thumb(image, "")}
            <div class="grow"><p class="name">{name.to_owned()}</p><p class="s m">{detail.to_owned()}</p></div>
        </div>
        <div class="row between wrap mt12">
            {control.unwrap_or_else(|| ().into_any())}
            <b class="sub nb">{amount.to_owned()}</b>
        </div>
    }
    .into_any()
}

/// One line of a calculation.
#[must_use]
pub fn sum_row(row: &SumRow) -> AnyView {
    let class = match (row.total, row.quiet) {
        (true, _) => "sum t",
        (_, true) => "sum m",
        _ => "sum",
    };
    view! { <p class=class><span>{row.label.clone()}</span><span>{row.amount.clone()}</span></p> }
        .into_any()
}

/// A calculation on a sheet.
#[must_use]
pub fn sum_rows(rows: &[SumRow]) -> AnyView {
    let rows: Vec<_> = rows.iter().map(sum_row).collect();
    view! { <div class="box stack">{rows}</div> }.into_any()
}

const fn knot(knot: Knot) -> (&'static str, Option<Icon>) {
    match knot {
        Knot::Done => ("done", Some(Icon::Check)),
        Knot::Now => ("now", Some(Icon::Clock)),
        Knot::Wait => ("wait", None),
        Knot::Bad => ("bad", Some(Icon::Warning)),
    }
}

const fn knot_words(knot: Knot, l: Locale) -> &'static str {
    match knot {
        Knot::Done => l.say("Xong: ", "Done: "),
        Knot::Now => l.say("Đang: ", "Now: "),
        Knot::Wait => l.say("Sắp tới: ", "To come: "),
        Knot::Bad => l.say("Có chuyện: ", "Went wrong: "),
    }
}

/// Square knots on a stitched thread.
#[must_use]
pub fn timeline(steps: &[TimelineStep], l: Locale) -> AnyView {
    let steps: Vec<_> = steps
        .iter()
        .map(|step| {
            let (class, sign) = knot(step.knot);
            let current = (step.knot == Knot::Now).then_some("step");
            let link = step.link.clone().map(|(words, href)| {
                let dot = if step.detail.is_empty() { "" } else { " · " };
                view! { {dot}<a href=href>{words}</a> }
            });
            view! {
                <li class=class aria-current=current>
                    <span class="k">{sign.map(icon)}</span>
                    <b><span class="vh">{knot_words(step.knot, l)}</span>{step.title.clone()}</b>
                    <p class="s m">{step.detail.clone()}{link}</p>
                </li>
            }
        })
        .collect();
    view! { <ol class="time" role="list">{steps}</ol> }.into_any()
}
