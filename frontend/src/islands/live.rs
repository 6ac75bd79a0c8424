//! Pages that follow what happens: the server says "changed", the page is read anew.

use leptos::prelude::*;

/// Follows an order.
#[cfg(any(feature = "ssr", feature = "shop"))]
#[island]
pub fn LiveOrder(
    /// Address of the event stream.
    url: String,
    /// Said instead of reading anew while someone types: `Có gì mới. Bấm để xem`.
    words: String,
) -> impl IntoView {
    follow(url, words)
}

/// Follows the booth's orders and stock.
#[cfg(any(feature = "ssr", feature = "booth"))]
#[island]
pub fn LiveBooth(
    /// Address of the event stream.
    url: String,
    /// Said instead of reading anew while someone types: `Có gì mới. Bấm để xem`.
    words: String,
) -> impl IntoView {
    follow(url, words)
}

fn follow(url: String, words: String) -> impl IntoView {
    let news = RwSignal::new(false);
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| listen(&url, news));
    #[cfg(not(feature = "hydrate"))]
    let _ = url;
    view! {
        <p class="toast float" role="status" hidden=move || !news.get()>
            <a href="">{words}</a>
        </p>
    }
}

#[cfg(feature = "hydrate")]
fn listen(url: &str, news: RwSignal<bool>) {
    use super::dom;
    use web_sys::EventSource;

    // The browser connects again on its own when the line breaks.
    let Ok(source) = EventSource::new(url) else {
        return;
    };
    dom::on(&source, "message", move |_| {
        if is_leaving() {
            return;
        }
        if is_typing() {
            news.set(true);
        } else if let Some(window) = dom::window() {
            let _ = window.location().reload();
        }
    });
}

/// Whether a form has been sent, so that its answer is the next page: the loader marks the page, from the first moment on.
#[cfg(feature = "hydrate")]
fn is_leaving() -> bool {
    super::dom::document()
        .and_then(|document| document.document_element())
        .is_some_and(|page| page.has_attribute("data-leaving"))
}

/// Whether reading anew would take a half-written answer from someone.
#[cfg(feature = "hydrate")]
fn is_typing() -> bool {
    super::dom::document()
        .and_then(|document| document.active_element())
        .is_some_and(|element| {
            matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
        })
}
