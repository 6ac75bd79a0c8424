//! The demonstration's messages.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::messages::{MessageLine, MessagePiece, MessagesView};
use shared::view::parts::Empty;

use crate::components::empty;

fn piece(of: &MessagePiece) -> AnyView {
    match of {
        MessagePiece::Text(text) => text.clone().into_any(),
        MessagePiece::Link(address) => {
            view! { <a href=address.clone()>{address.clone()}</a> }.into_any()
        }
    }
}

fn message(of: &MessageLine) -> AnyView {
    view! {
        <li class="box">
            <p class="s m">{of.to.clone()} " · " {of.at.clone()}</p>
            <h2>{of.subject.clone()}</h2>
            <p>{of.body.iter().map(piece).collect_view()}</p>
        </li>
    }
    .into_any()
}

/// What the demonstration sent, the newest first.
pub fn messages_page(view: &MessagesView, l: Locale) -> AnyView {
    if view.messages.is_empty() {
        return empty(&Empty {
            title: l.say("Chưa có tin nào", "No messages yet").to_owned(),
            text: l
                .say(
                    "Đặt thử một đơn: tin gửi hợp tác xã và người mua sẽ hiện ở đây",
                    "Place an order: what goes to the cooperative and the buyer shows here",
                )
                .to_owned(),
            link: Some((l.say("Ra chợ", "To the market").to_owned(), l.path("/"))),
        });
    }
    let note = l.say(
        "Chợ trình diễn không gửi tin đi đâu cả. Tin lẽ ra tới điện thoại và hộp thư thì nằm ở đây.",
        "The demonstration sends nothing. What would go to phones and mailboxes is kept here.",
    );
    view! {
        <p class="m">{note}</p>
        <ul class="stack">{view.messages.iter().map(message).collect_view()}</ul>
    }
    .into_any()
}
