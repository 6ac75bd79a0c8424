//! Stock counts at once: taps change the number on the spot and travel when the line allows.

use leptos::prelude::*;

/// One for a page: takes over every form with the attribute `data-stock` whose buttons are named `op`.
///
/// It sends the form's hidden fields with `op=plus|minus`, `by` and a `key` that is the same when it is sent again;
/// a number typed in goes as `op=set` with its own name.
#[island]
pub fn StockStepper(
    /// `Đang không có mạng.`
    offline: String,
    /// After the number: ` thay đổi`.
    changes: String,
    /// ` sẽ tự gửi khi có sóng.`
    later: String,
) -> impl IntoView {
    let waiting = RwSignal::new(0_u32);
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| super::stock::start(waiting));
    view! {
        <div class="toast mt12" role="status" hidden=move || waiting.get() == 0>
            <span>{offline}" "<b>{move || waiting.get()}{changes}</b>{later}</span>
        </div>
    }
}
