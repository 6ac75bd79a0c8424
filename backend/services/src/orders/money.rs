//! Money on the buyer's page: what is still to be paid and how, what can be claimed for, what goes back.

use super::read::{Part, Whole};
use crate::booths::words::{good, moment};
use crate::core::Core;
use crate::error::Result;
use crate::payments::{self, PayPart};
use sea_orm::FromQueryResult;
use shared::money::Vnd;
use shared::payment::{BankAccount, banks};
use shared::say::Locale;
use shared::state::{PaymentState, SubOrderState as S};
use shared::time::Millis;
use shared::view::order::{ClaimForm, PayNow};
use std::collections::{HashMap, HashSet};
use store::sql;
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Back {
    sub_order_id: Option<Uuid>,
    order_line_id: Option<Uuid>,
    asked: i64,
    amount: i64,
    state: String,
    cause: String,
}

#[derive(FromQueryResult)]
struct Class {
    id: Uuid,
    shipping_class: String,
}

/// What is known of an order's money.
pub(super) struct Money {
    payments: Vec<PayPart>,
    refunds: Vec<Back>,
    fresh: HashSet<Uuid>,
    bank_page: Option<String>,
    now: Millis,
}

impl Money {
    pub async fn load(core: &Core, whole: &Whole) -> Result<Self> {
        let (db, id) = (core.db.read(), whole.order.id);
        let classes: Vec<Class> = sql::all(
            db,
            "select l.id, p.shipping_class from order_line l join variant v on v.id = l.variant_id \
             join product p on p.id = v.product_id where l.order_id = $1",
            [id.into()],
        )
        .await?;
        let fresh = |row: &Class| matches!(row.shipping_class.as_str(), "P0" | "P1" | "P2");
        Ok(Self {
            payments: payments::of_order(core, id.into()).await?,
            refunds: sql::all(
                db,
                "select sub_order_id, order_line_id, asked, amount, state, cause from refund where order_id = $1 order by created_at",
                [id.into()],
            )
            .await?,
            fresh: classes.iter().filter(|row| fresh(row)).map(|row| row.id).collect(),
            bank_page: core.bank_page.clone(),
            now: core.clock.now(),
        })
    }

    fn of(&self, part: &Part) -> Option<&PayPart> {
        let whole = || {
            self.payments
                .iter()
                .rev()
                .find(|pay| pay.sub_order.is_none())
        };
        let own = self
            .payments
            .iter()
            .rev()
            .find(|pay| pay.sub_order == Some(part.id));
        own.or_else(whole)
    }

    /// What is said of paying instead of cash.
    pub fn words(&self, part: &Part, l: Locale) -> Option<(&'static str, String)> {
        let pay = self.of(part);
        let took_over = self
            .payments
            .iter()
            .any(|pay| pay.state == PaymentState::Paid);
        let paid = pay.map_or(took_over, |pay| pay.state == PaymentState::Paid);
        match part.state() {
            _ if self.payments.is_empty() => None,
            S::Cancelled | S::Declined | S::TimedOut | S::Returned | S::Returning => None,
            S::AwaitingPayment => Some((l.say("Chờ chuyển khoản:", "To be paid:"), String::new())),
            _ if paid => Some((l.say("Đã trả:", "Paid:"), String::new())),
            _ => None,
        }
    }

    fn notes(&self, pay: &PayPart, l: Locale) -> Vec<String> {
        let until = moment(pay.expires_at, self.now, l);
        let mut notes = vec![match l {
            Locale::Vi => format!(
                "Giữ hàng cho bạn đến {until}. Chuyển xong, trang này tự đổi khi hợp tác xã nhận được tiền."
            ),
            Locale::En => format!(
                "Kept for you until {until}. This page changes by itself when the money has arrived."
            ),
        }];
        if pay.received.0 > 0 {
            notes.push(match l {
                Locale::Vi => format!("Đã nhận {}, còn thiếu {}.", pay.received, pay.left),
                Locale::En => format!("{} has come, {} is missing.", pay.received, pay.left),
            });
        }
        notes
    }

    /// How a part is paid by transfer.
    pub fn pay_now(&self, whole: &Whole, part: &Part, l: Locale) -> Option<PayNow> {
        let pay = self
            .payments
            .iter()
            .find(|pay| pay.sub_order == Some(part.id))?;
        if part.state() != S::AwaitingPayment || !pay.state.open() || pay.account.is_none() {
            return None;
        }
        let name = &part.cooperative_short;
        let title = match l {
            Locale::Vi => format!("Quét để trả {name}"),
            Locale::En => format!("Scan to pay {name}"),
        };
        let mut now = self.steps(whole, pay, title, l);
        now.next_url = self
            .bank_page
            .as_ref()
            .zip(pay.account.as_ref())
            .map(|(bank, to)| {
                let (number, amount) = (&to.number, pay.left.0);
                format!(
                    "{bank}/?account={number}&amount={amount}&content={}",
                    pay.content
                )
            });
        Some(now)
    }

    /// How the order is paid through a provider.
    pub fn pay_order(&self, whole: &Whole, l: Locale) -> Option<PayNow> {
        let pay = self
            .payments
            .iter()
            .rev()
            .find(|pay| pay.sub_order.is_none())?;
        let waits = whole
            .parts
            .iter()
            .any(|part| part.state() == S::AwaitingPayment);
        if !waits || !pay.state.open() {
            return None;
        }
        let title = l.say("Trả tiền đơn này", "Pay this order").to_owned();
        Some(self.steps(whole, pay, title, l))
    }

    fn steps(&self, whole: &Whole, pay: &PayPart, title: String, l: Locale) -> PayNow {
        // The simulated bank has a number that no bank has.
        let bank = |bin: &str| match banks::name(bin) {
            name if name == bin && self.bank_page.is_some() => {
                l.say("Ngân hàng mô phỏng", "Simulated bank").to_owned()
            }
            name => name.to_owned(),
        };
        let account = |to: &BankAccount| {
            vec![
                bank(&to.bin),
                format!("{} {}", l.say("Số TK", "Account"), to.number),
                format!("{} {}", l.say("Chủ TK:", "Holder:"), to.holder),
            ]
        };
        let shown = pay.account.is_some() || pay.code.is_some();
        let qr = format!("/don/{}/qr/{}.svg", whole.order.code, pay.reference);
        PayNow {
            title,
            amount: pay.left.to_string(),
            content: pay.content.clone(),
            qr: if shown { qr } else { String::new() },
            account: pay.account.as_ref().map(account).unwrap_or_default(),
            next_url: pay.next_url.clone(),
            trial: self.bank_page.is_some(),
            notes: self.notes(pay, l),
        }
    }

    /// What of a part can be claimed for, and what became of claims and refunds. What goes back of the order as a whole stands
    /// with its first part.
    pub fn claims(
        &self,
        whole: &Whole,
        part: &Part,
        now: Millis,
        l: Locale,
    ) -> (Option<ClaimForm>, Vec<String>) {
        let own: Vec<&Back> = self
            .refunds
            .iter()
            .filter(|back| match back.sub_order_id {
                Some(of) => of == part.id,
                None => part.number == 1,
            })
            .collect();
        let told = own.iter().map(|back| told(back, l)).collect();
        let at = whole
            .events_of(part)
            .filter(|event| event.state == "delivered")
            .map(|event| event.at)
            .max();
        let Some(at) = at.filter(|_| part.state() == S::Delivered) else {
            return (None, told);
        };
        let asked: HashMap<Uuid, ()> = own
            .iter()
            .filter_map(|back| Some((back.order_line_id?, ())))
            .collect();
        let (mut goods, mut until) = (Vec::new(), None);
        for line in whole
            .lines_of(part)
            .filter(|line| !asked.contains_key(&line.id))
        {
            let fresh = self.fresh.contains(&line.id);
            if let Some(end) = payments::claim_until(at, fresh, now) {
                until = Some(until.map_or(end, |known: Millis| known.min(end)));
                goods.push((line.position, good(&line.title, &line.variant_name)));
            }
        }
        let form = until.map(|until| ClaimForm {
            goods,
            until: match l {
                Locale::Vi => format!("Báo trước {}", moment(until, now, l)),
                Locale::En => format!("Before {}", moment(until, now, l)),
            },
        });
        (form, told)
    }
}

fn told(back: &Back, l: Locale) -> String {
    let (asked, amount) = (Vnd(back.asked), Vnd(back.amount));
    let why = payments::cause_words(&back.cause, l);
    match (back.state.as_str(), l) {
        ("asked", Locale::Vi) => format!("Bạn đã báo hàng hỏng ({asked}). Hợp tác xã sẽ trả lời."),
        ("asked", Locale::En) => format!("You claimed for {asked}. The cooperative will answer."),
        ("refused", Locale::Vi) => {
            "Hợp tác xã không nhận lỗi này. Gọi hợp tác xã, hoặc gửi khiếu nại cho chợ.".to_owned()
        }
        ("refused", Locale::En) => {
            "The cooperative did not accept the claim. Call it, or complain to the market."
                .to_owned()
        }
        ("done", Locale::Vi) => format!("Đã hoàn {amount}. {why}."),
        ("done", Locale::En) => format!("{amount} was given back. {why}."),
        (_, Locale::Vi) => format!("Đang hoàn {amount} cho bạn. {why}."),
        (_, Locale::En) => format!("{amount} is being given back. {why}."),
    }
}
