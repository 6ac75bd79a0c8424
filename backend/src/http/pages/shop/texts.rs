//! Pages to read. What they promise is what the code and the cooperatives do; who changes one changes the other.

use super::Reader;
use super::linked::breadcrumbs;
use crate::app::App;
use crate::http::render;
use axum::extract::State;
use axum::response::Response;
use frontend::pages::shop::text_page;
use shared::view::parts::Crumb;
use shared::view::shop::TextView;

/// A heading and its paragraphs, each in both languages.
type Section = (
    (&'static str, &'static str),
    &'static [(&'static str, &'static str)],
);

struct Text {
    path: &'static str,
    title: (&'static str, &'static str),
    lead: (&'static str, &'static str),
    sections: &'static [Section],
}

async fn read(app: &App, reader: &Reader, of: &'static Text) -> Response {
    let l = reader.locale;
    let say = |(vi, en): (&'static str, &'static str)| l.say(vi, en).to_owned();
    let make = async {
        let view = TextView {
            crumbs: vec![
                Crumb {
                    text: "Chợ\u{a0}Phiên".to_owned(),
                    href: Some(l.path("/")),
                },
                Crumb {
                    text: say(of.title),
                    href: None,
                },
            ],
            title: say(of.title),
            lead: say(of.lead),
            sections: of
                .sections
                .iter()
                .map(|(title, paragraphs)| {
                    (
                        say(*title),
                        paragraphs.iter().map(|text| say(*text)).collect(),
                    )
                })
                .collect(),
            since: l
                .say("Bản từ 21/11/2026.", "This version is of 21/11/2026.")
                .to_owned(),
        };
        let mut head = render::public_head(app, l, of.path, view.title.clone(), view.lead.clone());
        head.json_ld = vec![breadcrumbs(app, &view.crumbs)];
        Ok(render::page(app, head, reader.chrome(), || {
            text_page(&view, l)
        }))
    };
    reader.kept(app, of.path, Vec::new(), make).await
}

/// `GET /cach-xep`: what orders lists and searches.
pub async fn ranking(State(app): State<App>, reader: Reader) -> Response {
    read(&app, &reader, &RANKING).await
}

/// `GET /doi-tra`.
pub async fn returns(State(app): State<App>, reader: Reader) -> Response {
    read(&app, &reader, &RETURNS).await
}

/// `GET /khieu-nai`.
pub async fn complaints(State(app): State<App>, reader: Reader) -> Response {
    read(&app, &reader, &COMPLAINTS).await
}

/// `GET /chinh-sach-rieng-tu`.
pub async fn privacy(State(app): State<App>, reader: Reader) -> Response {
    read(&app, &reader, &PRIVACY).await
}

static RANKING: Text = Text {
    path: "/cach-xep",
    title: ("Cách xếp thứ tự", "How we rank"),
    lead: (
        "Không ai trả tiền để được đứng trước. Thứ tự chỉ theo những điều dưới đây, giống nhau với mọi hợp tác xã và mọi người mua.",
        "Nobody can pay to stand in front. Only what follows decides, the same for every cooperative and every buyer.",
    ),
    sections: &[
        (
            ("Khi bạn tìm", "When you search"),
            &[
                (
                    "Nếu bạn gõ có dấu, món khớp đúng dấu đứng trước, món khớp khi bỏ dấu đứng sau; không món nào bị bỏ mất. Gõ không dấu thì mọi cách đánh dấu đều được tính như nhau.",
                    "If you type marks, goods that match with the marks come first and those that match without come after; none is lost. Typed without marks, every spelling counts the same.",
                ),
                (
                    "Trong mỗi nhóm đó: trước hết là món có các chữ bạn gõ đứng liền nhau trong tên, rồi món có đủ các chữ trong tên, rồi món có đủ các chữ trong tên, tên hợp tác xã, tên xã và tỉnh (cả tên cũ), nhóm hàng hoặc lời tả.",
                    "Within each: first goods with your words side by side in the name, then with all words in the name, then with all words in the name, the cooperative, the commune and province (former names too), the kind or the description.",
                ),
                (
                    "Sau đó mới tới món có chữ bắt đầu bằng chữ cuối bạn gõ (chữ cuối từ 3 chữ cái, hoặc khi chưa có món nào khớp). Chỉ khi không món nào khớp, chữ từ 4 chữ cái trở lên được sửa một lỗi gõ.",
                    "Then come goods with a word that begins with your last one (of three letters or more, or when nothing fits yet). Only when nothing fits is one slip forgiven in words of four letters or more.",
                ),
                (
                    "Tên gọi vùng miền được coi là một: na và mãng cầu, dứa và thơm, khóm, bí xanh và bí đao, chè và trà, miến và bún tàu.",
                    "Regional names count as one: na and mãng cầu, dứa and thơm or khóm, bí xanh and bí đao, chè and trà, miến and bún tàu.",
                ),
                (
                    "Hai món ngang nhau thì món được bày sau đứng trước. Một lần tìm xem tối đa 500 món.",
                    "Of two equal goods the one laid out later comes first. A search looks at 500 goods at most.",
                ),
            ],
        ),
        (
            ("Khi bạn xem danh sách", "When you look at a list"),
            &[
                (
                    "Món mới bày đứng trước, tính theo lúc món được lên chợ lần đầu. Bạn có thể đổi sang giá thấp trước, giá cao trước hoặc theo tên. Giá để xếp là giá của gói đầu tiên hợp tác xã đang bán.",
                    "Newly laid out goods come first, by the moment they first came to the market. You can choose cheapest first, dearest first or by name. The price that counts is that of the first pack the cooperative sells.",
                ),
                (
                    "Món hết hàng vẫn đứng đúng chỗ của nó và ghi rõ hết hàng. Số bán, lượt xem và chuyện bạn đã xem gì không ảnh hưởng tới thứ tự.",
                    "Goods that are sold out keep their place and say so. Sales, views and what you looked at before do not count.",
                ),
            ],
        ),
        (
            ("Trang đầu", "The first page"),
            &[(
                "Hàng trên cùng là món hái hôm nay và hôm qua còn hàng: hái sau đứng trước, hàng theo vụ trước hàng quanh năm, rồi món mau hỏng hơn đứng trước, mỗi hợp tác xã một món rồi mới tới món thứ hai. Tiếp theo là món đang vụ tháng này rồi món có quanh năm, món mới bày đứng trước. Gian hàng mở sau đứng trước.",
                "The row on top shows goods picked today and yesterday that are still to be had: the latest first, goods of a season before goods of all year, then what keeps least, each cooperative once before any of them twice. Then come goods in season this month and goods of all year, newly laid out first. Booths that opened later come first.",
            )],
        ),
        (
            ("Sao OCOP và giấy chứng nhận", "OCOP stars and certificates"),
            &[(
                "Sao và giấy chứng nhận chỉ hiện khi cán bộ Liên minh Hợp tác xã đã xem giấy và giấy còn hạn. Chúng không làm món nào đứng trước, trừ khi bạn tự lọc theo chúng.",
                "Stars and certificates show only when an officer of the Cooperative Alliance has seen the paper and while it is valid. They put nothing in front unless you filter by them.",
            )],
        ),
    ],
};

static RETURNS: Text = Text {
    path: "/doi-tra",
    title: ("Đổi trả", "Returns"),
    lead: (
        "Hàng không đúng như đã bày thì hợp tác xã đổi hoặc trả lại tiền. Bạn được mở kiện xem trước khi trả tiền.",
        "Goods that are not as shown are replaced or refunded by the cooperative. You may open the parcel before you pay.",
    ),
    sections: &[
        (
            ("Khi nào", "When"),
            &[
                (
                    "Hàng tươi: báo trong 24 giờ từ lúc nhận, kèm ảnh. Hàng khô, hàng chế biến: báo trong 7 ngày, còn nguyên gói.",
                    "Fresh goods: tell us within 24 hours of delivery, with a photo. Dry and processed goods: within 7 days, unopened.",
                ),
                (
                    "Hàng hỏng, thiếu, sai món, quá hạn hoặc khác với lời tả: bạn chọn đổi hàng hoặc nhận lại tiền, kể cả phí giao.",
                    "Spoilt, missing, wrong, expired or not as described: you choose replacement or your money back, delivery included.",
                ),
            ],
        ),
        (
            ("Làm thế nào", "How"),
            &[
                (
                    "Mở trang đơn hàng bằng số điện thoại và mã đơn, xem tên và số điện thoại của hợp tác xã gửi kiện đó, rồi gọi cho họ. Mỗi kiện do một hợp tác xã gửi và chịu trách nhiệm.",
                    "Open your order with your phone number and the order code, see the name and number of the cooperative that sent the parcel, and call them. Each parcel is sent and answered for by one cooperative.",
                ),
                (
                    "Tiền trả lại đi bằng đúng cách bạn đã trả. Đơn chưa được gói thì huỷ không mất tiền.",
                    "Money goes back the way it came. An order that is not packed yet is cancelled free of charge.",
                ),
            ],
        ),
        (
            ("Không đổi được", "What cannot be returned"),
            &[(
                "Hàng tươi đã để quá 24 giờ, hàng đã dùng quá một nửa, hoặc chỉ khác về cỡ quả trong khoảng đã ghi.",
                "Fresh goods kept for more than 24 hours, goods more than half used, or a size within the range that was stated.",
            )],
        ),
    ],
};

static COMPLAINTS: Text = Text {
    path: "/khieu-nai",
    title: ("Khiếu nại", "Complaints"),
    lead: (
        "Gọi hợp tác xã trước, đó là cách nhanh nhất. Chưa ổn thì Liên minh Hợp tác xã tỉnh đứng ra giải quyết.",
        "Call the cooperative first, that is quickest. If it does not help, the Cooperative Alliance of the province steps in.",
    ),
    sections: &[
        (
            ("Ba bước", "Three steps"),
            &[
                (
                    "1. Hợp tác xã: số điện thoại có ở trang món hàng, trang gian hàng và trang đơn. Hợp tác xã trả lời trong 2 ngày làm việc.",
                    "1. The cooperative: its number is on the page of the goods, of the booth and of the order. It answers within 2 working days.",
                ),
                (
                    "2. Liên minh Hợp tác xã của tỉnh ghi ở mục “Ai bán”: nêu mã đơn và ảnh. Liên minh trả lời lần đầu trong 3 ngày làm việc.",
                    "2. The Cooperative Alliance of the province named under “Who sells”: give the order code and photos. It first answers within 3 working days.",
                ),
                (
                    "3. Bạn luôn có quyền gửi khiếu nại tới cơ quan bảo vệ người tiêu dùng, tổng đài 1800 6838, miễn phí.",
                    "3. You may always turn to the consumer protection authority, hotline 1800 6838, free of charge.",
                ),
            ],
        ),
        (
            ("Báo hàng sai phạm", "Reporting unlawful goods"),
            &[(
                "Hàng giả, hàng cấm, mạo danh sao OCOP: ghi lại địa chỉ trang và báo cho Liên minh Hợp tác xã tỉnh. Cán bộ có thể ngừng bán món đó ngay.",
                "Fakes, forbidden goods, false OCOP stars: note the address of the page and tell the provincial Alliance. Its officers can stop the sale at once.",
            )],
        ),
    ],
};

static PRIVACY: Text = Text {
    path: "/chinh-sach-rieng-tu",
    title: ("Chính sách riêng tư", "Privacy"),
    lead: (
        "Chợ Phiên chỉ hỏi điều cần để giao hàng: tên, số điện thoại, xã phường và số nhà.",
        "Chợ Phiên asks only for what a delivery needs: name, phone, commune and street.",
    ),
    sections: &[
        (
            ("Giữ gì", "What is kept"),
            &[
                (
                    "Tên, số điện thoại và địa chỉ được mã hoá khi lưu, chỉ hợp tác xã gửi kiện và bạn xem được. Luật buộc giữ hồ sơ đơn hàng 5 năm.",
                    "Name, phone and address are encrypted at rest; only the cooperative that sends the parcel and you can see them. The law has orders kept for 5 years.",
                ),
                (
                    "Chợ Phiên không ghi lại bạn đã xem món gì, không có quảng cáo, không có mã theo dõi của bên khác.",
                    "Chợ Phiên does not record what you look at, has no advertising and no trackers of others.",
                ),
            ],
        ),
        (
            ("Cookie", "Cookies"),
            &[(
                "Chỉ có cookie để nhớ giỏ hàng, nơi giao, lượt đặt hàng đang làm và, với người bán, phiên đăng nhập.",
                "There are only cookies for the cart, the place of delivery, the checkout under way and, for sellers, the sign-in.",
            )],
        ),
        (
            ("Quyền của bạn", "Your rights"),
            &[(
                "Bạn xem đơn của mình bằng số điện thoại và mã đơn. Muốn sửa, lấy bản sao hoặc xoá thông tin, nói với hợp tác xã đã gửi hàng hoặc Liên minh Hợp tác xã tỉnh.",
                "You see your orders with your phone and the order code. To correct, copy or erase what is kept, tell the cooperative that sent the goods or the provincial Alliance.",
            )],
        ),
    ],
};
