//! The words of goods and what they usually are: pack, class, season, price. *Assumed* after trade practice
//! (`docs/domain.md`); a cooperative's own history always counts more.

use super::Facts;
use crate::goods::{Season, ShippingClass};
use crate::quantity::Unit;
use crate::text::{fold, has_marks, toned};

/// What is usual for goods whose name has these words.
pub(super) struct Known {
    words: &'static [&'static str],
    category: &'static str,
    unit: Unit,
    net_g: i64,
    net_ml: i64,
    gross_g: i64,
    class: ShippingClass,
    days: i32,
    main: &'static [u8],
    minor: &'static [u8],
    /// What one such unit costs in a shop, in đồng.
    pub(super) price: i64,
}

const YEAR: &[u8] = &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

macro_rules! known {
    ($($words:expr, $category:literal $unit:ident $net_g:literal $net_ml:literal $gross:literal $class:ident $days:literal
        $main:expr, $minor:expr, $price:literal;)+) => {
        &[$(Known {
            words: &$words,
            category: $category,
            unit: Unit::$unit,
            net_g: $net_g,
            net_ml: $net_ml,
            gross_g: $gross,
            class: ShippingClass::$class,
            days: $days,
            main: $main,
            minor: $minor,
            price: $price,
        }),+]
    };
}

// The more telling words stand first: dried mango is not a fresh fruit.
const TABLE: &[Known] = known![
    ["hộp quà", "quà biếu", "giỏ quà"], "qua-bieu" Hop 500 0 750 P4 180 YEAR, &[], 250_000;
    ["long nhãn", "nhãn sấy"], "do-kho" Tui 250 0 280 P4 360 YEAR, &[], 95_000;
    ["xoài sấy", "mận sấy", "hồng sấy", "chuối sấy", "mít sấy", "sấy dẻo"], "do-kho" Tui 100 0 115 P4 300 YEAR, &[], 48_000;
    ["mơ ngâm", "mận ngâm", "ngâm đường", "si rô", "siro"], "do-kho" Hu 500 0 850 P4 365 YEAR, &[], 52_000;
    ["trà hoa", "trà", "chè dây", "nụ vối"], "che-tra" Hop 100 0 150 P4 365 YEAR, &[], 75_000;
    ["chè", "shan tuyết"], "che-tra" Goi 100 0 130 P4 540 &[3, 4, 9, 10], &[5, 6, 7, 8, 11], 90_000;
    ["cà phê", "arabica", "robusta"], "ca-phe" Tui 250 0 280 P4 365 &[10, 11, 12], &[1], 115_000;
    ["mật ong", "mật hoa"], "mat-ong" Chai 0 500 1050 P4 720 &[4, 5, 11, 12], &[3, 10], 95_000;
    ["miến dong", "miến"], "do-kho" Goi 500 0 530 P4 540 &[1, 11, 12], &[], 42_000;
    ["tinh bột", "bột sắn", "bột dong"], "do-kho" Tui 1000 0 1030 P4 360 &[1, 11, 12], &[], 58_000;
    ["hoa hồi", "đại hồi"], "gia-vi" Tui 200 0 240 P4 720 &[8, 9, 10], &[3, 4, 5, 7, 11], 68_000;
    ["mắc khén", "hạt dổi", "thảo quả", "quế"], "gia-vi" Tui 100 0 130 P4 540 YEAR, &[], 60_000;
    ["măng khô", "nấm hương", "mộc nhĩ", "lạc", "đỗ", "đậu"], "do-kho" Tui 500 0 540 P4 270 YEAR, &[], 90_000;
    ["gạo", "nếp"], "do-kho" Tui 5000 0 5100 P4 180 &[6, 10, 11], &[], 150_000;
    ["thịt trâu", "thịt lợn gác bếp", "gác bếp", "lạp xưởng"], "thit-trung" Goi 500 0 560 P3 30 YEAR, &[], 300_000;
    ["trứng"], "thit-trung" Chuc 550 0 650 P3 21 YEAR, &[], 38_000;
    ["gà sống", "vịt sống", "con sống", "dê"], "thit-trung" Con 2200 0 2200 P0 1 YEAR, &[], 300_000;
    ["gà", "vịt", "ngan"], "thit-trung" Con 1700 0 2100 P1 4 YEAR, &[], 250_000;
    ["mãng cầu", "na"], "trai-cay" Kg 0 0 1150 P1 4 &[7, 8, 9], &[10, 11, 12], 65_000;
    ["nhãn"], "trai-cay" Kg 0 0 1100 P2 6 &[7, 8], &[9], 42_000;
    ["xoài"], "trai-cay" Kg 0 0 1100 P2 9 &[5, 6, 7], &[8], 43_000;
    ["mận"], "trai-cay" Kg 0 0 1130 P2 7 &[5, 6], &[2, 3, 4, 7], 40_000;
    ["mơ"], "trai-cay" Kg 0 0 1130 P2 6 &[4, 5], &[3], 30_000;
    ["thanh long"], "trai-cay" Kg 0 0 1120 P2 8 &[6, 7, 8, 9, 10], &[5, 11], 35_000;
    ["dứa", "khóm"], "trai-cay" Kg 0 0 1120 P2 8 &[4, 5, 6, 7], &[10, 11, 12], 19_000;
    ["chuối"], "trai-cay" Kg 0 0 1100 P2 7 YEAR, &[], 20_000;
    ["vải"], "trai-cay" Kg 0 0 1100 P2 5 &[6], &[5, 7], 40_000;
    ["dâu tây", "dâu"], "trai-cay" Hop 500 0 600 P1 4 &[12, 1, 2, 3], &[4], 90_000;
    ["hồng", "lê", "đào", "táo", "ổi"], "trai-cay" Kg 0 0 1100 P2 9 &[8, 9, 10], &[7, 11], 35_000;
    ["bưởi"], "trai-cay" Qua 1000 0 1050 P3 30 &[9, 10, 11, 12], &[1, 8], 28_000;
    ["cam", "quýt"], "trai-cay" Kg 0 0 1100 P3 25 &[11, 12, 1], &[2, 10], 30_000;
    ["bí xanh", "bí đỏ", "bí", "khoai", "sắn", "gừng", "nghệ"], "rau-cu" Kg 0 0 1050 P3 40 &[5, 6, 10, 11], &[4, 7, 9], 15_000;
    ["rau", "cải", "măng", "su su", "cà chua", "dưa", "đỗ tươi", "nấm"], "rau-cu" Kg 0 0 1100 P2 5 YEAR, &[], 20_000;
    ["bánh chưng", "bánh"], "do-kho" Goi 300 0 340 P3 14 YEAR, &[], 45_000;
];

impl Known {
    /// As a proposal.
    pub(super) fn facts(&self) -> Facts {
        Facts {
            category: self.category.to_owned(),
            unit: self.unit,
            net_weight_g: (self.net_g > 0).then_some(self.net_g),
            net_volume_ml: (self.net_ml > 0).then_some(self.net_ml),
            gross_weight_g: self.gross_g,
            shipping_class: self.class,
            shelf_life_days: self.days,
            season: Season::of_months(self.main, self.minor),
        }
    }
}

/// What is usual for a name: the first line of the table whose words stand in it, whole. A name without any marks is
/// read without them.
pub(super) fn find(name: &str) -> Option<&'static Known> {
    let marked = has_marks(name);
    let clean = |text: &str| if marked { toned(text) } else { fold(text) };
    let name = format!(" {} ", clean(name));
    TABLE.iter().find(|known| {
        known
            .words
            .iter()
            .any(|word| name.contains(&format!(" {} ", clean(word))))
    })
}
