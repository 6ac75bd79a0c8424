//! Comments read: for a look before they count, and to count.

use super::claim::{Outcome, Said, settle};
use super::{Host, Item, Session, announce, items, lock};
use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Error, Result};
use shared::quantity::{Quantity, Unit};
use shared::rules::live::{Asked, Claim, Codes, Op, Pack, pack_of, parse};
use shared::say::Locale;
use shared::view::live::LivePreview;
use store::{WriteTxn, sql};

/// What a comment asks for of these goods, and the codes of which a person has to ask the amount or the size.
pub(super) fn read(text: &str, items: &[Item]) -> (Vec<Asked>, Vec<String>) {
    let codes = Codes::new(items.iter().map(|item| &item.code));
    let packs: Vec<Pack<'_>> = items.iter().map(pack).collect();
    let (mut asked, mut unclear) = (Vec::new(), Vec::new());
    for claim in parse(text, &codes).claims {
        let code = match &claim.variant {
            Some(size) => pack_of(&packs, &claim.code, size).map(str::to_owned),
            None => Some(claim.code.clone()),
        };
        let item = code.and_then(|code| items.iter().find(|item| item.code == code));
        match (claim.op, item.and_then(|item| steps(&claim, item))) {
            (Op::Take, None) => unclear.push(claim.code),
            (Op::Take, Some(one)) => asked.push(one),
            (Op::Drop, _) => asked.push(Asked {
                code: claim.code,
                steps: None,
            }),
        }
    }
    (asked, unclear)
}

fn pack(item: &Item) -> Pack<'_> {
    Pack {
        code: &item.code,
        good: item.listing_id.as_u128(),
        name: &item.name,
        net_weight_g: item.net_weight_g,
        net_volume_ml: item.net_volume_ml,
    }
}

fn steps(claim: &Claim, item: &Item) -> Option<Asked> {
    let unit: Unit = item.unit.parse().ok()?;
    let steps = claim.steps(unit, item.step, item.net_weight_g)?;
    Some(Asked {
        code: item.code.clone(),
        steps: Some(steps),
    })
}

/// How these comments would be read; nothing is kept. For members who sell for the livestream's cooperative.
pub async fn preview(
    core: &Core,
    actor: &Actor,
    host: impl Into<Host>,
    slug: &str,
    comments: &[(String, String)],
) -> Result<Vec<LivePreview>> {
    let owner = host.into().owner(core, actor).await?;
    let l = actor.locale;
    let text = format!(
        "select id, cooperative_id, seller_id, version, news from live_session where slug = $1 and {} and ended_at is null",
        owner.meets("", 2)
    );
    let values = [slug.into(), owner.id.into()];
    let session: Option<Session> = sql::one(core.db.read(), &text, values).await?;
    let session = session.ok_or(Error::NotFound { what: "live" })?;
    let items = items(core.db.read(), session.id).await?;
    let shown = comments.iter().map(|(name, said)| {
        let (asked, unclear) = read(said, &items);
        LivePreview {
            name: name.clone(),
            text: said.clone(),
            read: asked.iter().map(|one| words(one, &items, l)).collect(),
            unclear: unclear.join(" "),
        }
    });
    Ok(shown.collect())
}

/// `A1 × 2 hộp`, `bỏ A1`.
fn words(asked: &Asked, items: &[Item], l: Locale) -> String {
    let item = items.iter().find(|item| item.code == asked.code);
    let unit: Option<Unit> = item.and_then(|item| item.unit.parse().ok());
    match (asked.steps, unit) {
        (Some(steps), Some(unit)) => {
            format!("{} × {}", asked.code, Quantity::of(steps, unit).words(l))
        }
        _ => format!("{} {}", l.say("bỏ", "drop"), asked.code),
    }
}

/// Reads a viewer's comment and does what it says. For members who sell for the livestream's cooperative. An empty name or
/// a text that is too long is `Invalid`.
pub async fn comment(
    core: &Core,
    actor: &Actor,
    host: impl Into<Host>,
    slug: &str,
    (name, text): (&str, &str),
) -> Result<Outcome> {
    let owner = host.into().owner(core, actor).await?;
    let txn = core.db.begin().await?;
    let session = lock(&txn, slug).await?;
    owner.owns(&session)?;
    let outcome = hear(core, &txn, actor, &session, (name, text, None)).await?;
    txn.commit().await?;
    announce(core, &session);
    Ok(outcome)
}

/// The same in a transaction; `external` is the comment's name where it came from.
pub(super) async fn hear(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    session: &Session,
    (name, text, external): (&str, &str, Option<&str>),
) -> Result<Outcome> {
    let items = items(&**txn, session.id).await?;
    let (asked, unclear) = read(text, &items);
    let said = Said {
        name,
        text,
        asked,
        unclear,
        external,
    };
    settle(core, txn, actor, (session, &items), said).await
}
