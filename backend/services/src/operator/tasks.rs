//! The work that is left to operators.

use super::PAGE;
use crate::actor::Actor;
use crate::alliance::pager;
use crate::audit;
use crate::channels;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::filter::{Filter, cut};
use crate::payments;
use crate::tasks::{CHANNEL_ANSWER, NO_HARVEST, NO_SUPPLIER};
use sea_orm::FromQueryResult;
use serde_json::{Value, json};
use shared::input::staff::FinishTask;
use shared::page::Cursor;
use shared::say::Locale;
use shared::text::nfc_clean;
use shared::time::Millis;
use shared::view::parts::{Empty, NoticeKind};
use shared::view::staff::{Mark, Tab, TaskLine, TasksView};
use store::sql;
use uuid::Uuid;

/// The most letters of how a task ended.
const MAX_OUTCOME: usize = 200;

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    kind: String,
    subject: String,
    detail: String,
    due_at: Option<i64>,
    at: i64,
    done_at: Option<i64>,
    outcome: Option<String>,
    order_code: Option<String>,
    cooperative: Option<String>,
}

/// The tasks: open ones by when they are due, done ones newest first.
pub async fn list_tasks(
    core: &Core,
    actor: &Actor,
    done: bool,
    after: Option<&Cursor>,
) -> Result<TasksView> {
    let l = actor.locale;
    actor.operator()?;
    let mut filter = Filter::default();
    filter.fixed(if done {
        "t.done_at is not null"
    } else {
        "t.done_at is null"
    });
    // What has no last moment comes by when it was raised.
    let at = if done {
        "t.done_at"
    } else {
        "coalesce(t.due_at, t.created_at)"
    };
    filter.beyond(at, "t.id", after, !done)?;
    let way = if done { "desc" } else { "asc" };
    let text = format!(
        "select t.id, t.kind, t.subject, t.detail, t.due_at, {at} as at, t.done_at, t.outcome, o.code as order_code, \
         c.short_name as cooperative from task t left join buyer_order o on o.id = t.order_id \
         left join cooperative c on c.id = t.cooperative_id{} order by {at} {way}, t.id {way} limit {}",
        filter.text(),
        PAGE + 1
    );
    let mut rows: Vec<Row> = sql::all(core.db.read(), &text, filter.values()).await?;
    let next = cut(&mut rows, PAGE, |row| (row.at, row.id));
    let now = core.clock.now();
    let tab = |words: &str, path: &str, current| Tab {
        text: words.to_owned(),
        href: l.path(path),
        current,
    };
    let query: &[(&str, &str)] = if done { &[("tt", "done")] } else { &[] };
    Ok(TasksView {
        tabs: vec![
            tab(l.say("Cần làm", "To do"), "/quan-tri/viec", !done),
            tab(l.say("Đã xong", "Done"), "/quan-tri/viec?tt=done", done),
        ],
        lines: rows.iter().map(|row| line(row, now, l)).collect(),
        pager: pager("/quan-tri/viec", query, next, l),
        empty: empty(done, l),
        done: None,
    })
}

fn empty(done: bool, l: Locale) -> Empty {
    let (title, text) = if done {
        (
            l.say("Chưa có việc nào xong", "Nothing is done yet"),
            l.say("Việc xong sẽ nằm ở đây", "What is done will lie here"),
        )
    } else {
        (
            l.say("Không còn việc nào", "Nothing to do"),
            l.say(
                "Đơn không có nơi gửi, đơn sàn chưa trả lời sẽ hiện ở đây",
                "Orders nobody sends and unanswered orders of marketplaces will appear here",
            ),
        )
    };
    Empty {
        title: title.to_owned(),
        text: text.to_owned(),
        link: None,
    }
}

fn line(row: &Row, now: Millis, l: Locale) -> TaskLine {
    let parts = [
        // The subject of a harvest is an id, which tells people nothing; that of a channel ends with an order's number.
        match row.kind.as_str() {
            NO_HARVEST => "",
            kind if kind.starts_with("channel_") => {
                let tail = row.subject.split_once('/').map(|(_, tail)| tail);
                tail.unwrap_or(row.subject.as_str())
            }
            _ => row.subject.as_str(),
        },
        detail_words(&row.detail, l),
        row.cooperative.as_deref().unwrap_or_default(),
    ];
    let detail: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    TaskLine {
        id: row.id.to_string(),
        title: title(&row.kind, l).to_owned(),
        detail: detail.join(" · "),
        href: row
            .order_code
            .as_ref()
            .map(|code| l.path(&format!("/quan-tri/don/{code}"))),
        mark: mark(row, now, l),
        open: row.done_at.is_none(),
    }
}

/// Why an order of a channel has to be looked at; what is told in words stays as it is.
fn detail_words(detail: &str, l: Locale) -> &str {
    match detail {
        "buyer_cancels" => l.say("khách xin huỷ trên sàn", "the buyer asks to cancel there"),
        "goods_back" => l.say(
            "hàng đã về, cần xem hàng",
            "the goods are back, look at them",
        ),
        "unknown_state" => l.say(
            "sàn báo một trạng thái lạ",
            "the channel uses an unknown state",
        ),
        "contradiction" => l.say("sàn và chợ báo khác nhau", "the channel and we contradict"),
        "unreadable" => l.say("không đọc được đơn", "the order cannot be read"),
        "line_missing" => l.say(
            "sàn không nêu một dòng hàng nữa",
            "the channel names a line no more",
        ),
        "cancelled_after_packing" => l.say(
            "khách bớt hàng khi kiện đã gói: mở kiện hoặc gọi khách",
            "goods were cancelled after packing: open the box or call the buyer",
        ),
        own => own,
    }
}

fn title(kind: &str, l: Locale) -> &str {
    match kind {
        NO_SUPPLIER => l.say(
            "Không còn nơi gửi: tìm nơi khác hoặc gọi người mua",
            "Nobody sends it: find somebody or call the buyer",
        ),
        CHANNEL_ANSWER => l.say(
            "Đơn sàn chưa ai nhận: gọi hợp tác xã trước giờ gửi",
            "A marketplace's order waits: call the cooperative before it is due",
        ),
        NO_HARVEST => l.say(
            "Quá ngày hẹn mà chưa thu hoạch: gọi hợp tác xã",
            "A promised harvest did not come: call the cooperative",
        ),
        payments::REFUND => l.say(
            "Hoàn tiền cho khách bằng chuyển khoản",
            "Give money back to a buyer by transfer",
        ),
        payments::CREDIT => l.say(
            "Tiền về không rõ của đơn nào: xem ở Tiền",
            "A transfer of no known order: see Money",
        ),
        payments::REVIEW => l.say(
            "Khoản trả có số không khớp: hỏi bên thanh toán",
            "The numbers of a payment do not fit: ask its provider",
        ),
        payments::CALL => l.say(
            "Khách từng bỏ hàng: gọi xác nhận trước khi gói",
            "The buyer refused parcels before: call before it is packed",
        ),
        payments::FORWARD => l.say(
            "Đơn đã trả tiền chuyển nơi gửi: nơi cũ phải chuyển tiền cho nơi mới",
            "A paid part has moved: the first cooperative hands the money on",
        ),
        payments::DIFFERENCE => l.say(
            "Cân nhiều hơn số khách đã trả: thu thêm hoặc bỏ qua",
            "It weighs more than was paid: collect it or let it go",
        ),
        channels::UNMAPPED => l.say(
            "Đơn sàn có mã hàng lạ: khớp mã trước giờ giao",
            "A marketplace's order names unknown goods: map them before it is due",
        ),
        channels::SHORTAGE => l.say(
            "Đơn sàn không đủ hàng: tìm hàng hoặc gọi hợp tác xã",
            "Not enough goods for a marketplace's order: find some or call the cooperative",
        ),
        channels::LOOK => l.say(
            "Đơn sàn cần người xem",
            "A marketplace's order has to be looked at",
        ),
        channels::RETURN => l.say(
            "Khách trên sàn đòi trả hàng: hợp tác xã phải trả lời",
            "A marketplace's buyer wants to return: the cooperative must answer",
        ),
        channels::EXPIRES => l.say(
            "Kết nối với sàn sắp hết hạn: nhắc hợp tác xã kết nối lại",
            "A connection to a channel ends soon: remind the cooperative",
        ),
        channels::SILENT => l.say(
            "Sàn không báo tin nữa dù có đơn mới: xem lại địa chỉ báo tin",
            "A channel pushes no more although orders come: check its push address",
        ),
        other => other,
    }
}

fn mark(row: &Row, now: Millis, l: Locale) -> Mark {
    let moment = |at: i64| format!("{} {}", Millis(at).vn_clock(), Millis(at).vn_date().short());
    match (row.done_at, row.due_at) {
        (Some(at), _) => Mark {
            text: match row.outcome.as_deref() {
                Some(outcome) if !outcome.is_empty() => {
                    format!("{} · {}", moment(at), outcome_words(outcome, l))
                }
                _ => moment(at),
            },
            kind: NoticeKind::Good,
        },
        (None, Some(due)) if due < now.0 => Mark {
            text: format!("{} {}", l.say("quá hạn", "overdue since"), moment(due)),
            kind: NoticeKind::Bad,
        },
        (None, Some(due)) => Mark {
            text: format!("{} {}", l.say("trước", "before"), moment(due)),
            kind: NoticeKind::Warn,
        },
        (None, None) => Mark {
            text: l.say("khi rảnh", "when there is time").to_owned(),
            kind: NoticeKind::Plain,
        },
    }
}

/// How the market itself ended a task; what a person wrote stays as it is.
fn outcome_words(outcome: &str, l: Locale) -> &str {
    match outcome {
        "moved" => l.say("đã có nơi gửi", "somebody sends it"),
        "cancelled" => l.say("đã huỷ", "cancelled"),
        "confirmed" => l.say("đã nhận đơn", "accepted"),
        own => own,
    }
}

/// Marks a task as done, with how it ended. One that is done already stays as it is.
pub async fn finish_task(core: &Core, actor: &Actor, form: &FinishTask) -> Result<()> {
    let l = actor.locale;
    let person = actor.operator()?.id;
    let missing = || Error::NotFound { what: "task" };
    let id: Uuid = form.id.parse().map_err(|_| missing())?;
    let outcome = nfc_clean(&form.outcome);
    if outcome.chars().count() > MAX_OUTCOME {
        let message = l.say("Dài quá 200 chữ, viết gọn lại", "At most 200 letters");
        return Err(Error::invalid("outcome", "too_long", message));
    }
    let known = sql::row(
        core.db.read(),
        "select kind, subject from task where id = $1",
        [id.into()],
    )
    .await?;
    let known = known.ok_or_else(missing)?;
    let txn = core.db.begin().await?;
    let touched = sql::execute(
        &*txn,
        "update task set done_at = $1, done_by = $2, outcome = $3 where id = $4 and done_at is null",
        [
            core.clock.now().0.into(),
            person.uuid().into(),
            outcome.clone().into(),
            id.into(),
        ],
    )
    .await?;
    if touched == 1 {
        let kind: String = known.try_get("", "kind")?;
        let subject: String = known.try_get("", "subject")?;
        let entry = audit::Entry {
            cooperative: None,
            action: "finish_task",
            entity: "task",
            entity_id: id.to_string(),
            before: Value::Null,
            after: json!({ "kind": kind, "subject": subject, "outcome": outcome }),
        };
        audit::record(core, &txn, actor, entry).await?;
    }
    Ok(txn.commit().await?)
}
