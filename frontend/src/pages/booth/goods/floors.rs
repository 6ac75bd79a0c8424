//! The price floors of a good: what counts, what counted, and for directors the forms.

use leptos::prelude::*;
use shared::problem::FieldError;
use shared::say::Locale;
use shared::view::goods::{
    AllowLessView, FloorLine, FloorPack, FloorsView, PermitLine, SetFloorView,
};

use super::super::look_only;
use super::select;
use crate::components::{Field, Icon, error_for, error_summary, field, hidden, icon, notice};

/// One field; `kind` is empty for words, `date` for a day.
fn entry(
    (label, name, kind): (&str, &str, &str),
    value: &str,
    (help, placeholder): (Option<&str>, &str),
    errors: &[FieldError],
) -> AnyView {
    field(Field {
        label,
        name,
        value,
        kind,
        help,
        placeholder,
        error: error_for(errors, name),
        autocomplete: "off",
        maxlength: (kind != "date").then_some(200),
        ..Field::default()
    })
}

fn set(of: &SetFloorView, slug: &str, l: Locale) -> AnyView {
    let (form, errors) = (&of.form, &of.errors);
    let lots = (!of.lots.is_empty())
        .then(|| select(l.say("Tính cho", "It is for"), "lot", &of.lots, &of.errors));
    let amount = Some(l.say(
        "Số tiền còn lại sau khi trừ phí chợ và mọi giảm giá",
        "What is left after the market fee and every discount",
    ));
    let from = Some(l.say("Để trống là từ hôm nay", "Empty for today"));
    let to = Some(l.say("Để trống là tới khi bạn dừng", "Empty until you end it"));
    view! {
        <form class="stack" id="dat" method="post" action=l.path(&format!("/htx/hang/{slug}/gia-san")) novalidate>
            {error_summary(errors, l)}
            {hidden("offer", form.offer.clone())}
            {entry((l.say("Nhận về ít nhất", "Receive at least"), "amount", ""), &form.amount, (amount, "180k"), errors)}
            {lots}
            {entry(
                (l.say("Quyết định của hội đồng", "Decision of the board"), "decision", ""),
                &form.decision,
                (None, l.say("Nghị quyết HĐQT số 05", "Board decision 05")),
                errors,
            )}
            {entry((l.say("Ngày quyết định", "Decided on"), "decided_on", "date"), &form.decided_on, (None, ""), errors)}
            <div class="cols">
                {entry((l.say("Tính từ ngày", "First day"), "from", "date"), &form.from, (from, ""), errors)}
                {entry((l.say("Đến hết ngày", "Last day"), "to", "date"), &form.to, (to, ""), errors)}
            </div>
            <button class="b big w" type="submit">{l.say("Đặt giá sàn", "Set the floor")}</button>
        </form>
    }
    .into_any()
}

fn allow(of: &AllowLessView, action: String, l: Locale) -> AnyView {
    let (form, errors) = (&of.form, &of.errors);
    view! {
        <form class="stack" id="cho" method="post" action=action novalidate>
            {error_summary(errors, l)}
            {entry((l.say("Cho nhận về từ", "Enough meanwhile"), "amount", ""), &form.amount, (None, "150k"), errors)}
            {entry(
                (l.say("Lý do", "Why"), "reason", ""),
                &form.reason,
                (None, l.say("Lô chín quá, bán trong hai ngày", "Overripe lot, two days left")),
                errors,
            )}
            {entry((l.say("Đến hết ngày", "Last day"), "until", "date"), &form.until, (None, ""), errors)}
            <button class="b big w" type="submit">{l.say("Cho bán dưới giá sàn", "Allow it")}</button>
        </form>
    }
    .into_any()
}

fn permit(of: &PermitLine, base: &str, l: Locale) -> AnyView {
    let end = of.can_end.then(|| {
        view! {
            <form method="post" action=format!("{base}/thoi/{}", of.id)>
                <button class="b o" type="submit">{l.say("Rút lại phép này", "Take it back")}</button>
            </form>
        }
    });
    view! {
        <li class="stack">
            <span><b>{of.title.clone()}</b><br/><span class="s m">{of.detail.clone()}</span></span>
            {end}
        </li>
    }
    .into_any()
}

fn line(of: &FloorLine, slug: &str, l: Locale) -> AnyView {
    let base = l.path(&format!("/htx/hang/{slug}/gia-san/{}", of.id));
    let class = if of.counts { "chip l" } else { "chip" };
    let details: Vec<_> = of
        .details
        .iter()
        .map(|words| view! { <br/><span class="s m">{words.clone()}</span> })
        .collect();
    let permits: Vec<_> = of.permits.iter().map(|one| permit(one, &base, l)).collect();
    let permits =
        (!permits.is_empty()).then(|| view! { <ul role="list" class="list">{permits}</ul> });
    let deeds = (of.can_change && of.allow.is_none()).then(|| {
        let open = l.path(&format!("/htx/hang/{slug}/gia-san?cho={}#cho", of.id));
        view! {
            <div class="row wrap">
                <a class="b o" href=open>{l.say("Cho bán thấp hơn", "Allow less")}</a>
                <form method="post" action=format!("{base}/dung")>
                    <button class="b d" type="submit">{l.say("Dừng giá sàn này", "End this floor")}</button>
                </form>
            </div>
        }
    });
    let form = of
        .allow
        .as_ref()
        .map(|one| allow(one, format!("{base}/cho-phep"), l));
    view! {
        <li class="stack">
            <div class="row between wrap"><b class="sub">{of.title.clone()}</b><span class=class>{of.state.clone()}</span></div>
            <p>{details}</p>
            {permits}
            {deeds}
            {form}
        </li>
    }
    .into_any()
}

fn pack(of: &FloorPack, view: &FloorsView, l: Locale) -> AnyView {
    let slug = &view.slug;
    let sums: Vec<_> = of
        .sums
        .iter()
        .map(|(words, amount)| view! { <p class="sum"><span>{words.clone()}</span><b>{amount.clone()}</b></p> })
        .collect();
    let warning = of.warning.clone().map(|text| {
        view! { <p class="err">{icon(Icon::Warning)}<span>{text}</span></p> }
    });
    let lines =
        |of: &[FloorLine]| -> Vec<AnyView> { of.iter().map(|one| line(one, slug, l)).collect() };
    let standing = (!of.floors.is_empty())
        .then(|| view! { <ul role="list" class="list">{lines(&of.floors)}</ul> });
    let past = (!of.past.is_empty()).then(|| {
        view! {
            <details>
                <summary>{l.say("Giá sàn trước đây", "Floors of before")}</summary>
                <ul role="list" class="list">{lines(&of.past)}</ul>
            </details>
        }
    });
    let form = of.set.as_ref().map(|one| set(one, slug, l));
    let open = (view.can_change && form.is_none()).then(|| {
        let href = l.path(&format!("/htx/hang/{slug}/gia-san?dat={}#dat", of.offer));
        let words = match of.floors.is_empty() {
            true => l.say("Đặt giá sàn", "Set a floor"),
            false => l.say("Đặt giá sàn mới", "Set another floor"),
        };
        view! { <a class="b o big w" href=href>{words}</a> }
    });
    view! {
        <section class="box stack">
            <h2>{of.title.clone()}</h2>
            <div class="stack tight">{sums}</div>
            {warning}
            {standing}
            {open}
            {form}
            {past}
        </section>
    }
    .into_any()
}

/// The page of the floors of a good.
#[must_use]
pub fn floors_page(of: &FloorsView, l: Locale) -> AnyView {
    let notices: Vec<_> = of.notices.iter().map(notice).collect();
    let packs: Vec<_> = of.packs.iter().map(|one| pack(one, of, l)).collect();
    let look = (!of.can_change).then(|| {
        look_only(l.say(
            "Giám đốc hợp tác xã đặt và sửa giá sàn",
            "Directors set and change floors",
        ))
    });
    let prices = of.can_sell.then(|| {
        let href = l.path(&format!("/htx/hang/{}#loai", of.slug));
        view! { <a class="b o" href=href>{l.say("Sửa giá bán", "Change prices")}{icon(Icon::Next)}</a> }
    });
    view! {
        <div class="w pt pb stack">
            {notices}
            <p>{l.say(
                "Giá sàn là số tiền ít nhất hợp tác xã phải nhận về, sau khi trừ phí chợ và mọi giảm giá. Giá nào làm bạn nhận về ít hơn thì chợ không nhận.",
                "A floor is the least the cooperative has to receive after the market fee and every discount. Prices that would leave less are refused.",
            )}</p>
            {look}
            {packs}
            {prices}
        </div>
    }
    .into_any()
}
