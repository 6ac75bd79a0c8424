//! What members and operators see of channels.

use super::account::{Account, load};
use super::offers::lines;
use super::rows;
use crate::actor::{Actor, MemberRole, Right};
use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::FromQueryResult;
use shared::canonical::{Field, Finding};
use shared::channel::{AuthKind, ChannelSpec, ListingMode};
use shared::id::CooperativeId;
use shared::money::Vnd;
use shared::rules::matching::Because;
use shared::say::Locale;
use shared::time::Millis;
use shared::view::channel::{
    ChannelsOverview, ChannelsView, ConflictLine, MatchLine, OfferedChannel, ShopLine, ShopListing,
    ShopView, StepLine,
};
use store::entity::{channel_account, channel_conflict, channel_listing, channel_todo};
use store::sql;
use uuid::Uuid;

fn moment(at: i64) -> String {
    let at = Millis(at);
    let day = at.vn_date();
    format!("{} {}/{}", at.vn_clock(), day.d, day.m)
}

fn may_manage(actor: &Actor, cooperative: CooperativeId) -> bool {
    actor.person().is_some_and(|person| {
        person
            .memberships
            .iter()
            .any(|(id, role)| *id == cooperative && *role == MemberRole::Director)
    })
}

#[derive(FromQueryResult)]
struct Count {
    n: i64,
}

async fn count(core: &Core, text: &str, id: Uuid) -> Result<i64> {
    let row: Option<Count> = sql::one(core.db.read(), text, [id.into()]).await?;
    Ok(row.map_or(0, |row| row.n))
}

async fn line(
    core: &Core,
    row: &channel_account::Model,
    specs: &[&ChannelSpec],
    l: Locale,
) -> Result<ShopLine> {
    let live = "select count(*) as n from channel_listing where account_id = $1 and state = 'live'";
    let waits = "select count(*) as n from channel_job where account_id = $1 and parked_at is null \
                 and kind in ('listing', 'offer') and next_at <= created_at + 600000";
    let (live, waits) = (
        count(core, live, row.id).await?,
        count(core, waits, row.id).await?,
    );
    let channel = specs
        .iter()
        .find(|spec| spec.code == row.channel)
        .map_or(row.channel.as_str(), |spec| spec.name);
    let (state, bad) = match row.state.as_str() {
        "needs_consent" => (l.say("Cần kết nối lại", "Connect it again"), true),
        "disconnecting" => (
            l.say(
                "Đang ngắt, theo nốt đơn đang mở",
                "Being disconnected, open orders are followed",
            ),
            false,
        ),
        _ if row.paused_at.is_some() => (l.say("Đang tạm dừng bán", "Selling is paused"), true),
        _ => (l.say("Đang bán", "Selling"), false),
    };
    let synced = row.synced_at.map_or_else(
        || l.say("chưa cập nhật lần nào", "never synced").to_owned(),
        |at| format!("{} {}", l.say("cập nhật lúc", "synced at"), moment(at)),
    );
    let detail = match l {
        Locale::Vi => format!("{live} món đang bán, {waits} việc chờ gửi, {synced}"),
        Locale::En => format!("{live} goods on sale, {waits} waiting to be sent, {synced}"),
    };
    Ok(ShopLine {
        id: row.id.to_string(),
        name: format!("{channel} · {}", row.name),
        state: state.to_owned(),
        bad,
        note: row.note.clone(),
        detail,
    })
}

fn offered(spec: &ChannelSpec, l: Locale) -> OfferedChannel {
    let say = |pair: &(&'static str, &'static str)| l.say(pair.0, pair.1).to_owned();
    OfferedChannel {
        code: spec.code.to_owned(),
        name: spec.name.to_owned(),
        summary: say(&spec.summary),
        assumed: spec.assumed.iter().map(say).collect(),
        consent: spec.can.auth == AuthKind::OAuthRotating,
        fields: spec
            .fields
            .iter()
            .map(|field| (field.key.to_owned(), say(&field.label), field.secret))
            .collect(),
    }
}

/// The shops of a cooperative, and what can be connected.
pub async fn list(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    (specs, open): (&[&ChannelSpec], &[&ChannelSpec]),
) -> Result<ChannelsView> {
    actor.member(cooperative, Right::Read)?;
    let l = actor.locale;
    let rows: Vec<channel_account::Model> = sql::all(
        core.db.read(),
        "select * from channel_account where cooperative_id = $1 and closed_at is null order by channel, id",
        [cooperative.uuid().into()],
    )
    .await?;
    let mut view = ChannelsView {
        offered: open.iter().map(|spec| offered(spec, l)).collect(),
        may_manage: may_manage(actor, cooperative),
        selling: rows.iter().any(|row| row.paused_at.is_none()),
        ..ChannelsView::default()
    };
    for row in &rows {
        view.shops.push(line(core, row, specs, l).await?);
    }
    Ok(view)
}

/// One shop of a cooperative.
pub async fn account_page(
    core: &Core,
    actor: &Actor,
    account: &Account,
    (specs, public_url): (&[&ChannelSpec], &str),
) -> Result<ShopView> {
    let l = actor.locale;
    let cooperative = CooperativeId::from(account.row.cooperative_id);
    actor.member(cooperative, Right::Read)?;
    let spec = specs
        .iter()
        .find(|spec| spec.code == account.row.channel)
        .ok_or(Error::NotFound { what: "channel" })?;
    let feed = (spec.can.listing == ListingMode::Feed)
        .then(|| format!("{public_url}/kenh/{}/hang", account.row.token));
    Ok(ShopView {
        shop: line(core, &account.row, specs, l).await?,
        code: spec.code.to_owned(),
        may_manage: may_manage(actor, cooperative),
        paused: account.row.paused_at.is_some(),
        closing: account.row.state == "disconnecting",
        files: spec.can.listing == ListingMode::File,
        feed,
        steps: steps(core, account, spec, l).await?,
        conflicts: conflicts(core, account, l).await?,
        matches: matches(core, account, l).await?,
        listings: listings(core, account, l).await?,
        addable: addable(core, account).await?,
        failures: failures(core, account).await?,
        settings: settings(account, l),
        done: None,
        errors: Vec::new(),
    })
}

fn settings(account: &Account, l: Locale) -> Vec<(String, String, String)> {
    let terms = account.settings.terms;
    let percent = |rate: u32| format!("{},{:02}", rate / 100, rate % 100);
    let markup = match account.settings.price {
        shared::rules::you_receive::PriceRule::Markup(rate) => rate,
        _ => 0,
    };
    let field = |name: &str, vi, en, value| (name.to_owned(), l.say(vi, en).to_owned(), value);
    vec![
        field(
            "platform",
            "Phí sàn (%)",
            "Commission (%)",
            percent(terms.platform),
        ),
        field(
            "service",
            "Phí thanh toán, dịch vụ (%)",
            "Payment and service fee (%)",
            percent(terms.service),
        ),
        field(
            "voucher",
            "Phần giảm giá mình chịu (%)",
            "Your share of vouchers (%)",
            percent(terms.voucher),
        ),
        field(
            "freight",
            "Cước mình chịu mỗi món (đồng)",
            "Freight borne for each unit (đồng)",
            terms.freight.0.to_string(),
        ),
        field(
            "returns",
            "Hàng bị trả về (%)",
            "Units that come back (%)",
            percent(terms.returns),
        ),
        field(
            "markup",
            "Giá cao hơn giá ở chợ (%)",
            "Dearer than here by (%)",
            percent(markup),
        ),
        field(
            "buffer",
            "Giữ lại không bán trên sàn (món)",
            "Units kept back",
            account.settings.allowance.buffer.to_string(),
        ),
    ]
}

async fn steps(
    core: &Core,
    account: &Account,
    spec: &ChannelSpec,
    l: Locale,
) -> Result<Vec<StepLine>> {
    let rows: Vec<channel_todo::Model> = sql::all(
        core.db.read(),
        "select * from channel_todo where account_id = $1 and done_at is null \
         order by case when due_at is null then 1 else 0 end, due_at, created_at limit 100",
        [account.row.id.into()],
    )
    .await?;
    let now = core.clock.now().0;
    Ok(rows
        .into_iter()
        .map(|row| {
            let step = spec.steps.iter().find(|step| step.key == row.kind);
            let say = step.map_or_else(
                || l.say("Huỷ đơn này trên cổng", "Cancel this order on the portal"),
                |step| l.say(step.say.0, step.say.1),
            );
            StepLine {
                id: row.id.to_string(),
                say: if row.subject.is_empty() {
                    say.to_owned()
                } else {
                    format!("{say} ({})", row.subject)
                },
                due: row.due_at.map(moment),
                late: row.due_at.is_some_and(|at| at < now),
            }
        })
        .collect())
}

async fn title_of(core: &Core, listing: Uuid) -> Result<String> {
    let row = sql::row(
        core.db.read(),
        "select coalesce(c.title, l.title) as title from channel_listing c join listing l on l.id = c.listing_id \
         where c.id = $1",
        [listing.into()],
    )
    .await?;
    Ok(row
        .map(|row| row.try_get("", "title"))
        .transpose()?
        .unwrap_or_default())
}

async fn conflicts(core: &Core, account: &Account, l: Locale) -> Result<Vec<ConflictLine>> {
    let rows: Vec<channel_conflict::Model> = sql::all(
        core.db.read(),
        "select * from channel_conflict where account_id = $1 and chosen_at is null order by created_at, id limit 100",
        [account.row.id.into()],
    )
    .await?;
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let (field, money) = match row.field.as_str() {
            "price" => (l.say("Giá", "Price"), true),
            "stock" => (l.say("Số lượng", "Stock"), false),
            _ => (l.say("Tên", "Title"), false),
        };
        let shown = |text: &str| match text.parse::<i64>() {
            Ok(amount) if money => Vnd(amount).to_string(),
            _ => text.to_owned(),
        };
        all.push(ConflictLine {
            id: row.id.to_string(),
            title: format!(
                "{field} · {}",
                title_of(core, row.channel_listing_id).await?
            ),
            why: row.explanation,
            ours: shown(&row.ours),
            theirs: shown(&row.theirs),
            takeable: row.field != "stock",
        });
    }
    Ok(all)
}

#[derive(FromQueryResult)]
struct Proposal {
    item: String,
    variant: String,
    name: String,
    confidence: i32,
    because: Option<String>,
    title: String,
    pack: String,
}

async fn matches(core: &Core, account: &Account, l: Locale) -> Result<Vec<MatchLine>> {
    let rows: Vec<Proposal> = sql::all(
        core.db.read(),
        "select i.item, i.variant, i.name, i.confidence, i.because, p.name as title, v.name as pack from channel_item i \
         join variant v on v.id = i.matched_variant join product p on p.id = v.product_id \
         where i.account_id = $1 and i.decision is null order by i.confidence desc, i.item, i.variant limit 200",
        [account.row.id.into()],
    )
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let why: Vec<&str> = super::items::because(row.because.as_deref())
                .into_iter()
                .map(|why| match why {
                    Because::Sku => l.say("cùng mã", "same SKU"),
                    Because::Name => l.say("cùng tên", "same name"),
                    Because::MostWords => l.say("tên gần giống", "similar name"),
                    Because::Price => l.say("cùng giá", "same price"),
                    Because::NearPrice => l.say("giá gần bằng", "near price"),
                    Because::Amount => l.say("cùng lượng", "same amount"),
                })
                .collect();
            MatchLine {
                key: format!("{}|{}", row.item, row.variant),
                theirs: row.name,
                ours: format!("{} {}", row.title, row.pack),
                because: format!("{} · {} %", why.join(", "), row.confidence),
                sure: row.confidence >= 90,
            }
        })
        .collect())
}

/// The form in which a finding is mended.
fn remedy(field: &Field, slug: &str, row: &channel_listing::Model) -> String {
    match field {
        Field::Category | Field::Attribute(_) => {
            format!("/htx/kenh/{}/nganh/{}", row.account_id, row.id)
        }
        Field::Account => format!("/htx/kenh/{}", row.account_id),
        _ => format!("/htx/hang/{slug}"),
    }
}

async fn listings(core: &Core, account: &Account, l: Locale) -> Result<Vec<ShopListing>> {
    let all: Vec<channel_listing::Model> = sql::all(
        core.db.read(),
        "select * from channel_listing where account_id = $1 order by case state when 'needs_answer' then 0 \
         when 'rejected' then 1 when 'locked' then 2 else 3 end, created_at, id limit 200",
        [account.row.id.into()],
    )
    .await?;
    let mut lines_of = Vec::with_capacity(all.len());
    for row in all {
        let slug = sql::row(
            core.db.read(),
            "select slug from listing where id = $1",
            [row.listing_id.into()],
        )
        .await?;
        let slug: String = slug
            .map(|row| row.try_get("", "slug"))
            .transpose()?
            .unwrap_or_default();
        let findings: Vec<Finding> = serde_json::from_str(&row.findings)?;
        let offers = lines(core, account, rows::variants(core.db.read(), row.id).await?).await?;
        let units = offers.iter().map(|line| unit_words(line, l)).collect();
        let (state, bad) = state_words(&row.state, l);
        lines_of.push(ShopListing {
            id: row.id.to_string(),
            title: title_of(core, row.id).await?,
            state: state.to_owned(),
            bad,
            findings: findings
                .iter()
                .map(|one| {
                    let words = match l {
                        Locale::Vi => one.vi.clone(),
                        Locale::En => one.en.clone(),
                    };
                    (words, l.path(&remedy(&one.field, &slug, &row)))
                })
                .collect(),
            units,
            url: row.remote_url.clone(),
            hidden: row.hidden,
            note: row.note,
        });
    }
    Ok(lines_of)
}

fn unit_words(line: &super::OfferLine, l: Locale) -> String {
    let (sku, price, net) = (&line.row.sku, line.price, line.proposed.net.net);
    let mut words = match l {
        Locale::Vi => format!(
            "{sku}: giá {price}, bạn thực nhận {net}, báo còn {}",
            line.stock
        ),
        Locale::En => format!(
            "{sku}: price {price}, you receive {net}, {} told",
            line.stock
        ),
    };
    if line.proposed.loses {
        words.push_str(l.say(
            ". Bán loại này ở đây là lỗ nên không bán",
            ". Selling this pack here loses money, so it is not sold",
        ));
    } else if line.proposed.raised {
        words.push_str(l.say(
            ". Giá đã nâng lên để giữ giá sàn",
            ". Raised to keep the floor",
        ));
    }
    if let Some(note) = &line.row.note {
        words.push_str(". ");
        words.push_str(note);
    }
    words
}

fn state_words(state: &str, l: Locale) -> (&'static str, bool) {
    match state {
        "queued" => (l.say("Chờ gửi", "Waiting to be sent"), false),
        "in_review" => (l.say("Sàn đang duyệt", "In review"), false),
        "live" => (l.say("Đang bán", "On sale"), false),
        "rejected" => (l.say("Sàn từ chối", "Rejected"), true),
        "locked" => (l.say("Sàn đang khoá", "Locked"), true),
        "needs_answer" => (l.say("Cần bạn sửa", "Needs your answer"), true),
        "paused" => (l.say("Đã ẩn", "Hidden"), false),
        _ => (l.say("Cần xem lại", "To be checked"), true),
    }
}

#[derive(FromQueryResult)]
struct Named {
    id: Uuid,
    title: String,
}

async fn addable(core: &Core, account: &Account) -> Result<Vec<(String, String)>> {
    let text = format!(
        "select distinct l.id, l.title, l.sort_key from listing l join offer o on o.listing_id = l.id \
         where o.cooperative_id in ({}) and l.state = 'live' and not exists (select 1 from channel_listing c \
         where c.account_id = $1 and c.listing_id = l.id) order by l.sort_key, l.id limit 300",
        sql::placeholders(2, account.sellers.len())
    );
    let values = std::iter::once(account.row.id.into())
        .chain(account.sellers.iter().map(|id| id.uuid().into()));
    let rows: Vec<Named> = sql::all(core.db.read(), &text, values).await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.id.to_string(), row.title))
        .collect())
}

#[derive(FromQueryResult)]
struct Failed {
    subject: String,
    cause: Option<String>,
    account_id: Uuid,
}

async fn failures(core: &Core, account: &Account) -> Result<Vec<String>> {
    let rows: Vec<Failed> = sql::all(
        core.db.read(),
        "select subject, cause, account_id from channel_job where account_id = $1 and cause is not null \
         order by priority, subject limit 50",
        [account.row.id.into()],
    )
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            format!("{} {}", row.subject, row.cause.unwrap_or_default())
                .trim()
                .to_owned()
        })
        .collect())
}

#[derive(FromQueryResult)]
struct Held {
    account_id: Uuid,
    key: String,
    held: String,
    note: Option<String>,
    ship_by: Option<i64>,
}

/// The operator's look at all channels.
pub async fn operator_page(core: &Core, actor: &Actor) -> Result<ChannelsOverview> {
    actor.operator()?;
    let (l, now) = (actor.locale, core.clock.now().0);
    let number = async |text: &str| -> Result<i64> {
        let row: Option<Count> = sql::one(core.db.read(), text, [now.into()]).await?;
        Ok(row.map_or(0, |row| row.n))
    };
    let due =
        number("select count(*) as n from channel_job where parked_at is null and next_at <= $1")
            .await?;
    let lag = number(
        "select coalesce($1 - min(next_at), 0) as n from channel_job where parked_at is null and next_at <= $1",
    )
    .await?;
    let parked = number("select count(*) as n from channel_job where parked_at <= $1").await?;
    let fact = |vi, en, value: String| (l.say(vi, en).to_owned(), value);
    let held: Vec<Held> = sql::all(
        core.db.read(),
        "select account_id, key, held, note, ship_by from channel_order where held is not null and held <> 'new' \
         order by ship_by, key limit 100",
        [],
    )
    .await?;
    let jobs: Vec<Failed> = sql::all(
        core.db.read(),
        "select subject, cause, account_id from channel_job where parked_at is not null order by parked_at limit 100",
        [],
    )
    .await?;
    let ending: Vec<channel_account::Model> = sql::all(
        core.db.read(),
        "select * from channel_account where closed_at is null and ends_at <= $1 order by ends_at limit 100",
        [(now + 30 * shared::time::DAY_MS).into()],
    )
    .await?;
    let mut parked_lines = Vec::with_capacity(jobs.len());
    for job in jobs {
        let account = load(core, job.account_id).await?;
        let words = format!("{} {}", job.subject, job.cause.unwrap_or_default());
        parked_lines.push((account.row.name, words.trim().to_owned()));
    }
    Ok(ChannelsOverview {
        facts: vec![
            fact("Việc đang chờ", "Jobs due", due.to_string()),
            fact(
                "Chậm nhất (giây)",
                "Lag (seconds)",
                (lag / 1_000).to_string(),
            ),
            fact("Việc dừng lại", "Parked jobs", parked.to_string()),
            fact("Đơn đang giữ lại", "Orders held", held.len().to_string()),
        ],
        held: held
            .into_iter()
            .map(|row| {
                let why = match row.held.as_str() {
                    "unmapped_sku" => l.say("mã hàng lạ", "unknown SKU"),
                    "shortage" => l.say("không đủ hàng", "not enough goods"),
                    _ => l.say("không đọc được", "unreadable"),
                };
                let until = row.ship_by.map(moment).unwrap_or_default();
                let words = format!(
                    "{}: {why} {} {until}",
                    row.key,
                    row.note.unwrap_or_default()
                );
                (words.trim().to_owned(), row.account_id.to_string(), row.key)
            })
            .collect(),
        parked: parked_lines,
        ending: ending
            .into_iter()
            .map(|row| (row.name, row.ends_at.map(moment).unwrap_or_default()))
            .collect(),
    })
}
