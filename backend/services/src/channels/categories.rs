//! A channel's categories: kept, proposed from ours, corrected once.

use super::account::Account;
use super::job;
use crate::actor::{Actor, Right};
use crate::core::Core;
use crate::error::{Error, Result};
use shared::canonical::{Attribute, AttributeSpec, Category, Taxonomy};
use shared::problem::FieldError;
use shared::rules::category_guess::guess;
use shared::say::Locale;
use shared::text::fold;
use shared::time::DAY_MS;
use shared::view::channel::CategoryView;
use store::entity::{channel_category, channel_category_map};
use store::{channel_jobs, sql};
use uuid::Uuid;

/// A proposal at least so likely is used until somebody corrects it.
const SURE: u8 = 40;

fn read(row: channel_category::Model) -> Result<Category> {
    let attributes: Vec<AttributeSpec> = match &row.attributes {
        Some(text) => serde_json::from_str(text)?,
        None => Vec::new(),
    };
    Ok(Category {
        id: row.id,
        parent: row.parent,
        path: row.path,
        leaf: row.leaf,
        attributes,
    })
}

/// Whether the channel's categories were not read for a day.
pub async fn stale_taxonomy(core: &Core, channel: &str) -> Result<bool> {
    let row = sql::row(
        core.db.read(),
        "select max(read_at) as at from channel_category where channel = $1",
        [channel.into()],
    )
    .await?;
    let at: Option<i64> = row.map(|row| row.try_get("", "at")).transpose()?.flatten();
    Ok(at.is_none_or(|at| at < core.clock.now().0 - DAY_MS))
}

/// Keeps a channel's categories as read; those it no longer has go, unless something was put there.
pub async fn save_taxonomy(core: &Core, channel: &str, taxonomy: &Taxonomy) -> Result<()> {
    let now = core.clock.now().0;
    for part in taxonomy.categories.chunks(200) {
        let txn = core.db.begin().await?;
        for one in part {
            sql::execute(
                &*txn,
                "insert into channel_category (channel, id, parent, path, leaf, read_at) values ($1, $2, $3, $4, $5, $6) \
                 on conflict (channel, id) do update set parent = excluded.parent, path = excluded.path, \
                 leaf = excluded.leaf, read_at = excluded.read_at",
                [
                    channel.into(),
                    one.id.as_str().into(),
                    one.parent.clone().into(),
                    one.path.as_str().into(),
                    one.leaf.into(),
                    now.into(),
                ],
            )
            .await?;
        }
        txn.commit().await?;
    }
    let txn = core.db.begin().await?;
    sql::execute(
        &*txn,
        "delete from channel_category where channel = $1 and read_at < $2 and id not in \
         (select m.category_id from channel_category_map m join channel_account a on a.id = m.account_id \
         where a.channel = $1)",
        [channel.into(), now.into()],
    )
    .await?;
    Ok(txn.commit().await?)
}

/// A category with its attributes, if they were read.
pub async fn category_of(core: &Core, channel: &str, id: &str) -> Result<Option<Category>> {
    let row: Option<channel_category::Model> = sql::one(
        core.db.read(),
        "select * from channel_category where channel = $1 and id = $2",
        [channel.into(), id.into()],
    )
    .await?;
    row.map(read).transpose()
}

/// Keeps what a category asks for.
pub async fn save_category(core: &Core, channel: &str, category: &Category) -> Result<()> {
    let txn = core.db.begin().await?;
    sql::execute(
        &*txn,
        "update channel_category set attributes = $1 where channel = $2 and id = $3",
        [
            serde_json::to_string(&category.attributes)?.into(),
            channel.into(),
            category.id.as_str().into(),
        ],
    )
    .await?;
    Ok(txn.commit().await?)
}

/// Where goods of one of our categories go: as chosen, or proposed now and kept as a proposal. `None`: nothing is like it.
pub async fn propose_category(
    core: &Core,
    account: &Account,
    (slug, name, product): (&str, &str, &str),
) -> Result<Option<String>> {
    let known: Option<channel_category_map::Model> = sql::one(
        core.db.read(),
        "select * from channel_category_map where account_id = $1 and category_slug = $2",
        [account.row.id.into(), slug.into()],
    )
    .await?;
    if let Some(known) = known {
        return Ok(Some(known.category_id));
    }
    let rows: Vec<channel_category::Model> = sql::all(
        core.db.read(),
        "select * from channel_category where channel = $1 and leaf = $2 order by id",
        [account.row.channel.as_str().into(), true.into()],
    )
    .await?;
    let all: Vec<Category> = rows.into_iter().map(read).collect::<Result<_>>()?;
    let found = guess(&[name], product, &all, 1);
    let Some(best) = found.first().filter(|best| best.confidence >= SURE) else {
        return Ok(None);
    };
    write(core, account, (slug, best.category), &[], false).await?;
    Ok(Some(best.category.id.clone()))
}

/// Puts goods of one of our categories into a category of the channel, with the attributes that hold for all of them.
/// What waited for it is sent.
pub async fn choose_category(
    core: &Core,
    actor: &Actor,
    account: &Account,
    (slug, category): (&str, &str),
    attributes: &[Attribute],
) -> Result<()> {
    actor.member(account.row.cooperative_id.into(), Right::Sell)?;
    let chosen = category_of(core, &account.row.channel, category)
        .await?
        .filter(|one| one.leaf)
        .ok_or_else(|| {
            let message = actor.locale.say(
                "Chọn một ngành hàng trong danh sách của sàn",
                "Choose a category of the channel’s list",
            );
            Error::invalid("category", "unknown_category", message)
        })?;
    write(core, account, (slug, &chosen), attributes, true).await
}

async fn write(
    core: &Core,
    account: &Account,
    (slug, category): (&str, &Category),
    attributes: &[Attribute],
    confirmed: bool,
) -> Result<()> {
    let now = core.clock.now().0;
    let txn = core.db.begin().await?;
    sql::execute(
        &*txn,
        "insert into channel_category_map (account_id, category_slug, category_id, path, attributes, confirmed, updated_at) \
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (account_id, category_slug) do update set \
         category_id = excluded.category_id, path = excluded.path, attributes = excluded.attributes, \
         confirmed = excluded.confirmed, updated_at = excluded.updated_at",
        [
            account.row.id.into(),
            slug.into(),
            category.id.as_str().into(),
            category.path.as_str().into(),
            serde_json::to_string(attributes)?.into(),
            confirmed.into(),
            now.into(),
        ],
    )
    .await?;
    if confirmed {
        let rows: Vec<store::entity::channel_listing::Model> = sql::all(
            &*txn,
            "select c.* from channel_listing c join listing l on l.id = c.listing_id where c.account_id = $1 \
             and l.category_slug = $2 order by c.id",
            [account.row.id.into(), slug.into()],
        )
        .await?;
        for row in rows {
            channel_jobs::ask(&txn, row.account_id, job::LISTING, &row.id.to_string(), now).await?;
        }
    }
    Ok(txn.commit().await?)
}

/// What was sent and could not be taken yet: the category, and values of attributes by id.
pub type Sent<'a> = (&'a str, &'a [(String, String)]);

/// The page on which a member chooses where goods like those of a listing go; with `sent`, as that was filled in.
pub async fn category_page(
    core: &Core,
    actor: &Actor,
    account: &Account,
    (listing, q): (Uuid, &str),
    sent: Option<Sent<'_>>,
) -> Result<CategoryView> {
    actor.member(account.row.cooperative_id.into(), Right::Sell)?;
    let slug = category_slug(core, account, listing).await?;
    let map: Option<channel_category_map::Model> = sql::one(
        core.db.read(),
        "select * from channel_category_map where account_id = $1 and category_slug = $2",
        [account.row.id.into(), slug.as_str().into()],
    )
    .await?;
    let rows: Vec<channel_category::Model> = sql::all(
        core.db.read(),
        "select * from channel_category where channel = $1 and leaf = $2 order by path, id",
        [account.row.channel.as_str().into(), true.into()],
    )
    .await?;
    let words = fold(q);
    let kept = map.as_ref().map(|map| map.category_id.as_str());
    let chosen = sent.map(|(category, _)| category).or(kept);
    let found = rows
        .iter()
        .filter(|row| {
            let mine = Some(row.id.as_str()) == chosen;
            let path = fold(&row.path);
            mine || words.split_whitespace().all(|word| path.contains(word))
        })
        .take(60)
        .map(|row| {
            (
                row.id.clone(),
                row.path.clone(),
                Some(row.id.as_str()) == chosen,
            )
        })
        .collect();
    let mut attributes = Vec::new();
    if let Some(chosen) = chosen
        && let Some(category) = category_of(core, &account.row.channel, chosen).await?
    {
        let set: Vec<Attribute> = match &map {
            Some(map) => serde_json::from_str(&map.attributes)?,
            None => Vec::new(),
        };
        for spec in category.attributes {
            let typed = sent.and_then(|(_, values)| values.iter().find(|(id, _)| *id == spec.id));
            let known = || Some(&set.iter().find(|one| one.id == spec.id)?.value);
            let value = typed.map(|(_, value)| value).or_else(known);
            let value = value.cloned().unwrap_or_default();
            let must = if spec.required { " *" } else { "" };
            let of = match spec.options.as_slice() {
                few @ [_, ..] if few.len() <= 10 => {
                    let words: Vec<&str> = few.iter().map(|(_, words)| words.as_str()).collect();
                    format!(" ({})", words.join(", "))
                }
                _ => String::new(),
            };
            let label = format!("{}{of}{must}", spec.name);
            attributes.push((format!("a-{}", spec.id), label, value));
        }
    }
    Ok(CategoryView {
        action: format!("/htx/kenh/{}/nganh/{listing}", account.row.id),
        q: q.to_owned(),
        found,
        attributes,
        errors: Vec::new(),
    })
}

async fn category_slug(core: &Core, account: &Account, listing: Uuid) -> Result<String> {
    let row = sql::row(
        core.db.read(),
        "select l.category_slug from channel_listing c join listing l on l.id = c.listing_id where c.id = $1 \
         and c.account_id = $2",
        [listing.into(), account.row.id.into()],
    )
    .await?;
    let row = row.ok_or(Error::NotFound {
        what: "channel_listing",
    })?;
    Ok(row.try_get("", "category_slug")?)
}

/// Takes the choice of [`category_page`]: the category, and values of attributes by id. A value from the channel's list
/// goes under its id. A fact that the category insists on and that is not said is `Invalid` at its field (`a-` and the
/// attribute's id), all at once.
pub async fn take_category(
    core: &Core,
    actor: &Actor,
    account: &Account,
    (listing, category): (Uuid, &str),
    values: &[(String, String)],
) -> Result<()> {
    actor.member(account.row.cooperative_id.into(), Right::Sell)?;
    let slug = category_slug(core, account, listing).await?;
    let known = category_of(core, &account.row.channel, category).await?;
    let specs = known.map(|known| known.attributes).unwrap_or_default();
    let mut attributes = Vec::new();
    for (id, value) in values.iter().filter(|(_, value)| !value.trim().is_empty()) {
        let Some(spec) = specs.iter().find(|spec| spec.id == *id) else {
            continue;
        };
        let wanted = fold(value);
        let option = spec.options.iter().find(|(_, words)| fold(words) == wanted);
        attributes.push(Attribute {
            id: id.clone(),
            value: option.map_or_else(|| value.trim().to_owned(), |(_, words)| words.clone()),
            value_id: option.map(|(id, _)| id.clone()),
            unit: spec.units.first().cloned(),
        });
    }
    let missing: Vec<FieldError> = specs
        .iter()
        .filter(|spec| spec.required && !attributes.iter().any(|one| one.id == spec.id))
        .map(|spec| {
            let message = match actor.locale {
                Locale::Vi => format!("Sàn cần “{}”. Hãy điền vào đây", spec.name),
                Locale::En => format!("The channel needs “{}”. Fill it in here", spec.name),
            };
            FieldError::new(format!("a-{}", spec.id), "required", message)
        })
        .collect();
    if !missing.is_empty() {
        return Err(Error::Invalid { fields: missing });
    }
    choose_category(core, actor, account, (&slug, category), &attributes).await
}
