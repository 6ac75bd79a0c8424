//! Cooperatives that sell in a union's shop.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::channel::{InvitationLine, MembersView};

use super::button;
use crate::components::{Field, error_for, error_summary, field, toast};

/// The members of a shop.
#[must_use]
pub fn members_page(of: &MembersView, l: Locale) -> AnyView {
    let action = l.path(&of.action);
    let lines: Vec<_> = of
        .lines
        .iter()
        .map(|one| {
            let drop = of.may_manage.then(|| {
                let label = l.say("Thôi bán chung", "Sell them no more").to_owned();
                button(action.clone(), &[("thoi", &one.id)], label, "b o")
            });
            view! { <li class="box stack"><p><b>{one.name.clone()}</b> " " <span class="chip nb">{one.state.clone()}</span></p>{drop}</li> }
        })
        .collect();
    let none = of.lines.is_empty().then(|| {
        view! { <p>{l.say(
            "Gian hàng này chỉ bán hàng của hợp tác xã mình. Liên hiệp mời hợp tác xã thành viên ở đây; họ đồng ý thì hàng của họ mới được bán, và đơn tự về nơi gửi phù hợp nhất.",
            "This shop sells only your own goods. A union asks its member cooperatives here; their goods are sold once they agree, and every order goes to whoever suits it best.",
        )}</p> }
    });
    let ask = of.may_manage.then(|| {
        view! {
            <form class="box stack" method="post" action=action.clone()>
                {field(Field {
                    label: l.say("Địa chỉ gian hàng của hợp tác xã thành viên", "Address of the member’s booth"),
                    name: "booth",
                    value: &of.typed,
                    error: error_for(&of.errors, "booth"),
                    placeholder: "/gian-hang/dong-mo",
                    maxlength: Some(200),
                    ..Field::default()
                })}
                <button class="b w" type="submit">{l.say("Mời", "Ask")}</button>
            </form>
        }
    });
    view! {
        <div class="w stack pt pb">
            <h1 class="vh">{l.say("Thành viên bán chung", "Members who sell here")}</h1>
            {of.done.clone().map(|text| toast(text, None))}
            {error_summary(&of.errors, l)}
            {none}
            <ul role="list" class="stack">{lines}</ul>
            {ask}
        </div>
    }
    .into_any()
}

/// A union asks this cooperative, or sells its goods.
pub(super) fn invitation(of: &InvitationLine, manages: bool, l: Locale) -> AnyView {
    let words = match (l, of.agreed) {
        (Locale::Vi, true) => format!("{} đang bán hàng của bạn ở {}", of.who, of.shop),
        (Locale::Vi, false) => format!(
            "{} mời bạn bán chung ở {}. Đồng ý thì hàng của bạn được bán ở đó, giá không dưới giá sàn của bạn, đơn vẫn về đây",
            of.who, of.shop
        ),
        (Locale::En, true) => format!("{} sells your goods in {}", of.who, of.shop),
        (Locale::En, false) => format!(
            "{} asks to sell your goods in {}: never below your floor, and orders come here",
            of.who, of.shop
        ),
    };
    let action = l.path(&format!("/htx/kenh/moi/{}", of.account));
    let say = |value, label: &str, class| {
        button(
            action.clone(),
            &[("tra-loi", value)],
            label.to_owned(),
            class,
        )
    };
    let yes = (manages && !of.agreed).then(|| say("dong-y", l.say("Đồng ý", "Agree"), "b"));
    let no = manages.then(|| {
        let label = if of.agreed {
            l.say("Thôi bán chung", "Leave")
        } else {
            l.say("Không", "No")
        };
        say("thoi", label, "b o")
    });
    view! { <li class="stack"><p>{words}</p>{yes}{no}</li> }.into_any()
}
