//! Practice: a trainer opens a class, each learner gets a booth of their own that nobody else sees.
//!
//! A practice booth is a cooperative in the state `practice`. Every public query, the rules of orders and the
//! settlement ask for `verified`, so it takes part in nothing; its shops on channels reach simulators only.

mod again;
mod board;
mod class;
mod end;
mod seat;

pub use again::{forget_shop, rejoin, shops};
pub use board::{board, classes};
pub use class::{NewClass, open};
pub use end::{end, sweep};
pub use seat::{enter, practice_page, read_statement, shop_of};

use crate::error::{Error, Result};
use sea_orm::ConnectionTrait;
use shared::id::CooperativeId;
use shared::say::Locale;
use store::sql;

/// The most learners of one class.
pub const MOST: i32 = 60;
/// Days after its end on which what was practised is deleted.
const KEPT_DAYS: i64 = 7;

/// Whether the cooperative is a practice booth.
pub async fn is_practice<C: ConnectionTrait>(db: &C, cooperative: CooperativeId) -> Result<bool> {
    let text = "select 1 as one from cooperative where id = $1 and state = 'practice'";
    let row = sql::row(db, text, [cooperative.uuid().into()]).await?;
    Ok(row.is_some())
}

/// A practice booth was about to reach something real.
pub(crate) fn outside(l: Locale) -> Error {
    let message = l.say(
        "Gian hàng tập chỉ nối được sàn mô phỏng. Mở trang Lớp học rồi bấm Nối sàn mô phỏng",
        "A practice booth connects simulated channels only. Open the page of the class and press its button",
    );
    Error::Conflict {
        code: "practice",
        message: message.to_owned(),
        fields: Vec::new(),
    }
}
