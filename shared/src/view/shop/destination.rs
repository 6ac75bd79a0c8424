//! Where goods go.

/// Choosing where goods are sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DestinationView {
    /// What was typed.
    pub query: String,
    /// The place chosen before.
    pub chosen: Option<String>,
    /// Places found: code, name with province, former name.
    pub hits: Vec<(String, String, String)>,
    /// Nothing was found, or too little typed: what to do.
    pub hint: Option<String>,
    /// Where to go on; a path of this site.
    pub next: String,
}
