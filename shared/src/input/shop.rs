//! What readers of the shop ask for by links: filters, order, page.

use super::price_range::PriceRange;
#[cfg(feature = "server")]
use crate::problem::FieldError;
use serde::Deserialize;

/// The names in the address, as they came. What means nothing is left out, so an old link still opens.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ShopQuery {
    /// Words looked for.
    pub q: String,
    /// Category slug.
    pub loai: String,
    /// Province slug.
    pub tinh: String,
    /// Least stars.
    pub sao: String,
    /// Kind of certificate.
    pub giay: String,
    /// Season: a month, `dang-vu`, `quanh-nam`.
    pub mua: String,
    /// Price band.
    pub gia: String,
    /// Least price.
    pub tu: String,
    /// Most price.
    pub den: String,
    /// Order.
    pub xep: String,
    /// Page, from 1.
    pub trang: String,
}

/// When goods should be in season.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SeasonFilter {
    /// In a month, 1 to 12.
    Month(u8),
    /// Now, and not all year.
    Now,
    /// All year.
    AllYear,
}

/// A band of prices, both ends in đồng, the upper one not included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PriceBand {
    /// Name in the address.
    pub code: &'static str,
    /// From.
    pub from: i64,
    /// Up to, not including.
    pub to: i64,
}

/// The bands that together hold every price.
pub const PRICE_BANDS: [PriceBand; 5] = [
    PriceBand {
        code: "duoi-50",
        from: 0,
        to: 50_000,
    },
    PriceBand {
        code: "50-100",
        from: 50_000,
        to: 100_000,
    },
    PriceBand {
        code: "100-200",
        from: 100_000,
        to: 200_000,
    },
    PriceBand {
        code: "200-500",
        from: 200_000,
        to: 500_000,
    },
    PriceBand {
        code: "tren-500",
        from: 500_000,
        to: i64::MAX,
    },
];

/// The order of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// Best hits first in a search, newest first elsewhere.
    #[default]
    Newest,
    /// Cheapest first.
    PriceUp,
    /// Dearest first.
    PriceDown,
    /// By the Vietnamese alphabet.
    Name,
}

impl Sort {
    /// Every order.
    pub const ALL: [Self; 4] = [Self::Newest, Self::PriceUp, Self::PriceDown, Self::Name];

    /// The name in addresses of pages.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Newest => "moi",
            Self::PriceUp => "gia-tang",
            Self::PriceDown => "gia-giam",
            Self::Name => "ten",
        }
    }

    /// The name in the JSON API.
    #[must_use]
    pub const fn api_code(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::PriceUp => "price_asc",
            Self::PriceDown => "price_desc",
            Self::Name => "name",
        }
    }
}

/// What a list is narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ShopFilter {
    /// Words looked for; empty for none.
    pub words: String,
    /// Category slug.
    pub category: Option<String>,
    /// Two-digit province code.
    pub province: Option<&'static str>,
    /// At least so many stars of a valid certificate.
    pub stars: Option<u8>,
    /// Kind of a valid certificate.
    pub certificate: Option<String>,
    /// Season.
    pub season: Option<SeasonFilter>,
    /// Price of the leading pack.
    pub price: Option<PriceBand>,
    /// The same, as the reader typed it.
    pub within: Option<PriceRange>,
    /// Order.
    pub sort: Sort,
}

/// The last page that can be asked for.
pub const LAST_PAGE: usize = 200;

#[cfg(feature = "server")]
impl ShopQuery {
    /// The range of prices that was typed.
    ///
    /// # Errors
    /// As for [`PriceRange::read`]; [`ShopQuery::read`] leaves such a range out.
    pub fn prices(&self, l: crate::say::Locale) -> Result<Option<PriceRange>, Vec<FieldError>> {
        PriceRange::read(&self.tu, &self.den, l)
    }

    /// The filter and the page, from 1.
    #[must_use]
    pub fn read(&self) -> (ShopFilter, usize) {
        let slug = |text: &String| {
            let fits = text.len() <= 80 && !text.is_empty();
            let plain = text
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_');
            (fits && plain).then(|| text.clone())
        };
        let season = match self.mua.as_str() {
            "dang-vu" => Some(SeasonFilter::Now),
            "quanh-nam" => Some(SeasonFilter::AllYear),
            month => month
                .parse()
                .ok()
                .filter(|m| (1..=12).contains(m))
                .map(SeasonFilter::Month),
        };
        let filter = ShopFilter {
            words: crate::text::nfc_clean(&self.q.chars().take(200).collect::<String>()),
            category: slug(&self.loai),
            province: crate::places::places()
                .province_by_slug(&self.tinh)
                .map(|province| province.code),
            stars: self
                .sao
                .parse()
                .ok()
                .filter(|stars| (1..=5).contains(stars)),
            certificate: slug(&self.giay),
            season,
            price: PRICE_BANDS.into_iter().find(|band| band.code == self.gia),
            within: self.prices(crate::say::Locale::Vi).ok().flatten(),
            sort: Sort::ALL
                .into_iter()
                .find(|sort| sort.code() == self.xep)
                .unwrap_or_default(),
        };
        (filter, self.trang.parse().unwrap_or(1).clamp(1, LAST_PAGE))
    }
}

#[cfg(feature = "server")]
impl ShopFilter {
    /// The names and values of an address that asks for this filter and page.
    #[must_use]
    pub fn pairs(&self, page: usize) -> Vec<(&'static str, String)> {
        let province = self
            .province
            .and_then(|code| crate::places::places().province(code));
        let season = self.season.map(|season| match season {
            SeasonFilter::Now => "dang-vu".to_owned(),
            SeasonFilter::AllYear => "quanh-nam".to_owned(),
            SeasonFilter::Month(month) => month.to_string(),
        });
        let (from, to) = self.within.map_or((None, None), PriceRange::ends);
        let parts = [
            ("q", (!self.words.is_empty()).then(|| self.words.clone())),
            ("loai", self.category.clone()),
            ("tinh", province.map(|province| province.slug.to_owned())),
            ("sao", self.stars.map(|stars| stars.to_string())),
            ("giay", self.certificate.clone()),
            ("mua", season),
            ("gia", self.price.map(|band| band.code.to_owned())),
            ("tu", from),
            ("den", to),
            (
                "xep",
                (self.sort != Sort::default()).then(|| self.sort.code().to_owned()),
            ),
            ("trang", (page > 1).then(|| page.to_string())),
        ];
        parts
            .into_iter()
            .filter_map(|(name, value)| value.map(|value| (name, value)))
            .collect()
    }

    /// The query of an address that asks for this filter and page, with its question mark; empty when nothing is asked.
    #[must_use]
    pub fn query(&self, page: usize) -> String {
        let parts: Vec<String> = self
            .pairs(page)
            .into_iter()
            .map(|(name, value)| format!("{name}={}", encode(&value)))
            .collect();
        if parts.is_empty() {
            String::new()
        } else {
            format!("?{}", parts.join("&"))
        }
    }

    /// How many filters are set, words, order and page not counted.
    #[must_use]
    pub fn count(&self) -> usize {
        [
            self.category.is_some(),
            self.province.is_some(),
            self.stars.is_some(),
            self.certificate.is_some(),
            self.season.is_some(),
            self.price.is_some(),
            self.within.is_some(),
        ]
        .into_iter()
        .filter(|set| *set)
        .count()
    }
}

/// Everything but unreserved characters as `%XX`, a space as `+`.
#[cfg(feature = "server")]
fn encode(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b' ' => out.push('+'),
            b if b.is_ascii_alphanumeric() || b"-._~".contains(&b) => out.push(char::from(b)),
            b => out.push_str(&format!("%{b:02X}")),
        }
    }
    out
}

#[cfg(all(test, feature = "server"))]
mod tests {
    use super::*;

    #[test]
    fn addresses_come_back() {
        let query = ShopQuery {
            q: "  mật   ong ".into(),
            loai: "mat-ong".into(),
            tinh: "son-la".into(),
            sao: "3".into(),
            giay: "vietgap".into(),
            mua: "8".into(),
            gia: "50-100".into(),
            tu: "60k".into(),
            den: "90.000".into(),
            xep: "gia-tang".into(),
            trang: "2".into(),
        };
        let (filter, page) = query.read();
        assert_eq!(page, 2);
        assert_eq!(filter.count(), 7);
        assert_eq!(
            filter.query(page),
            "?q=m%E1%BA%ADt+ong&loai=mat-ong&tinh=son-la&sao=3&giay=vietgap&mua=8&gia=50-100&tu=60000&den=90000&xep=gia-tang&trang=2"
        );
        assert_eq!(ShopFilter::default().query(1), "");
    }

    #[test]
    fn what_means_nothing_is_left_out() {
        let query = ShopQuery {
            loai: "' or 1".into(),
            tinh: "nowhere".into(),
            sao: "9".into(),
            giay: "%".into(),
            mua: "13".into(),
            gia: "x".into(),
            tu: "x".into(),
            xep: "y".into(),
            trang: "-4".into(),
            ..ShopQuery::default()
        };
        assert_eq!(query.read(), (ShopFilter::default(), 1));
        let far = ShopQuery {
            trang: "99999".into(),
            ..ShopQuery::default()
        };
        assert_eq!(far.read().1, LAST_PAGE);
    }

    #[test]
    fn every_price_is_in_one_band() {
        for price in [
            0,
            1,
            49_999,
            50_000,
            199_999,
            499_999,
            500_000,
            i64::MAX - 1,
        ] {
            let bands = PRICE_BANDS
                .iter()
                .filter(|band| (band.from..band.to).contains(&price));
            assert_eq!(bands.count(), 1, "{price}");
        }
    }
}
