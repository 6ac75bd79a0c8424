//! Review: what an officer looks at before buyers see it, and the officer's answer.
//!
//! A new listing waits in the state `in_review`. A change of a listing that buyers see already waits as stored content,
//! and what buyers see stays as it is until the officer agrees.

use super::content::{Content, Difference, difference};
use super::{refresh, state};
use crate::actor::Actor;
use crate::audit::{self, Entry};
use crate::core::Core;
use crate::error::{Error, Result};
use crate::topics;
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;
use shared::id::{CooperativeId, ListingId};
use shared::rules::claims::Finding;
use shared::state::{ListingAction, ListingState};
use shared::time::Millis;
use store::outbox::Repeat;
use store::{WriteTxn, outbox, sql};
use uuid::Uuid;

/// A review that waits for an answer.
#[derive(Clone, Debug)]
pub struct OpenReview {
    /// The review.
    pub id: Uuid,
    /// What it is about.
    pub listing: ListingId,
    /// Address of the listing.
    pub slug: String,
    /// Its name, as it shall become.
    pub title: String,
    /// Whose it is.
    pub cooperative: CooperativeId,
    /// Name of the cooperative.
    pub cooperative_name: String,
    /// Two-digit code of its province.
    pub province_code: String,
    /// When it was sent in.
    pub submitted_at: Millis,
    /// A listing that buyers have not seen yet; otherwise a change of one.
    pub new: bool,
    /// Words that promise something unproven.
    pub findings: Vec<Finding>,
    /// Id of the first picture.
    pub picture: Option<String>,
}

/// A review with everything the answer needs.
#[derive(Clone, Debug)]
pub struct ReviewCase {
    /// The review itself.
    pub review: OpenReview,
    /// What differs, in the officer's language.
    pub difference: Vec<Difference>,
    /// What is shown today; empty for something new.
    pub before: Content,
    /// What shall be shown.
    pub after: Content,
    /// Set when it has been answered: `approved`, `sent_back`, `replaced`.
    pub outcome: Option<String>,
    /// What the officer wrote.
    pub note: Option<String>,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    listing_id: Uuid,
    slug: String,
    state: String,
    cooperative_id: Uuid,
    cooperative_name: String,
    province_code: String,
    submitted_at: i64,
    before_json: String,
    after_json: String,
    findings_json: String,
    outcome: Option<String>,
    note: Option<String>,
}

const SELECT: &str = "select r.id, r.listing_id, l.slug, l.state, l.cooperative_id, c.name as cooperative_name, \
    c.province_code, r.submitted_at, r.before_json, r.after_json, r.findings_json, r.outcome, r.note \
    from listing_review r join listing l on l.id = r.listing_id join cooperative c on c.id = l.cooperative_id";

impl Row {
    fn case(self, l: shared::say::Locale) -> Result<ReviewCase> {
        let before: Content = serde_json::from_str(&self.before_json)?;
        let after: Content = serde_json::from_str(&self.after_json)?;
        let review = OpenReview {
            id: self.id,
            listing: self.listing_id.into(),
            slug: self.slug,
            title: after.name.clone(),
            cooperative: self.cooperative_id.into(),
            cooperative_name: self.cooperative_name,
            province_code: self.province_code,
            submitted_at: Millis(self.submitted_at),
            new: before == Content::default(),
            findings: serde_json::from_str(&self.findings_json)?,
            picture: after.pictures.first().cloned(),
        };
        let difference = difference(&before, &after, l);
        Ok(ReviewCase {
            review,
            difference,
            before,
            after,
            outcome: self.outcome,
            note: self.note,
        })
    }
}

/// Reviews that wait, the oldest first; an officer of one province sees those of its cooperatives. `after` is the last
/// one of the page before.
pub async fn list_open(
    core: &Core,
    actor: &Actor,
    after: Option<(Millis, Uuid)>,
    limit: u64,
) -> Result<Vec<OpenReview>> {
    let (_, province) = actor.officer()?;
    let (at, id) = after.map_or((i64::MIN, Uuid::nil()), |(at, id)| (at.0, id));
    let text = format!(
        "{SELECT} where r.decided_at is null and ($1 = '' or c.province_code = $1) \
         and (r.submitted_at > $2 or (r.submitted_at = $2 and r.id > $3)) order by r.submitted_at, r.id limit $4"
    );
    let values = [
        province.unwrap_or("").into(),
        at.into(),
        id.into(),
        limit.into(),
    ];
    let rows: Vec<Row> = sql::all(core.db.read(), &text, values).await?;
    rows.into_iter()
        .map(|row| row.case(actor.locale).map(|case| case.review))
        .collect()
}

/// How many reviews wait for this officer.
pub async fn count_open(core: &Core, actor: &Actor) -> Result<i64> {
    let (_, province) = actor.officer()?;
    let row = sql::row(
        core.db.read(),
        "select count(*) as n from listing_review r join listing l on l.id = r.listing_id \
         join cooperative c on c.id = l.cooperative_id where r.decided_at is null and ($1 = '' or c.province_code = $1)",
        [province.unwrap_or("").into()],
    )
    .await?;
    Ok(row
        .map(|row| row.try_get("", "n"))
        .transpose()?
        .unwrap_or(0))
}

/// One review, answered or not. Outside the officer's province it is not found.
pub async fn open(core: &Core, actor: &Actor, review: Uuid) -> Result<ReviewCase> {
    find(core.db.read(), actor, review)
        .await?
        .1
        .case(actor.locale)
}

async fn find<C: ConnectionTrait>(
    db: &C,
    actor: &Actor,
    review: Uuid,
) -> Result<(ListingState, Row)> {
    let (_, province) = actor.officer()?;
    let text = format!("{SELECT} where r.id = $1");
    let row: Option<Row> = sql::one(db, &text, [review.into()]).await?;
    let row = row
        .filter(|row| province.is_none_or(|province| province == row.province_code))
        .ok_or(Error::NotFound { what: "review" })?;
    let state = row.state.parse().map_err(Error::internal)?;
    Ok((state, row))
}

/// The officer agrees: a new listing goes live, a change becomes what buyers see. A second answer is
/// `Error::Conflict` with the code `already_decided`.
pub async fn approve(core: &Core, actor: &Actor, review: Uuid) -> Result<()> {
    let txn = core.db.begin().await?;
    let (state, row) = find(&*txn, actor, review).await?;
    decide(core, &txn, actor, review, "approved", None).await?;
    let listing = ListingId::from(row.listing_id);
    if state == ListingState::InReview {
        let by = (actor, state::acts_as(actor, false));
        state::step(
            core,
            &txn,
            by,
            listing,
            (state, ListingAction::Approve),
            None,
        )
        .await?;
    } else {
        let after: Content = serde_json::from_str(&row.after_json)?;
        let before: Content = serde_json::from_str(&row.before_json)?;
        super::change::above_floors(core, &txn, actor, (&before, &after)).await?;
        super::change::write(core, &txn, listing, &after).await?;
    }
    finish(core, &txn, actor, &row, "approve_listing", None).await?;
    txn.commit().await?;
    Ok(())
}

/// The officer sends it back with a reason, 5 to 500 letters: a new listing becomes a draft again; a change is dropped
/// and what buyers see stays.
pub async fn send_back(core: &Core, actor: &Actor, review: Uuid, note: &str) -> Result<()> {
    let note = shared::text::nfc_clean(note);
    if !(5..=500).contains(&note.chars().count()) {
        let message = actor.locale.say(
            "Viết cho hợp tác xã biết cần sửa gì, từ 5 đến 500 chữ",
            "Tell the cooperative what to mend, 5 to 500 letters",
        );
        return Err(Error::invalid("note", "required", message));
    }
    let txn = core.db.begin().await?;
    let (state, row) = find(&*txn, actor, review).await?;
    decide(core, &txn, actor, review, "sent_back", Some(&note)).await?;
    let listing = ListingId::from(row.listing_id);
    if state == ListingState::InReview {
        let by = (actor, state::acts_as(actor, false));
        state::step(
            core,
            &txn,
            by,
            listing,
            (state, ListingAction::Refuse),
            Some(&note),
        )
        .await?;
    } else {
        note_on(&txn, listing, Some(&note)).await?;
    }
    finish(core, &txn, actor, &row, "send_back_listing", Some(&note)).await?;
    txn.commit().await?;
    Ok(())
}

async fn decide(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    review: Uuid,
    outcome: &str,
    note: Option<&str>,
) -> Result<()> {
    let touched = sql::execute(
        &**txn,
        "update listing_review set decided_at = $1, decided_by = $2, outcome = $3, note = $4 \
         where id = $5 and decided_at is null",
        [
            core.clock.now().0.into(),
            actor.person_id().map(|id| id.uuid()).into(),
            outcome.into(),
            note.into(),
            review.into(),
        ],
    )
    .await?;
    if touched == 1 {
        return Ok(());
    }
    let message = actor.locale.say(
        "Tin này đã có người duyệt rồi",
        "Somebody has answered this already",
    );
    Err(Error::Conflict {
        code: "already_decided",
        message: message.to_owned(),
        fields: Vec::new(),
    })
}

async fn note_on(txn: &WriteTxn, listing: ListingId, note: Option<&str>) -> Result<()> {
    let text = "update listing set state_note = $1 where id = $2";
    sql::execute(&**txn, text, [note.into(), listing.uuid().into()]).await?;
    Ok(())
}

async fn finish(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    row: &Row,
    action: &str,
    note: Option<&str>,
) -> Result<()> {
    let listing = ListingId::from(row.listing_id);
    let entry = Entry {
        cooperative: Some(row.cooperative_id.into()),
        action,
        entity: "listing",
        entity_id: listing.to_string(),
        before: json!({ "state": row.state, "content": serde_json::from_str::<serde_json::Value>(&row.before_json)? }),
        after: json!({ "review": row.id, "note": note }),
    };
    audit::record(core, txn, actor, entry).await?;
    let payload = json!({ "review": row.id });
    let key = listing.to_string();
    outbox::enqueue(
        txn,
        topics::LISTING_REVIEWED,
        &key,
        &payload,
        Repeat::Keep,
        core.clock.now().0,
    )
    .await?;
    refresh(core, txn, listing).await
}

/// Puts content before an officer; an open review of the same listing is replaced.
pub(crate) async fn submit(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    listing: ListingId,
    (before, after): (&Content, &Content),
    findings: &[Finding],
) -> Result<()> {
    let now = core.clock.now().0;
    close_open(txn, listing, now).await?;
    note_on(txn, listing, None).await?;
    sql::execute(
        &**txn,
        "insert into listing_review (id, listing_id, submitted_by, submitted_at, before_json, after_json, \
         findings_json) values ($1, $2, $3, $4, $5, $6, $7)",
        [
            Uuid::now_v7().into(),
            listing.uuid().into(),
            actor.person_id().map(|id| id.uuid()).into(),
            now.into(),
            serde_json::to_string(before)?.into(),
            serde_json::to_string(after)?.into(),
            serde_json::to_string(findings)?.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Ends the open review of a listing without an answer: its content was replaced or is no longer needed.
pub(crate) async fn close_open(txn: &WriteTxn, listing: ListingId, now: i64) -> Result<()> {
    sql::execute(
        &**txn,
        "update listing_review set decided_at = $1, outcome = 'replaced' where listing_id = $2 and decided_at is null",
        [now.into(), listing.uuid().into()],
    )
    .await?;
    Ok(())
}

/// The content that waits for an officer, if any.
pub(crate) async fn waiting<C: ConnectionTrait>(
    db: &C,
    listing: ListingId,
) -> Result<Option<Content>> {
    let row = sql::row(
        db,
        "select after_json from listing_review where listing_id = $1 and decided_at is null limit 1",
        [listing.uuid().into()],
    )
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(serde_json::from_str(
        &row.try_get::<String>("", "after_json")?,
    )?))
}
