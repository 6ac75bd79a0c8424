//! From cargo's `.wasm` to a module a browser loads, by wasm-bindgen as a library.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use super::Bundle;
use crate::run;

/// Where the generated files wait for their final names.
pub fn dir(bundle: &Bundle) -> PathBuf {
    run::target_dir()
        .join("xtask")
        .join("bindgen")
        .join(bundle.name)
}

/// Whether the last build's files are still there.
pub fn is_there(bundle: &Bundle) -> bool {
    wasm(bundle).is_file() && script(bundle).is_file()
}

/// The generated WebAssembly.
pub fn wasm(bundle: &Bundle) -> PathBuf {
    dir(bundle).join(format!("{}_bg.wasm", bundle.name))
}

/// The generated script around it.
pub fn script(bundle: &Bundle) -> PathBuf {
    dir(bundle).join(format!("{}.js", bundle.name))
}

/// Writes script and WebAssembly of a bundle.
pub fn generate(bundle: &Bundle, wasm: &Path) -> Result<()> {
    let dir = dir(bundle);
    if dir.exists() {
        fs::remove_dir_all(&dir)?;
    }
    fs::create_dir_all(&dir)?;
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(wasm)
        .web(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .out_name(bundle.name);
    bindgen
        .generate(&dir)
        .with_context(|| format!("wasm-bindgen could not read {}", wasm.display()))
}
