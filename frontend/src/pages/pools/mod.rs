//! Pooled listings: pages for the alliance and for the booth. The page around them differs, the content is the same.

mod manage;
mod new;
mod one;
mod own;
mod shares;

pub use new::new_pool_page;
pub use one::pool_page;
pub use shares::{decisions_page, shares_page};

use leptos::prelude::*;
use shared::problem::FieldError;
use shared::say::Locale;
use shared::view::goods::Pickable;
use shared::view::parts::{Empty, NoticeKind};
use shared::view::pool::{PoolLine, PoolList, Typed};

use crate::components::{
    Choice, Field, Icon, chip, empty, error_for, field, icon, notice, select_field,
};

/// A state as a chip: word, icon and colour.
fn mark(of: &(NoticeKind, String)) -> AnyView {
    let (name, tone) = match of.0 {
        NoticeKind::Good => (Icon::Check, "g nb"),
        NoticeKind::Warn => (Icon::Clock, "y nb"),
        NoticeKind::Bad => (Icon::Warning, "r nb"),
        NoticeKind::Plain => (Icon::Info, "nb"),
    };
    chip(name, of.1.clone(), tone)
}

/// A `<select>` of what a view offers.
fn select(label: &str, name: &str, of: &[Pickable], errors: &[FieldError]) -> AnyView {
    let choices: Vec<Choice> = of.iter().map(choice).collect();
    let field = Field {
        label,
        name,
        error: error_for(errors, name),
        ..Field::default()
    };
    select_field(field, &choices)
}

fn choice(of: &Pickable) -> Choice {
    Choice {
        value: of.value.clone(),
        label: of.label.clone(),
        checked: of.chosen,
        ..Choice::default()
    }
}

/// What was typed into a field of the form that came back.
fn value<'a>(typed: &'a Typed, name: &str) -> &'a str {
    let found = typed.iter().find(|(field, _)| field == name);
    found.map_or("", |(_, value)| value.as_str())
}

/// A text field with what was typed and its error.
fn text(label: &str, name: &str, help: &str, typed: &Typed, errors: &[FieldError]) -> AnyView {
    field(Field {
        label,
        name,
        value: value(typed, name),
        error: error_for(errors, name),
        help: (!help.is_empty()).then_some(help),
        autocomplete: "off",
        maxlength: Some(120),
        ..Field::default()
    })
}

fn line(of: &PoolLine) -> AnyView {
    view! {
        <li>
            <a class="line row between" href=of.href.clone()>
                <span class="grow"><b>{of.title.clone()}</b><br/><span class="s m">{of.detail.clone()}</span></span>
                {of.mark.as_ref().map(mark)}
            </a>
        </li>
    }
    .into_any()
}

/// All pooled listings of a reader.
#[must_use]
pub fn pools_page(of: &PoolList, l: Locale) -> AnyView {
    let notices: Vec<_> = of.notices.iter().map(notice).collect();
    let lines: Vec<_> = of.lines.iter().map(line).collect();
    let content = if lines.is_empty() {
        empty(&Empty {
            title: l.say("Chưa có món bán chung", "No pooled listing yet").to_owned(),
            text: l
                .say(
                    "Nhiều hợp tác xã có cùng một thứ hàng thì bán dưới một tên: khách thấy đủ số, chợ chia đơn theo phần đã thoả thuận.",
                    "Cooperatives with the same goods sell under one name: buyers see all of it, orders are shared as agreed.",
                )
                .to_owned(),
            link: None,
        })
    } else {
        view! { <ul role="list" class="box lines">{lines}</ul> }.into_any()
    };
    let create = of.create.clone().map(|href| {
        view! { <a class="b big w" href=href>{l.say("Mở món bán chung", "Open a pooled listing")}</a> }
    });
    let decisions = of.decisions.clone().map(|href| {
        view! { <a class="b o big w" href=href>{l.say("Đơn nào về đây, vì sao", "Which orders came here, and why")}{icon(Icon::Next)}</a> }
    });
    view! { <div class="w pt pb stack">{notices}{content}{create}{decisions}</div> }.into_any()
}
