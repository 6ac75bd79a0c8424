//! Browser entry of the shop. Its one duty besides re-exporting the islands is to switch hydration on.

pub use frontend::islands::*;
use wasm_bindgen::prelude::wasm_bindgen;

/// Called once by the loader before the islands are woken.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
