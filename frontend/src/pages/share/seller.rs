//! Pages of people who sell by sharing.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::live::LiveChoice;
use shared::view::share::{SellerGoods, SellerHome, ShareGood, SignUpView};

use super::booth::basket;
use super::lists::{lines, links, sums};
use crate::components::{
    Field, Icon, account_form, error_for, error_line, error_summary, field, hidden, icon, notice,
    settlement_list, tick_box,
};

/// Signing up: identity as the law asks, and the terms.
#[must_use]
pub fn sign_up_page(of: &SignUpView, l: Locale) -> AnyView {
    let one = |name, label, value, help, kind| {
        field(Field {
            label,
            name,
            value,
            error: error_for(&of.errors, name),
            help,
            kind,
            required: name != "tax_code",
            maxlength: Some(80),
            ..Field::default()
        })
    };
    let form = &of.form;
    view! {
        <div class="w stack pt pb">
            <h1 class="mid">{l.say("Đăng ký giới thiệu hàng", "Sell by sharing")}</h1>
            <p>{l.say(
                "Bạn gửi link, khách mua, hợp tác xã trả hoa hồng. Luật Thương mại điện tử yêu cầu chợ biết bạn là ai; tên thật và số định danh được niêm phong, không hiện ra ngoài.",
                "You send links, buyers buy, the cooperative pays a commission. The law asks the market to know who you are; your name and number are kept sealed.",
            )}</p>
            <form class="box stack" method="post" action=l.path("/nguoi-ban")>
                {error_summary(&of.errors, l)}
                {one("shown_name", l.say("Tên hiện cho khách", "Name that buyers see"), &form.shown_name,
                    Some(l.say("Khách thấy: “Người giới thiệu: …, được hưởng hoa hồng”", "Buyers read: “Shared by …, who earns a commission”")), "")}
                {one("legal_name", l.say("Họ tên như trên căn cước", "Full name as on your card"), &form.legal_name, None, "")}
                {one("born", l.say("Ngày sinh", "Day of birth"), &form.born, Some(l.say("Ví dụ 20/8/1990", "Like 20/8/1990")), "")}
                {one("id_number", l.say("Số định danh cá nhân", "Personal number"), &form.id_number, Some(l.say("12 chữ số", "12 digits")), "")}
                {one("tax_code", l.say("Mã số thuế (nếu có)", "Tax code (if any)"), &form.tax_code, None, "")}
                {terms(l)}
                {tick_box("terms", "1", l.say("Tôi đã đọc và đồng ý", "I have read and agree"), form.terms == "1")}
                {error_for(&of.errors, "terms").map(error_line)}
                <button class="b big w" type="submit">{l.say("Đăng ký", "Sign up")}</button>
            </form>
        </div>
    }
    .into_any()
}

fn terms(l: Locale) -> AnyView {
    let all = [
        l.say("Luôn nói rõ bạn được hưởng hoa hồng.", "Always say that you earn a commission."),
        l.say(
            "Chỉ nói điều có giấy tờ: không hứa chữa bệnh, không nhận sao OCOP khi giấy hết hạn.",
            "Say only what papers prove: no cures, no OCOP stars without a valid paper.",
        ),
        l.say("Không bán dưới giá sàn, không tự đặt qua link của mình để lấy hoa hồng.", "No sales below the floor, no orders of your own through your links."),
        l.say("Link sai phạm bị dừng ngay; bạn phải gỡ bài đăng.", "A link that breaks the rules ends at once; you take the post down."),
        l.say(
            "Hoa hồng chốt lúc bán, trừ lại khi khách trả hàng hoặc huỷ, được trả khi đơn hoàn tất.",
            "A commission is fixed at the sale, taken back when goods come back, and due when the order is complete.",
        ),
    ];
    let items: Vec<_> = all
        .into_iter()
        .map(|text| view! { <li>{text}</li> })
        .collect();
    view! { <section><h2 class="lab">{l.say("Quy định", "Terms")}</h2><ul>{items}</ul></section> }
        .into_any()
}

/// A seller's home.
#[must_use]
pub fn seller_home_page(of: &SellerHome, l: Locale) -> AnyView {
    let shown = match l {
        Locale::Vi => format!(
            "Khách thấy: Người giới thiệu: {}, được hưởng hoa hồng",
            of.name
        ),
        Locale::En => format!("Buyers read: Shared by {}, who earns a commission", of.name),
    };
    view! {
        <div class="w stack pt pb">
            <h1 class="mid">{of.name.clone()}</h1>
            <p class="s m">{shown}</p>
            {of.notice.as_ref().map(notice)}
            {sums(&of.sums)}
            <a class="b big w" href=l.path("/nguoi-ban/hang")>{icon(Icon::Leaf)}{l.say("Chọn hàng để giới thiệu", "Choose goods to share")}</a>
            {payouts(of, l)}
            <h2>{l.say("Link của bạn", "Your links")}</h2>
            {links(&of.links, "/nguoi-ban", l)}
            {table(l.say("Theo ngày", "By day"), &of.days)}
            {table(l.say("Theo món", "By good"), &of.goods)}
            <h2>{l.say("Vì sao tôi (không) được đơn này?", "Why did I (not) get this order?")}</h2>
            {lines(&of.lines, "/nguoi-ban/hoa-hong.csv", l)}
        </div>
    }
    .into_any()
}

/// What was paid out, and where it goes to.
fn payouts(of: &SellerHome, l: Locale) -> AnyView {
    let history = (!of.payouts.is_empty()).then(|| {
        view! {
            <h2>{l.say("Chợ chuyển hoa hồng", "Payouts")}</h2>
            {settlement_list(&of.payouts)}
        }
    });
    let lead = l.say(
        "Mỗi tuần chợ chuyển hoa hồng được trả từ 50.000 ₫ vào tài khoản này. Chủ tài khoản phải là bạn. Từ 5 triệu đồng một lần, chợ trừ 10% thuế thu nhập cá nhân và nộp thay bạn.",
        "Each week commissions from 50,000 ₫ go to this account, which has to be yours. From five million at once, 10% income tax is withheld and paid for you.",
    );
    view! {
        {history}
        {account_form(l.path("/nguoi-ban/tai-khoan"), lead, of.account.as_ref(), &of.errors, l)}
    }
    .into_any()
}

fn table(title: &'static str, rows: &[(String, String)]) -> AnyView {
    if rows.is_empty() {
        return ().into_any();
    }
    let rows: Vec<_> = rows
        .iter()
        .map(|(name, value)| view! { <p class="sum"><span>{name.clone()}</span><span>{value.clone()}</span></p> })
        .collect();
    view! { <h2>{title}</h2><section class="box stack tight">{rows}</section> }.into_any()
}

/// Goods that pay a commission.
#[must_use]
pub fn seller_goods_page(of: &SellerGoods, l: Locale) -> AnyView {
    if of.goods.is_empty() && of.lives.is_empty() {
        return view! { <div class="w pt pb"><p>{l.say(
            "Chưa có hợp tác xã nào trả hoa hồng cho bạn. Nhắn họ đặt mức ở mục Chia sẻ của gian.",
            "No cooperative pays you a commission yet. Ask them to set a rate on their page Share.",
        )}</p></div> }
        .into_any();
    }
    let goods: Vec<_> = of.goods.iter().map(|one| good(one, l)).collect();
    view! {
        <div class="w stack pt pb">
            <h1 class="mid">{l.say("Hàng trả hoa hồng", "Goods that pay")}</h1>
            {lives(&of.lives, l)}
            <section class="box"><ul role="list" class="stack">{goods}</ul></section>
            {basket("/nguoi-ban/link", &of.goods, error_for(&of.errors, "variant"), l)}
        </div>
    }
    .into_any()
}

/// Livestreams on now, each with the button that makes a link to it.
fn lives(of: &[LiveChoice], l: Locale) -> AnyView {
    if of.is_empty() {
        return ().into_any();
    }
    let all: Vec<_> = of
        .iter()
        .map(|one| {
            let words = format!("{}: {}", l.say("Tạo link phiên trực tiếp", "Make a link to the livestream"), one.words);
            view! {
                <li class="row between t">
                    <span class="grow"><b><a href=l.path(&format!("/live/{}", one.value))>{one.words.clone()}</a></b><br/>
                        <span class="s m">{l.say("Đang trực tiếp từ ", "Live since ")}{one.detail.clone()}</span></span>
                    <form method="post" action=l.path("/nguoi-ban/link")>
                        {hidden("kind", "live")}
                        {hidden("slug", one.value.clone())}
                        <button class="b o" type="submit" aria-label=words>{l.say("Tạo link", "Make link")}</button>
                    </form>
                </li>
            }
        })
        .collect();
    view! {
        <h2>{l.say("Đang bán trực tiếp", "On air now")}</h2>
        <section class="box"><ul role="list" class="stack">{all}</ul></section>
    }
    .into_any()
}

fn good(of: &ShareGood, l: Locale) -> AnyView {
    let words = format!("{}: {}", l.say("Tạo link", "Make link"), of.name);
    let floor =
        (!of.floor.is_empty()).then(|| view! { <br/><span class="s">{of.floor.clone()}</span> });
    let papers = (!of.papers.is_empty()).then(|| {
        view! { <br/><span class="s">{l.say("Giấy tờ: ", "Papers: ")}<a href=l.path(&format!("/p/{}#giay-to", of.slug))>{of.papers.clone()}</a></span> }
    });
    view! {
        <li class="row between t">
            <span class="grow"><b><a href=l.path(&format!("/p/{}", of.slug))>{of.name.clone()}</a></b><br/>
                <span class="s m">{of.detail.clone()}</span><br/><b>{of.rate.clone()}</b>{floor}{papers}</span>
            <form method="post" action=l.path("/nguoi-ban/link")>
                {hidden("kind", "product")}
                {hidden("slug", of.slug.clone())}
                <button class="b o" type="submit" aria-label=words>{l.say("Tạo link", "Make link")}</button>
            </form>
        </li>
    }
    .into_any()
}
