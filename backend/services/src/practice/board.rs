//! The trainer's list and board, and the steps that are read from what each booth holds.

use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::FromQueryResult;
use shared::say::Locale;
use shared::time::Millis;
use shared::view::practice::{BoardView, ClassLine, ClassesView, LearnerLine, StepMark};
use store::entity::practice_class;
use store::sql;
use uuid::Uuid;

pub(super) fn class_line(of: &practice_class::Model, now: i64, l: Locale) -> ClassLine {
    let open = of.ended_at.is_none() && of.ends_at > now;
    let day = Millis(of.ended_at.unwrap_or(of.ends_at)).vn_date().full();
    let n = of.learners;
    let detail = match (l, open) {
        (Locale::Vi, true) => format!("{n} người học, đến hết {day}"),
        (Locale::Vi, false) => format!("{n} người học, đã kết thúc {day}"),
        (Locale::En, true) => format!("{n} learners, until {day}"),
        (Locale::En, false) => format!("{n} learners, ended {day}"),
    };
    ClassLine {
        code: of.code.clone(),
        name: of.name.clone(),
        detail,
        open,
    }
}

/// The classes that the officer may see: those of the province, or all.
pub async fn classes(core: &Core, actor: &Actor) -> Result<ClassesView> {
    let (_, province) = actor.officer()?;
    let rows: Vec<practice_class::Model> = sql::all(
        core.db.read(),
        "select * from practice_class where $1 = '' or province_code = $1 order by created_at desc, id limit 100",
        [province.unwrap_or_default().into()],
    )
    .await?;
    let now = core.clock.now().0;
    Ok(ClassesView {
        classes: rows
            .iter()
            .map(|row| class_line(row, now, actor.locale))
            .collect(),
        ..ClassesView::default()
    })
}

/// A class that the officer may see; another alliance's is `NotFound`.
pub(super) async fn own(core: &Core, actor: &Actor, code: &str) -> Result<practice_class::Model> {
    let (_, province) = actor.officer()?;
    let row: Option<practice_class::Model> = sql::one(
        core.db.read(),
        "select * from practice_class where code = $1 and ($2 = '' or province_code = $2)",
        [code.into(), province.unwrap_or_default().into()],
    )
    .await?;
    row.ok_or(Error::NotFound {
        what: "practice_class",
    })
}

#[derive(FromQueryResult)]
pub(super) struct Progress {
    name: String,
    statement_at: Option<i64>,
    listed: bool,
    connected: bool,
    shown: bool,
    ordered: bool,
    accepted: bool,
    packed: bool,
}

const PROGRESS: &str = "select p.name, s.statement_at, \
 exists(select 1 from listing l where l.cooperative_id = s.cooperative_id and l.state = 'live') as listed, \
 exists(select 1 from channel_account a where a.cooperative_id = s.cooperative_id) as connected, \
 exists(select 1 from channel_listing g join channel_account a on a.id = g.account_id \
  where a.cooperative_id = s.cooperative_id and g.remote_id is not null) as shown, \
 exists(select 1 from sub_order o where o.cooperative_id = s.cooperative_id) as ordered, \
 exists(select 1 from sub_order_event e join sub_order o on o.id = e.sub_order_id \
  where o.cooperative_id = s.cooperative_id and e.state = 'confirmed') as accepted, \
 exists(select 1 from sub_order_event e join sub_order o on o.id = e.sub_order_id \
  where o.cooperative_id = s.cooperative_id and e.state = 'packed') as packed \
 from practice_seat s join person p on p.id = s.person_id where";

impl Progress {
    /// The steps, in order.
    pub(super) fn steps(&self, l: Locale) -> Vec<StepMark> {
        [
            (l.say("Mở gian hàng tập", "Booth opened"), true),
            (l.say("Đăng một món", "A good listed"), self.listed),
            (
                l.say("Nối sàn mô phỏng", "Channel connected"),
                self.connected,
            ),
            (
                l.say("Đưa hàng lên sàn", "Goods on the channel"),
                self.shown,
            ),
            (l.say("Có đơn từ sàn", "An order came"), self.ordered),
            (l.say("Nhận đơn", "Order accepted"), self.accepted),
            (l.say("Gói hàng", "Packed"), self.packed),
            (
                l.say("Xem sổ tiền", "Statement read"),
                self.statement_at.is_some(),
            ),
        ]
        .map(|(text, done)| StepMark {
            text: text.to_owned(),
            done,
        })
        .into()
    }
}

/// How far the learner in this booth is.
pub(super) async fn progress(core: &Core, cooperative: Uuid) -> Result<Progress> {
    let text = format!("{PROGRESS} s.cooperative_id = $1");
    let row = sql::one(core.db.read(), &text, [cooperative.into()]).await?;
    row.ok_or(Error::NotFound {
        what: "practice_seat",
    })
}

/// Who has done which step.
pub async fn board(core: &Core, actor: &Actor, code: &str) -> Result<BoardView> {
    let l = actor.locale;
    let class = own(core, actor, code).await?;
    let text = format!("{PROGRESS} s.class_id = $1 order by s.joined_at, s.person_id");
    let rows: Vec<Progress> = sql::all(core.db.read(), &text, [class.id.into()]).await?;
    Ok(BoardView {
        class: class_line(&class, core.clock.now().0, l),
        learners: rows
            .iter()
            .map(|row| LearnerLine {
                name: row.name.clone(),
                steps: row.steps(l),
            })
            .collect(),
    })
}
