//! Goods and names from which made-up markets are put together. No real people.

use shared::goods::ShippingClass::{self, P1, P2, P3, P4};
use shared::quantity::Unit;

/// A kind of goods: names, category, unit, net grams of a unit, a usual price, how it travels, main months.
pub(super) struct Good {
    pub vi: &'static str,
    pub en: &'static str,
    pub category: &'static str,
    pub unit: Unit,
    pub net_g: i64,
    pub price: i64,
    pub class: ShippingClass,
    pub life_days: i32,
    pub months: &'static [u8],
}

const ALL: &[u8] = &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

macro_rules! goods {
    ($($vi:literal $en:literal $category:literal $unit:ident $net:literal $price:literal $class:ident $life:literal $months:expr;)+) => {
        /// The kinds.
        pub(super) const GOODS: &[Good] = &[$(Good {
            vi: $vi, en: $en, category: $category, unit: Unit::$unit, net_g: $net, price: $price,
            class: $class, life_days: $life, months: $months,
        }),+];
    };
}

goods! {
    "Na dai" "Custard apple" "trai-cay" Kg 1000 65000 P1 4 &[7, 8, 9];
    "Nhãn lồng" "Longan" "trai-cay" Kg 1000 40000 P2 7 &[7, 8];
    "Xoài tròn" "Round mango" "trai-cay" Kg 1000 45000 P2 8 &[5, 6, 7];
    "Mận hậu" "Plum" "trai-cay" Kg 1000 35000 P2 7 &[5, 6];
    "Thanh long ruột đỏ" "Red dragon fruit" "trai-cay" Kg 1000 38000 P2 9 &[6, 7, 8, 9, 10];
    "Bưởi da xanh" "Green pomelo" "trai-cay" Qua 1200 45000 P3 30 &[9, 10, 11, 12];
    "Cam sành" "King orange" "trai-cay" Kg 1000 28000 P3 25 &[11, 12, 1];
    "Quýt đường" "Sweet mandarin" "trai-cay" Kg 1000 32000 P3 20 &[11, 12, 1];
    "Dứa" "Pineapple" "trai-cay" Qua 900 22000 P2 8 &[5, 6, 7];
    "Chuối tây" "Pisang awak banana" "trai-cay" Kg 1000 18000 P2 7 ALL;
    "Vải thiều" "Lychee" "trai-cay" Kg 1000 38000 P1 5 &[5, 6, 7];
    "Ổi" "Guava" "trai-cay" Kg 1000 25000 P2 7 &[8, 9, 10];
    "Bí xanh" "Winter melon" "rau-cu" Qua 3000 42000 P3 45 &[5, 6, 10, 11];
    "Rau cải mèo" "Mustard greens" "rau-cu" Bo 500 15000 P1 3 &[10, 11, 12, 1, 2];
    "Khoai sọ" "Taro" "rau-cu" Kg 1000 30000 P3 40 &[9, 10, 11];
    "Măng khô" "Dried bamboo shoots" "rau-cu" Tui 500 120000 P4 360 ALL;
    "Mộc nhĩ" "Wood ear mushrooms" "rau-cu" Tui 200 45000 P4 360 ALL;
    "Nấm hương rừng" "Forest shiitake" "rau-cu" Tui 200 95000 P4 300 ALL;
    "Gà đồi" "Hill chicken" "thit-trung" Con 1600 260000 P1 4 ALL;
    "Trứng gà ta" "Free-range eggs" "thit-trung" Chuc 550 42000 P3 25 ALL;
    "Trứng vịt" "Duck eggs" "thit-trung" Chuc 700 45000 P3 25 ALL;
    "Thịt trâu gác bếp" "Smoked buffalo" "thit-trung" Goi 500 420000 P3 30 ALL;
    "Lạp sườn" "Smoked sausage" "thit-trung" Goi 500 140000 P3 40 ALL;
    "Chè Shan tuyết" "Shan tuyet tea" "che-tra" Hop 200 180000 P4 540 ALL;
    "Chè xanh" "Green tea" "che-tra" Tui 500 150000 P4 360 ALL;
    "Trà hoa hồng" "Rose tea" "che-tra" Hop 50 75000 P4 365 ALL;
    "Cà phê Arabica" "Arabica coffee" "ca-phe" Tui 250 95000 P4 270 ALL;
    "Mật ong rừng" "Forest honey" "mat-ong" Chai 700 180000 P4 720 ALL;
    "Mơ ngâm đường" "Apricots in sugar" "do-kho" Hu 1000 90000 P4 365 ALL;
    "Xoài sấy dẻo" "Soft-dried mango" "do-kho" Tui 250 65000 P4 270 ALL;
    "Long nhãn" "Dried longan" "do-kho" Tui 500 160000 P4 360 ALL;
    "Chuối sấy" "Dried banana" "do-kho" Tui 300 45000 P4 240 ALL;
    "Miến dong" "Arrowroot vermicelli" "do-kho" Goi 500 45000 P4 365 ALL;
    "Gạo nếp nương" "Upland sticky rice" "do-kho" Tui 2000 90000 P4 240 ALL;
    "Gạo tẻ đỏ" "Red rice" "do-kho" Tui 2000 76000 P4 240 ALL;
    "Bột sắn dây" "Kudzu starch" "do-kho" Goi 500 85000 P4 365 ALL;
    "Hoa hồi khô" "Dried star anise" "gia-vi" Goi 200 75000 P4 720 ALL;
    "Quế thanh" "Cinnamon sticks" "gia-vi" Goi 200 40000 P4 720 ALL;
    "Mắc khén" "Mac khen pepper" "gia-vi" Goi 100 45000 P4 540 ALL;
    "Hạt dổi" "Doi seeds" "gia-vi" Goi 50 110000 P4 540 ALL;
    "Thảo quả" "Black cardamom" "gia-vi" Goi 100 60000 P4 540 ALL;
    "Ớt muối" "Salted chilli" "gia-vi" Lo 250 35000 P4 270 ALL;
}

/// What is put between the goods and the place.
pub(super) const KINDS: &[&str] = &[
    "",
    "loại một",
    "sạch",
    "đồi",
    "bản địa",
    "chọn lọc",
    "vườn nhà",
    "truyền thống",
    "đầu mùa",
    "nguyên chất",
];

/// How a cooperative's name begins.
pub(super) const COOPERATIVES: &[&str] = &[
    "HTX Nông nghiệp",
    "HTX Nông sản",
    "HTX Dịch vụ nông nghiệp",
    "HTX Nông lâm",
    "HTX Nông nghiệp hữu cơ",
    "Tổ hợp tác",
];

/// Family names.
pub(super) const FAMILY: &[&str] = &[
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hà", "Nông", "Lò",
    "Quàng", "Lường", "Vì", "Giàng", "Vàng", "Triệu", "Bàn", "Lý", "Chu", "Ma", "Đinh", "Cầm",
];

/// Middle names.
pub(super) const MIDDLE: &[&str] = &[
    "Thị", "Văn", "Đức", "Minh", "Thu", "Ngọc", "Thanh", "Quốc", "Hồng", "Xuân",
];

/// Given names.
pub(super) const GIVEN: &[&str] = &[
    "An", "Bình", "Chi", "Dung", "Giang", "Hạnh", "Hoà", "Huệ", "Khánh", "Lan", "Liên", "Mai",
    "Nga", "Phương", "Quý", "Sơn", "Thảo", "Thuỷ", "Tiến", "Tuấn", "Uyên", "Việt", "Yến",
];

/// Streets and hamlets for made-up addresses.
pub(super) const STREETS: &[&str] = &[
    "Trần Phú",
    "Lê Lợi",
    "Quang Trung",
    "Hùng Vương",
    "Nguyễn Trãi",
    "thôn Nà Pàn",
    "bản Nà Sản",
    "khu Đồng Tâm",
    "tổ 5",
    "ngõ 12",
];
