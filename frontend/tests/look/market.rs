//! Home and a good.

use frontend::components::*;
use frontend::islands::*;
use frontend::shell::{Chrome, Top};
use leptos::prelude::*;
use shared::view::parts::*;

use super::*;

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
    let html =
        std::fs::read_to_string(dir().join("home.html")).expect("the look folder can be written");
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
