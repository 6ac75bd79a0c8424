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
