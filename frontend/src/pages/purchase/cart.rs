//! `/gio-hang`: what is in the cart, by cooperative.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::cart::CartPage;

use super::super::share::referral;
use super::lines::{Control, cart_parcel, refused};
use crate::components::{Field, empty, field, notice, product_grid, sum_rows};

/// The code of a voucher, with what it takes off among the sums.
fn voucher(view: &CartPage, l: Locale) -> Option<AnyView> {
    view.button.as_ref()?;
    Some(
        view! {
            <form class="stack mt16" method="post" action=l.path("/gio-hang")>
                {field(Field {
                    label: l.say("Mã giảm giá (nếu có)", "Voucher (if any)"), name: "voucher", value: &view.voucher,
                    error: view.voucher_error.as_deref(), autocomplete: "off", maxlength: Some(24), ..Field::default()
                })}
                <button class="b o" type="submit" name="op" value="voucher">{l.say("Dùng mã", "Use the code")}</button>
            </form>
        }
        .into_any(),
    )
}

/// The cart.
#[must_use]
pub fn cart_page(view: &CartPage, l: Locale) -> AnyView {
    if let Some(nothing) = &view.empty {
        let goods = (!view.proposals.is_empty()).then(|| {
            view! {
                <h2 class="mt24">{l.say("Đang có ở chợ", "At the market now")}</h2>
                <div class="mt12">{product_grid(&view.proposals, l, 2)}</div>
            }
        });
        return view! { <div class="w pt pb">{empty(nothing)}{goods}</div> }.into_any();
    }
    let parcels: Vec<_> = view
        .parcels
        .iter()
        .map(|of| cart_parcel(of, Control::OwnForm, l))
        .collect();
    let head = (!view.title.is_empty()).then(|| {
        view! { <h1 class="h2">{view.title.clone()}</h1><p class="s m">{view.lead.clone()}</p> }
    });
    let sums = (!view.parcels.is_empty()).then(|| sum_rows(&view.sums));
    let go_on = |class: &'static str| {
        view.button.clone().map(|words| {
            view! {
                <form class=class method="post" action=l.path("/gio-hang/dat")>
                    <button class="b big w" type="submit">{words}</button>
                </form>
            }
        })
    };
    view! {
        <div class="w pt pb checkout">
            <div>
                {head}
                {view.referral.as_deref().map(|name| referral(name, l))}
                {view.notice.as_ref().map(|of| view! { <div class="mt12">{notice(of)}</div> })}
                <div class="mt12">{parcels}{refused(&view.refused, Control::OwnForm, l)}</div>
                {voucher(view, l)}
            </div>
            <div class="side mt16">{sums}{go_on("mt16")}<p class="mt12"><a href=l.path("/")>{l.say("Chọn thêm hàng khác", "Choose more goods")}</a></p></div>
        </div>
        {go_on("bar narrow")}
    }
    .into_any()
}
