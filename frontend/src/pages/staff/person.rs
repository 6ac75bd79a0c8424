//! One person: roles, sessions, lock.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::staff::{PersonView, RoleLine};

use super::lists::{facts, history, lines, mark};
use crate::components::{Choice, Field, error_for, field, hidden, select_field, toast};

fn base(of: &PersonView, l: Locale) -> String {
    l.path(&format!("/quan-tri/nguoi/{}", of.id))
}

fn role(of: &PersonView, one: &RoleLine, l: Locale) -> AnyView {
    let take = one.removable.then(|| {
        view! {
            <form method="post" action=format!("{}/bo-vai-tro", base(of, l))>
                {hidden("id", one.id.clone())}
                <button class="b o" type="submit">{l.say("Bỏ", "Take away")}</button>
            </form>
        }
    });
    view! { <li class="line row between"><span class="grow">{one.text.clone()}</span>{take}</li> }
        .into_any()
}

fn roles(of: &PersonView, l: Locale) -> AnyView {
    let items: Vec<_> = of.roles.iter().map(|one| role(of, one, l)).collect();
    let known = (!items.is_empty()).then(|| view! { <ul role="list" class="lines">{items}</ul> });
    let choice = |value: &str, label: &str, chosen: &str| Choice {
        value: value.to_owned(),
        label: label.to_owned(),
        checked: value == chosen,
        ..Choice::default()
    };
    let kinds = [
        choice(
            "officer",
            l.say("Cán bộ liên minh", "Officer of the alliance"),
            &of.role,
        ),
        choice("operator", l.say("Người vận hành", "Operator"), &of.role),
    ];
    let mut provinces = vec![choice("", l.say("Mọi tỉnh", "All provinces"), &of.province)];
    provinces.extend(
        of.provinces
            .iter()
            .map(|(code, name)| choice(code, name, &of.province)),
    );
    let kind = Field {
        label: l.say("Vai trò", "Role"),
        name: "role",
        error: error_for(&of.errors, "role"),
        ..Field::default()
    };
    let province = Field {
        label: l.say("Tỉnh (cho cán bộ liên minh)", "Province (of an officer)"),
        name: "province",
        error: error_for(&of.errors, "province"),
        ..Field::default()
    };
    view! {
        <section class="box stack">
            <h2>{l.say("Vai trò", "Roles")}</h2>
            {known}
            <form class="stack" method="post" action=format!("{}/vai-tro", base(of, l))>
                {select_field(kind, &kinds)}
                {select_field(province, &provinces)}
                <button class="b o w" type="submit">{l.say("Giao vai trò này", "Give this role")}</button>
            </form>
        </section>
    }
    .into_any()
}

fn lock(of: &PersonView, l: Locale) -> Option<AnyView> {
    if of.own {
        return None;
    }
    if of.disabled {
        return Some(
            view! {
                <form class="box stack" method="post" action=base(of, l)>
                    <button class="b big w" type="submit" name="action" value="enable">{l.say("Mở khoá", "Unlock")}</button>
                </form>
            }
            .into_any(),
        );
    }
    let reason = field(Field {
        label: l.say("Lý do khoá", "Why to lock"),
        name: "reason",
        value: &of.reason,
        error: error_for(&of.errors, "reason"),
        kind: "textarea",
        maxlength: Some(500),
        ..Field::default()
    });
    Some(
        view! {
            <form class="box stack" method="post" action=base(of, l)>
                {reason}
                <button class="b d w" type="submit" name="action" value="disable">{l.say("Khoá người này", "Lock this person")}</button>
            </form>
        }
        .into_any(),
    )
}

/// Facts at the left, deeds at the right.
#[must_use]
pub fn person_page(of: &PersonView, l: Locale) -> AnyView {
    let memberships = (!of.memberships.is_empty()).then(|| {
        view! {
            <section class="stack"><h2>{l.say("Hợp tác xã", "Cooperatives")}</h2>{lines(&of.memberships)}</section>
        }
    });
    let log = (!of.history.is_empty()).then(|| {
        view! {
            <section class="stack"><h2>{l.say("Đã làm gì", "What they did")}</h2>{history(&of.history, l)}</section>
        }
    });
    view! {
        <div class="w pt pb stack">
            {of.done.clone().map(|text| toast(text, None))}
            <div class="sides">
                <div class="stack">
                    <section class="box stack">
                        <div class="row between"><h1>{of.name.clone()}</h1>{mark(&of.mark)}</div>
                        <p class="sub"><b>{of.phone_masked.clone()}</b></p>
                        {facts(&of.facts)}
                    </section>
                    {memberships}
                </div>
                <div class="stack">
                    {roles(of, l)}
                    <form class="box stack" method="post" action=base(of, l)>
                        <button class="b o w" type="submit" name="action" value="sign_out">{l.say("Đăng xuất khỏi mọi máy", "Sign out everywhere")}</button>
                    </form>
                    {lock(of, l)}
                </div>
            </div>
            {log}
        </div>
    }
    .into_any()
}
