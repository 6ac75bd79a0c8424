//! The audit log with its filters.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::staff::{AuditFilter, AuditView};

use super::lists::history;
use crate::components::{Field, empty, error_for, error_summary, field, pager};

fn filters(of: &AuditView, l: Locale) -> AnyView {
    let text = |name: &'static str, label: &str, value: &str, placeholder: &str, kind: &str| {
        field(Field {
            label,
            name,
            value,
            error: error_for(&of.errors, name),
            placeholder,
            kind,
            maxlength: Some(80),
            ..Field::default()
        })
    };
    let filter = &of.filter;
    let chosen = *filter != AuditFilter::default();
    view! {
        <details class="box" open=chosen>
        <summary class="more">{l.say("Lọc nhật ký", "Filter the log")}</summary>
        <form class="stack mt12" method="get" action=l.path("/quan-tri/nhat-ky") role="search">
            <div class="filter-grid">
                {text("ai", l.say("Ai (số điện thoại)", "Who (phone)"), &filter.who, "0912 345 678", "")}
                {text("htx", l.say("Cho hợp tác xã", "For the cooperative"), &filter.cooperative, "dong-mo", "")}
                {text("viec", l.say("Việc", "Action"), &filter.action, l.say("Nhận đơn", "Accepted"), "")}
                {text("ve", l.say("Về", "About"), &filter.entity, l.say("món hàng", "goods"), "")}
                {text("tu", l.say("Từ ngày", "From"), &filter.from, "", "date")}
                {text("den", l.say("Đến hết ngày", "Until"), &filter.to, "", "date")}
            </div>
            <button class="b" type="submit">{l.say("Lọc", "Filter")}</button>
        </form>
        </details>
    }
    .into_any()
}

/// Every write, newest first.
#[must_use]
pub fn audit_page(of: &AuditView, l: Locale) -> AnyView {
    let list = if of.lines.is_empty() {
        empty(&of.empty)
    } else {
        history(&of.lines, l)
    };
    view! {
        <div class="w pt pb stack">
            <h1>{l.say("Mọi việc đã ghi", "Every write")}</h1>
            {error_summary(&of.errors, l)}
            {filters(of, l)}
            {list}
            {pager(&of.pager, l)}
        </div>
    }
    .into_any()
}
