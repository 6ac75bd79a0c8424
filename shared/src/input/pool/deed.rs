//! What is done from the page of a pooled listing.

/// What somebody does to a pooled listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PoolDeed {
    /// Invite a cooperative.
    Invite,
    /// Change what a cooperative is to have, from now on.
    Share,
    /// Take a cooperative out.
    Remove,
    /// Change the fixed prices.
    Prices,
    /// Change what every supplier has to prove.
    Claims,
    /// Add a pack.
    AddPack,
    /// Join, or change one's own terms.
    Join,
    /// Do not take part.
    Refuse,
    /// Stop one's own sales here for a while.
    Pause,
    /// Sell again.
    Resume,
    /// Leave; open orders run to their end.
    Leave,
}

impl PoolDeed {
    const ALL: [(Self, &'static str); 11] = [
        (Self::Invite, "moi"),
        (Self::Share, "chia"),
        (Self::Remove, "bo"),
        (Self::Prices, "gia"),
        (Self::Claims, "dieu-kien"),
        (Self::AddPack, "loai"),
        (Self::Join, "tham-gia"),
        (Self::Refuse, "tu-choi"),
        (Self::Pause, "tam-ngung"),
        (Self::Resume, "ban-lai"),
        (Self::Leave, "roi"),
    ];

    /// The name in addresses.
    #[must_use]
    pub fn code(self) -> &'static str {
        Self::ALL
            .into_iter()
            .find(|(deed, _)| *deed == self)
            .map_or("", |(_, code)| code)
    }

    /// The deed of a name.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|(_, known)| *known == code)
            .map(|(deed, _)| deed)
    }
}
