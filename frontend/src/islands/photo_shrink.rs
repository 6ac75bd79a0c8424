//! Makes photographs small before they travel: at most 1600 px and about 300 KB, without the place they were taken.

use leptos::prelude::*;

/// Takes over the file field with the id `input`; a file that cannot be read is sent as it is.
#[island]
pub fn PhotoShrink(
    /// Id of the file field.
    input: String,
    /// `Ảnh rõ, đủ sáng`.
    good: String,
    /// `Ảnh hơi tối. Ra chỗ sáng chụp lại, hoặc dùng ảnh này`.
    dark: String,
    /// `Ảnh hơi nhỏ. Chụp gần lại, hoặc dùng ảnh này`.
    small: String,
) -> impl IntoView {
    let verdict = RwSignal::new(0_u8);
    let place = [input.as_str(), "-view"].concat();
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| super::photo::start(&input, verdict));
    #[cfg(not(feature = "hydrate"))]
    let _ = input;
    view! {
        <div class="photos mt8" id=place></div>
        <p class="chip g mt8" role="status" hidden=move || verdict.get() != 1>{good}</p>
        <p class="chip y mt8" role="status" hidden=move || verdict.get() != 2>{dark}</p>
        <p class="chip y mt8" role="status" hidden=move || verdict.get() != 3>{small}</p>
    }
}
