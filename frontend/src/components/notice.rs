//! Words about the state of things: notices, empty places, ways back and on.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::parts::{Crumb, Empty, Notice, NoticeKind, Pager};

use super::icon::{Icon, icon};

const fn dress(kind: NoticeKind) -> (&'static str, Icon) {
    match kind {
        NoticeKind::Good => ("note ok row t", Icon::Check),
        NoticeKind::Warn => ("note row t", Icon::Clock),
        NoticeKind::Bad => ("note bad row t", Icon::Warning),
        NoticeKind::Plain => ("note plain row t", Icon::Info),
    }
}

/// A notice. Bad news is announced to readers at once.
#[must_use]
pub fn notice(of: &Notice) -> AnyView {
    let link = of
        .link
        .clone()
        .map(|(words, href)| view! { <br/><a href=href>{words}</a> });
    let title = (!of.title.is_empty()).then(|| view! { <b>{of.title.clone()}</b> });
    let gap = (!of.title.is_empty() && !of.text.is_empty()).then(|| view! { <br/> });
    let text = (!of.text.is_empty()).then(|| view! { <span class="s">{of.text.clone()}</span> });
    let (class, name) = dress(of.kind);
    let role = (of.kind == NoticeKind::Bad).then_some("alert");
    view! { <div class=class role=role>{icon(name)}<div>{title}{gap}{text}{link}</div></div> }
        .into_any()
}

/// A notice with an icon and content of one's own.
#[must_use]
pub fn notice_of(kind: NoticeKind, name: Icon, content: AnyView) -> AnyView {
    let (class, _) = dress(kind);
    view! { <div class=class>{icon(name)}<div>{content}</div></div> }.into_any()
}

/// An error where no field is at fault.
#[must_use]
pub fn error_line(text: impl Into<String>) -> AnyView {
    let text = text.into();
    view! { <p class="err" role="alert">{icon(Icon::Warning)}<span>{text}</span></p> }.into_any()
}

/// What was just done, with a form or link to undo it.
#[must_use]
pub fn toast(text: impl Into<String>, undo: Option<AnyView>) -> AnyView {
    let text = text.into();
    view! { <div class="toast" role="status">{icon(Icon::Check)}<span class="grow">{text}</span>{undo}</div> }.into_any()
}

/// An empty place.
#[must_use]
pub fn empty(of: &Empty) -> AnyView {
    let button = of
        .link
        .clone()
        .map(|(words, href)| view! { <a class="b" href=href>{words}</a> });
    view! {
        <div class="empty">
            <div class="hem"></div>
            <h2>{of.title.clone()}</h2>
            <p>{of.text.clone()}</p>
            {button}
        </div>
    }
    .into_any()
}

/// The way here.
#[must_use]
pub fn crumbs(of: &[Crumb], l: Locale) -> AnyView {
    let items: Vec<_> = of
        .iter()
        .map(|crumb| match crumb.href.clone() {
            Some(href) => view! { <li><a href=href>{crumb.text.clone()}</a></li> }.into_any(),
            None => view! { <li aria-current="page">{crumb.text.clone()}</li> }.into_any(),
        })
        .collect();
    view! { <nav aria-label=l.say("Đường đi", "Breadcrumbs")><ol class="crumbs" role="list">{items}</ol></nav> }.into_any()
}

/// Links to the page before and the next.
#[must_use]
pub fn pager(of: &Pager, l: Locale) -> AnyView {
    if of.previous.is_none() && of.next.is_none() {
        return ().into_any();
    }
    let previous = of.previous.clone().map(|href| {
        view! { <a class="b o" rel="prev" href=href>{icon(Icon::Back)}{l.say("Trang trước", "Previous")}</a> }
    });
    let next = of.next.clone().map(|href| {
        view! { <a class="b o" rel="next" href=href>{l.say("Xem tiếp", "Next")}{icon(Icon::Next)}</a> }
    });
    view! { <nav class="pager" aria-label=l.say("Các trang", "Pages")>{previous}{next}</nav> }
        .into_any()
}
