//! What buyers look at: home, lists, a product, booths, the calendar of seasons, plain pages.

use super::forecast::HarvestWeek;
use super::parts::{
    BoothCard, CertificateChip, Crumb, Empty, Notice, Picture, PriceSign, ProductCard, Season, Tag,
};
use crate::problem::FieldError;

mod destination;
pub use destination::DestinationView;

/// A link with a number beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CountLink {
    /// Its words.
    pub text: String,
    /// How many goods are behind it; empty says nothing.
    pub count: String,
    /// Its address.
    pub href: String,
    /// Chosen now.
    pub chosen: bool,
}

/// Goods under a heading, with a link to all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelf {
    /// `Tháng 8 đang vụ`.
    pub title: String,
    /// Words and address of the link to more.
    pub more: Option<(String, String)>,
    /// The goods.
    pub cards: Vec<ProductCard>,
}

/// The home page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HomeView {
    /// The place that the days are for: `Hà Nội`, `Bến Thành`.
    pub place: String,
    /// `Phiên thứ Bảy 15/8`.
    pub day: String,
    /// Lunar date, how many booths.
    pub under: String,
    /// How many goods are in season, where there is room to say it; may be empty.
    pub in_season: String,
    /// Name of the cloth row.
    pub stall_label: String,
    /// Picked in the last two days.
    pub stall: Vec<ProductCard>,
    /// In season this month.
    pub season: Shelf,
    /// There all year.
    pub all_year: Shelf,
    /// By category.
    pub categories: Vec<CountLink>,
    /// By province.
    pub provinces: Vec<CountLink>,
    /// By stars.
    pub stars: Vec<CountLink>,
    /// New booths.
    pub booths: Vec<BoothCard>,
    /// Words of the link to all booths.
    pub all_booths: String,
    /// Instead of everything else while the market is empty.
    pub empty: Option<Empty>,
}

/// Filters of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilterGroup {
    /// `Tỉnh`.
    pub title: String,
    /// Its values.
    pub options: Vec<CountLink>,
}

/// A list of goods: of a category, a province, a search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListView {
    /// The way here.
    pub crumbs: Vec<Crumb>,
    /// `7 món “mật ong”`.
    pub title: String,
    /// A line under the title; may be empty.
    pub under: String,
    /// Filters in force: words and the address without each.
    pub chips: Vec<(String, String)>,
    /// Filters one tap away.
    pub quick: Vec<CountLink>,
    /// All filters.
    pub groups: Vec<FilterGroup>,
    /// The prices to type.
    pub prices: PriceForm,
    /// The address without any filter, when there is one in force.
    pub clear: Option<String>,
    /// The ways to sort; the chosen one is marked.
    pub sorts: Vec<CountLink>,
    /// The goods of this page.
    pub cards: Vec<ProductCard>,
    /// Number of this page's neighbours.
    pub pages: PageLinks,
    /// Nothing fits.
    pub empty: Option<Empty>,
    /// What may be wanted instead.
    pub instead: Option<Shelf>,
}

/// The least and the most price, as a form that keeps the other filters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PriceForm {
    /// Where it goes; empty for none.
    pub action: String,
    /// Names and values of the other filters.
    pub keep: Vec<(String, String)>,
    /// The least, as typed: `50.000`.
    pub from: String,
    /// The most.
    pub to: String,
    /// What is wrong with them, by field (`tu`, `den`).
    pub errors: Vec<FieldError>,
}

/// Links between the pages of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageLinks {
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
    /// Numbered pages; an empty address is a gap.
    pub numbers: Vec<CountLink>,
}

/// A pack that can be bought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackView {
    /// Id of the variant.
    pub id: String,
    /// `Thùng 3 kg`.
    pub name: String,
    /// What else is known, or `Hết hàng`.
    pub detail: String,
    /// `195.000 ₫`.
    pub amount: String,
    /// `65.000 ₫/kg`; may be empty.
    pub per_unit: String,
    /// The price in đồng.
    pub price: i64,
    /// Chosen.
    pub chosen: bool,
    /// Can be bought now.
    pub on_sale: bool,
}

/// The form that puts a pack into the cart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BuyView {
    /// Where the form goes.
    pub action: String,
    /// Where the buttons of the number go: this page.
    pub here: String,
    /// `Chọn thùng`.
    pub legend: String,
    /// The packs; one is chosen.
    pub packs: Vec<PackView>,
    /// What is counted, for readers: `Số thùng`.
    pub count_label: String,
    /// The number.
    pub quantity: i64,
    /// The most of the chosen pack.
    pub most: i64,
    /// `Thêm · `.
    pub words: String,
    /// `195.000 ₫`.
    pub sum: String,
    /// `Còn 2 thùng`, when more was asked for.
    pub limit: Option<String>,
}

/// A cooperative that supplies pooled goods.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SupplierView {
    /// Its id, for the form.
    pub id: String,
    /// `HTX Bảo Minh`.
    pub name: String,
    /// Its booth.
    pub href: String,
    /// Its commune and province.
    pub place: String,
    /// What is left, when it was picked; or why it cannot send now.
    pub detail: String,
    /// What proves the listing's claims.
    pub proofs: Vec<String>,
    /// It can send today.
    pub able: bool,
    /// The buyer chose it.
    pub chosen: bool,
}

/// Who can supply pooled goods.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SuppliersView {
    /// `3 hợp tác xã cùng bán`.
    pub title: String,
    /// The market chooses.
    pub by_market: bool,
    /// Those that can send today first.
    pub suppliers: Vec<SupplierView>,
}

/// When it arrives, or why it cannot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeliveryView {
    /// `Hái 15/8 – tới Hà Nội 16/8`.
    pub title: String,
    /// What else to know.
    pub text: String,
    /// It can be sent there.
    pub good: bool,
    /// Words and address to choose another place.
    pub change: (String, String),
    /// A line for each part of the country, when it cannot be sent to one of them.
    pub reach: Vec<String>,
}

/// A certificate as evidence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EvidenceView {
    /// Anchor in the page.
    pub anchor: String,
    /// `OCOP 3 sao`, `VietGAP`.
    pub title: String,
    /// Label and value: number, issuer, scope, dates.
    pub facts: Vec<(String, String)>,
    /// The scanned paper.
    pub scan: Option<Picture>,
}

/// Who sells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SellerView {
    /// Full name of the cooperative.
    pub name: String,
    /// `Đã xác minh · bán từ tháng 6/2026`.
    pub verified: String,
    /// The booth's story, in paragraphs.
    pub story: Vec<String>,
    /// Its booth.
    pub href: String,
    /// What the law wants said: registered name, address, tax code, state.
    pub facts: Vec<(String, String)>,
}

/// A product.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProductView {
    /// The way here.
    pub crumbs: Vec<Crumb>,
    /// Its name.
    pub name: String,
    /// Its pictures.
    pub pictures: Vec<Picture>,
    /// The tag on the picture.
    pub tag: Option<Tag>,
    /// The price of the leading pack.
    pub sign: PriceSign,
    /// Short name of the cooperative.
    pub seller_name: String,
    /// Its booth.
    pub seller_href: String,
    /// Where the good comes from.
    pub place: String,
    /// Stars and where their evidence stands.
    pub stars: Option<(u8, String)>,
    /// Other certificates.
    pub chips: Vec<CertificateChip>,
    /// When it arrives.
    pub delivery: DeliveryView,
    /// When it is in season.
    pub season: Option<Season>,
    /// The way to buy; none when it is not sold now.
    pub buy: Option<BuyView>,
    /// Instead of buying: sold out, resting.
    pub stopped: Option<Notice>,
    /// Under the packs: tax, delivery, what is left.
    pub terms: Vec<String>,
    /// Paragraphs.
    pub description: Vec<String>,
    /// Label and value: origin, group, net weight, keeping.
    pub facts: Vec<(String, String)>,
    /// The papers.
    pub evidence: Vec<EvidenceView>,
    /// Who sells.
    pub seller: SellerView,
    /// Who supplies it, when several cooperatives do.
    pub suppliers: Option<SuppliersView>,
    /// Who brought the reader here and earns a commission.
    pub referral: Option<String>,
    /// More of this booth, filled up with goods of this kind when the booth has little more.
    pub more: Option<Shelf>,
}

/// A booth.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BoothView {
    /// The way here.
    pub crumbs: Vec<Crumb>,
    /// Full name of the cooperative.
    pub name: String,
    /// Commune and province.
    pub place: String,
    /// One true sentence of today.
    pub sentence: String,
    /// Stars and chips of certificates that cover all its goods.
    pub chips: Vec<CertificateChip>,
    /// Who sells, with its story and legal facts.
    pub seller: SellerView,
    /// A picture of the place.
    pub cover: Option<Picture>,
    /// Its goods.
    pub goods: Shelf,
    /// It rests.
    pub rest: Option<Notice>,
    /// Who brought the reader here and earns a commission.
    pub referral: Option<String>,
    /// Links to more of its goods.
    pub pages: PageLinks,
}

/// All booths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BoothsView {
    /// The way here.
    pub crumbs: Vec<Crumb>,
    /// `13 gian hàng`.
    pub title: String,
    /// The booths of this page.
    pub booths: Vec<BoothCard>,
    /// Other pages.
    pub pages: PageLinks,
    /// No booth has opened yet.
    pub empty: Option<Empty>,
}

/// One good of the calendar.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CalendarRow {
    /// Its name.
    pub name: String,
    /// Its picture.
    pub picture: Option<Picture>,
    /// Where it comes from.
    pub place: String,
    /// Its page.
    pub href: String,
    /// Its season.
    pub season: Season,
}

/// The calendar of seasons.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CalendarView {
    /// Harvests that can be ordered ahead, week by week.
    pub weeks: Vec<HarvestWeek>,
    /// The way here.
    pub crumbs: Vec<Crumb>,
    /// `Tháng 8 có gì`.
    pub title: String,
    /// The months with their numbers of goods.
    pub months: Vec<CountLink>,
    /// The goods of the month.
    pub rows: Vec<CalendarRow>,
    /// Words and address of the list of all.
    pub more: Option<(String, String)>,
    /// Nothing is in season.
    pub empty: Option<Empty>,
}

/// A plain page to read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextView {
    /// The way here.
    pub crumbs: Vec<Crumb>,
    /// Its title.
    pub title: String,
    /// Its first sentence.
    pub lead: String,
    /// Headings with their paragraphs.
    pub sections: Vec<(String, Vec<String>)>,
    /// Since when it is so.
    pub since: String,
}
