//! Pictures: WebP with JPEG beside it, in the sizes that exist, never shifting the page.

use leptos::prelude::*;
use shared::view::parts::{Picture, PictureSize};

fn srcset(sizes: &[PictureSize]) -> Option<String> {
    (!sizes.is_empty()).then(|| {
        sizes
            .iter()
            .map(|size| format!("{} {}w", size.url, size.width))
            .collect::<Vec<_>>()
            .join(", ")
    })
}

/// A picture. `sizes` is how wide it is shown (`"(min-width: 1200px) 190px, 45vw"`); `eager` for the first picture
/// of a page, all others load when they come near.
#[must_use]
pub fn picture(picture: &Picture, sizes: &'static str, eager: bool) -> AnyView {
    let webp = srcset(&picture.webp);
    let jpeg = srcset(&picture.jpeg);
    let jpeg_sizes = jpeg.is_some().then_some(sizes);
    view! {
        <picture>
            {webp.map(|set| view! { <source type="image/webp" srcset=set sizes=sizes/> })}
            <img
                src=picture.src.clone()
                srcset=jpeg
                sizes=jpeg_sizes
                alt=picture.alt.clone()
                width=picture.width
                height=picture.height
                loading=(!eager).then_some("lazy")
                fetchpriority=eager.then_some("high")
                decoding="async"
            />
        </picture>
    }
    .into_any()
}

/// A small picture beside a line of text; `class` adds `sm`, `md` or `lg` to the 72 px square.
#[must_use]
pub fn thumb(of: Option<&Picture>, class: &str) -> AnyView {
    let class = format!("th {class}");
    match of {
        Some(of) => view! { <div class=class>{picture(of, "104px", false)}</div> }.into_any(),
        None => view! { <div class=class><div class="pic none"></div></div> }.into_any(),
    }
}
