//! The booth's page of sharing.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::share::{BoothShareView, RateLine, ShareGood};

use super::lists::{lines, links, sums};
use crate::components::{
    Choice, Field, error_for, error_line, error_summary, field, hidden, pick, select_field, toast,
};

/// Links to make and to look at, rates, and what came of them.
#[must_use]
pub fn booth_share_page(of: &BoothShareView, l: Locale) -> AnyView {
    let make = of.may_share.then(|| make(of, l));
    let set = of.may_manage.then(|| rate_form(of, l));
    let rates: Vec<_> = of.rates.iter().map(|one| rate(one, l)).collect();
    view! {
        <div class="w stack pt pb">
            <h1 class="vh">{l.say("Chia sẻ", "Share")}</h1>
            {of.done.clone().map(|text| toast(text, None))}
            {make}
            <h2>{l.say("Link của gian", "The booth's links")}</h2>
            {links(&of.links, "/htx/chia-se", l)}
            <h2>{l.say("Hoa hồng trả người giới thiệu", "Commission for sellers")}</h2>
            {rate_list(rates, l)}
            {set}
            {sums(&of.sums)}
            <h2>{l.say("Từng đơn qua link", "Each order through a link")}</h2>
            {lines(&of.lines, "/htx/chia-se/hoa-hong.csv", l)}
        </div>
    }
    .into_any()
}

fn one_form(kind: &str, slug: &str, words: String, l: Locale) -> AnyView {
    view! {
        <form method="post" action=l.path("/htx/chia-se")>
            {hidden("kind", kind)}
            {hidden("slug", slug)}
            <button class="b o" type="submit" aria-label=words>{l.say("Tạo link", "Make link")}</button>
        </form>
    }
    .into_any()
}

fn make(of: &BoothShareView, l: Locale) -> AnyView {
    let goods: Vec<_> = of
        .goods
        .iter()
        .map(|good| {
            let words = format!("{}: {}", l.say("Tạo link", "Make link"), good.name);
            view! {
                <li class="row between">
                    <span class="grow"><b>{good.name.clone()}</b><br/><span class="s m">{good.detail.clone()}</span></span>
                    {one_form("product", &good.slug, words, l)}
                </li>
            }
        })
        .collect();
    let booth = view! {
        <li class="row between">
            <b class="grow">{l.say("Cả gian hàng", "The whole booth")}</b>
            {one_form("booth", "", l.say("Tạo link cả gian", "Make a link of the booth").to_owned(), l)}
        </li>
    };
    view! {
        <h2>{l.say("Gửi cho khách", "Send to buyers")}</h2>
        <section class="box"><ul role="list" class="stack">{booth}{goods}</ul></section>
        {basket("/htx/chia-se", &of.goods, error_for(&of.errors, "variant"), l)}
    }
    .into_any()
}

/// Goods to tick for one basket.
pub(super) fn basket(action: &str, goods: &[ShareGood], error: Option<&str>, l: Locale) -> AnyView {
    let picks: Vec<_> = goods
        .iter()
        .map(|good| {
            let choice = Choice {
                value: good.variant_id.clone(),
                label: good.name.clone(),
                detail: good.detail.clone(),
                amount: good.rate.clone(),
                ..Choice::default()
            };
            pick("variant", &choice, true, None)
        })
        .collect();
    let campaign = field(Field {
        label: l.say("Dùng ở đâu (không bắt buộc)", "What for (may be empty)"),
        name: "campaign",
        placeholder: l.say("Zalo nhóm chung cư", "Zalo group"),
        maxlength: Some(40),
        ..Field::default()
    });
    view! {
        <details class="box" open=error.is_some()>
            <summary>{l.say("Một link cho cả giỏ nhiều món", "One link for a basket of goods")}</summary>
            <form class="stack" method="post" action=l.path(action)>
                {hidden("kind", "basket")}
                <fieldset class="stack"><legend class="lab">{l.say("Chọn món", "Choose goods")}</legend>{picks}</fieldset>
                {error.map(error_line)}
                {campaign}
                <button class="b w" type="submit">{l.say("Tạo link giỏ", "Make the link")}</button>
            </form>
        </details>
    }
    .into_any()
}

fn rate_list(rates: Vec<AnyView>, l: Locale) -> AnyView {
    if rates.is_empty() {
        return view! { <p class="m">{l.say(
            "Chưa trả hoa hồng cho ai. Đặt mức thì người giới thiệu mới thấy hàng của bạn.",
            "Nothing is paid yet. Sellers see your goods once a rate is set.",
        )}</p> }
        .into_any();
    }
    view! { <section class="box"><ul role="list" class="stack">{rates}</ul></section> }.into_any()
}

fn rate(of: &RateLine, l: Locale) -> AnyView {
    let end = of.can_end.then(|| {
        let name = format!("{} {} {}", l.say("Dừng mức", "End"), of.rate, of.detail);
        view! {
            <form method="post" action=l.path(&format!("/htx/chia-se/muc/{}/dung", of.id))>
                <button class="b d" type="submit" aria-label=name>{l.say("Dừng", "End")}</button>
            </form>
        }
    });
    view! {
        <li class="row between">
            <span class="grow"><b>{of.rate.clone()}</b><br/><span class="s m">{of.detail.clone()}</span></span>
            {end}
        </li>
    }
    .into_any()
}

fn rate_form(of: &BoothShareView, l: Locale) -> AnyView {
    let mut choices = vec![Choice {
        label: l.say("Mọi món", "All goods").to_owned(),
        checked: of.form.slug.is_empty(),
        ..Choice::default()
    }];
    choices.extend(of.goods.iter().map(|good| Choice {
        value: good.slug.clone(),
        label: good.name.clone(),
        checked: good.slug == of.form.slug,
        ..Choice::default()
    }));
    let slug = Field {
        label: l.say("Cho món", "For"),
        name: "slug",
        ..Field::default()
    };
    let percent = Field {
        label: l.say(
            "Hoa hồng, phần trăm tiền hàng",
            "Commission, percent of the goods' price",
        ),
        name: "percent",
        value: &of.form.percent,
        error: error_for(&of.errors, "percent"),
        inputmode: "decimal",
        placeholder: "5",
        maxlength: Some(8),
        ..Field::default()
    };
    let phone = Field {
        label: l.say(
            "Riêng cho người có số điện thoại (để trống: mọi người)",
            "Only for the seller with this phone (empty: all)",
        ),
        name: "phone",
        value: &of.form.phone,
        error: error_for(&of.errors, "phone"),
        kind: "tel",
        inputmode: "tel",
        maxlength: Some(24),
        ..Field::default()
    };
    view! {
        <form class="box stack" method="post" action=l.path("/htx/chia-se/muc")>
            <h3>{l.say("Đặt mức", "Set a rate")}</h3>
            {error_summary(&of.errors, l)}
            {select_field(slug, &choices)}
            {field(percent)}
            {field(phone)}
            <button class="b w" type="submit">{l.say("Lưu mức này", "Keep this rate")}</button>
        </form>
    }
    .into_any()
}
