//! What a viewer claims, by comment or by the button: held at once, or in line.

use super::events::{Note, note};
use super::line::{expire_of, note_stock};
use super::{Item, Session, announce, items, lock};
use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::{holds, keys, stock};
use sea_orm::{EntityTrait, FromQueryResult, IntoActiveModel};
use shared::rules::live::{Asked, Kind, merge};
use shared::say::Locale;
use shared::text::fold;
use std::collections::BTreeMap;
use store::entity::{live_claim, live_comment, live_viewer};
use store::{WriteTxn, sql};
use uuid::Uuid;

/// The longest comment and the longest name that are read.
const LONGEST: usize = 500;
/// The most packs of a good that one tap takes.
const MOST_AT_ONCE: i64 = 99;

/// What became of a comment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The viewer's basket: its address in the livestream.
    pub token: String,
    /// Codes that are kept now.
    pub held: Vec<String>,
    /// Codes the viewer waits for.
    pub waiting: Vec<String>,
    /// Codes given up.
    pub dropped: Vec<String>,
    /// Codes claimed again as before: ask whether one more is meant.
    pub repeated: Vec<String>,
    /// Codes whose amount a person has to ask about.
    pub unclear: Vec<String>,
}

#[derive(FromQueryResult)]
struct Viewer {
    id: Uuid,
    token: String,
}

/// The viewer of this name, or a new one with a basket of his own.
async fn viewer(core: &Core, txn: &WriteTxn, session: &Session, name: &str) -> Result<Viewer> {
    let folded = fold(name);
    let row = live_viewer::Model {
        id: Uuid::now_v7(),
        session_id: session.id,
        name: name.to_owned(),
        name_folded: folded.clone(),
        token: keys::new_token(),
        created_at: core.clock.now().0,
    };
    let text = "insert into live_viewer (id, session_id, name, name_folded, token, created_at) \
        values ($1, $2, $3, $4, $5, $6) on conflict (session_id, name_folded) do nothing";
    let values = [
        row.id.into(),
        row.session_id.into(),
        row.name.into(),
        row.name_folded.into(),
        row.token.into(),
        row.created_at.into(),
    ];
    sql::execute(&**txn, text, values).await?;
    let text = "select id, token from live_viewer where session_id = $1 and name_folded = $2";
    let viewer = sql::one(&**txn, text, [session.id.into(), folded.into()]).await?;
    viewer.ok_or(Error::NotFound { what: "viewer" })
}

/// The viewer's own tap on the button: `count` times the least amount of the good with this code, for the basket called
/// `name`. A number below 1 counts as 1.
pub async fn take(
    core: &Core,
    actor: &Actor,
    slug: &str,
    (name, code, count): (&str, &str, i64),
) -> Result<Outcome> {
    let txn = core.db.begin_brief().await?;
    let session = lock(&txn, slug).await?;
    let items = items(&*txn, session.id).await?;
    let item = items.iter().find(|item| item.code == code);
    let item = item.ok_or(Error::NotFound { what: "live_item" })?;
    let asked = vec![Asked {
        code: item.code.clone(),
        steps: Some(item.step * count.clamp(1, MOST_AT_ONCE)),
    }];
    let said = Said {
        name,
        text: code,
        asked,
        unclear: Vec::new(),
        external: None,
    };
    let outcome = settle(core, &txn, actor, (&session, &items), said).await?;
    txn.commit().await?;
    announce(core, &session);
    Ok(outcome)
}

/// What a viewer said, and how it was read.
pub(super) struct Said<'a> {
    pub name: &'a str,
    pub text: &'a str,
    pub asked: Vec<Asked>,
    pub unclear: Vec<String>,
    /// The comment's name where it came from.
    pub external: Option<&'a str>,
}

#[derive(FromQueryResult)]
struct Mine {
    id: Uuid,
    item_id: Uuid,
    code: String,
    steps: i64,
    hold_id: Option<Uuid>,
}

/// What the viewer holds or waits for now.
async fn open_claims(txn: &WriteTxn, viewer: Uuid) -> Result<Vec<Mine>> {
    let text = "select c.id, c.item_id, i.code, c.steps, c.hold_id from live_claim c join live_item i on i.id = c.item_id \
        left join hold h on h.id = c.hold_id where c.viewer_id = $1 \
        and (c.state = 'waiting' or (c.state = 'held' and h.state = 'active')) order by c.place";
    Ok(sql::all(&**txn, text, [viewer.into()]).await?)
}

/// A name to be known by, and a text that is not too long.
fn check(said: &Said<'_>, l: Locale) -> Result<()> {
    if fold(said.name).is_empty() || said.name.chars().count() > LONGEST {
        let words = l.say("Cho biết tên khách", "Give the viewer's name");
        return Err(Error::invalid("text", "name", words));
    }
    if said.text.chars().count() > LONGEST {
        let words = l.say(
            "Bình luận dài quá 500 chữ cái. Rút ngắn lại",
            "Longer than 500 letters. Shorten it",
        );
        return Err(Error::invalid("text", "too_long", words));
    }
    Ok(())
}

/// Keeps the comment as it was written.
async fn write_down(
    core: &Core,
    txn: &WriteTxn,
    (session, viewer): (Uuid, Uuid),
    said: &Said<'_>,
    repeated: &[String],
) -> Result<Uuid> {
    let id = Uuid::now_v7();
    let row = live_comment::Model {
        id,
        session_id: session,
        viewer_id: viewer,
        source_sealed: core.keys.seal(said.text.trim())?,
        unclear: said.unclear.join(" "),
        repeated: repeated.join(" "),
        created_at: core.clock.now().0,
        external_id: said.external.map(str::to_owned),
    };
    live_comment::Entity::insert(row.into_active_model())
        .exec_without_returning(&**txn)
        .await?;
    Ok(id)
}

/// Takes the offers of these codes in the order of their ids, so that no two livestreams wait for each other.
async fn take_offers(
    core: &Core,
    txn: &WriteTxn,
    items: &[Item],
    concerned: impl Fn(&str) -> bool,
) -> Result<()> {
    let mut offers: Vec<Uuid> = items
        .iter()
        .filter(|item| concerned(&item.code))
        .map(|item| item.offer_id)
        .collect();
    offers.sort_unstable();
    for offer in offers {
        stock::lock(txn, offer.into(), core.clock.now().0).await?;
    }
    Ok(())
}

/// Does what was said, in the livestream whose row is taken.
pub(super) async fn settle(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    (session, items): (&Session, &[Item]),
    said: Said<'_>,
) -> Result<Outcome> {
    check(&said, actor.locale)?;
    let viewer = viewer(core, txn, session, said.name.trim()).await?;
    expire_of(core, txn, Some(viewer.id)).await?;
    let mine = open_claims(txn, viewer.id).await?;
    let before: BTreeMap<String, i64> = mine
        .iter()
        .map(|one| (one.code.clone(), one.steps))
        .collect();
    let after = merge(&before, &said.asked);
    let at = (session.id, viewer.id);
    let comment_id = write_down(core, txn, at, &said, &after.repeated).await?;
    let mut outcome = Outcome {
        token: viewer.token.clone(),
        repeated: after.repeated,
        unclear: said.unclear,
        ..Outcome::default()
    };
    take_offers(core, txn, items, |code| {
        before.get(code) != after.lines.get(code)
    })
    .await?;
    let changed = |one: &&Mine| after.lines.get(&one.code) != Some(&one.steps);
    for one in mine.iter().filter(changed) {
        give_up(core, txn, actor, (at, one)).await?;
        if !after.lines.contains_key(&one.code) {
            outcome.dropped.push(one.code.clone());
        }
    }
    let fresh: Vec<(&Item, i64)> = items
        .iter()
        .filter_map(|item| Some((item, *after.lines.get(&item.code)?)))
        .filter(|(item, steps)| before.get(&item.code) != Some(steps))
        .collect();
    for (n, (item, steps)) in (0_i64..).zip(fresh) {
        let entry = Entry {
            session,
            item,
            viewer: &viewer,
            comment_id,
            steps,
        };
        let list = match enter(core, txn, actor, entry, n).await? {
            true => &mut outcome.held,
            false => &mut outcome.waiting,
        };
        list.push(item.code.clone());
    }
    note_stock(txn, session.id).await?;
    Ok(outcome)
}

async fn give_up(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    ((session, viewer), one): ((Uuid, Uuid), &Mine),
) -> Result<()> {
    let text =
        "update live_claim set state = 'dropped' where id = $1 and state in ('held', 'waiting')";
    sql::execute(&**txn, text, [one.id.into()]).await?;
    if let Some(hold) = one.hold_id {
        holds::release(core, txn, actor, hold).await?;
    }
    let dropped = Note {
        item: Some(one.item_id),
        viewer: Some(viewer),
        steps: one.steps,
        ..Note::of(Kind::Dropped)
    };
    note(core, txn, session, dropped).await
}

struct Entry<'a> {
    session: &'a Session,
    item: &'a Item,
    viewer: &'a Viewer,
    comment_id: Uuid,
    steps: i64,
}

/// Places in a line that one comment can take: the version of its livestream times this, and up.
const PLACES: i64 = 32;

/// Holds the goods, or puts the viewer at the end of the line: also when there are some but others wait already.
async fn enter(core: &Core, txn: &WriteTxn, actor: &Actor, of: Entry<'_>, n: i64) -> Result<bool> {
    let now = core.clock.now().0;
    let standing = stock::lock(txn, of.item.offer_id.into(), now).await?;
    let text = "select 1 as one from live_claim where item_id = $1 and state = 'waiting' limit 1";
    let others = sql::row(&**txn, text, [of.item.id.into()]).await?.is_some();
    let hold = match !others && standing.free >= of.steps {
        true => {
            let goods = (of.item.offer_id.into(), of.steps);
            Some(holds::add(core, txn, actor, &of.viewer.token, goods).await?)
        }
        false => None,
    };
    let row = live_claim::Model {
        id: Uuid::now_v7(),
        session_id: of.session.id,
        item_id: of.item.id,
        viewer_id: of.viewer.id,
        comment_id: of.comment_id,
        hold_id: hold,
        steps: of.steps,
        state: if hold.is_some() { "held" } else { "waiting" }.to_owned(),
        place: of.session.version * PLACES + n,
        created_at: now,
        offered_at: None,
        price: hold.and_then(|_| of.item.flash(core.clock.now())),
        order_id: None,
    };
    let claimed = Note {
        item: Some(of.item.id),
        viewer: Some(of.viewer.id),
        steps: of.steps,
        price: row.price,
        ..Note::of(if hold.is_some() {
            Kind::Held
        } else {
            Kind::Waiting
        })
    };
    live_claim::Entity::insert(row.into_active_model())
        .exec_without_returning(&**txn)
        .await?;
    note(core, txn, of.session.id, claimed).await?;
    Ok(hold.is_some())
}
