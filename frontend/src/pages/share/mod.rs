//! Sharing: links of cooperatives and sellers, what is paid for them, and what buyers see of it.

mod basket;
mod booth;
mod link;
mod lists;
mod seller;

pub use basket::basket_page;
pub use booth::booth_share_page;
pub(crate) use link::copy;
pub use link::{link_page, qr_sheet_page};
pub use seller::{seller_goods_page, seller_home_page, sign_up_page};

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::parts::NoticeKind;

use crate::components::{Icon, notice_of};

/// Said on pages opened by a link: who earns by it, and where to complain.
#[must_use]
pub fn referral(name: &str, l: Locale) -> AnyView {
    let words = match l {
        Locale::Vi => {
            format!("Người giới thiệu: {name}, được hưởng hoa hồng. Giá của bạn không đổi. ")
        }
        Locale::En => format!("Shared by {name}, who earns a commission. Your price is the same. "),
    };
    let report = l.say("Báo sai phạm", "Report");
    let content = view! { <span class="s">{words}<a href=l.path("/khieu-nai")>{report}</a></span> };
    notice_of(NoticeKind::Plain, Icon::Info, content.into_any())
}
