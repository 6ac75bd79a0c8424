//! Fair share: what was agreed, what each cooperative was given in a month, and the balance with its explanation.

pub(super) mod check;

use super::find::{JOINED, Member, Pool, Seat};
use super::words;
use crate::actor::Actor;
use crate::checkout::month as month_of_day;
use crate::core::Core;
use crate::error::Result;
use sea_orm::FromQueryResult;
use serde::Deserialize;
use shared::id::CooperativeId;
use shared::input::pool::month_of;
use shared::money::Vnd;
use shared::say::Locale;
use shared::time::Millis;
use shared::view::pool::{ShareLine, SharesView};
use std::collections::HashMap;
use store::sql;
use uuid::Uuid;

/// A balance smaller than this part of the month's sales counts as even: one in so many.
const EVEN: i64 = 20;

#[derive(FromQueryResult)]
struct Given {
    cooperative_id: Uuid,
    value: i64,
}

/// What a month looks like for one reader.
struct Month<'a> {
    members: &'a [Member],
    given: HashMap<Uuid, i64>,
    total: i64,
    shares: i64,
    /// Whose own row is shown in full; with `all` everybody's.
    own: Option<Uuid>,
    all: bool,
    l: Locale,
}

/// The page of a month, `2026-08`; this month for any other text. A cooperative reads its own part in full and of the
/// others name and percent, as agreed when joining; whoever runs the listing reads all.
pub async fn page(
    core: &Core,
    actor: &Actor,
    seat: Seat,
    slug: &str,
    month: &str,
) -> Result<SharesView> {
    let l = actor.locale;
    let db = core.db.read();
    let pool = Pool::find(db, actor, seat, slug).await?;
    let now = month_of_day(core.clock.now().vn_date());
    let month = month_of(month).filter(|month| *month <= now).unwrap_or(now);
    let rows: Vec<Given> = sql::all(
        db,
        "select cooperative_id, value from pool_share where listing_id = $1 and month = $2",
        [pool.row.id.into(), month.into()],
    )
    .await?;
    let given: HashMap<Uuid, i64> = rows.iter().map(|r| (r.cooperative_id, r.value)).collect();
    let members = pool.members(db).await?;
    let view = Month {
        total: given.values().sum(),
        shares: pool.shares(db).await?,
        own: pool.member.as_ref().map(|(id, _)| id.uuid()),
        all: pool.manages,
        members: &members,
        given,
        l,
    };
    let differences = match pool.manages {
        true => check::of(core, Some(pool.listing())).await?,
        false => Vec::new(),
    };
    Ok(SharesView {
        name: pool.row.title.clone(),
        month: words::month(month, l),
        neighbours: (
            words::month_code(words::month_plus(month, -1)),
            (month < now).then(|| words::month_code(words::month_plus(month, 1))),
        ),
        lead: view.lead(),
        rule: l
            .say(
                "Đơn mà nhiều nơi cùng gửi được thì chợ chia theo phần đã thoả thuận. Còn hàng, đúng giấy và tới kịp luôn xét trước phần chia. Đơn người mua tự chọn hợp tác xã vẫn tính vào phần.",
                "Orders that several could send are shared as agreed. Stock, certificates and the promised day always come first. Orders for which the buyer chose a cooperative count too.",
            )
            .to_owned(),
        lines: view.lines(),
        changes: changes(core, &pool, &members, l).await?,
        differences: differences.iter().map(|d| d.say(&members_names(&members), l)).collect(),
    })
}

fn members_names(members: &[Member]) -> HashMap<CooperativeId, String> {
    let name = |member: &Member| {
        (
            CooperativeId::from(member.cooperative_id),
            member.short_name.clone(),
        )
    };
    members.iter().map(name).collect()
}

impl Month<'_> {
    fn given_to(&self, member: &Member) -> i64 {
        self.given.get(&member.cooperative_id).copied().unwrap_or(0)
    }

    /// What a cooperative should have of what was sold so far.
    fn due(&self, member: &Member) -> i64 {
        if member.state != JOINED || self.shares == 0 {
            return 0;
        }
        let due = i128::from(self.total) * i128::from(member.share) / i128::from(self.shares);
        i64::try_from(due).unwrap_or(i64::MAX)
    }

    /// The reader's balance, or that of all, in one sentence.
    fn lead(&self) -> String {
        let l = self.l;
        if self.total == 0 {
            let none = l.say(
                "Tháng này chưa bán được đơn nào của món này.",
                "Nothing of this listing was sold in this month.",
            );
            return none.to_owned();
        }
        let own = self
            .members
            .iter()
            .find(|m| Some(m.cooperative_id) == self.own);
        match own {
            Some(member) if member.state == JOINED => self.balance(member),
            _ => {
                let total = Vnd(self.total);
                match l {
                    Locale::Vi => format!("Tháng này cả nhóm bán được {total}."),
                    Locale::En => format!("Together they sold {total} in this month."),
                }
            }
        }
    }

    /// `Bạn đã được 52 %, nhiều hơn phần 40 % là 120.000 ₫. Đơn tới chợ ưu tiên nơi khác…`
    fn balance(&self, member: &Member) -> String {
        let (given, due) = (self.given_to(member), self.due(member));
        let has = words::percent(given, self.total);
        let agreed = words::percent(i64::from(member.share), self.shares);
        let more = Vnd((given - due).abs());
        let even = (given - due).abs() <= self.total / EVEN;
        match (even, given > due, self.l) {
            (true, _, Locale::Vi) => format!("Đã được {has}, đúng với phần {agreed}."),
            (true, _, Locale::En) => format!("It had {has}, as agreed: {agreed}."),
            (_, true, Locale::Vi) => format!(
                "Đã được {has}, hơn phần {agreed} là {more}. Các đơn tới, khi nơi khác cũng gửi được thì chợ giao nơi đó trước."
            ),
            (_, true, Locale::En) => format!(
                "It had {has}, {more} more than its {agreed}. The next orders go to others first, where they can send them."
            ),
            (_, false, Locale::Vi) => format!(
                "Mới được {has}, ít hơn phần {agreed} là {more}. Các đơn tới, khi cùng gửi được thì chợ giao nơi này trước."
            ),
            (_, false, Locale::En) => format!(
                "It had {has}, {more} less than its {agreed}. The next orders come here first, where several could send them."
            ),
        }
    }

    fn lines(&self) -> Vec<ShareLine> {
        let took_part = |m: &&Member| m.state == JOINED || self.given_to(m) != 0;
        self.members
            .iter()
            .filter(took_part)
            .map(|m| self.line(m))
            .collect()
    }

    fn line(&self, member: &Member) -> ShareLine {
        let own = Some(member.cooperative_id) == self.own;
        let full = own || self.all;
        let joined = member.state == JOINED;
        let given = self.given_to(member);
        ShareLine {
            name: member.short_name.clone(),
            agreed: match joined {
                true => words::percent(i64::from(member.share), self.shares),
                false => String::new(),
            },
            given: words::percent(given, self.total),
            value: if full {
                Vnd(given).to_string()
            } else {
                String::new()
            },
            words: match full && joined && self.total > 0 {
                true => self.balance(member),
                false => String::new(),
            },
            cap: match member.month_cap.filter(|_| full) {
                Some(cap) => match self.l {
                    Locale::Vi => format!(
                        "Hạn mức tháng {}, đã dùng {}",
                        Vnd(cap),
                        words::percent(given, cap)
                    ),
                    Locale::En => format!(
                        "Month's cap {}, {} used",
                        Vnd(cap),
                        words::percent(given, cap)
                    ),
                },
                None => String::new(),
            },
            own,
        }
    }
}

#[derive(FromQueryResult)]
struct Change {
    at: i64,
    action: String,
    cooperative_id: Option<Uuid>,
    after_json: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct After {
    share: Option<i32>,
}

/// Who came, went and what was agreed anew, the newest first.
async fn changes(
    core: &Core,
    pool: &Pool,
    members: &[Member],
    l: Locale,
) -> Result<Vec<(String, String)>> {
    let rows: Vec<Change> = sql::all(
        core.db.read(),
        "select at, action, cooperative_id, after_json from audit where entity = 'pool' and entity_id = $1 \
         and action in ('join_pool', 'leave_pool', 'remove_from_pool', 'change_pool_share') order by at desc, id desc limit 20",
        [pool.row.id.to_string().into()],
    )
    .await?;
    let line = |row: &Change| {
        let member = members
            .iter()
            .find(|m| Some(m.cooperative_id) == row.cooperative_id)?;
        let after: After = row
            .after_json
            .as_deref()
            .and_then(|text| serde_json::from_str(text).ok())
            .unwrap_or_default();
        let share = after
            .share
            .map(|share| format!(": {share}"))
            .unwrap_or_default();
        let what = deed(&row.action, l);
        Some((
            Millis(row.at).vn_date().full(),
            format!("{} · {what}{share}", member.short_name),
        ))
    };
    Ok(rows.iter().filter_map(line).collect())
}

fn deed(action: &str, l: Locale) -> &'static str {
    match action {
        "join_pool" => l.say("tham gia", "joined"),
        "change_pool_share" => l.say("phần mới", "new share"),
        _ => l.say("thôi tham gia", "left"),
    }
}
