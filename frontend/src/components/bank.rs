//! A bank account in a form, and what was paid into it.

use leptos::prelude::*;
use shared::payment::banks;
use shared::problem::FieldError;
use shared::say::Locale;
use shared::view::booth::{AccountView, SettlementRow};

use super::{Field, error_for, field};

/// The form of a bank account that goes to `action`: what is kept, masked, and the fields for another one. `lead` says what it is
/// for.
pub fn account_form(
    action: String,
    lead: &'static str,
    account: Option<&AccountView>,
    errors: &[FieldError],
    l: Locale,
) -> AnyView {
    let now = account.map(|account| {
        let words = format!(
            "{} · {} · {}",
            banks::name(&account.bin),
            account.masked,
            account.holder
        );
        let checked = if account.verified {
            l.say("Đã đối chiếu giấy tờ", "Checked")
        } else {
            l.say("Chưa đối chiếu giấy tờ", "Not checked yet")
        };
        view! { <p>{words}<br/><span class="s m">{checked}</span></p> }
    });
    let bin = account.map_or("", |account| account.bin.as_str());
    let options: Vec<_> = banks::BANKS
        .iter()
        .map(|bank| view! { <option value=bank.bin selected=bank.bin == bin>{bank.name}</option> })
        .collect();
    view! {
        <form class="box stack" method="post" action=action id="tai-khoan">
            <h2>{l.say("Tài khoản nhận tiền", "Account for transfers")}</h2>
            {now}
            <p class="s m">{lead}</p>
            <label class="stack" for="f-bin">{l.say("Ngân hàng", "Bank")}<select class="in" id="f-bin" name="bin">{options}</select></label>
            {field(Field {
                label: l.say("Số tài khoản", "Account number"), name: "number", value: "", error: error_for(errors, "number"),
                inputmode: "numeric", autocomplete: "off", maxlength: Some(30), ..Field::default()
            })}
            {field(Field {
                label: l.say("Chủ tài khoản", "Holder"), name: "holder", value: account.map_or("", |account| account.holder.as_str()),
                error: error_for(errors, "holder"), autocomplete: "off", maxlength: Some(60), ..Field::default()
            })}
            <button class="b o big w" type="submit">{l.say("Lưu tài khoản", "Keep the account")}</button>
        </form>
    }
    .into_any()
}

/// What was settled or paid out, newest first: when, how much, how it stands.
pub fn settlement_list(rows: &[SettlementRow]) -> AnyView {
    let rows: Vec<_> = rows
        .iter()
        .map(|one| {
            view! { <li class="line">{one.period.clone()}" · "<b>{one.net.clone()}</b><br/><span class="s m">{one.state.clone()}</span></li> }
        })
        .collect();
    view! { <section class="box"><ul role="list" class="lines">{rows}</ul></section> }.into_any()
}
