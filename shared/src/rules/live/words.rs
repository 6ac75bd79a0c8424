//! The words of livestream comments. A word counts as written here or without any marks.

use super::lex::Token;

/// Faces whose signs would be read as numbers.
pub(super) const FACES: &[&str] = &["<3", ":3", ":v", ":d", "<33", "^3^", "(y)"];

/// A code behind these names a building, a room, a class, a licence, a vitamin or a paper.
pub(super) const NOT_A_CODE_AFTER: &[&str] = &[
    "khu", "tòa", "block", "phòng", "lớp", "lái", "vitamin", "giấy", "khổ", "ghế",
];

/// "số 5" behind these is no code.
pub(super) const NO_CODE_BEFORE_NUMBER: &[&str] = &["giá", "nhà", "ở", "ngon", "quay", "tổng"];

/// What begins an order.
pub(super) const ORDER: &[&str] = &[
    "chốt",
    "chót",
    "chôt",
    "chôts",
    "chốc",
    "chốtt",
    "chotot",
    "lấy",
    "nấy",
    "đặt",
    "mua",
    "order",
    "oder",
    "ođơ",
    "odơ",
    "od",
    "thêm",
    "gửi",
    "ship",
    "giữ",
    "xin",
    "nhận",
    "múc",
    "hốt",
    "giật",
    "rinh",
    "xúc",
    "đk",
    "dki",
    "đki",
    "book",
    "take",
    "want",
    "get",
    "add",
    "buy",
    "yuav",
    "lụm",
    "lượm",
    "quất",
    "chốtđơn",
    "mần",
    "chọn",
    "need",
    "vợt",
    "khiêng",
    "bế",
];

/// "cho" orders before whoever it is for.
pub(super) const FOR_WHOM: &[&str] = &[
    "em", "e", "mình", "mk", "m", "chị", "c", "anh", "a", "cô", "chú", "bác", "tui", "tôi", "tau",
    "tao", "choa", "mềnh", "eng", "mệ", "bà", "ông", "mẹ", "ba", "bé", "con", "iem", "xin", "thêm",
    "me", "dì", "cậu", "tớ", "bọn", "nhà", "mợ", "o", "mạ", "u",
];

/// What takes a claim back. "bỏ" and "khỏi" are looked at more closely.
pub(super) const DROP: &[&str] = &[
    "hủy", "hủi", "xóa", "rút", "cancel", "remove", "bỏ", "huỷ", "xoá",
];

/// No.
pub(super) const NOT: &[&str] = &[
    "không", "ko", "k", "hông", "hong", "hok", "hem", "khum", "khg", "hổng", "nỏ", "khỏi", "kh",
    "hôn",
];

/// What is not done: "không lấy".
pub(super) const NOT_DONE: &[&str] = &["lấy", "mua", "nhận", "đặt", "order", "nấy", "cần"];

/// May stand behind "bỏ" when what is dropped is the claim.
pub(super) const AFTER_DROP: &[&str] = &[
    "giúp", "dùm", "giùm", "hộ", "đi", "nha", "nhé", "nhá", "nhen", "nghen", "ra", "luôn", "hết",
    "đơn", "cái", "mã", "số", "sp", "và", "hí", "hỉ", "ạ", "với", "shop", "sốp", "cho", "này",
    "lại", "món", "loại",
];

/// What changes a claim into another.
pub(super) const CHANGE: &[&str] = &["đổi", "chuyển", "thay", "change", "sửa", "switch"];
/// Between what is given up and what is taken.
pub(super) const INTO: &[&str] = &["sang", "qua", "thành", "bằng", "lấy", "to", "thanh"];

/// Words of a question, wherever they stand.
pub(super) const QUESTION: &[&str] = &[
    "nhiêu", "nhiu", "bn", "bnh", "bnhiu", "gì", "hỏi", "xem", "coi", "quay", "ghim", "review",
    "price", "check", "zoom", "nào", "mấy", "how", "what",
];
/// Words of a question only when they carry their marks.
pub(super) const QUESTION_MARKED: &[&str] =
    &["răng", "hả", "chưa", "rứa", "lâu", "giơ", "kìa", "nhỉ"];

/// Words with which somebody does not order now.
pub(super) const UNDECIDED: &[&str] = &["ai", "hóng"];
/// May stand behind a "không" that ends a question.
pub(super) const AFTER_QUESTION: &[&str] =
    &["vậy", "v", "ta", "dợ", "dạ", "nhỉ", "đó", "z", "zậy", "vại"];

/// Polite and calling words, what is said around an order, and whom it is for: a code among nothing else is claimed.
pub(super) const POLITE: &[&str] = &[
    "nha", "nhé", "nhá", "nhe", "nhen", "nghen", "nghe", "nhaa", "nhaaa", "nhaaaa", "nhớ", "ạ",
    "ah", "à", "hí", "hỉ", "hè", "đê", "đi", "luôn", "lun", "với", "vs", "và", "shop", "sốp", "ơi",
    "ới", "oi", "em", "e", "chị", "c", "anh", "a", "cô", "chú", "bác", "mình", "mk", "tui", "tôi",
    "tao", "tau", "choa", "bầy", "iem", "ad", "au", "alo", "yes", "please", "pls", "plz", "ok",
    "oke", "okela", "okie", "uh", "ừ", "vâng", "dạ", "hot", "iu", "yêu", "cho", "giúp", "dùm",
    "giùm", "hộ", "đơn", "mã", "số", "sp", "sđt", "sdt", "dt", "đt", "zalo", "gọi", "tel", "phone",
    "rồi", "thì", "bé", "cháu", "tiếp", "nữa", "thôi", "ngay", "liền", "gấp", "lẹ", "mới", "đúng",
    "nay", "hôm", "nhà", "đủ", "chứ", "là", "này", "ni", "cái", "loại", "nghỉ", "quyết", "phát",
    "vía", "lại", "của", "gà", "cam", "mật", "ong", "vịt", "gạo", "bưởi", "chè", "trà", "mắm",
    "cá", "tôm", "mực", "xoài", "na", "nhãn", "vải", "bánh", "cà", "phê", "tiêu", "điều", "hạt",
    "rau", "nấm", "miến", "dong", "thịt", "trứng", "ổi", "khô", "ruốc", "nem", "chả", "măng",
    "lạc", "đậu", "sen", "mận", "dứa", "chuối", "kẹo", "nước", "bún", "tương", "tỏi", "hành",
    "gừng", "sầu", "riêng", "thanh", "long", "mít", "bơ", "hồng", "lê", "táo", "mít", "khoai",
    "sắn", "ngô", "lúa", "nếp", "dầu", "dừa", "mè", "vừng", "mứt", "bạn", "b", "trước", "có",
    "and", "one", "nhanh", "cả", "tính", "tiền", "thank", "thanks", "đây", "nì", "xíu", "chút",
    "cám", "cảm", "ơn", "tks", "x", "hì", "hihi", "hehe", "haha", "kaka",
];

/// Behind these comes where it goes: nothing there is a quantity.
pub(super) const ADDRESS: &[&str] = &[
    "quận",
    "phường",
    "đường",
    "ngõ",
    "hẻm",
    "tầng",
    "lầu",
    "thôn",
    "xóm",
    "tổ",
    "đc",
    "chỉ",
    "sn",
    "kiệt",
    "ngách",
    "phố",
    "ấp",
    "khu",
];
/// Behind these comes where it goes; a quantity may still follow.
pub(super) const TO: &[&str] = &["về", "giao", "ship", "tới", "gửi"];

/// Behind a number these say that it is no quantity.
pub(super) const NO_QUANTITY: &[&str] = &[
    "sao", "tim", "tuổi", "tháng", "ngày", "hôm", "phút", "giờ", "đồng", "ngàn", "nghìn", "triệu",
    "điểm", "đơn", "lần", "view", "mắt", "người", "h", "k", "tr", "m", "đ", "trăm", "cành", "vnd",
];

/// Somebody reports what was before.
pub(super) const BEFORE: &[[&str; 2]] = &[
    ["hôm", "qua"],
    ["hôm", "trước"],
    ["lần", "trước"],
    ["tháng", "trước"],
    ["lúc", "nãy"],
    ["hôm", "bữa"],
    ["bữa", "trước"],
    ["hôm", "kia"],
    ["tuần", "trước"],
    ["năm", "ngoái"],
    ["hồi", "nãy"],
    ["đợt", "trước"],
    ["bữa", "qua"],
    ["tuần", "rồi"],
];

/// Somebody thinks about it, or the like.
pub(super) const THINKING: &[[&str; 2]] = &[
    ["phân", "vân"],
    ["cuối", "tháng"],
    ["chưa", "chốt"],
    ["ước", "gì"],
    ["giá", "mà"],
    ["để", "hỏi"],
    ["mai", "mình"],
    ["mai", "mới"],
    ["mai", "em"],
    ["để", "mai"],
    ["báo", "giá"],
    ["xin", "giá"],
    ["hỏi", "giá"],
    ["giới", "thiệu"],
    ["nói", "lại"],
    ["tư", "vấn"],
    ["còn", "hả"],
    ["còn", "chứ"],
    ["chi", "rứa"],
    ["ở", "đâu"],
    ["bao", "giờ"],
    ["mai", "chị"],
    ["sợ", "không"],
    ["đừng", "hủy"],
    ["đừng", "xóa"],
    ["đừng", "huỷ"],
    ["đừng", "rút"],
    ["do", "you"],
    ["is", "it"],
    ["chậm", "tay"],
];

/// The seller speaks.
pub(super) const SELLER: &[[&str; 2]] = &[
    ["cả", "nhà"],
    ["mọi", "người"],
    ["bên", "em"],
    ["bên", "shop"],
    ["ai", "lấy"],
    ["ai", "chốt"],
    ["các", "bác"],
    ["ai", "mua"],
    ["mn", "ơi"],
    ["các", "chị"],
    ["các", "anh"],
    ["các", "mom"],
];

/// A unit: its name, and whether it measures rather than counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    pub name: &'static str,
    pub measure: bool,
    /// Said alone it means one.
    pub alone: bool,
}

const fn measure(name: &'static str) -> Unit {
    Unit {
        name,
        measure: true,
        alone: false,
    }
}
const fn piece(name: &'static str, alone: bool) -> Unit {
    Unit {
        name,
        measure: false,
        alone,
    }
}

const UNITS: &[(Unit, &[&str])] = &[
    (
        measure("kg"),
        &[
            "kg", "kgs", "ký", "kí", "cân", "can", "kilo", "kilogam", "kys",
        ],
    ),
    (measure("g"), &["g", "gr", "gam", "gram"]),
    (measure("l"), &["l", "lít", "lit"]),
    (measure("ml"), &["ml"]),
    (piece("lạng", false), &["lạng"]),
    (piece("yến", false), &["yến"]),
    (piece("hộp", true), &["hộp", "box", "boxes"]),
    (piece("túi", true), &["túi", "bag", "bags"]),
    (piece("gói", true), &["gói", "pack", "packs"]),
    (piece("bịch", true), &["bịch"]),
    (piece("chai", true), &["chai", "bottle", "bottles"]),
    (piece("lọ", true), &["lọ"]),
    (piece("hũ", true), &["hũ"]),
    (piece("lon", true), &["lon"]),
    (piece("con", false), &["con"]),
    (piece("quả", false), &["quả"]),
    (piece("trái", false), &["trái"]),
    (piece("bó", false), &["bó"]),
    (piece("bắp", false), &["bắp"]),
    (piece("buồng", true), &["buồng"]),
    (piece("nải", true), &["nải"]),
    (piece("thùng", true), &["thùng"]),
    (piece("giỏ", true), &["giỏ"]),
    (piece("khay", true), &["khay"]),
    (piece("vỉ", true), &["vỉ"]),
    (piece("set", true), &["set", "sét"]),
    (piece("combo", true), &["combo"]),
    (piece("phần", false), &["phần"]),
    (piece("suất", false), &["suất"]),
    (piece("cái", false), &["cái"]),
    (piece("cặp", false), &["cặp"]),
    (piece("chục", true), &["chục"]),
    (piece("tá", false), &["tá"]),
    (piece("bao", false), &["bao"]),
    (piece("cây", false), &["cây"]),
    (piece("củ", false), &["củ"]),
    (piece("ổ", false), &["ổ"]),
    (piece("miếng", false), &["miếng"]),
];

/// The unit a word names.
pub(super) fn unit(token: &Token) -> Option<Unit> {
    UNITS
        .iter()
        .find(|(_, words)| token.is(words))
        .map(|(unit, _)| *unit)
}

/// The unit a word names when no number stands before it.
pub(super) fn unit_alone(token: &Token) -> Option<Unit> {
    // Without its mark, "tui" is "I", "lo" and "vi" are other words.
    let doubtful = token.spelt(&["tui", "lo", "vi", "gio", "hu"]);
    unit(token).filter(|unit| unit.alone && !doubtful)
}

/// What a word says in thousandths.
pub(super) fn number(token: &Token) -> Option<i64> {
    const WORDS: &[(i64, &[&str])] = &[
        (1, &["một", "one"]),
        (2, &["hai", "two"]),
        (3, &["ba", "three"]),
        (4, &["bốn", "four"]),
        (5, &["năm", "five"]),
        (6, &["sáu"]),
        (7, &["bảy", "bẩy"]),
        (8, &["tám"]),
        (9, &["chín"]),
        (10, &["mười"]),
    ];
    WORDS
        .iter()
        .find(|(_, words)| token.is(words))
        .map(|(value, _)| value * 1000)
}

/// A size in words.
pub(super) fn size(token: &Token) -> Option<&'static str> {
    const SIZES: &[(&str, &[&str])] = &[
        ("to", &["to", "lớn", "bự"]),
        ("nhỏ", &["nhỏ", "bé"]),
        ("vừa", &["vừa"]),
    ];
    SIZES
        .iter()
        .find(|(_, words)| token.is(words))
        .map(|(size, _)| *size)
}
