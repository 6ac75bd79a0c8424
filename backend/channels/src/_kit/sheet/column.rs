//! The columns of the four sheets, as data. Everything here is assumed: the portals publish no template.

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words, at most so many letters.
    Text(usize),
    /// Whole đồng.
    Money,
    /// A whole number that is not below zero.
    Count,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A day, `dd/MM/yyyy`.
    Day,
    /// A minute in Vietnam, `dd/MM/yyyy HH:mm`.
    Moment,
    /// An `https` address.
    Link,
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The key in row 1, never translated.
    pub key: &'static str,
    /// What people read in row 2.
    pub label: &'static str,
    /// Other headings under which portals export it.
    pub also: &'static [&'static str],
    /// What it holds.
    pub kind: Kind,
    /// Whether a row without it makes no sense.
    pub required: bool,
}

/// A sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Table {
    /// Name of the sheet.
    pub name: &'static str,
    /// Its columns.
    pub columns: &'static [Column],
}

const fn col(key: &'static str, label: &'static str, kind: Kind, required: bool) -> Column {
    Column {
        key,
        label,
        also: &[],
        kind,
        required,
    }
}

pub(super) const fn named(
    key: &'static str,
    label: &'static str,
    also: &'static [&'static str],
    kind: Kind,
    required: bool,
) -> Column {
    Column {
        key,
        label,
        also,
        kind,
        required,
    }
}

/// What is done with a row: create, change, hide, show.
pub const ACTIONS: &[&str] = &["them", "sua", "an", "hien"];
/// Rates of value-added tax; `KCT` is not taxable.
pub const VAT_RATES: &[&str] = &["0", "5", "8", "10", "KCT"];
/// What the portal said: approved, waiting, refused, faulty.
pub const STATUSES: &[&str] = &["da_duyet", "cho_duyet", "tu_choi", "loi"];

/// One row a sellable variant.
pub const PRODUCTS: Table = Table {
    name: "san_pham",
    columns: &[
        col("action", "Thao tác", Kind::Choice(ACTIONS), true),
        col("parent_sku", "Mã nhóm", Kind::Text(50), false),
        col("sku", "Mã SKU", Kind::Text(50), true),
        col("remote_id", "Mã trên sàn", Kind::Text(100), false),
        col("title", "Tên sản phẩm", Kind::Text(120), true),
        col("category_path", "Ngành hàng", Kind::Text(200), true),
        col("short_desc", "Mô tả ngắn", Kind::Text(500), true),
        col("description", "Mô tả", Kind::Text(5_000), true),
        col("price", "Giá", Kind::Money, true),
        col("sale_price", "Giá khuyến mãi", Kind::Money, false),
        col("sale_from", "Khuyến mãi từ", Kind::Day, false),
        col("sale_to", "Khuyến mãi đến", Kind::Day, false),
        col("stock", "Tồn kho", Kind::Count, true),
        col("unit", "Đơn vị tính", Kind::Text(20), true),
        col("net_weight_g", "Khối lượng tịnh (g)", Kind::Count, true),
        col(
            "gross_weight_g",
            "Khối lượng đóng gói (g)",
            Kind::Count,
            true,
        ),
        col("pack_l_cm", "Dài (cm)", Kind::Count, true),
        col("pack_w_cm", "Rộng (cm)", Kind::Count, true),
        col("pack_h_cm", "Cao (cm)", Kind::Count, true),
        col("variant_name_1", "Phân loại 1", Kind::Text(50), false),
        col(
            "variant_value_1",
            "Giá trị phân loại 1",
            Kind::Text(50),
            false,
        ),
        col("variant_name_2", "Phân loại 2", Kind::Text(50), false),
        col(
            "variant_value_2",
            "Giá trị phân loại 2",
            Kind::Text(50),
            false,
        ),
        col("brand", "Thương hiệu", Kind::Text(100), true),
        col("producer", "Cơ sở sản xuất", Kind::Text(200), true),
        col("origin_province", "Xuất xứ", Kind::Text(100), true),
        col("shelf_life_days", "Hạn sử dụng (ngày)", Kind::Count, true),
        col("storage", "Bảo quản", Kind::Text(500), true),
        col(
            "ocop_stars",
            "Hạng OCOP",
            Kind::Choice(&["3", "4", "5"]),
            false,
        ),
        col("ocop_cert_no", "Số quyết định OCOP", Kind::Text(100), false),
        col("ocop_cert_expiry", "Hết hạn OCOP", Kind::Day, false),
        col(
            "food_safety_cert_no",
            "Số giấy ATTP",
            Kind::Text(100),
            false,
        ),
        col("food_safety_cert_expiry", "Hết hạn ATTP", Kind::Day, false),
        col(
            "self_declaration_no",
            "Số bản tự công bố",
            Kind::Text(100),
            false,
        ),
        col("image_1", "Ảnh 1", Kind::Link, true),
        col("image_2", "Ảnh 2", Kind::Link, false),
        col("image_3", "Ảnh 3", Kind::Link, false),
        col("image_4", "Ảnh 4", Kind::Link, false),
        col("image_5", "Ảnh 5", Kind::Link, false),
        col("image_6", "Ảnh 6", Kind::Link, false),
        col("image_7", "Ảnh 7", Kind::Link, false),
        col("image_8", "Ảnh 8", Kind::Link, false),
        col("gtin", "Mã vạch", Kind::Text(14), false),
        col("vat_rate", "Thuế suất", Kind::Choice(VAT_RATES), true),
    ],
};

/// Stock and prices alone.
pub const OFFERS: Table = Table {
    name: "ton_kho_gia",
    columns: &[
        col("sku", "Mã SKU", Kind::Text(50), true),
        col("remote_id", "Mã trên sàn", Kind::Text(100), true),
        col("price", "Giá", Kind::Money, true),
        col("sale_price", "Giá khuyến mãi", Kind::Money, false),
        col("stock", "Tồn kho", Kind::Count, true),
        col("as_of", "Tính đến lúc", Kind::Moment, true),
    ],
};

/// What the portal said about each listing.
pub const RESULTS: Table = Table {
    name: "ket_qua",
    columns: &[
        named(
            "sku",
            "Mã SKU",
            &["SKU", "Mã hàng", "Mã sản phẩm của người bán", "Seller SKU"],
            Kind::Text(50),
            true,
        ),
        named(
            "remote_id",
            "Mã trên sàn",
            &["Mã sản phẩm", "ID sản phẩm"],
            Kind::Text(100),
            false,
        ),
        named(
            "remote_url",
            "Địa chỉ trên sàn",
            &["Đường dẫn", "Link sản phẩm", "Link"],
            Kind::Link,
            false,
        ),
        named(
            "status",
            "Kết quả",
            &["Trạng thái", "Trạng thái duyệt", "Tình trạng"],
            Kind::Choice(STATUSES),
            true,
        ),
        named(
            "reason",
            "Lý do",
            &["Lý do từ chối", "Ghi chú", "Nội dung"],
            Kind::Text(1_000),
            false,
        ),
    ],
};

/// One row a line of an order.
pub const ORDERS: Table = Table {
    name: "don_hang",
    columns: &[
        named(
            "order_no",
            "Mã đơn hàng",
            &["Mã đơn", "Số đơn hàng", "Đơn hàng", "Order ID"],
            Kind::Text(60),
            true,
        ),
        named(
            "order_time",
            "Thời gian đặt",
            &[
                "Ngày đặt",
                "Ngày đặt hàng",
                "Thời gian đặt hàng",
                "Ngày tạo",
            ],
            Kind::Moment,
            true,
        ),
        named(
            "status_text",
            "Trạng thái",
            &["Trạng thái đơn hàng", "Trạng thái đơn", "Tình trạng"],
            Kind::Text(100),
            true,
        ),
        named(
            "updated_time",
            "Cập nhật lúc",
            &["Ngày cập nhật", "Thời gian cập nhật"],
            Kind::Moment,
            false,
        ),
        named(
            "buyer_name",
            "Người mua",
            &[
                "Tên người mua",
                "Người nhận",
                "Tên khách hàng",
                "Khách hàng",
                "Họ tên",
            ],
            Kind::Text(100),
            false,
        ),
        named(
            "buyer_phone",
            "Điện thoại",
            &["Số điện thoại", "SĐT", "Điện thoại người nhận"],
            Kind::Text(30),
            false,
        ),
        named(
            "address_line",
            "Địa chỉ",
            &[
                "Địa chỉ giao hàng",
                "Địa chỉ nhận hàng",
                "Địa chỉ người nhận",
            ],
            Kind::Text(300),
            false,
        ),
        named(
            "ward",
            "Phường/Xã",
            &["Xã/Phường", "Xã", "Phường"],
            Kind::Text(100),
            false,
        ),
        named(
            "district",
            "Quận/Huyện",
            &["Huyện/Quận"],
            Kind::Text(100),
            false,
        ),
        named(
            "province",
            "Tỉnh/Thành phố",
            &["Tỉnh", "Tỉnh thành", "Tỉnh/TP"],
            Kind::Text(100),
            false,
        ),
        named(
            "sku",
            "Mã SKU",
            &["SKU", "Mã hàng", "SKU người bán", "Seller SKU"],
            Kind::Text(50),
            false,
        ),
        named(
            "remote_id",
            "Mã trên sàn",
            &["Mã sản phẩm", "ID sản phẩm"],
            Kind::Text(100),
            false,
        ),
        named(
            "product_name",
            "Tên sản phẩm",
            &["Sản phẩm", "Tên hàng"],
            Kind::Text(300),
            false,
        ),
        named("quantity", "Số lượng", &["SL"], Kind::Count, true),
        named(
            "unit_price",
            "Đơn giá",
            &["Giá bán", "Giá"],
            Kind::Money,
            true,
        ),
        named(
            "line_discount",
            "Giảm giá dòng",
            &["Giảm giá sản phẩm", "Chiết khấu"],
            Kind::Money,
            false,
        ),
        named(
            "order_discount",
            "Giảm giá đơn",
            &["Giảm giá đơn hàng", "Mã giảm giá"],
            Kind::Money,
            false,
        ),
        named(
            "shipping_fee",
            "Phí vận chuyển",
            &["Phí ship", "Phí giao hàng", "Cước vận chuyển"],
            Kind::Money,
            false,
        ),
        named(
            "cod_amount",
            "Tiền thu hộ",
            &["Thu hộ", "COD", "Tiền COD"],
            Kind::Money,
            false,
        ),
        named(
            "payment_method",
            "Thanh toán",
            &["Phương thức thanh toán", "Hình thức thanh toán"],
            Kind::Text(100),
            false,
        ),
        named(
            "waybill_no",
            "Mã vận đơn",
            &["Vận đơn", "Số vận đơn"],
            Kind::Text(60),
            false,
        ),
        named(
            "carrier",
            "Đơn vị vận chuyển",
            &["Hãng vận chuyển", "Vận chuyển"],
            Kind::Text(100),
            false,
        ),
        named(
            "note",
            "Ghi chú",
            &["Ghi chú của khách", "Lời nhắn"],
            Kind::Text(1_000),
            false,
        ),
    ],
};
