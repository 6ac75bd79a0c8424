//! Islands: the few places that answer without a new page. Each page works without them.
//!
//! Their words come as props, so no text is compiled into the browser bundles.

#[cfg(all(feature = "hydrate", feature = "shop"))]
mod combo;
#[cfg(feature = "hydrate")]
mod dom;

#[cfg(any(feature = "ssr", feature = "shop"))]
mod cart_badge;
#[cfg(any(feature = "ssr", feature = "shop"))]
mod search_suggest;
#[cfg(any(feature = "ssr", feature = "shop"))]
mod share_button;

#[cfg(any(feature = "ssr", feature = "shop"))]
pub use cart_badge::CartBadge;
#[cfg(any(feature = "ssr", feature = "shop"))]
pub use search_suggest::SearchSuggest;
#[cfg(any(feature = "ssr", feature = "shop"))]
pub use share_button::ShareButton;
