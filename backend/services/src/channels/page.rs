//! What members and operators see of channels.

use super::account::Account;
use super::mapping;
use super::members::invitations;
use super::settings::{rules, settings};
use super::shown::listings;
use super::todo::CANCEL_PART;
use crate::actor::{Actor, Right};
use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::FromQueryResult;
use shared::channel::{AuthKind, ChannelSpec, ListingMode, OrderMode};
use shared::id::CooperativeId;
use shared::money::Vnd;
use shared::rules::matching::Because;
use shared::say::Locale;
use shared::time::Millis;
use shared::view::channel::{
    ChannelsView, ConflictLine, MatchLine, OfferedChannel, ShopLine, ShopView, StepLine,
};
use store::entity::{channel_account, channel_conflict, channel_todo};
use store::sql;
use uuid::Uuid;

/// The key of a shop's own secret for pushes, where a channel gives one to each shop.
const PUSH_SECRET: &str = "webhook_secret";

pub(super) fn moment(at: i64) -> String {
    let at = Millis(at);
    let day = at.vn_date();
    format!("{} {}/{}", at.vn_clock(), day.d, day.m)
}

fn may(actor: &Actor, cooperative: CooperativeId, right: Right) -> bool {
    actor.member(cooperative, right).is_ok()
}

#[derive(FromQueryResult)]
pub(super) struct Count {
    pub n: i64,
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
        _ if live == 0 => (
            l.say("Đã kết nối, chưa bán món nào", "Connected, nothing on sale"),
            false,
        ),
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
        may_manage: may(actor, cooperative, Right::Manage),
        may_sell: may(actor, cooperative, Right::Sell),
        invitations: invitations(core, cooperative).await?,
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
    // Where each shop has a secret of its own, its pushes come to an address of its own.
    let own_secret = spec.fields.iter().any(|field| field.key == PUSH_SECRET);
    let hook = (own_secret && spec.can.hook.is_some())
        .then(|| format!("{public_url}/hooks/{}/{}", spec.code, account.row.token));
    let unmapped = mapping::unmapped(core, account).await?;
    let units = if unmapped.is_empty() {
        Vec::new()
    } else {
        mapping::candidates(core, account).await?
    };
    Ok(ShopView {
        shop: line(core, &account.row, specs, l).await?,
        code: spec.code.to_owned(),
        may_manage: may(actor, cooperative, Right::Manage),
        may_sell: may(actor, cooperative, Right::Sell),
        paused: account.row.paused_at.is_some(),
        closing: account.row.state == "disconnecting",
        files: spec.can.listing == ListingMode::File,
        returns: spec.can.returns,
        payouts: spec.can.settlements || spec.can.listing == ListingMode::File,
        union: spec.can.orders != OrderMode::None,
        feed,
        hook,
        unmapped,
        units,
        rules: rules(Some(account.settings.price), false, l),
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
            let say = match step {
                Some(step) => l.say(step.say.0, step.say.1),
                None if row.kind == CANCEL_PART => l.say(
                    "Huỷ phần này của đơn trên cổng, phần còn lại vẫn gửi",
                    "Cancel this part of the order on the portal, the rest is sent",
                ),
                None => l.say("Huỷ đơn này trên cổng", "Cancel this order on the portal"),
            };
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

pub(super) async fn title_of(core: &Core, listing: Uuid) -> Result<String> {
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

/// What happened; kept in Vietnamese, and told from the row in English.
fn why(row: &channel_conflict::Model, l: Locale) -> String {
    let number = |text: &str| text.parse::<i64>().unwrap_or(0);
    let agreed = row.agreed.as_deref().map_or(0, number);
    match (l, row.field.as_str(), row.kind.as_str()) {
        (Locale::Vi, ..) => row.explanation.clone(),
        (Locale::En, "stock", _) => format!(
            "The channel has {} more than it was told: goods were added there, or an order was cancelled. If there \
             really are more, receive them in the stock book and keep ours",
            number(&row.theirs) - agreed
        ),
        (Locale::En, _, "conflict") => "Changed in both places since the last sync".to_owned(),
        (Locale::En, ..) => "Changed in the channel’s own app".to_owned(),
    }
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
            why: why(&row, l),
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
pub(super) struct Failed {
    pub subject: String,
    pub cause: Option<String>,
    pub account_id: Uuid,
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
