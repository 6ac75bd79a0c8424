//! The built client: names with hashes from its manifest. Without it pages still work.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Addresses of the client's files.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    names: HashMap<String, String>,
    folder: PathBuf,
}

impl Assets {
    /// Reads `manifest.json` in the folder; says plainly when it is missing.
    pub fn load(folder: &Path) -> Self {
        let manifest = folder.join("manifest.json");
        let names = std::fs::read_to_string(&manifest)
            .ok()
            .and_then(|text| serde_json::from_str::<HashMap<String, serde_json::Value>>(&text).ok())
            .unwrap_or_default()
            .into_iter()
            .filter_map(|(key, value)| value.as_str().map(|v| (key, v.to_owned())))
            .collect();
        let assets = Self { names, folder: folder.to_owned() };
        if assets.script("shop").is_none() {
            tracing::warn!(
                manifest = %manifest.display(),
                "the client is not built: pages work without islands; build it with `cargo xtask serve`"
            );
        }
        assets
    }

    /// Folder from which `/assets/` is served.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Address of the style sheet of `shop` or `booth`.
    pub fn css(&self, area: &str) -> Option<&str> {
        self.names.get(&format!("{area}_css")).map(String::as_str)
    }

    /// Address of the script that loads the islands of `shop` or `booth`.
    pub fn script(&self, area: &str) -> Option<&str> {
        self.names.get(&format!("{area}_script")).map(String::as_str)
    }
}
