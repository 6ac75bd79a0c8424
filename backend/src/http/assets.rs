//! The built client: names with hashes from its manifest. Without it pages still work.

use frontend::shell;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Addresses of the client's files, and the folder they lie in.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    names: Arc<shell::Assets>,
    folder: PathBuf,
}

impl Assets {
    /// Reads `manifest.json` in the folder; without it the names are empty.
    pub fn load(folder: &Path) -> Self {
        let manifest = folder.join("manifest.json");
        let names: shell::Assets = std::fs::read_to_string(&manifest)
            .ok()
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default();
        Self {
            names: Arc::new(names),
            folder: folder.to_owned(),
        }
    }

    /// Whether the browser bundles were built.
    pub fn are_built(&self) -> bool {
        self.names.shop_script.is_some()
    }

    /// Folder from which `/assets/` is served.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The addresses, for the frame of a page.
    pub fn names(&self) -> Arc<shell::Assets> {
        self.names.clone()
    }
}
