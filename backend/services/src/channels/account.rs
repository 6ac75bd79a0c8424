//! Shops: connecting, settings, pausing, disconnecting without losing an order.

use super::{job, todo};
use crate::actor::{Actor, Right};
use crate::audit;
use crate::checkout::{self, Goods};
use crate::core::Core;
use crate::error::{Error, Result};
use crate::practice;
use sea_orm::{EntityTrait, IntoActiveModel};
use serde::{Deserialize, Serialize};
use serde_json::json;
use shared::channel::{AuthKind, ChannelSpec, ListingMode, OrderMode, StepWhen};
use shared::id::{CooperativeId, VariantId};
use shared::rules::channel_stock::Allowance;
use shared::rules::you_receive::{PriceRule, Terms};
use shared::time::Millis;
use std::collections::{BTreeMap, HashMap};
use store::entity::channel_account;
use store::{WriteTxn, channel_jobs, sql};
use uuid::Uuid;

/// How a shop sells, as its cooperative set it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// How its prices follow ours.
    pub price: PriceRule,
    /// What selling there costs.
    pub terms: Terms,
    /// What it gets of the free stock, unless a unit has its own.
    pub allowance: Allowance,
    /// Days until a parcel is handed over.
    pub handling_days: i64,
}

impl Settings {
    /// What a new shop starts with.
    pub fn usual(spec: &ChannelSpec) -> Self {
        Self {
            price: PriceRule::Same,
            terms: Terms::usual(spec.can.fees),
            allowance: Allowance::default(),
            handling_days: 2,
        }
    }
}

/// A shop with its settings read and its secrets open.
#[derive(Clone)]
pub struct Account {
    /// The row.
    pub row: channel_account::Model,
    /// How it sells.
    pub settings: Settings,
    /// Tokens and what a person entered.
    pub secrets: BTreeMap<String, String>,
    /// Whose goods it may sell: its own cooperative and, in a union's shop, its members.
    pub sellers: Vec<CooperativeId>,
    /// It belongs to a practice booth: it reaches simulators only.
    pub practice: bool,
}

impl Account {
    /// Nothing is offered there now.
    pub fn is_paused(&self) -> bool {
        self.row.paused_at.is_some() || self.row.state == "disconnecting"
    }

    /// What is known of these units, as this shop sells them.
    pub(super) async fn goods(
        &self,
        core: &Core,
        variants: &[VariantId],
    ) -> Result<HashMap<VariantId, Goods>> {
        if self.practice {
            checkout::load_practised(core, variants).await
        } else {
            checkout::load(core, variants).await
        }
    }
}

/// What connecting found out.
#[derive(Clone, Debug)]
pub struct Connected {
    /// The channel's name of the shop.
    pub shop: String,
    /// Its name for people.
    pub name: String,
    /// What to keep sealed.
    pub secrets: BTreeMap<String, String>,
    /// When tokens must be refreshed.
    pub refresh_at: Option<Millis>,
    /// When a person has to authorise anew.
    pub ends_at: Option<Millis>,
}

pub(super) fn seal(core: &Core, secrets: &BTreeMap<String, String>) -> Result<String> {
    core.keys.seal(&serde_json::to_string(secrets)?)
}

async fn read(core: &Core, row: channel_account::Model) -> Result<Account> {
    let members: Vec<Uuid> = serde_json::from_str(&row.members)?;
    let mut sellers = vec![CooperativeId::from(row.cooperative_id)];
    sellers.extend(members.into_iter().map(CooperativeId::from));
    Ok(Account {
        settings: serde_json::from_str(&row.settings)?,
        secrets: serde_json::from_str(&core.keys.open(&row.secrets_sealed)?)?,
        practice: practice::is_practice(core.db.read(), row.cooperative_id.into()).await?,
        sellers,
        row,
    })
}

/// A shop, for jobs.
pub async fn load(core: &Core, id: Uuid) -> Result<Account> {
    let row = channel_account::Entity::find_by_id(id)
        .one(core.db.read())
        .await?
        .ok_or(Error::NotFound {
            what: "channel_account",
        })?;
    read(core, row).await
}

/// A shop of the actor's cooperative; somebody else's is `NotFound`.
pub async fn member_account(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    (id, right): (Uuid, Right),
) -> Result<Account> {
    actor.member(cooperative, right)?;
    let account = load(core, id).await?;
    if account.row.cooperative_id == cooperative.uuid() {
        Ok(account)
    } else {
        Err(Error::NotFound {
            what: "channel_account",
        })
    }
}

/// Connects a shop, or renews what connects it. A shop that another cooperative has connected is
/// `Conflict` (`connected_elsewhere`); a practice booth connects nothing real (`practice`).
pub async fn connect(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    spec: &ChannelSpec,
    shop: Connected,
) -> Result<Uuid> {
    if practice::is_practice(core.db.read(), cooperative).await? {
        return Err(practice::outside(actor.locale));
    }
    join(core, actor, cooperative, spec, shop).await
}

/// Connects a practice booth to a simulated shop. Any other cooperative is `NotFound`.
pub async fn connect_practice(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    spec: &ChannelSpec,
    shop: Connected,
) -> Result<Uuid> {
    if !practice::is_practice(core.db.read(), cooperative).await? {
        return Err(Error::NotFound {
            what: "cooperative",
        });
    }
    join(core, actor, cooperative, spec, shop).await
}

/// A learner's simulated shop was opened again: its tokens are new. A shop of any other cooperative is `NotFound`.
pub(crate) async fn renew_practice(
    core: &Core,
    account: &Account,
    (spec, shop): (&ChannelSpec, &Connected),
) -> Result<()> {
    if !account.practice {
        return Err(Error::NotFound {
            what: "channel_account",
        });
    }
    let now = core.clock.now().0;
    let txn = core.db.begin().await?;
    renew(core, &txn, &account.row, shop, now).await?;
    first_jobs(&txn, account.row.id, spec, now).await?;
    Ok(txn.commit().await?)
}

async fn join(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    spec: &ChannelSpec,
    shop: Connected,
) -> Result<Uuid> {
    actor.member(cooperative, Right::Manage)?;
    let now = core.clock.now().0;
    let txn = core.db.begin().await?;
    let known: Option<channel_account::Model> = sql::one(
        &*txn,
        "select * from channel_account where channel = $1 and shop = $2 and closed_at is null",
        [spec.code.into(), shop.shop.as_str().into()],
    )
    .await?;
    let id = match known {
        Some(known) if known.cooperative_id != cooperative.uuid() => {
            let message = actor.locale.say(
                "Gian hàng này đã được một hợp tác xã khác kết nối",
                "Another cooperative has connected this shop",
            );
            return Err(Error::Conflict {
                code: "connected_elsewhere",
                message: message.to_owned(),
                fields: Vec::new(),
            });
        }
        Some(known) => renew(core, &txn, &known, &shop, now).await?,
        None => insert(core, &txn, cooperative, spec, &shop).await?,
    };
    first_jobs(&txn, id, spec, now).await?;
    let connected = (spec, StepWhen::Connected);
    todo::raise_when(&txn, id, connected, ("", None), now).await?;
    let entry = audit::Entry {
        cooperative: Some(cooperative),
        action: "connect_channel",
        entity: "channel_account",
        entity_id: id.to_string(),
        before: serde_json::Value::Null,
        after: json!({ "channel": spec.code, "shop": shop.shop }),
    };
    audit::record(core, &txn, actor, entry).await?;
    txn.commit().await?;
    Ok(id)
}

async fn renew(
    core: &Core,
    txn: &WriteTxn,
    known: &channel_account::Model,
    shop: &Connected,
    now: i64,
) -> Result<Uuid> {
    sql::execute(
        &**txn,
        "update channel_account set secrets_sealed = $1, refresh_at = $2, ends_at = $3, warned_days = null, \
         state = 'live', note = null, name = $4, version = version + 1, updated_at = $5, blocked_until = null where id = $6",
        [
            seal(core, &shop.secrets)?.into(),
            shop.refresh_at.map(|at| at.0).into(),
            shop.ends_at.map(|at| at.0).into(),
            shop.name.as_str().into(),
            now.into(),
            known.id.into(),
        ],
    )
    .await?;
    // What waited for a person's consent goes on.
    sql::execute(
        &**txn,
        "update channel_job set parked_at = null, attempts = 0, next_at = $1 where account_id = $2 and parked_at is not null",
        [now.into(), known.id.into()],
    )
    .await?;
    Ok(known.id)
}

async fn insert(
    core: &Core,
    txn: &WriteTxn,
    cooperative: CooperativeId,
    spec: &ChannelSpec,
    shop: &Connected,
) -> Result<Uuid> {
    let now = core.clock.now().0;
    let row = channel_account::Model {
        id: Uuid::now_v7(),
        cooperative_id: cooperative.uuid(),
        channel: spec.code.to_owned(),
        shop: shop.shop.clone(),
        name: shop.name.clone(),
        state: "live".to_owned(),
        note: None,
        token: crate::keys::new_token(),
        secrets_sealed: seal(core, &shop.secrets)?,
        settings: serde_json::to_string(&Settings::usual(spec))?,
        members: "[]".to_owned(),
        refresh_at: shop.refresh_at.map(|at| at.0),
        ends_at: shop.ends_at.map(|at| at.0),
        warned_days: None,
        paused_at: None,
        swept_until: None,
        returns_until: None,
        settled_until: None,
        synced_at: None,
        pushed_at: None,
        blocked_until: None,
        locked_until: None,
        locked_by: None,
        version: 1,
        created_at: now,
        updated_at: now,
        closed_at: None,
    };
    let id = row.id;
    channel_account::Entity::insert(row.into_active_model())
        .exec_without_returning(&**txn)
        .await?;
    Ok(id)
}

/// What is looked for from the first moment on, as far as the channel can.
async fn first_jobs(txn: &WriteTxn, id: Uuid, spec: &ChannelSpec, now: i64) -> Result<()> {
    let can = &spec.can;
    let called = can.auth != AuthKind::Nothing
        && matches!(can.listing, ListingMode::Call | ListingMode::Task);
    let pulled = can.orders == OrderMode::PushAndPull;
    for (kind, wanted) in [
        // A portal's categories are a list of ours: nobody is called for them.
        (job::TAXONOMY, can.taxonomy),
        (job::ITEMS, can.readable && called),
        (job::SWEEP, pulled),
        (job::PUSHES, pulled && can.hook.is_some()),
        (job::RETURNS, pulled && can.returns),
        (job::SETTLED, pulled && can.settlements),
    ] {
        if wanted {
            channel_jobs::ask(txn, id, kind, "", now).await?;
        }
    }
    Ok(())
}
