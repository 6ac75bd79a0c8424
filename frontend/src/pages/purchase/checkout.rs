//! `/dat-hang`: what is sent, to whom, where; one form for all of it.

use leptos::prelude::*;
use shared::problem::FieldError;
use shared::say::Locale;
use shared::view::cart::{CheckoutPage, PayChoice, WardChoice};
use shared::view::parts::{Notice, NoticeKind};

use super::lines::{Control, cart_parcel, refused};
use crate::components::{
    Choice, Field, Icon, error_for, error_summary, field, hidden, icon, notice, pick, sum_rows,
};
use crate::islands::WardSearch;

/// The checkout.
#[must_use]
pub fn checkout_page(view: &CheckoutPage, l: Locale) -> AnyView {
    let parcels: Vec<_> = view
        .parcels
        .iter()
        .map(|of| cart_parcel(of, Control::Around, l))
        .collect();
    let button = |class: &'static str| {
        let words = view.button.clone();
        (!view.parcels.is_empty()).then(
            || view! { <button class=class type="submit" name="op" value="order">{words}</button> },
        )
    };
    let enter = if view.parcels.is_empty() {
        "ward"
    } else {
        "order"
    };
    let main = button("b big w").map(|button| view! { <div class="bar narrow">{button}</div> });
    let aside = button("b big w")
        .map(|button| view! { <div class="side mt16">{sum_rows(&view.sums)}{button}</div> });
    view! {
        <form class="flow" method="post" action=l.path("/dat-hang") novalidate>
            // Enter in any field orders, or tries the place while nothing can be sent; a form's first button is the one that Enter presses.
            <button class="vh" type="submit" name="op" value=enter tabindex="-1" aria-hidden="true"></button>
            {hidden("key", view.key.clone())}
            {hidden("seen", view.seen.clone())}
            <div class="w pt pb checkout">
                <div>
                    <h1 class="h2">{view.title.clone()}</h1>
                    <p class="s m">{view.lead.clone()}</p>
                    {held(view, l)}
                    {told(view, l)}
                    <div class="mt12">{parcels}{refused(&view.refused, Control::Around, l)}</div>
                    {receiver(view, l)}
                    {(!view.parcels.is_empty()).then(|| payment(view, l))}
                </div>
                {aside}
            </div>
            {main}
        </form>
    }
    .into_any()
}

/// How it is paid, and the code of a voucher.
fn payment(view: &CheckoutPage, l: Locale) -> AnyView {
    let ways: Vec<_> = view.ways.iter().map(way).collect();
    let no_transfer = (!view.no_transfer.is_empty())
        .then(|| view! { <p class="s m">{view.no_transfer.clone()}</p> });
    view! {
        <h2 class="mt24">{l.say("Trả tiền", "Payment")}</h2>
        <div class="stack mt12">{ways}{no_transfer}</div>
        <div class="mt24">{field(Field {
            label: l.say("Mã giảm giá (nếu có)", "Voucher (if any)"), name: "voucher", value: &view.voucher,
            error: error_for(&view.errors, "voucher"), autocomplete: "off", maxlength: Some(24), ..Field::default()
        })}</div>
    }
    .into_any()
}

fn way(of: &PayChoice) -> AnyView {
    let choice = Choice {
        value: of.code.clone(),
        label: of.name.clone(),
        detail: of.detail.clone(),
        checked: of.chosen,
        ..Choice::default()
    };
    pick("payment_method", &choice, false, None)
}

fn told(view: &CheckoutPage, l: Locale) -> Option<AnyView> {
    if view.notice.is_none() && view.errors.is_empty() {
        return None;
    }
    let news = view.notice.as_ref().map(notice);
    Some(view! { <div class="stack mt12">{news}{mistakes(&view.errors, l)}</div> }.into_any())
}

/// What to mend, above everything, with a way to each field.
fn mistakes(errors: &[FieldError], l: Locale) -> AnyView {
    match errors {
        [one] => notice(&Notice {
            kind: NoticeKind::Bad,
            title: String::new(),
            text: one.message.clone(),
            link: Some((
                l.say("Tới chỗ cần sửa", "Go to the field").to_owned(),
                format!("#f-{}", one.path),
            )),
        }),
        many => error_summary(many, l),
    }
}

fn held(view: &CheckoutPage, l: Locale) -> Option<AnyView> {
    let words = view.held.clone()?;
    let more = view.can_extend.then(|| {
        view! { <button class="b q" type="submit" name="op" value="hold" formnovalidate>{l.say("Giữ thêm 10 phút", "Keep 10 minutes more")}</button> }
    });
    Some(view! { <p class="note s row mt12">{icon(Icon::Clock)}<span class="grow">{words}</span>{more}</p> }.into_any())
}

fn receiver(view: &CheckoutPage, l: Locale) -> AnyView {
    let errors = &view.errors;
    view! {
        <h2 class="mt24">{l.say("Giao cho ai, ở đâu?", "To whom, and where?")}</h2>
        <div class="stack mt12">
            {field(Field {
                label: l.say("Họ tên", "Name"), name: "name", value: &view.name, error: error_for(errors, "name"),
                autocomplete: "name", required: true, maxlength: Some(80), ..Field::default()
            })}
            {field(Field {
                label: l.say("Số điện thoại", "Phone"), name: "phone", value: &view.phone, error: error_for(errors, "phone"),
                kind: "tel", inputmode: "tel", autocomplete: "tel", required: true, maxlength: Some(24), ..Field::default()
            })}
            {ward(view, errors, l)}
            {field(Field {
                label: l.say("Số nhà, đường hoặc thôn, xóm", "House number and street, or hamlet"), name: "street",
                value: &view.street, error: error_for(errors, "street"), autocomplete: "street-address", required: true,
                maxlength: Some(160), ..Field::default()
            })}
        </div>
    }
    .into_any()
}

fn ward(view: &CheckoutPage, errors: &[FieldError], l: Locale) -> AnyView {
    let choices: Vec<_> = view.ward_choices.iter().map(ward_choice).collect();
    let choices = (!choices.is_empty()).then(|| {
        view! {
            <fieldset class="stack">
                <legend>{l.say("Chọn đúng nơi nhận", "Choose the right place")}</legend>
                {choices}
            </fieldset>
        }
    });
    // The page comes back with the field in sight.
    let here = format!("{}#f-ward_code", l.path("/dat-hang"));
    let count = if view.ward_code.is_empty() {
        l.say(
            "Tìm xã, phường và tính phí giao",
            "Find the commune and count delivery",
        )
    } else {
        l.say("Tính lại phí giao", "Count delivery again")
    };
    view! {
        <WardSearch
            label=l.say("Xã, phường", "Commune or ward").to_owned()
            query=view.ward.clone()
            code=view.ward_code.clone()
            help=l.say("Gõ tên cũ hay tên mới đều được.", "Old and new names both work.").to_owned()
            error=error_for(errors, "ward_code").unwrap_or_default().to_owned()
            old_before=l.say("gồm ", "with the former ").to_owned()
            old_after=l.say(" cũ", "").to_owned()
            found=l.say("kết quả, dùng phím mũi tên để chọn", "results, use the arrow keys").to_owned()
            nothing=l.say("Thử gõ tên quận, huyện cũ", "Try the name of the former district").to_owned()
            then_press="tinh-phi".to_owned()
        />
        {choices}
        <button class="b o" type="submit" id="tinh-phi" name="op" value="ward" formaction=here formnovalidate>{count}</button>
    }
    .into_any()
}

fn ward_choice(of: &WardChoice) -> AnyView {
    let choice = Choice {
        value: of.code.clone(),
        label: of.name.clone(),
        detail: of.old.clone(),
        checked: of.chosen,
        ..Choice::default()
    };
    pick("ward_pick", &choice, false, None)
}
