//! Commission lines as both sides see them.

use crate::core::Core;
use crate::error::Result;
use sea_orm::{FromQueryResult, Value};
use shared::input::share::percent_words;
use shared::money::Vnd;
use shared::rules::attribution::Outcome;
use shared::say::Locale;
use shared::time::Millis;
use shared::view::parts::SumRow;
use shared::view::share::CommissionRow;
use store::sql;
use uuid::Uuid;

/// Whose lines.
#[derive(Clone, Copy, Debug)]
pub(super) enum Whose {
    Seller(Uuid),
    Cooperative(Uuid),
}

#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct Row {
    pub code: String,
    pub title: String,
    pub cooperative: String,
    pub seller: String,
    pub link: String,
    pub order_id: Uuid,
    pub clicked_at: i64,
    pub rule: String,
    pub outcome: String,
    pub targeted: bool,
    pub rate_bp: i32,
    pub base: i64,
    pub amount: i64,
    pub reversed: i64,
    pub state: String,
    pub frozen_at: i64,
}

/// The lines, newest first, at most `most`.
pub(super) async fn rows(core: &Core, whose: Whose, most: i64) -> Result<Vec<Row>> {
    let (column, id) = match whose {
        Whose::Seller(id) => ("seller_id", id),
        Whose::Cooperative(id) => ("cooperative_id", id),
    };
    let text = format!(
        "select s.code, l.title, o.short_name as cooperative, e.shown_name as seller, k.code as link, c.order_id, \
         c.clicked_at, c.rule, c.outcome, c.targeted, c.rate_bp, c.base, c.amount, c.reversed, c.state, c.frozen_at \
         from commission_line c join sub_order s on s.id = c.sub_order_id join order_line l on l.id = c.order_line_id \
         join cooperative o on o.id = c.cooperative_id join seller e on e.id = c.seller_id \
         join share_link k on k.id = c.link_id where c.{column} = $1 order by c.frozen_at desc, c.id desc limit $2"
    );
    Ok(sql::all(core.db.read(), &text, [Value::from(id), most.into()]).await?)
}

impl Row {
    /// What is due.
    pub(super) fn due(&self) -> i64 {
        self.amount - self.reversed
    }

    fn state(&self, l: Locale) -> &'static str {
        match self.state.as_str() {
            "pending" => l.say("Chờ giao xong", "Pending"),
            "payable" => l.say("Được trả", "Payable"),
            "reversed" => l.say("Đã trừ lại", "Taken back"),
            _ => l.say("Không có hoa hồng", "None"),
        }
    }

    fn rate(&self) -> String {
        percent_words(u32::try_from(self.rate_bp).unwrap_or_default())
    }

    fn why(&self, l: Locale) -> String {
        let outcome = Outcome::parse(&self.outcome).map_or("", |outcome| outcome.say(l));
        let at = Millis(self.clicked_at);
        let (day, clock) = (at.vn_date().short(), at.vn_clock());
        let kind = match (self.rate_bp > 0, self.targeted) {
            (false, _) => "",
            (true, true) => l.say(" Mức thoả thuận riêng.", " A rate agreed with this seller."),
            (true, false) => l.say(" Mức mở cho mọi người.", " The rate open to all."),
        };
        let weighed = match self.state == "pending" || self.state == "payable" {
            true if self.reversed > 0 => {
                l.say(" Trừ lại phần cân thiếu.", " Less what weighed less.")
            }
            _ => "",
        };
        match l {
            Locale::Vi => format!(
                "{outcome} Link {}, bấm lúc {clock} {day}.{kind}{weighed} Luật {}.",
                self.link, self.rule
            ),
            Locale::En => format!(
                "{outcome} Link {}, clicked {day} at {clock}.{kind}{weighed} Rule {}.",
                self.link, self.rule
            ),
        }
    }

    /// The line as it is shown to one side.
    pub(super) fn view(&self, whose: Whose, l: Locale) -> CommissionRow {
        let of = l.say("của", "of");
        CommissionRow {
            order: self.code.clone(),
            day: Millis(self.frozen_at).vn_date().short(),
            good: self.title.clone(),
            who: match whose {
                Whose::Seller(_) => self.cooperative.clone(),
                Whose::Cooperative(_) => self.seller.clone(),
            },
            terms: format!("{} {of} {}", self.rate(), Vnd(self.base)),
            amount: Vnd(self.due()).to_string(),
            state: self.state(l).to_owned(),
            why: self.why(l),
            flag: Outcome::parse(&self.outcome).is_some_and(Outcome::is_flag),
        }
    }
}

#[derive(FromQueryResult)]
struct Sum {
    state: String,
    due: i64,
    back: i64,
}

/// Pending, payable, and what was taken back, of all lines.
pub(super) async fn sums(core: &Core, whose: Whose, l: Locale) -> Result<Vec<SumRow>> {
    let (column, id) = match whose {
        Whose::Seller(id) => ("seller_id", id),
        Whose::Cooperative(id) => ("cooperative_id", id),
    };
    let text = format!(
        "select state, cast(sum(amount - reversed) as bigint) as due, cast(sum(reversed) as bigint) as back \
         from commission_line where {column} = $1 group by state"
    );
    let sums: Vec<Sum> = sql::all(core.db.read(), &text, [id.into()]).await?;
    let due = |state: &str| {
        sums.iter()
            .filter(|sum| sum.state == state)
            .map(|sum| sum.due)
            .sum::<i64>()
    };
    let back: i64 = sums.iter().map(|sum| sum.back).sum();
    let row = |label: &str, amount: i64, total: bool| SumRow {
        label: label.to_owned(),
        amount: Vnd(amount).to_string(),
        total,
        quiet: false,
    };
    Ok(vec![
        row(l.say("Chờ giao xong", "Pending"), due("pending"), false),
        row(l.say("Đã trừ lại", "Taken back"), back, false),
        row(l.say("Được trả", "Payable"), due("payable"), true),
    ])
}
