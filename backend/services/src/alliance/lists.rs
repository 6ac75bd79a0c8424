//! What the lists of officers have in common: parts, the way on, marks.

use shared::page::Cursor;
use shared::say::Locale;
use shared::state::CooperativeState;
use shared::view::parts::{NoticeKind, Pager};
use shared::view::staff::{Mark, Tab};

/// Links to the parts of a list, by their value of `tt`; the empty value is the first part.
pub(super) fn tabs<'a>(
    path: &str,
    parts: impl IntoIterator<Item = (&'a str, &'a str)>,
    current: &str,
    l: Locale,
) -> Vec<Tab> {
    let tab = |(value, words): (&str, &str)| Tab {
        text: words.to_owned(),
        href: if value.is_empty() {
            l.path(path)
        } else {
            l.path(&format!("{path}?tt={value}"))
        },
        current: value == current,
    };
    parts.into_iter().map(tab).collect()
}

/// The way to the next page of a list with these query parts (already encoded).
pub(crate) fn pager(path: &str, query: &[(&str, &str)], next: Option<Cursor>, l: Locale) -> Pager {
    let Some(next) = next else {
        return Pager::default();
    };
    let mut href = format!("{}?sau={next}", l.path(path));
    for (name, value) in query.iter().filter(|(_, value)| !value.is_empty()) {
        href.push_str(&format!("&{name}={}", encode(value)));
    }
    Pager {
        previous: None,
        next: Some(href),
    }
}

/// Percent-encodes everything but unreserved characters.
fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                out.push(char::from(byte))
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// The state of a cooperative as a mark.
pub(crate) fn cooperative_mark(state: &str, l: Locale) -> Mark {
    let Ok(state) = state.parse::<CooperativeState>() else {
        return Mark {
            text: state.to_owned(),
            kind: NoticeKind::Plain,
        };
    };
    let kind = match state {
        CooperativeState::Documents => NoticeKind::Warn,
        CooperativeState::Verified => NoticeKind::Good,
        CooperativeState::Refused | CooperativeState::Practice => NoticeKind::Plain,
        CooperativeState::Suspended => NoticeKind::Bad,
    };
    Mark {
        text: state.words(l).to_owned(),
        kind,
    }
}

/// `xã Chi Lăng, Lạng Sơn`; the code itself when it is not known.
pub(crate) fn place_words(ward_code: &str) -> String {
    let places = shared::places::places();
    match places.ward(ward_code) {
        Some(ward) => {
            let province = places
                .province_of(ward)
                .map_or("", |province| province.name);
            format!("{}, {province}", ward.full_name())
                .replace(' ', "\u{a0}")
                .replace(",\u{a0}", ", ")
        }
        None => ward_code.to_owned(),
    }
}
