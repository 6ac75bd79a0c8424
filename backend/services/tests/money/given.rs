//! A cooperative that takes transfers, orders that wait for them, and the bank that tells of them.

use crate::given::Goods;
use crate::ordering::{buy, line, order};
use crate::support::World;
use services::actor::{Actor, MemberRole};
use services::payments;
use shared::id::{CooperativeId, OrderId};
use shared::input::booth::ChangeAccount;
use shared::money::Vnd;
use shared::payment::{BankCredit, News, NotifyEvent, NotifyOutcome};
use shared::view::order::{PlacedOrder, PlacedTransfer};
use uuid::Uuid;

pub const ACCOUNT: &str = "1234567890123";

pub struct Booth {
    pub id: CooperativeId,
    pub director: Actor,
    pub goods: Goods,
}

/// A cooperative with an account and twenty boxes of goods.
pub async fn booth(world: &World, name: &str, phone: &str, account: &str) -> Booth {
    let id = world.given_cooperative(name).await;
    let director = world.given_member(id, MemberRole::Director, phone).await;
    let goods = world
        .given_goods(id, &format!("Na {name}"), 195_000, 20)
        .await;
    let form = ChangeAccount {
        bin: "970405".into(),
        number: account.into(),
        holder: name.into(),
    };
    payments::change_account(&world.core, &director, id, &form)
        .await
        .expect("an account");
    Booth {
        id,
        director,
        goods,
    }
}

/// An order of two boxes that is paid by transfer.
pub async fn waiting(world: &World, booth: &Booth, key: &str) -> (PlacedOrder, PlacedTransfer) {
    let mut asked = order(vec![line(&booth.goods, "2")]);
    asked.payment_method = "vietqr".into();
    let placed = buy(&world.core, &asked, key).await.expect("placed");
    let transfer = placed.payment.as_ref().expect("to pay").transfers[0].clone();
    (placed, transfer)
}

pub fn credit(bank_ref: &str, amount: i64, content: &str) -> NotifyEvent {
    NotifyEvent {
        key: format!("line-{bank_ref}"),
        stated_at: None,
        news: News::Credit(BankCredit {
            source_id: bank_ref.into(),
            bank_ref: bank_ref.into(),
            account: ACCOUNT.into(),
            virtual_account: String::new(),
            reference: None,
            amount: Vnd(amount),
            booked_at: None,
            content: content.into(),
            counter_account: "0099".into(),
            counter_name: "NGUYEN VAN A".into(),
            balance: None,
        }),
    }
}

pub async fn tell(world: &World, event: &NotifyEvent) -> NotifyOutcome {
    payments::record(&world.core, "sepay", event, "{}")
        .await
        .expect("recorded")
}

pub async fn state(world: &World, code: &str) -> String {
    let text = "select state from sub_order where code = $1";
    let row = store::sql::row(world.core.db.read(), text, [code.into()])
        .await
        .expect("runs")
        .expect("there");
    row.try_get("", "state").expect("a state")
}

pub async fn order_id(world: &World, code: &str) -> OrderId {
    let text = "select id from buyer_order where code = $1";
    let row = store::sql::row(world.core.db.read(), text, [code.into()])
        .await
        .expect("runs")
        .expect("there");
    OrderId::from(row.try_get::<Uuid>("", "id").expect("an id"))
}

/// The balance of an account over everything.
pub async fn balance(world: &World, account: &str) -> i64 {
    let text =
        "select cast(coalesce(sum(amount), 0) as bigint) as n from posting where account = $1";
    world.number(text, [account.into()]).await
}

pub async fn refunds(world: &World, cause: &str) -> i64 {
    let text = "select cast(coalesce(sum(amount), 0) as bigint) as n from refund where cause = $1";
    world.number(text, [cause.into()]).await
}

/// The stock ledger and the ledger of money are both in order.
pub async fn clean(world: &World) {
    crate::ordering::ledger_is_clean(world).await;
    let wrong = services::ledger::check(&world.core).await.expect("checked");
    assert_eq!(wrong, Vec::<String>::new());
}

/// A notice that a payment through a provider is paid.
pub fn paid(reference: &shared::payment::PaymentReference, txn: &str, amount: i64) -> NotifyEvent {
    NotifyEvent {
        key: format!("{reference}:{txn}"),
        stated_at: None,
        news: News::Payment(shared::payment::PaymentNews {
            reference: reference.clone(),
            provider_txn: txn.into(),
            amount: Vnd(amount),
            state: shared::payment::PayState::Paid,
        }),
    }
}
