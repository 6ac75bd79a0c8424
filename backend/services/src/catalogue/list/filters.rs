//! Filters as links: each with the number of goods behind it, each a plain address.

use super::Scope;
use super::categories::Category;
use crate::catalogue::counts::Counts;
use crate::catalogue::words;
use shared::input::price_range::PriceRange;
use shared::input::shop::{PRICE_BANDS, PriceBand, SeasonFilter, ShopFilter, Sort};
use shared::money::Vnd;
use shared::places::places;
use shared::rules::badge::CertificateKind;
use shared::say::Locale;
use shared::view::shop::{CountLink, FilterGroup, PriceForm};

/// Stars one may ask for.
const STARS: [u8; 3] = [3, 4, 5];
/// Provinces one tap away.
const QUICK_PROVINCES: usize = 3;

/// Everything the links are made of.
pub(super) struct Filters<'a> {
    pub scope: &'a Scope,
    pub filter: &'a ShopFilter,
    pub counts: &'a Counts<'a>,
    pub names: &'a [Category],
    /// Path of the list in the reader's language.
    pub base: String,
    pub l: Locale,
}

impl Filters<'_> {
    /// The address of a filter and page; what the path says already is not said again.
    pub(super) fn href(&self, filter: &ShopFilter, page: usize) -> String {
        let mut rest = filter.clone();
        match self.scope {
            Scope::Category(_) => rest.category = None,
            Scope::Province(_) => rest.province = None,
            Scope::Search => {}
        }
        format!("{}{}", self.base, rest.query(page))
    }

    /// A link that sets something, or takes it away when it is set already.
    fn toggle(
        &self,
        text: String,
        (chosen, count): (bool, usize),
        set: impl Fn(&mut ShopFilter),
        unset: impl Fn(&mut ShopFilter),
    ) -> CountLink {
        let mut target = self.filter.clone();
        if chosen {
            unset(&mut target);
        } else {
            set(&mut target);
        }
        CountLink {
            text,
            count: words::grouped(count),
            href: self.href(&target, 1),
            chosen,
        }
    }

    fn season_words(&self, season: SeasonFilter) -> String {
        match season {
            SeasonFilter::Now => self.l.say("Đang vụ", "In season").to_owned(),
            SeasonFilter::AllYear => self.l.say("Quanh năm", "All year").to_owned(),
            SeasonFilter::Month(month) => words::capital(&words::month(month, self.l)),
        }
    }

    fn season(&self, season: SeasonFilter) -> CountLink {
        let chosen = self.filter.season == Some(season);
        self.toggle(
            self.season_words(season),
            (chosen, self.counts.season(season)),
            |f| f.season = Some(season),
            |f| f.season = None,
        )
    }

    fn stars_words(&self, stars: u8) -> String {
        match (self.l, stars) {
            (Locale::Vi, 5) => "5\u{a0}sao".to_owned(),
            (Locale::En, 5) => "5\u{a0}stars".to_owned(),
            (Locale::Vi, n) => format!("{n}\u{a0}sao trở lên"),
            (Locale::En, n) => format!("{n}\u{a0}stars or more"),
        }
    }

    fn stars(&self, stars: u8) -> CountLink {
        let chosen = self.filter.stars == Some(stars);
        self.toggle(
            self.stars_words(stars),
            (chosen, self.counts.stars(stars)),
            |f| f.stars = Some(stars),
            |f| f.stars = None,
        )
    }

    fn certificate(&self, kind: CertificateKind) -> CountLink {
        let code = kind.code();
        let chosen = self.filter.certificate.as_deref() == Some(code);
        let words = kind.words(self.l).to_owned();
        self.toggle(
            words,
            (chosen, self.counts.certificate(code)),
            |f| f.certificate = Some(code.to_owned()),
            |f| f.certificate = None,
        )
    }

    fn band_words(&self, band: PriceBand) -> String {
        let l = self.l;
        match (band.from, band.to) {
            (0, to) => format!("{} {}", l.say("Dưới", "Under"), Vnd(to)),
            (from, i64::MAX) => format!("{} {}", l.say("Từ", "From"), Vnd(from)),
            (from, to) => format!(
                "{}\u{a0}– {}",
                Vnd(from).to_string().trim_end_matches("\u{a0}₫"),
                Vnd(to)
            ),
        }
    }

    fn band(&self, (at, band): (usize, PriceBand)) -> CountLink {
        let chosen = self.filter.price == Some(band);
        self.toggle(
            self.band_words(band),
            (chosen, self.counts.band(at)),
            |f| f.price = Some(band),
            |f| f.price = None,
        )
    }

    fn provinces(&self) -> Vec<CountLink> {
        let mut links: Vec<(usize, CountLink)> = places()
            .provinces()
            .iter()
            .filter_map(|province| {
                let chosen = self.filter.province == Some(province.code);
                let count = self.counts.province(province.code);
                (chosen || count > 0).then(|| {
                    let link = self.toggle(
                        province.name.replace(' ', "\u{a0}"),
                        (chosen, count),
                        |f| f.province = Some(province.code),
                        |f| f.province = None,
                    );
                    (count, link)
                })
            })
            .collect();
        links.sort_by_key(|link| std::cmp::Reverse(link.0));
        links.into_iter().map(|(_, link)| link).collect()
    }

    fn categories(&self) -> Vec<CountLink> {
        let link = |category: &Category| {
            let chosen = self.filter.category.as_ref() == Some(&category.slug);
            let slug = category.slug.clone();
            self.toggle(
                category.name(self.l).to_owned(),
                (chosen, self.counts.category(&slug)),
                |f| f.category = Some(slug.clone()),
                |f| f.category = None,
            )
        };
        self.names.iter().map(link).filter(is_useful).collect()
    }

    /// All filters by kind; kinds without a choice are left out.
    pub(super) fn groups(&self) -> Vec<FilterGroup> {
        let l = self.l;
        let mut months: Vec<SeasonFilter> = vec![SeasonFilter::Now, SeasonFilter::AllYear];
        months.extend((1..=12).map(SeasonFilter::Month));
        let mut groups = vec![(
            l.say("Vụ", "Season"),
            months
                .into_iter()
                .map(|season| self.season(season))
                .collect(),
        )];
        if !matches!(self.scope, Scope::Category(_)) {
            groups.push((l.say("Nhóm hàng", "Kind"), self.categories()));
        }
        if !matches!(self.scope, Scope::Province(_)) {
            groups.push((l.say("Tỉnh", "Province"), self.provinces()));
        }
        groups.push((
            l.say("OCOP còn hạn", "Valid OCOP stars"),
            STARS.map(|stars| self.stars(stars)).into(),
        ));
        let others = CertificateKind::ALL
            .into_iter()
            .filter(|kind| *kind != CertificateKind::Ocop);
        groups.push((
            l.say("Giấy chứng nhận", "Certificate"),
            others.map(|kind| self.certificate(kind)).collect(),
        ));
        groups.push((
            l.say("Giá một gói", "Price of a pack"),
            PRICE_BANDS
                .into_iter()
                .enumerate()
                .map(|band| self.band(band))
                .collect(),
        ));
        groups
            .into_iter()
            .map(|(title, options): (&str, Vec<CountLink>)| FilterGroup {
                title: title.to_owned(),
                options: options.into_iter().filter(is_useful).collect(),
            })
            .filter(|group| !group.options.is_empty())
            .collect()
    }

    /// The filters most people want.
    pub(super) fn quick(&self) -> Vec<CountLink> {
        let mut links = vec![
            self.season(SeasonFilter::Now),
            self.season(SeasonFilter::AllYear),
            self.stars(3),
        ];
        if !matches!(self.scope, Scope::Province(_)) {
            links.extend(self.provinces().into_iter().take(QUICK_PROVINCES));
        }
        links
            .into_iter()
            .filter(|link| is_useful(link) && !link.chosen)
            .collect()
    }

    /// The filters in force, each with the address without it.
    pub(super) fn chips(&self) -> Vec<(String, String)> {
        let f = self.filter;
        let mut chips = Vec::new();
        let mut add = |words: Option<String>, unset: &dyn Fn(&mut ShopFilter)| {
            if let Some(words) = words {
                let mut rest = f.clone();
                unset(&mut rest);
                chips.push((words, self.href(&rest, 1)));
            }
        };
        if !matches!(self.scope, Scope::Category(_)) {
            let name = |slug: &String| {
                self.names
                    .iter()
                    .find(|c| c.slug == *slug)
                    .map_or(slug.clone(), |c| c.name(self.l).to_owned())
            };
            add(f.category.as_ref().map(name), &|f| f.category = None);
        }
        if !matches!(self.scope, Scope::Province(_)) {
            let province = f.province.and_then(|code| places().province(code));
            add(province.map(|province| province.name.to_owned()), &|f| {
                f.province = None
            });
        }
        add(f.season.map(|season| self.season_words(season)), &|f| {
            f.season = None
        });
        add(f.stars.map(|stars| self.stars_words(stars)), &|f| {
            f.stars = None
        });
        let kind = f.certificate.as_ref().map(|code| {
            code.parse::<CertificateKind>()
                .map_or_else(|_| code.clone(), |kind| kind.words(self.l).to_owned())
        });
        add(kind, &|f| f.certificate = None);
        add(f.price.map(|band| self.band_words(band)), &|f| {
            f.price = None
        });
        add(f.within.map(|prices| self.range_words(prices)), &|f| {
            f.within = None
        });
        chips
    }

    /// Prices to type beside the bands.
    pub(super) fn prices(&self) -> PriceForm {
        let rest = ShopFilter {
            within: None,
            price: None,
            ..self.filter.clone()
        };
        let (from, to) = self.filter.within.map_or((None, None), PriceRange::ends);
        let shown = |end: Option<String>| {
            end.and_then(|end| end.parse().ok())
                .map(words::grouped)
                .unwrap_or_default()
        };
        PriceForm {
            action: self.base.clone(),
            keep: self.pairs(&rest),
            from: shown(from),
            to: shown(to),
            errors: Vec::new(),
        }
    }

    fn pairs(&self, filter: &ShopFilter) -> Vec<(String, String)> {
        let said = match self.scope {
            Scope::Category(_) => "loai",
            Scope::Province(_) => "tinh",
            Scope::Search => "",
        };
        let pairs = filter.pairs(1).into_iter();
        pairs
            .filter(|(name, _)| *name != said)
            .map(|(name, value)| (name.to_owned(), value))
            .collect()
    }

    fn range_words(&self, prices: PriceRange) -> String {
        let l = self.l;
        let (from, to) = (Vnd(prices.from), Vnd(prices.to));
        match (prices.from, prices.to) {
            (0, _) => format!("{} {to}", l.say("Đến", "Up to")),
            (_, i64::MAX) => format!("{} {from}", l.say("Từ", "From")),
            _ => format!("{} {from} {} {to}", l.say("Từ", "From"), l.say("đến", "to")),
        }
    }

    /// The address without any filter, when there is one to take away.
    pub(super) fn clear(&self) -> Option<String> {
        let rest = ShopFilter {
            words: self.filter.words.clone(),
            sort: self.filter.sort,
            ..ShopFilter::default()
        };
        (!self.chips().is_empty()).then(|| self.href(&rest, 1))
    }

    /// The ways to sort.
    pub(super) fn sorts(&self) -> Vec<CountLink> {
        let l = self.l;
        let words = |sort| match sort {
            Sort::Newest if self.filter.words.is_empty() => l.say("Mới bày trước", "Newest first"),
            Sort::Newest => l.say("Đúng nhất trước", "Best match first"),
            Sort::PriceUp => l.say("Giá thấp trước", "Cheapest first"),
            Sort::PriceDown => l.say("Giá cao trước", "Dearest first"),
            Sort::Name => l.say("Theo tên", "By name"),
        };
        Sort::ALL
            .into_iter()
            .map(|sort| CountLink {
                text: words(sort).to_owned(),
                count: String::new(),
                href: self.href(
                    &ShopFilter {
                        sort,
                        ..self.filter.clone()
                    },
                    1,
                ),
                chosen: sort == self.filter.sort,
            })
            .collect()
    }
}

/// Leads to something, or is set and can be taken away.
fn is_useful(link: &CountLink) -> bool {
    link.chosen || link.count != "0"
}
