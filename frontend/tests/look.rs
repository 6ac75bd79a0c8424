//! Composes pages of the components and writes them to `target/look`, to be held beside the drawn screens.
//! The checks are few: every page is whole, escaped and free of inline styles and scripts.
#![cfg(feature = "ssr")]
#![recursion_limit = "256"]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use frontend::components::*;
use frontend::islands::*;
use frontend::shell::{Alternates, Area, Assets, Chrome, Head, NavLink, Top, document};
use leptos::prelude::*;
use shared::problem::FieldError;
use shared::say::Locale;
use shared::view::parts::*;

const L: Locale = Locale::Vi;

fn dir() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/look")
}

fn sheet(name: &str) -> String {
    let style = Path::new(env!("CARGO_MANIFEST_DIR")).join("style");
    let mut css = String::new();
    for folder in ["base", name] {
        let mut files: Vec<_> = std::fs::read_dir(style.join(folder))
            .unwrap()
            .map(|file| file.unwrap().path())
            .collect();
        files.sort();
        for file in files {
            css.push_str(&std::fs::read_to_string(file).unwrap());
        }
    }
    css
}

fn write(name: &str, head: Head, mut chrome: Chrome, body: impl FnOnce() -> AnyView) {
    std::fs::create_dir_all(dir()).unwrap();
    for sheet_name in ["shop", "booth"] {
        std::fs::write(dir().join(format!("{sheet_name}.css")), sheet(sheet_name)).unwrap();
    }
    chrome.assets = Arc::new(Assets {
        shop_css: "shop.css".into(),
        booth_css: "booth.css".into(),
        ..Assets::default()
    });
    let html = document(head, chrome, body);
    assert!(html.starts_with("<!doctype html><html"), "{}", &html[..60]);
    assert!(html.ends_with("</html>"));
    assert!(!html.contains("style="), "inline style");
    assert!(!html.contains("<script>"), "inline script");
    std::fs::write(
        dir().join(format!("{name}.html")),
        html.replace("\"/assets/", "\""),
    )
    .unwrap();
}

fn pic(name: &str, alt: &str) -> Picture {
    Picture {
        src: format!("img/{name}.svg"),
        alt: alt.into(),
        width: 400,
        height: 400,
        drawn: true,
        ..Picture::default()
    }
}

fn card(
    image: &str,
    name: &str,
    price: &str,
    unit: &str,
    seller: &str,
    place: &str,
) -> ProductCard {
    ProductCard {
        href: "/p/x".into(),
        name: name.into(),
        picture: Some(pic(image, "")),
        sign: PriceSign {
            price: price.into(),
            unit: unit.into(),
            before: None,
        },
        seller: seller.into(),
        place: place.into(),
        ..ProductCard::default()
    }
}

fn head(title: &str) -> Head {
    Head {
        locale: L,
        title: title.into(),
        description: "Hàng của hợp tác xã vùng cao, ai trồng người ấy gửi.".into(),
        canonical: "https://example.vn/".into(),
        alternates: Some(Alternates {
            vi: "https://example.vn/".into(),
            en: "https://example.vn/en".into(),
        }),
        json_ld: vec![r#"{"name":"</script><b>"}"#.into()],
        page_path: "/".into(),
        ..Head::default()
    }
}

fn tagged(mut card: ProductCard, tag: &str, fact: &str) -> ProductCard {
    card.tag = Some(Tag {
        text: tag.into(),
        fresh: true,
    });
    card.fact = Some(fact.into());
    card
}

fn with(mut card: ProductCard, per_unit: &str, fact: &str, stars: Option<u8>) -> ProductCard {
    card.per_unit = (!per_unit.is_empty()).then(|| per_unit.into());
    card.fact = (!fact.is_empty()).then(|| fact.into());
    card.stars = stars;
    card
}

#[test]
fn home() {
    let fresh = vec![
        tagged(
            card(
                "na",
                "Na Chi Lăng loại 1, quả 300–450 g",
                "65.000 ₫",
                "kg",
                "HTX Đồng Mỏ",
                "Chi Lăng, Lạng Sơn",
            ),
            "Hái sáng nay",
            "Tới Hà Nội Chủ nhật 16/8",
        ),
        tagged(
            card(
                "nhan",
                "Nhãn Sông Mã",
                "42.000 ₫",
                "kg",
                "HTX Bảo Minh",
                "Sông Mã, Sơn La",
            ),
            "Hái hôm qua",
            "Tới Hà Nội thứ Hai 17/8",
        ),
        tagged(
            card(
                "trung",
                "Trứng gà Ngọc Hân, vỉ 30 quả",
                "115.000 ₫",
                "vỉ",
                "HTX Sơn Nam",
                "Phú Thọ",
            ),
            "Nhặt hôm nay",
            "3.833 ₫/quả · tới 17/8",
        ),
        with(
            card(
                "thanh-long",
                "Thanh long ruột đỏ Phù Yên",
                "35.000 ₫",
                "kg",
                "HTX An Phú",
                "Phù Yên, Sơn La",
            ),
            "",
            "Tới Hà Nội thứ Hai 17/8",
            None,
        ),
    ];
    let season = vec![
        with(
            card(
                "thanh-long",
                "Thanh long ruột đỏ Phù Yên",
                "35.000 ₫",
                "kg",
                "HTX An Phú",
                "Phù Yên, Sơn La",
            ),
            "",
            "Tới Hà Nội 17/8",
            None,
        ),
        with(
            card(
                "hoa-hoi",
                "Hoa hồi Lạng Sơn khô, cánh đều",
                "140.000 ₫",
                "gói 500 g",
                "HTX Bằng Mạc",
                "Lạng Sơn",
            ),
            "280.000 ₫/kg",
            "Tới Hà Nội 17/8",
            None,
        ),
    ];
    let mut gone = card(
        "mo-ngam",
        "Mơ ngâm mật ong, lọ 1 kg",
        "120.000 ₫",
        "lọ",
        "HTX Bích Thao",
        "Sơn La",
    );
    gone.muted = true;
    gone.tag = Some(Tag {
        text: "Hết hàng".into(),
        fresh: false,
    });
    gone.strong_fact = Some("Hết hàng.".into());
    gone.fact = Some("Có lại tháng 4".into());
    let mut bare = card(
        "x",
        "Hàng chưa có ảnh, tên thật dài để xem hai dòng có bị cắt đúng chỗ không",
        "1.250.000 ₫",
        "thùng",
        "2 hợp tác xã cùng bán",
        "Sơn La",
    );
    bare.picture = None;
    bare.season = Some(Season {
        main: 0b1_1100_0000,
        minor: 0b1110_0000_0000,
        now: 8,
        words: "Mùa na: tháng 7 đến tháng 9".into(),
    });
    let all = vec![
        with(
            card(
                "xoai-say",
                "Xoài sấy dẻo Sông Mã, không thêm đường",
                "48.000 ₫",
                "túi 100 g",
                "HTX Toàn Thắng",
                "Sơn La",
            ),
            "480.000 ₫/kg",
            "",
            Some(3),
        ),
        with(
            card(
                "che",
                "Chè Shan tuyết cổ thụ một tôm hai lá",
                "320.000 ₫",
                "gói 200 g",
                "HTX Lê Lợi",
                "Lạng Sơn",
            ),
            "1.600.000 ₫/kg",
            "",
            None,
        ),
        with(
            card(
                "ga-doi",
                "Gà đồi làm sạch, hút chân không, 1,3–1,5 kg",
                "165.000 ₫",
                "kg",
                "HTX Tuấn Chuyên",
                "Phú Thọ",
            ),
            "",
            "Cân xong mới chốt tiền",
            None,
        ),
        with(
            card(
                "trung",
                "Trứng gà Ngọc Hân, vỉ 30 quả xếp khay giấy",
                "115.000 ₫",
                "vỉ",
                "HTX Sơn Nam",
                "Phú Thọ",
            ),
            "3.833 ₫/quả",
            "",
            None,
        ),
        gone,
        bare,
    ];
    let booths = [
        BoothCard {
            href: "/gian-hang/x".into(),
            name: "HTX Đồng Mỏ".into(),
            place: "xã Chi Lăng, Lạng Sơn".into(),
            sentence: "Hái sáng nay · 6 món đang bán".into(),
            goods: vec![pic("na", ""), pic("hoa-hoi", ""), pic("mat-ong", "")],
        },
        BoothCard {
            href: "/gian-hang/y".into(),
            name: "HTX Nông nghiệp và Dịch vụ tổng hợp Chiềng Xét".into(),
            place: "phường Chiềng An, Sơn La".into(),
            sentence: "Nghỉ đến vụ cà phê tháng 10 · vẫn bán 2 món có sẵn".into(),
            goods: vec![pic("ca-phe", ""), pic("mo-ngam", "")],
        },
    ];
    let body = move || {
        view! {
            <div class="w head">
                <h1 class="mid">"Phiên thứ Bảy 15/8"</h1>
                <p class="s m">"Mùng 3 tháng Bảy âm lịch · 214 gian hàng"</p>
                <p class="row ward only-phone">{icon(Icon::Pin)}<span>"Giao tới "<b>"phường Cầu Giấy, Hà Nội"</b></span><a href="/noi-giao">"Đổi"</a></p>
            </div>
            <div class="w mt8">{stall(&fresh, "Vừa hái", L)}</div>
            <div class="w">
                <hr class="seam"/>
                <div class="sect-head"><h2>"Tháng 8 đang vụ"</h2><a href="/lich-vu">"Lịch cả năm"</a></div>
                <div class="sect">{product_grid(&season, L, 0)}</div>
                <hr class="seam"/>
                <div class="sect-head"><h2>"Có quanh năm"</h2><a href="/tim">"176 món"</a></div>
                <div class="sect">{product_grid(&all, L, 0)}</div>
                <hr class="seam"/>
                <div class="sect-head"><h2>"Gian hàng ở phiên này"</h2><a href="/gian-hang">"Cả 214"</a></div>
                <div class="booths">{booths.iter().map(booth_card).collect_view()}</div>
                {pager(&Pager { previous: None, next: Some("/tim?cursor=x".into()) }, L)}
            </div>
        }
        .into_any()
    };
    let chrome = Chrome {
        demo: true,
        ward_label: Some("Cầu Giấy, Hà Nội".into()),
        ..Chrome::default()
    };
    write("home", head("Phiên thứ Bảy 15/8"), chrome, body);
    let html = std::fs::read_to_string(dir().join("home.html")).unwrap();
    assert!(
        html.contains(r#"{"name":"\u003c/script>\u003cb>"}"#),
        "linked data can close its script"
    );
    assert!(
        html.contains(r#"<meta content="https://example.vn/" property="og:url">"#)
            || html.contains(r#"property="og:url""#)
    );
}

#[test]
fn product() {
    let season = Season {
        main: 0b1_1100_0000,
        minor: 0b1110_0000_0000,
        now: 8,
        words: "Mùa na: tháng 7 đến tháng 9".into(),
    };
    let choices = [
        Choice {
            value: "a".into(),
            label: "Thùng 3 kg".into(),
            detail: "8–10 quả, lót rơm".into(),
            amount: "195.000 ₫".into(),
            amount_detail: "65.000 ₫/kg".into(),
            checked: true,
        },
        Choice {
            value: "b".into(),
            label: "Thùng 5 kg".into(),
            detail: "13–16 quả".into(),
            amount: "310.000 ₫".into(),
            amount_detail: "62.000 ₫/kg".into(),
            checked: false,
        },
    ];
    let body = move || {
        let sign = PriceSign {
            price: "65.000 ₫".into(),
            unit: "kg".into(),
            before: None,
        };
        view! {
            <div class="product">
                {gallery(&[pic("na", "Na Chi Lăng bổ đôi"), pic("hoa-hoi", "Hoa hồi")], &sign, Some(&Tag { text: "Hái sáng nay".into(), fresh: true }), L)}
                <div class="headline">
                    {crumbs(&[Crumb { text: "Na".into(), href: Some("/danh-muc/na".into()) }, Crumb { text: "Lạng Sơn".into(), href: Some("/tinh/lang-son".into()) }], L)}
                    <h1>"Na Chi Lăng loại 1, quả 300–450 g"</h1>
                    <p class="mt8"><a href="/gian-hang/dong-mo">"Hợp tác xã Đồng Mỏ"</a>" · xã Chi Lăng, Lạng Sơn"</p>
                    <p class="row wrap mt12">
                        {certificate_chip(&CertificateChip { name: "Nhãn hiệu tập thể “Na Chi Lăng”".into(), until: None, href: None })}
                        {chip(Icon::Check, "VietGAP đến 03/2027", "")}
                        {ocop_badge(4, L)}
                    </p>
                </div>
                <div class="part note-part">
                    {notice_of(NoticeKind::Good, Icon::Truck, view! { <b>"Hái 15/8 – tới Cầu Giấy 16/8"</b><br/><span class="s">"Ăn ngon trong 3 ngày. Không gửi vào Nam: na chín không chịu được 4 ngày đường."</span> }.into_any())}
                </div>
                <div class="part season-part">{season_strip(&season, L)}</div>
                <form class="part pick-part" id="mua" method="post" action="/gio-hang">
                    <hr class="seam"/>
                    <fieldset>
                        <legend class="lab">"Chọn thùng"</legend>
                        <div class="stack picks">{choices.iter().map(|choice| pick("variant_id", choice, false, None)).collect_view()}</div>
                    </fieldset>
                    <p class="s m mt8">"Giá đã gồm thuế, chưa gồm phí giao. Còn 18 thùng."</p>
                </form>
                <div class="part more-part">
                    <hr class="seam"/>
                    <h2>"Người trồng"</h2>
                    <p class="mt8">"Na trồng trên sườn núi đá, quả được bọc từ lúc bằng đầu ngón tay cái. Sáng hái, trưa đóng thùng, chiều lên xe."</p>
                    <a class="b o w mt12" href="/t/x">"Xem lô 1508-A và nhật ký"</a>
                </div>
                <div class="bar row">
                    {stepper(Stepper { label: "Số thùng", name: "quantity", value: 1, min: 1, max: Some(18), form: Some("mua"), get: Some("/p/na"), large: false }, L)}
                    <BuyButton form="mua".to_owned() words="Thêm · ".to_owned() sum="195.000 ₫".to_owned() prices=vec![("a".to_owned(), 195_000), ("b".to_owned(), 310_000)]/>
                </div>
            </div>
        }
        .into_any()
    };
    let chrome = Chrome {
        demo: true,
        top: Top::Over {
            back: "/".into(),
            share: Some(("Na".into(), "https://example.vn/p/na".into())),
        },
        ..Chrome::default()
    };
    write("product", head("Na Chi Lăng loại 1"), chrome, body);
}

#[test]
fn checkout() {
    let errors = vec![
        FieldError::new(
            "phone",
            "too_short",
            "Số này thiếu 1 chữ số. Số di động có 10 chữ số.",
        ),
        FieldError::new("street", "empty", "Cho biết số nhà, đường hoặc thôn, xóm."),
    ];
    let step = |label| {
        stepper(
            Stepper {
                label,
                name: "quantity",
                value: 1,
                min: 1,
                max: None,
                ..Stepper::default()
            },
            L,
        )
    };
    let body = move || {
        view! {
            <div class="w pt pb checkout">
                <div>
                    <h1 class="h2">"2 kiện, từ 2 hợp tác xã"</h1>
                    <p class="s m">"Mỗi nơi gửi một kiện, trả tiền riêng."</p>
                    <div class="mt12">
                        {parcel("Kiện 1 · HTX Đồng Mỏ", "Hái 15/8 – tới 16/8 · Lạng Sơn", None,
                            vec![parcel_line(Some(&pic("na", "")), "Na Chi Lăng loại 1", "Thùng 3 kg · 65.000 ₫/kg", Some(step("Số thùng na")), "195.000 ₫")],
                            Some(sum_row(&SumRow { label: "Phí giao".into(), amount: "35.000 ₫".into(), ..SumRow::default() })))}
                        {parcel("Kiện 2 · HTX Bích Thao", "Gửi 16/8 – tới 18/8 · Sơn La", None,
                            vec![parcel_line(Some(&pic("ca-phe", "")), "Cà phê Arabica Sơn La rang mộc, hạt", "Gói 500 g · 560.000 ₫/kg", Some(step("Số gói cà phê")), "560.000 ₫")],
                            Some(sum_row(&SumRow { label: "Phí giao".into(), amount: "28.000 ₫".into(), ..SumRow::default() })))}
                    </div>
                    <h2 class="mt24">"Giao cho ai, ở đâu?"</h2>
                    <div class="stack mt12">
                        {error_summary(&errors, L)}
                        {field(Field { label: "Họ tên", name: "name", value: "Nguyễn Thị Thuý Hạnh", autocomplete: "name", required: true, ..Field::default() })}
                        {field(Field { label: "Số điện thoại", name: "phone", value: "0912 345 67", kind: "tel", error: error_for(&errors, "phone"), autocomplete: "tel", ..Field::default() })}
                        <WardSearch
                            label="Xã, phường".to_owned() query=String::new() code=String::new() help="Gõ tên cũ hay tên mới đều được.".to_owned()
                            error=String::new() old_before="gồm ".to_owned() old_after=" cũ".to_owned() found="kết quả".to_owned()
                            nothing="Thử gõ tên quận, huyện cũ".to_owned() then_press=String::new()/>
                        {field(Field { label: "Số nhà, đường hoặc thôn, xóm", name: "street", error: error_for(&errors, "street"), help: Some("Người giao đọc chỗ này."), ..Field::default() })}
                    </div>
                    <h2 class="mt24">"Trả tiền"</h2>
                    <div class="stack mt12">
                        {pick("payment", &Choice { value: "cod".into(), label: "Trả khi nhận hàng".into(), detail: "Được mở kiện xem trước".into(), checked: true, ..Choice::default() }, false, None)}
                        {pick("payment", &Choice { value: "vietqr".into(), label: "Chuyển khoản VietQR".into(), detail: "Tiền vào thẳng hợp tác xã".into(), ..Choice::default() }, false, None)}
                        {tick_box("ok", "1", "Nhớ địa chỉ này trong máy", true)}
                    </div>
                </div>
                <div class="side mt16">
                    {sum_rows(&[
                        SumRow { label: "Tiền hàng".into(), amount: "755.000 ₫".into(), ..SumRow::default() },
                        SumRow { label: "Phí giao 2 kiện".into(), amount: "63.000 ₫".into(), ..SumRow::default() },
                        SumRow { label: "Tổng cộng".into(), amount: "818.000 ₫".into(), total: true, ..SumRow::default() },
                    ])}
                </div>
            </div>
            <div class="bar"><button class="b big w">"Đặt hàng · 818.000 ₫"</button></div>
        }
        .into_any()
    };
    let top = Top::Back {
        title: "Giỏ hàng và đặt hàng".into(),
        under: String::new(),
        back: "/".into(),
    };
    write(
        "checkout",
        head("Đặt hàng"),
        Chrome {
            top,
            ..Chrome::default()
        },
        body,
    );
}

#[test]
fn order() {
    let steps = [
        TimelineStep {
            knot: Knot::Done,
            title: "Hợp tác xã đã nhận đơn".into(),
            detail: "15/8, 09:31".into(),
            link: None,
        },
        TimelineStep {
            knot: Knot::Done,
            title: "Đã hái và đóng thùng, lô 1508-A".into(),
            detail: "15/8, 11:05".into(),
            link: Some(("xem ảnh thùng hàng".into(), "/x".into())),
        },
        TimelineStep {
            knot: Knot::Now,
            title: "Đang trên đường".into(),
            detail: "Xe khách Lạng Sơn – Hà Nội, đi 14:00".into(),
            link: None,
        },
        TimelineStep {
            knot: Knot::Bad,
            title: "Chưa giao được".into(),
            detail: "Gọi lại trước 18:00".into(),
            link: None,
        },
        TimelineStep {
            knot: Knot::Wait,
            title: "Tới nhà bạn".into(),
            detail: "Chủ nhật 16/8, trước 12:00".into(),
            link: None,
        },
    ];
    let body = move || {
        view! {
            <div class="w read pt pb">
                <h1>"Đã đặt xong. Cảm ơn bạn!"</h1>
                <p class="mt4">"Hai hợp tác xã đang chuẩn bị. Có gì thay đổi, Chợ Phiên nhắn vào số 0912•••678."</p>
                <div class="mt16">
                    {parcel("Kiện 1 · HTX Đồng Mỏ", "Na Chi Lăng, thùng 3 kg", Some(&pic("na", "")), vec![timeline(&steps, L)],
                        Some(view! { <p>"Trả khi nhận: "<b>"230.000 ₫"</b>". Bạn được mở thùng xem trước."</p> }.into_any()))}
                </div>
                <p class="row mt16"><a class="b o grow" href="/x">{icon(Icon::Phone)}"Gọi"</a><a class="b o grow" href="/x">"Sửa hoặc huỷ"</a></p>
                <div class="stack mt16">
                    {notice(&Notice { kind: NoticeKind::Bad, title: "Na còn 2 thùng, giỏ có 3.".into(), text: "Bớt 1 thùng rồi đặt tiếp.".into(), link: Some(("Sửa thành 2 thùng".into(), "/x".into())) })}
                    {notice(&Notice { kind: NoticeKind::Warn, title: "Chưa biết tiền đã tới chưa.".into(), text: "Ngân hàng chưa trả lời. Chợ Phiên tự hỏi lại, bạn đừng chuyển lần hai.".into(), link: None })}
                    {toast("Đã nhận đơn HTX7Q2M", Some(view! { <a href="/x">"Hoàn tác"</a> }.into_any()))}
                    {empty(&Empty { title: "Giỏ còn trống".into(), text: "Sáng nay có na Chi Lăng và nhãn Sông Mã vừa hái.".into(), link: Some(("Xem hàng sáng nay".into(), "/".into())) })}
                    <p class="row"><a class="b grow" href="/x">"Đặt hàng"</a><a class="b off grow" href="/x">"Đang gửi…"</a></p>
                    <p class="row"><a class="b o grow" href="/x">"Phụ"</a><a class="b y grow" href="/x">"Chốt"</a><a class="b d grow" href="/x">"Huỷ"</a></p>
                    <p class="row wrap">{ocop_badge(3, L)}{ocop_badge(5, L)}{chip(Icon::Warning, "OCOP hết hạn sau 30 ngày", "y")}</p>
                </div>
            </div>
        }
        .into_any()
    };
    let top = Top::Back {
        title: "Đơn HTX7Q2M".into(),
        under: "Đặt thứ Bảy 15/8, 09:12".into(),
        back: "/".into(),
    };
    write(
        "order",
        head("Đơn HTX7Q2M"),
        Chrome {
            top,
            demo: true,
            ..Chrome::default()
        },
        body,
    );
}

#[test]
fn booth() {
    let tasks = [
        TaskCard {
            title: "2 đơn chờ nhận".into(),
            detail: "Na thùng 3 kg × 4 · 780.000 ₫".into(),
            until: Some("còn 1 giờ 40".into()),
            hot: true,
            href: "/htx/don".into(),
            button: Some("Xem và nhận".into()),
        },
        TaskCard {
            title: "Gói 5 kiện trước 14:00".into(),
            detail: "In 5 nhãn, dán, chụp ảnh thùng".into(),
            href: "/htx/don".into(),
            ..TaskCard::default()
        },
    ];
    let body = move || {
        view! {
            <div class="w stack pt pb">
                <h1 class="mid">"Cần làm ngay"</h1>
                {tasks.iter().map(task_card).collect_view()}
                <div class="two"><a class="b y tall" href="/htx/hai">{icon(Icon::Leaf)}"Hái hôm nay"</a><a class="b o tall" href="/htx/hang/moi">{icon(Icon::Camera)}"Đăng món"</a></div>
                <div class="box"><p class="m">"Hôm nay bán được 12 thùng na"</p><p class="num">"2.340.000 ₫"</p><p>"Bạn nhận về "<b>"2.269.800 ₫"</b></p></div>
            </div>
        }
        .into_any()
    };
    let top = Top::Title {
        title: "HTX Đồng Mỏ".into(),
        under: "Thứ Bảy 15/8 · mùng 3 tháng Bảy".into(),
        link: None,
    };
    let chrome = Chrome {
        area: Area::Booth,
        top,
        tab: Some(BoothTab::Today),
        counts: TabCounts { orders: 2 },
        ..Chrome::default()
    };
    write("booth", head("Hôm nay"), chrome, body);
}

#[test]
fn booth_stock() {
    let body = move || {
        view! {
            <div class="w pt pb">
                <StockStepper offline="Đang không có mạng.".to_owned() changes=" thay đổi".to_owned() later=" sẽ tự gửi khi có sóng.".to_owned()/>
                <div class="box stock mt12">
                    <div class="row t">{thumb(Some(&pic("na", "")), "md")}<div class="grow"><b class="sub">"Na loại 1, thùng 3 kg"</b><p class="s m">"195.000 ₫ · khách giữ 6 thùng"</p></div></div>
                    <form method="post" action="/htx/hang/1/ton" data-stock="">{hidden("offer", "1")}{stepper(Stepper { label: "Số thùng", name: "q", value: 18, min: 0, large: true, ..Stepper::default() }, L)}</form>
                </div>
                <div class="box stock">
                    <div class="row t">{thumb(None, "md")}<div class="grow"><b class="sub">"Na loại 2, túi 5 kg"</b><p class="s m">"210.000 ₫ · 42.000 ₫/kg"</p></div></div>
                    {stepper(Stepper { label: "Số thùng", name: "q", value: 0, min: 0, large: true, ..Stepper::default() }, L)}
                    {error_line("Hết hàng. 4 khách đang chờ.")}
                </div>
                <form id="mon" class="stack mt16">
                    {field(Field { label: "1. Tên món", name: "ten", value: "Mật ong hoa nhãn", ..Field::default() })}
                    {field(Field { label: "2. Giá một chai", name: "gia", value: "180k", ..Field::default() })}
<PriceReader input="f-gia".to_owned() per=" một chai".to_owned() usual=180_000 ask="Bạn muốn ".to_owned() or=" hay ".to_owned() locale=L/>
<DraftKeeper form="mon".to_owned() key="mon-moi".to_owned() restored="Đã lấy lại bản nháp trong máy".to_owned() forget=false/>
<input class="in" type="file" id="f-anh" accept="image/*"/><PhotoShrink input="f-anh".to_owned() good="Ảnh rõ, đủ sáng".to_owned() dark="Ảnh hơi tối. Ra chỗ sáng chụp lại, hoặc dùng ảnh này".to_owned() small="Ảnh hơi nhỏ. Chụp gần lại, hoặc dùng ảnh này".to_owned()/>
                    {select_field(Field { label: "Đơn vị", name: "don_vi", ..Field::default() }, &[Choice { value: "chai".into(), label: "chai".into(), ..Choice::default() }])}
                    {field(Field { label: "Mô tả", name: "mo_ta", value: "</textarea><b>x</b>", kind: "textarea", ..Field::default() })}
                </form>
            </div>
            <div class="bar"><button class="b huge w">{icon(Icon::Check)}"Nhận đơn"</button><button class="b q w">"Không làm được đơn này"</button></div>
        }
        .into_any()
    };
    let top = Top::Title {
        title: "Hàng đang bán".into(),
        under: "3 món · sửa lần cuối 09:40".into(),
        link: Some(("Nghe".into(), "/x".into())),
    };
    let chrome = Chrome {
        area: Area::Booth,
        top,
        ..Chrome::default()
    };
    write("booth-stock", head("Hàng đang bán"), chrome, body);
    let html = std::fs::read_to_string(dir().join("booth-stock.html")).unwrap();
    assert!(
        !html.contains("<b>x</b>"),
        "a text area must not let markup out"
    );
}

#[test]
fn label() {
    let body = || {
        view! {
            <div class="label">
                <header>
                    <div><span class="from">"HTX Đồng Mỏ"</span><span class="tiny">"Chi Lăng, Lạng Sơn · 0986 000 123"</span></div>
                    <span class="class">"HÀNG TƯƠI"</span>
                </header>
                <div class="to">
                    <div><span class="tiny">"Người nhận"</span><span class="name">"Nguyễn Thị Thuý Hạnh"</span><span class="phone">"0912 ••• 678"</span></div>
                    <div class="code"><svg viewBox="0 0 29 29"><path d="M0 0h29v29H0z"></path></svg></div>
                </div>
                <p class="addr"><b>"Số 12 ngõ 68 đường Cầu Giấy"</b><span>"phường Cầu Giấy, Hà Nội"</span><span class="tiny">"(cũ: phường Dịch Vọng, quận Cầu Giấy)"</span></p>
                <div class="cash"><span>"Thu hộ (COD)"</span><b>"230.000 ₫"</b></div>
                <div class="foot-row">
                    <div>"1 × Na loại 1, thùng 3 kg"<br/>"Lô "<b>"1508-A"</b>" · hái 15/8/26"<br/>"Cho xem hàng: "<b>"CÓ"</b><br/>"Dễ dập: "<b>"NHẸ TAY"</b></div>
                    <div class="r"><span class="tiny">"Mã đơn"</span><b>"HTX7Q2M-1"</b></div>
                </div>
                <div class="mono-hem"></div>
            </div>
            <div class="qr-card">
                <div class="hem"></div>
                <div>
                    <h1>"Na Chi Lăng loại 1"</h1>
                    <p>"HTX Đồng Mỏ · xã Chi Lăng, Lạng Sơn"</p>
                    <div class="qr"><svg viewBox="0 0 29 29"><path d="M0 0h29v29H0z"></path></svg></div>
                    {price_sign_large(&PriceSign { price: "65.000 ₫".into(), unit: "kg".into(), before: None }, L)}
                    <p class="mt12">"Quét để mua. Không cần tải ứng dụng."</p>
                </div>
                <div class="hem"></div>
            </div>
        }
        .into_any()
    };
    let chrome = Chrome {
        area: Area::Booth,
        top: Top::Bare,
        ..Chrome::default()
    };
    write("label", head("Nhãn HTX7Q2M-1"), chrome, body);
}

#[test]
fn desk() {
    let row = |name: &'static str, state: &'static str, amount: &'static str| {
        view! { <tr><td>{name}</td><td>{chip(Icon::Clock, state, "y")}</td><td class="r">{amount}</td></tr> }
    };
    let body = move || {
        view! {
            <div class="w pt pb">
                <h1>"Hợp tác xã"</h1>
                <div class="filters mt12"><a class="f on" href="/x" aria-current="page">"Tất cả"</a><a class="f" href="/x">"Chờ duyệt 3"</a></div>
                <div class="tbl-wrap mt12"><table class="tbl">
                    <thead><tr><th>"Tên"</th><th>"Trạng thái"</th><th class="r">"Tháng này"</th></tr></thead>
                    <tbody>{row("HTX Đồng Mỏ", "Chờ duyệt", "12.340.000 ₫")}{row("HTX Bích Thao", "Chờ duyệt", "2.340.000 ₫")}</tbody>
                </table></div>
                <details class="box mt16"><summary>"Vì sao chờ?"</summary><p>"Thiếu bản chụp giấy đăng ký."</p></details>
            </div>
        }
        .into_any()
    };
    let nav = |text: &str, current| NavLink {
        text: text.into(),
        href: "/quan-tri".into(),
        current,
    };
    let top = Top::Title {
        title: "Quản trị".into(),
        under: "Chợ Phiên".into(),
        link: Some(("Đăng xuất".into(), "/x".into())),
    };
    let chrome = Chrome {
        area: Area::Operator,
        top,
        nav: vec![
            nav("Hợp tác xã", true),
            nav("Đơn", false),
            nav("Hàng đợi", false),
        ],
        demo: true,
        ..Chrome::default()
    };
    write("desk", head("Hợp tác xã"), chrome, body);
}
