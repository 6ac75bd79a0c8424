//! Islands: the few places that answer without a new page. Each page works without them.
//!
//! Their words come as props, so no text is compiled into the browser bundles.

#[cfg(all(feature = "hydrate", any(feature = "shop", feature = "booth")))]
mod combo;
#[cfg(all(feature = "hydrate", any(feature = "shop", feature = "booth")))]
mod dom;
#[cfg(all(feature = "hydrate", feature = "booth"))]
mod photo;
#[cfg(all(feature = "hydrate", feature = "booth"))]
mod stock;

#[cfg(any(feature = "ssr", feature = "shop", feature = "booth"))]
mod live;

#[cfg(any(feature = "ssr", feature = "shop"))]
mod buy_button;
#[cfg(any(feature = "ssr", feature = "shop"))]
mod cart_badge;
#[cfg(any(feature = "ssr", feature = "shop"))]
mod search_suggest;
#[cfg(any(feature = "ssr", feature = "shop"))]
mod share_button;
#[cfg(any(feature = "ssr", feature = "shop", feature = "booth"))]
mod ward_search;

#[cfg(any(feature = "ssr", feature = "booth"))]
mod copy_button;
#[cfg(any(feature = "ssr", feature = "booth"))]
mod draft_keeper;
#[cfg(any(feature = "ssr", feature = "booth"))]
mod draft_sender;
#[cfg(any(feature = "ssr", feature = "booth"))]
mod photo_shrink;
#[cfg(any(feature = "ssr", feature = "booth"))]
mod price_reader;
#[cfg(any(feature = "ssr", feature = "booth"))]
mod stock_stepper;

#[cfg(any(feature = "ssr", feature = "shop", feature = "booth"))]
pub use ward_search::WardSearch;
#[cfg(any(feature = "ssr", feature = "shop"))]
pub use {
    buy_button::BuyButton, cart_badge::CartBadge, live::LiveOrder, search_suggest::SearchSuggest,
    share_button::ShareButton,
};

#[cfg(any(feature = "ssr", feature = "booth"))]
pub use {
    copy_button::CopyButton, draft_keeper::DraftKeeper, draft_sender::DraftSender, live::LiveBooth,
    photo_shrink::PhotoShrink, price_reader::PriceReader, stock_stepper::StockStepper,
};
