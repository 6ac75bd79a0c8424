//! Cooperatives as officers see them.

use super::lists::{cooperative_mark, pager, place_words, tabs};
use super::scans::scan;
use super::{PAGE, certificates, deciding, scope};
use crate::actor::{Actor, MemberRole};
use crate::audit::{self, Wanted};
use crate::core::Core;
use crate::error::{Error, Result};
use crate::filter::{Filter, cut};
use sea_orm::FromQueryResult;
use shared::page::Cursor;
use shared::phone::Phone;
use shared::rules::tax_code::{self, TaxCodeCheck};
use shared::say::Locale;
use shared::state::cooperative::allowed;
use shared::state::{CooperativeAction, CooperativeState};
use shared::text::fold;
use shared::time::Millis;
use shared::view::parts::{Empty, Notice, NoticeKind};
use shared::view::staff::{CooperativeDeeds, CooperativeView, Fact, StaffLine, StaffList};
use store::sql;
use uuid::Uuid;

/// Entries of the log shown beside a cooperative.
const HISTORY: usize = 20;

/// Which cooperatives, as the address says.
#[derive(Clone, Debug, Default)]
pub struct CooperativePart {
    /// A state's code; empty for all.
    pub state: String,
    /// Part of the name, or the tax code.
    pub query: String,
    /// Going on from here.
    pub cursor: Option<Cursor>,
}

#[derive(FromQueryResult)]
struct ListRow {
    id: Uuid,
    slug: String,
    name: String,
    ward_code: String,
    state: String,
    trusted: bool,
    created_at: i64,
}

/// The cooperatives of the officer's province: those that wait oldest first, the others newest first.
pub async fn list_cooperatives(
    core: &Core,
    actor: &Actor,
    part: &CooperativePart,
) -> Result<StaffList> {
    let l = actor.locale;
    let up = part.state == CooperativeState::Documents.code();
    let mut filter = Filter::default();
    scope(actor, &mut filter)?;
    if !part.state.is_empty() {
        filter.add("c.state = {}", part.state.as_str());
    }
    add_query(&mut filter, &part.query);
    filter.beyond("c.created_at", "c.id", part.cursor.as_ref(), up)?;
    let order = if up { "asc" } else { "desc" };
    let text = format!(
        "select c.id, c.slug, c.name, c.ward_code, c.state, c.trusted, c.created_at from cooperative c{} \
         order by c.created_at {order}, c.id {order} limit {}",
        filter.text(),
        PAGE + 1
    );
    let mut rows: Vec<ListRow> = sql::all(core.db.read(), &text, filter.values()).await?;
    let next = cut(&mut rows, PAGE, |row| (row.created_at, row.id));
    let states = CooperativeState::ALL
        .into_iter()
        .filter(|state| *state != CooperativeState::Practice)
        .map(|state| (state.code(), state.words(l)));
    let parts = [("", l.say("Tất cả", "All"))].into_iter().chain(states);
    let path = "/lien-minh/htx";
    Ok(StaffList {
        tabs: tabs(path, parts, &part.state, l),
        query: part.query.clone(),
        lines: rows.iter().map(|row| list_line(row, l)).collect(),
        pager: pager(path, &[("tt", &part.state), ("q", &part.query)], next, l),
        empty: nothing(&part.query, l),
    })
}

/// The slug is the name without marks, so it finds what is typed with or without them.
fn add_query(filter: &mut Filter, query: &str) {
    if tax_code::check(query) != TaxCodeCheck::Shape {
        filter.add("c.tax_code = {}", tax_code::normalise(query));
        return;
    }
    let folded = fold(query);
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty() && !matches!(*word, "htx" | "hop" | "tac" | "xa"))
        .collect();
    if !words.is_empty() {
        filter.add("c.slug like {}", format!("%{}%", words.join("-")));
    }
}

fn list_line(row: &ListRow, l: Locale) -> StaffLine {
    let since = Millis(row.created_at).vn_date().full();
    let trust = if row.trusted {
        l.say(" · tin cậy", " · trusted")
    } else {
        ""
    };
    StaffLine {
        href: Some(l.path(&format!("/lien-minh/htx/{}", row.slug))),
        title: row.name.clone(),
        detail: format!("{} · {since}{trust}", place_words(&row.ward_code)),
        mark: Some(cooperative_mark(&row.state, l)),
    }
}

fn nothing(query: &str, l: Locale) -> Empty {
    let (title, text) = if query.is_empty() {
        (
            l.say("Không có hợp tác xã nào ở mục này", "No cooperative here"),
            l.say(
                "Có hồ sơ mới sẽ hiện ra ở đây",
                "New papers will appear here",
            ),
        )
    } else {
        (
            l.say("Không thấy hợp tác xã này", "No such cooperative"),
            l.say(
                "Thử gõ một phần tên, không cần dấu",
                "Try a part of the name, marks are not needed",
            ),
        )
    };
    Empty {
        title: title.to_owned(),
        text: text.to_owned(),
        link: Some((
            l.say("Xem tất cả", "Show all").to_owned(),
            l.path("/lien-minh/htx"),
        )),
    }
}

/// What is known of one cooperative.
#[derive(FromQueryResult)]
pub(super) struct Row {
    pub id: Uuid,
    pub slug: String,
    pub name: String,
    pub kind: String,
    pub tax_code: Option<String>,
    pub ward_code: String,
    pub phone_sealed: Option<String>,
    pub state: String,
    pub trusted: bool,
    pub licence_picture: Option<String>,
    pub state_note: Option<String>,
    pub verified_at: Option<i64>,
    pub version: i64,
    pub created_at: i64,
    pub booth_slug: Option<String>,
}

/// The cooperative of a slug, if it is one of the officer's.
pub(super) async fn find(core: &Core, actor: &Actor, slug: &str) -> Result<Row> {
    let mut filter = Filter::default();
    scope(actor, &mut filter)?;
    filter.add("c.slug = {}", slug);
    let text = format!(
        "select c.id, c.slug, c.name, c.kind, c.tax_code, c.ward_code, c.phone_sealed, c.state, c.trusted, \
         c.licence_picture, c.state_note, c.verified_at, c.version, c.created_at, b.slug as booth_slug \
         from cooperative c left join booth b on b.cooperative_id = c.id{}",
        filter.text()
    );
    let found = sql::one(core.db.read(), &text, filter.values()).await?;
    found.ok_or(Error::NotFound {
        what: "cooperative",
    })
}

/// One cooperative with its papers, certificates and history.
pub async fn load_cooperative_view(
    core: &Core,
    actor: &Actor,
    slug: &str,
) -> Result<CooperativeView> {
    let l = actor.locale;
    let row = find(core, actor, slug).await?;
    let kind = deciding(actor)?;
    let mut deeds = CooperativeDeeds::default();
    if let Ok(state) = row.state.parse::<CooperativeState>() {
        for action in allowed(state, kind) {
            match action {
                CooperativeAction::Verify => deeds.verify = true,
                CooperativeAction::Refuse => deeds.refuse = true,
                CooperativeAction::Suspend => deeds.suspend = true,
                CooperativeAction::Resume => deeds.resume = true,
                CooperativeAction::SendAgain => {}
            }
        }
    }
    let wanted = Wanted {
        cooperative: Some(row.id),
        limit: HISTORY,
        link_people: actor.operator().is_ok(),
        ..Wanted::default()
    };
    let (history, _) = audit::entries(core, &wanted, l).await?;
    let alt = l.say(
        "Ảnh giấy chứng nhận đăng ký hợp tác xã",
        "Photo of the registration",
    );
    let open = row.state == CooperativeState::Verified.code();
    Ok(CooperativeView {
        facts: facts(core, &row, l).await?,
        licence: scan(core, row.licence_picture.as_deref(), alt.to_owned()).await?,
        tax_hint: row.tax_code.as_deref().and_then(|code| tax_hint(code, l)),
        certificates: certificates::of_cooperative(core, row.id, l).await?,
        booth_href: row
            .booth_slug
            .filter(|_| open)
            .map(|slug| l.path(&format!("/gian-hang/{slug}"))),
        mark: cooperative_mark(&row.state, l),
        note: row.state_note.unwrap_or_default(),
        tax_code: row.tax_code.unwrap_or_default(),
        slug: row.slug,
        name: row.name,
        trusted: row.trusted,
        version: row.version,
        deeds,
        history,
        ..CooperativeView::default()
    })
}

/// What the check digit says about a tax code that is kept.
fn tax_hint(code: &str, l: Locale) -> Option<Notice> {
    let (kind, text) = match tax_code::check(code) {
        TaxCodeCheck::Fits => (
            NoticeKind::Good,
            l.say("Chữ số kiểm tra khớp", "The check digit fits"),
        ),
        TaxCodeCheck::DoesNotFit => (
            NoticeKind::Warn,
            l.say(
                "Chữ số kiểm tra không khớp: so lại với giấy",
                "The check digit does not fit: compare with the paper",
            ),
        ),
        TaxCodeCheck::Personal => (
            NoticeKind::Plain,
            l.say(
                "12 chữ số: mã của cá nhân",
                "12 digits: the number of a person",
            ),
        ),
        TaxCodeCheck::Shape => return None,
    };
    Some(Notice {
        kind,
        title: text.to_owned(),
        ..Notice::default()
    })
}

#[derive(FromQueryResult)]
struct MemberRow {
    name: String,
    role: String,
}

async fn facts(core: &Core, row: &Row, l: Locale) -> Result<Vec<Fact>> {
    let members: Vec<MemberRow> = sql::all(
        core.db.read(),
        "select p.name, m.role from membership m join person p on p.id = m.person_id \
         where m.cooperative_id = $1 and m.removed_at is null order by m.created_at limit 30",
        [row.id.into()],
    )
    .await?;
    let members: Vec<String> = members
        .iter()
        .map(|one| match MemberRole::parse(&one.role) {
            Some(role) => format!("{} ({})", one.name, role.word(l)),
            None => one.name.clone(),
        })
        .collect();
    let phone = row
        .phone_sealed
        .as_deref()
        .map(|sealed| core.keys.open(sealed))
        .transpose()?;
    let phone = phone.and_then(|text| Phone::parse_contact(&text).ok());
    let fact = |label: &str, value: String| Fact {
        label: label.to_owned(),
        value,
    };
    Ok(vec![
        fact(l.say("Loại", "Kind"), kind_words(&row.kind, l).to_owned()),
        fact(
            l.say("Nơi đăng ký", "Registered in"),
            place_words(&row.ward_code),
        ),
        fact(
            l.say("Điện thoại", "Phone"),
            phone.map(|phone| phone.to_string()).unwrap_or_default(),
        ),
        fact(
            l.say("Thành viên có tài khoản", "Members with an account"),
            members.join(", "),
        ),
        fact(
            l.say("Gửi hồ sơ", "Papers sent"),
            Millis(row.created_at).vn_date().full(),
        ),
        fact(
            l.say("Xác minh", "Verified"),
            row.verified_at
                .map(|at| Millis(at).vn_date().full())
                .unwrap_or_default(),
        ),
    ])
}

fn kind_words(kind: &str, l: Locale) -> &str {
    match kind {
        "cooperative" => l.say("Hợp tác xã", "Cooperative"),
        "union" => l.say("Liên hiệp hợp tác xã", "Union of cooperatives"),
        "group" => l.say("Tổ hợp tác", "Cooperative group"),
        other => other,
    }
}
