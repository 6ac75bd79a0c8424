//! Sales channels. One folder a channel, one trait; besides the folder, a channel is one `mod` and one line of the registry.
//!
//! An adapter owns bytes: it signs, calls, reads and converts. It never sleeps, retries, remembers or logs a body. When
//! to call, how often, and what to do about a failure is decided by who calls it.

pub mod _kit;
mod adapter;
pub mod comments;
#[cfg(test)]
pub(crate) mod contract;
mod error;
#[cfg(test)]
mod fuzz;
pub mod google;
pub mod meta;
mod outbound;
pub mod postmart;
pub mod shopee;
pub mod voso;
pub mod zalo;

pub use adapter::{
    Adapter, Authorised, Changed, Document, Fetched, HookRequest, Imported, ImportedResult,
    LineDone, Outcome, Rejected, Submitted, Window,
};
pub use error::{ChannelError, HookRefused};
pub use outbound::{Outbound, Secrets};

/// Every adapter, by name: a new channel is a new folder, its `pub mod` above and its line here.
static ALL: &[&dyn Adapter] = &[
    &shopee::Shopee,
    &postmart::FILES,
    &postmart::PARTNER,
    &voso::FILES,
    &voso::PARTNER,
    &google::Google,
    &meta::Meta,
    &zalo::Zalo,
];

/// Every channel, by name.
pub fn all() -> impl Iterator<Item = &'static dyn Adapter> {
    ALL.iter().copied()
}

/// The channel of this code.
pub fn find(code: &str) -> Option<&'static dyn Adapter> {
    all().find(|adapter| adapter.spec().code == code)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    /// The folders of channels: all but the kit, the suite itself and the comments of livestreams.
    fn folders() -> impl Iterator<Item = PathBuf> {
        let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let entries = fs::read_dir(src).expect("the sources");
        let folders = entries.map(|entry| entry.expect("an entry").path());
        folders.filter(|path| {
            let name = path.file_name().and_then(|name| name.to_str());
            path.is_dir() && !matches!(name, Some("_kit" | "contract" | "comments"))
        })
    }

    fn text_of(path: &Path) -> String {
        if path.is_file() {
            return fs::read_to_string(path).unwrap_or_default();
        }
        let entries = fs::read_dir(path).expect("a folder");
        entries
            .map(|entry| text_of(&entry.expect("an entry").path()))
            .collect()
    }

    /// An adapter that is registered and runs no suite would pass every check.
    #[test]
    fn every_adapter_runs_the_suite() {
        let mut runs = 0;
        for folder in folders() {
            let tests = [folder.join("tests.rs"), folder.join("tests")];
            let tests = tests.iter().filter(|path| path.exists());
            let text: String = tests.map(|path| text_of(path)).collect();
            let of_folder = text.matches("keep(").count()
                + text.matches("keep_feed(").count()
                + text.matches("keep_profile(").count();
            assert!(of_folder > 0, "{} runs no suite", folder.display());
            runs += of_folder;
        }
        assert_eq!(runs, super::all().count(), "one suite for each adapter");
    }

    #[test]
    fn settings_are_named_after_their_channel() {
        for adapter in super::all() {
            let spec = adapter.spec();
            let prefix = format!("CHOPHIEN_{}_", spec.code.to_uppercase());
            for setting in spec.settings {
                assert!(setting.name.starts_with(&prefix), "{}", setting.name);
            }
        }
    }
}
