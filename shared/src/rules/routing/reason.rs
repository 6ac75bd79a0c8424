//! Why an offer was or was not chosen for a line.

use super::snapshot::Chooser;
use crate::money::Vnd;
use crate::rules::shipping::{LaneRefusal, NoShipDay};
use crate::time::VnDate;

/// The decision on one offer for one line, with its numbers. Quantities are in the line's smallest steps; `claim` is a
/// position in the line's claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It sends the line, or a part of it.
    Chosen {
        /// How much.
        quantity: i64,
    },
    /// Nobody offers the item.
    NoOffer,
    /// No officer verified the cooperative, or nobody knows it.
    NotVerified,
    /// The cooperative, or an officer, stopped all its sales.
    Paused,
    /// The offer is not live.
    Disabled,
    /// The line is bound to another cooperative.
    OtherChosen {
        /// Who bound it.
        by: Chooser,
    },
    /// The cooperative said no to this line.
    Declined,
    /// The cooperative did not answer in time.
    TimedOut,
    /// The operator took this line from it.
    MovedAway,
    /// It would net less for one unit than the least it may.
    BelowFloor {
        /// What it would net.
        net: Vnd,
        /// The least it may net.
        floor: Vnd,
    },
    /// The ordered quantity is no multiple of what it sells by.
    Step {
        /// What it sells by.
        step: i64,
    },
    /// The goods may not go there.
    Lane(LaneRefusal),
    /// It rests for too long.
    Resting {
        /// The day on which it is back.
        until: VnDate,
    },
    /// It can pack nothing soon enough.
    NoCapacity {
        /// The last day that was looked at.
        day: VnDate,
    },
    /// There is no crop on the day it would be sent.
    OutOfSeason {
        /// The month it would be sent in.
        month: u8,
        /// The month in which the next crop begins, if there is any.
        next: Option<u8>,
    },
    /// A claim is not proven.
    NoCertificate {
        /// Which.
        claim: usize,
    },
    /// The proof of a claim ends before the day it would be sent.
    CertificateExpired {
        /// Which.
        claim: usize,
        /// The proof's last day.
        until: VnDate,
    },
    /// The proof of a claim begins after the day it would be sent.
    CertificateNotYet {
        /// Which.
        claim: usize,
        /// The proof's first day.
        from: VnDate,
    },
    /// Its goods cannot go in one parcel with the other goods it sends of the order.
    NotTogether,
    /// Its quota is used up, or less than what is asked of it.
    QuotaUsed {
        /// What is left of it for this line.
        left: i64,
    },
    /// Its lots are on hold.
    LotOnHold,
    /// Its lots end before the goods would arrive.
    LotExpires {
        /// The last day of the one that lasts longest.
        on: VnDate,
    },
    /// Its lots are harvested after the day it would be sent.
    LotNotYet {
        /// The day of the first of them.
        on: VnDate,
    },
    /// Nothing that could be sold is left.
    NoStock {
        /// What is left; less than it sells by.
        free: i64,
    },
    /// It can send some, but not all of what is asked of it.
    NotEnough {
        /// What it can send of this line.
        has: i64,
    },
    /// Several could send the line together, but it may not be split (only of what is left over).
    NotSplit {
        /// What is sent of it.
        has: i64,
    },
    /// One more parcel.
    MoreParcels,
    /// Sending from there costs more.
    Dearer {
        /// How much more.
        by: Vnd,
    },
    /// The goods arrive later.
    Later {
        /// By so many days.
        days: i64,
    },
    /// The goods are older.
    LessFresh {
        /// By so many days.
        days: i64,
    },
    /// It has, or would have, more of its agreed share than the chosen one.
    ShareFull {
        /// Its part of the sales of these goods so far, in percent.
        has: i64,
        /// The part it would have with this order, where that decides.
        would_have: Option<i64>,
        /// The agreed part, in percent.
        agreed: i64,
    },
    /// It comes later in the given order.
    LowerPriority,
    /// It is farther away.
    Farther {
        /// By so many kilometres; none when nobody knows how far it is.
        km: Option<u32>,
    },
    /// It has less than the chosen one.
    LessStock {
        /// What it has.
        has: i64,
    },
    /// It would do as well; the first in the list was chosen.
    Equal,
    /// Another way to deal out the order as a whole was chosen.
    WholeOrder,
}

impl Reason {
    /// The stable name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Chosen { .. } => "chosen",
            Self::NoOffer => "no_offer",
            Self::NotVerified => "not_verified",
            Self::Paused => "paused",
            Self::Disabled => "disabled",
            Self::OtherChosen { .. } => "other_chosen",
            Self::Declined => "declined",
            Self::TimedOut => "timed_out",
            Self::MovedAway => "moved_away",
            Self::BelowFloor { .. } => "below_floor",
            Self::Step { .. } => "step",
            Self::Lane(refusal) => refusal.code(),
            Self::Resting { .. } => "resting",
            Self::NoCapacity { .. } => "no_capacity",
            Self::OutOfSeason { .. } => "out_of_season",
            Self::NoCertificate { .. } => "no_certificate",
            Self::CertificateExpired { .. } => "certificate_expired",
            Self::CertificateNotYet { .. } => "certificate_not_yet",
            Self::NotTogether => "not_together",
            Self::QuotaUsed { .. } => "quota_used",
            Self::LotOnHold => "lot_on_hold",
            Self::LotExpires { .. } => "lot_expires",
            Self::LotNotYet { .. } => "lot_not_yet",
            Self::NoStock { .. } => "no_stock",
            Self::NotEnough { .. } => "not_enough",
            Self::NotSplit { .. } => "not_split",
            Self::MoreParcels => "more_parcels",
            Self::Dearer { .. } => "dearer",
            Self::Later { .. } => "later",
            Self::LessFresh { .. } => "less_fresh",
            Self::ShareFull { .. } => "share_full",
            Self::LowerPriority => "lower_priority",
            Self::Farther { .. } => "farther",
            Self::LessStock { .. } => "less_stock",
            Self::Equal => "equal",
            Self::WholeOrder => "whole_order",
        }
    }

    /// The codes of those that could have been chosen and were not.
    pub const PASSED_OVER: [&str; 12] = [
        "not_enough",
        "not_split",
        "more_parcels",
        "dearer",
        "later",
        "less_fresh",
        "share_full",
        "lower_priority",
        "farther",
        "less_stock",
        "equal",
        "whole_order",
    ];

    /// It sends something.
    #[must_use]
    pub const fn is_chosen(self) -> bool {
        matches!(self, Self::Chosen { .. })
    }

    /// The hard rules were met: it was, or could have been, chosen.
    #[must_use]
    pub const fn is_eligible(self) -> bool {
        self.stage() >= ELIGIBLE
    }

    /// How far it came through the rules: the larger, the nearer it was to being chosen.
    #[must_use]
    pub(super) const fn stage(self) -> u8 {
        match self {
            Self::NoOffer => 0,
            Self::NotVerified => 1,
            Self::Paused => 2,
            Self::Disabled => 3,
            Self::OtherChosen { .. } => 4,
            Self::Declined | Self::TimedOut | Self::MovedAway => 5,
            Self::BelowFloor { .. } => 6,
            Self::Step { .. } => 7,
            Self::Lane(_) => 8,
            Self::Resting { .. } => 9,
            Self::NoCapacity { .. } => 10,
            Self::OutOfSeason { .. } => 11,
            Self::NoCertificate { .. } => 12,
            Self::CertificateNotYet { .. } => 13,
            Self::CertificateExpired { .. } => 14,
            Self::QuotaUsed { .. } => 15,
            Self::LotOnHold => 16,
            Self::LotExpires { .. } => 17,
            Self::LotNotYet { .. } => 18,
            Self::NoStock { .. } => 19,
            Self::NotTogether => 20,
            Self::NotEnough { .. }
            | Self::NotSplit { .. }
            | Self::MoreParcels
            | Self::Dearer { .. }
            | Self::Later { .. }
            | Self::LessFresh { .. }
            | Self::ShareFull { .. }
            | Self::LowerPriority
            | Self::Farther { .. }
            | Self::LessStock { .. }
            | Self::Equal
            | Self::WholeOrder => ELIGIBLE,
            Self::Chosen { .. } => ELIGIBLE + 1,
        }
    }
}

const ELIGIBLE: u8 = 21;

impl From<NoShipDay> for Reason {
    fn from(why: NoShipDay) -> Self {
        match why {
            NoShipDay::Resting { until } => Self::Resting { until },
            NoShipDay::NoCapacity { day } => Self::NoCapacity { day },
        }
    }
}
