//! What members and operators see, and what they print.

use frontend::components::*;
use frontend::islands::*;
use frontend::shell::{Area, Chrome, NavLink, Top};
use leptos::prelude::*;
use shared::view::parts::*;

use super::*;

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
                <div class="box"><p class="m">"Hôm nay bán được 12 thùng na"</p><p class="num">"2.340.000 ₫"</p><p>"Bạn nhận tiền hàng "<b>"2.269.800 ₫"</b></p></div>
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
<PriceReader input="f-gia".to_owned() per=" một chai".to_owned() unit=String::new() usual=180_000 ask="Bạn muốn ".to_owned() or=" hay ".to_owned() locale=L/>
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
    let html = std::fs::read_to_string(dir().join("booth-stock.html"))
        .expect("the look folder can be written");
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
