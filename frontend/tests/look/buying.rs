//! Checkout and an order, with every kind of notice.

use frontend::components::*;
use frontend::islands::*;
use frontend::shell::{Chrome, Top};
use leptos::prelude::*;
use shared::problem::FieldError;
use shared::view::parts::*;

use super::*;

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
                <LiveOrder url="/sse".to_owned() words="Có gì mới. Bấm để xem".to_owned()/>
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
