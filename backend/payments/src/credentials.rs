//! Settings of providers: which there are, and their values in a type that does not show them.

use std::collections::BTreeMap;
use std::fmt;

use crate::PaymentError;

/// A setting of a provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// What the provider's code calls it.
    pub key: &'static str,
    /// Name of the environment variable.
    pub name: &'static str,
    /// Value when it is absent; empty when there is none.
    pub default: &'static str,
    /// Whether the provider cannot work without it. One that has a default is never missing.
    pub required: bool,
    /// What it does.
    pub help: &'static str,
}

/// Text that never shows in logs.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// The text itself, to be used and not kept.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(secret)")
    }
}

/// The values of one provider's settings: those of the site, or those of one cooperative's own contract. `Debug` shows names only.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Credentials(BTreeMap<&'static str, Secret>);

impl Credentials {
    /// Reads a provider's settings through `var`. `None` when the provider is not set up at all.
    ///
    /// # Errors
    /// [`PaymentError::Credentials`] naming the setting that is missing while others are there.
    pub fn read(
        settings: &'static [Setting],
        var: impl Fn(&str) -> Option<String>,
    ) -> Result<Option<Self>, PaymentError> {
        let given = |setting: &Setting| var(setting.name).filter(|value| !value.trim().is_empty());
        let needs = settings.iter().any(|setting| setting.required);
        let mut values = BTreeMap::new();
        let mut missing = None;
        for setting in settings {
            match given(setting) {
                Some(value) => {
                    values.insert(setting.key, Secret(value.trim().to_owned()));
                }
                None if setting.required => missing = missing.or(Some(setting.name)),
                None => {}
            }
        }
        match missing {
            // A base address alone sets nothing up.
            Some(_) if values.keys().all(|key| *key == "base_url") => return Ok(None),
            Some(name) => return Err(PaymentError::credentials(format!("set {name}"))),
            None if !needs && !settings.is_empty() && values.is_empty() => return Ok(None),
            None => {}
        }
        for setting in settings
            .iter()
            .filter(|setting| !setting.default.is_empty())
        {
            let default = || Secret(setting.default.to_owned());
            values.entry(setting.key).or_insert_with(default);
        }
        Ok(Some(Self(values)))
    }

    /// The value, if there is one.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(Secret::expose)
    }

    /// The value.
    ///
    /// # Errors
    /// [`PaymentError::Credentials`] when there is none.
    pub fn get(&self, key: &'static str) -> Result<&str, PaymentError> {
        self.find(key)
            .ok_or_else(|| PaymentError::credentials(format!("{key} is missing")))
    }

    /// An address below the provider's base address.
    ///
    /// # Errors
    /// As for [`get`](Self::get).
    pub fn url(&self, path: &str) -> Result<String, PaymentError> {
        let base = self.get("base_url")?.trim_end_matches('/');
        Ok(format!("{base}{path}"))
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}
