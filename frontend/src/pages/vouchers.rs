//! Vouchers of a booth, or of the market: what there is, and the form that gives one.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::voucher::{VoucherLine, VouchersView};

use crate::components::{Choice, Field, error_for, error_summary, field, select_field, toast};

/// The page; `path` is its address.
#[must_use]
pub fn vouchers_page(of: &VouchersView, path: &str, l: Locale) -> AnyView {
    let lines: Vec<_> = of.lines.iter().map(|one| line(one, path, l)).collect();
    let list = match lines.is_empty() {
        true => view! { <p class="m">{l.say(
            "Chưa có mã giảm giá nào. Đặt một mã để mời khách quay lại.",
            "There are no vouchers yet. Give one to invite buyers back.",
        )}</p> }
        .into_any(),
        false => {
            view! { <section class="box"><ul role="list" class="stack">{lines}</ul></section> }
                .into_any()
        }
    };
    view! {
        <div class="w stack pt pb">
            <h1 class="vh">{l.say("Mã giảm giá", "Vouchers")}</h1>
            {of.done.clone().map(|text| toast(text, None))}
            {list}
            {of.may_give.then(|| form(of, path, l))}
        </div>
    }
    .into_any()
}

fn line(of: &VoucherLine, path: &str, l: Locale) -> AnyView {
    let deed = |word: &'static str, class: &'static str, say: &str| {
        let name = format!("{say} {}", of.code);
        view! { <button class=class type="submit" name="viec" value=word aria-label=name>{say.to_owned()}</button> }
    };
    let agree = of
        .can_agree
        .then(|| deed("dong-y", "b o", l.say("Đồng ý", "Agree")));
    let end = of
        .can_end
        .then(|| deed("dung", "b d", l.say("Dừng", "End")));
    let deeds = (of.can_agree || of.can_end).then(|| {
        view! {
            <form class="row" method="post" action=l.path(&format!("{path}/{}", of.code))>
                {agree}
                {end}
            </form>
        }
    });
    view! {
        <li class="stack">
            <p><b>{of.code.clone()}</b>" · "{of.state.clone()}<br/>{of.terms.clone()}<br/>
                <span class="s m">{of.payer.clone()}". "{of.used.clone()}</span></p>
            {deeds}
        </li>
    }
    .into_any()
}

fn form(of: &VouchersView, path: &str, l: Locale) -> AnyView {
    let errors = &of.errors;
    let text = |label: &'static str, name: &'static str, value: &str, example: &'static str| {
        field(Field {
            label,
            name,
            value,
            error: error_for(errors, name),
            placeholder: example,
            autocomplete: "off",
            maxlength: Some(24),
            ..Field::default()
        })
    };
    let market = of.market.then(|| {
        let none = Choice {
            label: l.say("Mọi hợp tác xã", "All cooperatives").to_owned(),
            checked: of.form.cooperative.is_empty(),
            ..Choice::default()
        };
        let some = of.cooperatives.iter().map(|(slug, name)| Choice {
            value: slug.clone(),
            label: name.clone(),
            checked: *slug == of.form.cooperative,
            ..Choice::default()
        });
        let choices: Vec<Choice> = std::iter::once(none).chain(some).collect();
        let which = Field {
            label: l.say("Hàng của", "Goods of"),
            name: "cooperative",
            error: error_for(errors, "cooperative"),
            ..Field::default()
        };
        view! {
            {select_field(which, &choices)}
            {text(l.say("Hợp tác xã chịu mấy phần trăm (để trống: chợ chịu hết)",
                "Percent the cooperative pays (empty: the market pays all)"), "own", &of.form.own, "50")}
        }
    });
    view! {
        <h2>{l.say("Đặt mã mới", "A new voucher")}</h2>
        {(errors.len() > 1).then(|| error_summary(errors, l))}
        <form class="box stack" method="post" action=l.path(path) novalidate>
            {text(l.say("Mã khách gõ", "Code that buyers type"), "code", &of.form.code, "NAMUA10")}
            {text(l.say("Giảm bao nhiêu (tiền hoặc %)", "How much off (đồng or %)"), "off", &of.form.off, "20.000")}
            {text(l.say("Giảm nhiều nhất (khi là %, có thể để trống)", "At most (for %, may be empty)"), "most", &of.form.most, "30.000")}
            {text(l.say("Tiền hàng ít nhất (có thể để trống)", "Goods for at least (may be empty)"), "least_goods", &of.form.least_goods, "200.000")}
            {text(l.say("Số lượt (để trống: không giới hạn)", "Uses (empty: no limit)"), "uses", &of.form.uses, "50")}
            {text(l.say("Ngày cuối", "Last day"), "until", &of.form.until, "31/12/2026")}
            {market}
            <p class="s m">{l.say("Mỗi số điện thoại dùng một lần. Mã không bao giờ bán dưới giá sàn.",
                "Each phone uses it once. A voucher never sells below a price floor.")}</p>
            <button class="b big w" type="submit">{l.say("Đặt mã", "Give it")}</button>
        </form>
    }
    .into_any()
}
