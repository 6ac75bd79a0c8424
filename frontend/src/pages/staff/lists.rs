//! Lists of officers and operators, and the small parts their pages share.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::parts::NoticeKind;
use shared::view::staff::{AuditLine, Difference, Fact, Mark, StaffLine, StaffList, Tab, Waiting};

use crate::components::{Field, Icon, chip, empty, field, icon, pager};

/// A state as a chip: word, icon and colour.
pub(super) fn mark(of: &Mark) -> AnyView {
    let (name, tone) = match of.kind {
        NoticeKind::Good => (Icon::Check, "g"),
        NoticeKind::Warn => (Icon::Clock, "y"),
        NoticeKind::Bad => (Icon::Warning, "r"),
        NoticeKind::Plain => (Icon::Info, ""),
    };
    chip(name, of.text.clone(), tone)
}

/// One line of a list.
pub(super) fn line(of: &StaffLine) -> AnyView {
    let words = view! {
        <span class="grow"><b>{of.title.clone()}</b><br/><span class="s m">{of.detail.clone()}</span></span>
        {of.mark.as_ref().map(mark)}
    };
    match of.href.clone() {
        Some(href) => {
            view! { <li><a class="line row between" href=href>{words}</a></li> }.into_any()
        }
        None => view! { <li class="line row between">{words}</li> }.into_any(),
    }
}

/// Lines on a sheet; nothing without lines.
pub(super) fn lines(of: &[StaffLine]) -> AnyView {
    if of.is_empty() {
        return ().into_any();
    }
    let items: Vec<_> = of.iter().map(line).collect();
    view! { <ul role="list" class="box lines">{items}</ul> }.into_any()
}

/// Facts with their names; empty ones are left out.
pub(super) fn facts(of: &[Fact]) -> AnyView {
    let rows: Vec<_> = of
        .iter()
        .filter(|fact| !fact.value.is_empty())
        .map(|fact| view! { <div><dt class="s m">{fact.label.clone()}</dt><dd>{fact.value.clone()}</dd></div> })
        .collect();
    view! { <dl class="facts">{rows}</dl> }.into_any()
}

/// What changed: before struck out, after beside it.
pub(super) fn changes(of: &[Difference], l: Locale) -> AnyView {
    let rows: Vec<_> = of
        .iter()
        .map(|one| {
            let before = (!one.before.is_empty())
                .then(|| view! { <del><span class="vh">{l.say("trước: ", "before: ")}</span>{one.before.clone()}</del> });
            let after = (!one.after.is_empty())
                .then(|| view! { <ins><span class="vh">{l.say("sau: ", "after: ")}</span>{one.after.clone()}</ins> });
            view! { <div><dt class="s m">{one.field.clone()}</dt><dd>{before}{after}</dd></div> }
        })
        .collect();
    view! { <dl class="facts diff">{rows}</dl> }.into_any()
}

/// Entries of the audit log.
pub(super) fn history(of: &[AuditLine], l: Locale) -> AnyView {
    let items: Vec<_> = of
        .iter()
        .map(|one| {
            let who = match one.who_href.clone() {
                Some(href) => view! { <a href=href>{one.who.clone()}</a> }.into_any(),
                None => one.who.clone().into_any(),
            };
            let cooperative = (!one.cooperative.is_empty())
                .then(|| format!(" · {} {}", l.say("cho", "for"), one.cooperative));
            view! {
                <li class="line">
                    <p><b>{one.action.clone()}</b>" "<span class="s m">{one.entity.clone()}</span></p>
                    <p class="s m">{one.at.clone()}" · "{who}{cooperative}</p>
                    {(!one.changes.is_empty()).then(|| changes(&one.changes, l))}
                </li>
            }
        })
        .collect();
    view! { <ol role="list" class="box lines">{items}</ol> }.into_any()
}

/// What waits, as large numbers that lead there.
pub(super) fn waiting(of: &[Waiting]) -> AnyView {
    let tiles: Vec<_> = of
        .iter()
        .map(|one| {
            let class = match (one.hot, one.count) {
                (true, _) => "task hot",
                (false, 0) => "task calm",
                (false, _) => "task",
            };
            view! {
                <li><a class=class href=one.href.clone()><b class="num">{one.count}</b><span class="name">{one.words.clone()}</span></a></li>
            }
        })
        .collect();
    view! { <ul role="list" class="tiles">{tiles}</ul> }.into_any()
}

/// The parts of a list, as links.
pub(super) fn tabs(of: &[Tab], l: Locale) -> AnyView {
    if of.is_empty() {
        return ().into_any();
    }
    let links: Vec<_> = of
        .iter()
        .map(|tab| {
            let class = if tab.current { "f on" } else { "f" };
            let current = tab.current.then_some("page");
            view! { <a class=class href=tab.href.clone() aria-current=current>{tab.text.clone()}</a> }
        })
        .collect();
    view! { <nav class="filters" aria-label=l.say("Phần của danh sách", "Parts of the list")>{links}</nav> }.into_any()
}

/// A search field of one line with its button.
pub(super) fn search(action: String, of: Field<'_>, l: Locale) -> AnyView {
    view! {
        <form class="box row-form" method="get" action=action role="search">
            {field(of)}
            <button class="b" type="submit">{icon(Icon::Search)}{l.say("Tìm", "Search")}</button>
        </form>
    }
    .into_any()
}

fn list(of: &StaffList, search: Option<AnyView>, l: Locale) -> AnyView {
    let content = if of.lines.is_empty() {
        empty(&of.empty)
    } else {
        lines(&of.lines)
    };
    view! {
        <div class="w pt pb stack">
            {search}
            {tabs(&of.tabs, l)}
            {content}
            {pager(&of.pager, l)}
        </div>
    }
    .into_any()
}

/// Cooperatives by state, with a search.
#[must_use]
pub fn cooperatives_page(of: &StaffList, l: Locale) -> AnyView {
    let form = search(
        l.path("/lien-minh/htx"),
        Field {
            label: l.say(
                "Tên hợp tác xã hoặc mã số thuế",
                "Name of the cooperative, or tax code",
            ),
            name: "q",
            value: &of.query,
            kind: "search",
            maxlength: Some(80),
            ..Field::default()
        },
        l,
    );
    list(of, Some(form), l)
}

/// Reviews that wait.
#[must_use]
pub fn reviews_page(of: &StaffList, l: Locale) -> AnyView {
    list(of, None, l)
}

/// Certificates by what is to be done with them.
#[must_use]
pub fn certificates_page(of: &StaffList, l: Locale) -> AnyView {
    list(of, None, l)
}

/// People, with a search.
#[must_use]
pub fn people_page(of: &StaffList, l: Locale) -> AnyView {
    let form = search(
        l.path("/quan-tri/nguoi"),
        Field {
            label: l.say("Số điện thoại hoặc tên", "Phone or name"),
            name: "q",
            value: &of.query,
            kind: "search",
            maxlength: Some(80),
            ..Field::default()
        },
        l,
    );
    list(of, Some(form), l)
}
