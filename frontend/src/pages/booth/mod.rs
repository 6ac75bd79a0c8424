//! Pages of the members: signing in, and their cooperative's booth.

mod account;
mod goods;
mod home;
mod lot_label;
mod members;
mod messages;
mod money;
mod open;
mod order;
mod orders;
mod print;
mod settings;
mod sign_in;
mod statement;

pub use account::account_page;
pub use goods::{
    edit_goods_page, floors_page, forecasts_page, lots_page, movement_lines, new_goods_page,
    papers_page, shelf_page, spreadsheet_page, stock_book_page,
};
pub use home::booth_home_page;
pub use lot_label::lot_label_page;
pub use members::members_page;
pub use messages::messages_page;
pub use money::{money_page, remittance_page};
pub use open::open_booth_page;
pub use order::{closed_link_page, reason_page, sub_order_page};
pub use orders::order_list_page;
pub use print::{labels_page, slips_page};
pub use settings::settings_page;
pub use sign_in::{code_page, sign_in_page};
pub use statement::statement_page;

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::parts::NoticeKind;

use crate::components::{Icon, icon, notice_of};
use crate::islands::{LiveBooth, PhotoShrink};

/// Reads the page anew when an order changes; without scripts one reloads it.
fn live(l: Locale) -> AnyView {
    let words = l
        .say("Có gì mới. Bấm để xem", "Something is new. Tap to see")
        .to_owned();
    view! { <LiveBooth url="/htx/su-kien".to_owned() words=words/> }.into_any()
}

/// Who can do what this reader cannot.
pub(crate) fn look_only(words: &str) -> AnyView {
    notice_of(NoticeKind::Plain, Icon::Info, words.to_owned().into_any())
}

/// A field for one photo, made small on the device where scripts run. `kept` says that one is there already.
fn photo_field(label: &str, error: Option<&str>, kept: Option<&str>, l: Locale) -> AnyView {
    let kept = kept.map(
        |words| view! { <p class="ok-line">{icon(Icon::Check)}<span>{words.to_owned()}</span></p> },
    );
    let message = error.map(|text| {
        view! { <p class="err" id="f-photo-err">{icon(Icon::Warning)}<span>{text.to_owned()}</span></p> }
    });
    view! {
        <div class="fld">
            <label for="f-photo">{label.to_owned()}</label>
            <input class="in" id="f-photo" name="photo" type="file" accept="image/*"
                aria-invalid=error.map(|_| "true") aria-describedby=error.map(|_| "f-photo-err")/>
            {kept}
            {message}
            <PhotoShrink
                input="f-photo".to_owned()
                good=l.say("Ảnh rõ, đủ sáng", "Clear and bright enough").to_owned()
                dark=l.say("Ảnh hơi tối. Ra chỗ sáng chụp lại, hoặc dùng ảnh này", "Rather dark. Take it again in the light, or use it").to_owned()
                small=l.say("Ảnh hơi nhỏ. Chụp gần lại, hoặc dùng ảnh này", "Rather small. Take it from closer, or use it").to_owned()
            />
        </div>
    }
    .into_any()
}
