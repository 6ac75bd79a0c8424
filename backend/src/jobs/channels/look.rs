//! Looking at a channel from time to time: what pushes did not tell.

use super::trouble::Trouble;
use super::turn::{Next, Work};
use channels::{ChannelError, Window};
use services::channels as shop;
use shared::time::{DAY_MS, Millis};

/// How often changed orders are looked for, and how far back again.
const SWEEP_MS: i64 = 600_000;
const OVERLAP_MS: i64 = 1_800_000;
/// The longest window that a channel takes at once.
const SLICE_MS: i64 = 15 * DAY_MS;
/// How far back a new shop is looked through.
const FIRST_MS: i64 = 15 * DAY_MS;
const HOUR_MS: i64 = 3_600_000;
/// Pages read of one list in one job, against cursors that never end.
const PAGES: usize = 500;

fn windows(from: Option<i64>, now: Millis) -> Vec<Window> {
    let mut from = from.map_or(now.0 - FIRST_MS, |until| until - OVERLAP_MS);
    let mut all = Vec::new();
    while from < now.0 {
        let until = (from + SLICE_MS).min(now.0);
        all.push(Window {
            from: Millis(from),
            until: Millis(until),
        });
        from = until;
    }
    all
}

/// Asks for every order that changed; the mark moves on only after a whole window is kept.
pub(super) async fn sweep(work: &Work<'_>) -> Result<Next, Trouble> {
    let (core, now) = (&work.app.core, work.now());
    for window in windows(work.account.row.swept_until, now) {
        let mut cursor: Option<String> = None;
        for _ in 0..PAGES {
            work.drop_taken().await;
            let page = work
                .adapter
                .changed_orders(&work.out, window, cursor.as_deref())
                .await?;
            shop::ask_orders(core, work.account.row.id, &page.items).await?;
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
        if cursor.is_some() {
            return Err(ChannelError::Malformed("a list of orders does not end".to_owned()).into());
        }
        shop::mark(
            core,
            work.account.row.id,
            shop::Mark::Orders,
            window.until.0,
        )
        .await?;
    }
    Ok(Next::At(now.0 + SWEEP_MS))
}

/// Takes in the pushes that the channel could not deliver, and confirms them.
pub(super) async fn pushes(work: &Work<'_>) -> Result<Next, Trouble> {
    let mut confirm: Option<String> = None;
    for _ in 0..PAGES {
        work.drop_taken().await;
        let page = match work
            .adapter
            .lost_pushes(&work.out, confirm.as_deref())
            .await
        {
            Ok(page) => page,
            Err(ChannelError::Unsupported) => return Ok(Next::At(work.now().0 + DAY_MS)),
            Err(error) => return Err(error.into()),
        };
        for event in &page.items {
            shop::take_lost(&work.app.core, work.adapter.spec().code, event).await?;
        }
        confirm = page.next;
        if confirm.is_none() {
            break;
        }
    }
    Ok(Next::At(work.now().0 + SWEEP_MS))
}

/// Returns that changed.
pub(super) async fn returns(work: &Work<'_>) -> Result<Next, Trouble> {
    let (core, now) = (&work.app.core, work.now());
    for window in windows(work.account.row.returns_until, now) {
        let mut cursor: Option<String> = None;
        for _ in 0..PAGES {
            work.drop_taken().await;
            let page = work
                .adapter
                .returns(&work.out, window, cursor.as_deref())
                .await?;
            shop::keep_returns(core, &work.account, &page.items).await?;
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
        shop::mark(
            core,
            work.account.row.id,
            shop::Mark::Returns,
            window.until.0,
        )
        .await?;
    }
    Ok(Next::At(now.0 + HOUR_MS / 2))
}

/// What was paid out.
pub(super) async fn settled(work: &Work<'_>) -> Result<Next, Trouble> {
    let (core, now) = (&work.app.core, work.now());
    for window in windows(work.account.row.settled_until, now) {
        let mut cursor: Option<String> = None;
        for _ in 0..PAGES {
            work.drop_taken().await;
            let page = work
                .adapter
                .settlements(&work.out, window, cursor.as_deref())
                .await?;
            shop::keep_settled(core, &work.account, &page.items).await?;
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
        shop::mark(
            core,
            work.account.row.id,
            shop::Mark::Settled,
            window.until.0,
        )
        .await?;
    }
    Ok(Next::At(now.0 + DAY_MS / 4))
}

/// Reads everything that stands there: new things are matched, known ones compared.
pub(super) async fn items(work: &Work<'_>) -> Result<Next, Trouble> {
    let core = &work.app.core;
    let mut cursor: Option<String> = None;
    let mut differ = 0;
    for _ in 0..PAGES {
        work.drop_taken().await;
        let page = work.adapter.items(&work.out, cursor.as_deref()).await?;
        shop::keep_items(core, &work.account, &page.items).await?;
        differ += shop::drift(core, &work.account, &page.items).await?;
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    let proposed = shop::propose(core, &work.account).await?;
    tracing::info!(account = %work.account.row.id, differ, proposed, "a channel was compared");
    shop::mark(core, work.account.row.id, shop::Mark::Items, work.now().0).await?;
    Ok(Next::At(work.now().0 + DAY_MS))
}

/// Reads the categories, once a day for all accounts of a channel.
pub(super) async fn taxonomy(work: &Work<'_>) -> Result<Next, Trouble> {
    let (core, code) = (&work.app.core, work.adapter.spec().code);
    if shop::stale_taxonomy(core, code).await? {
        work.drop_taken().await;
        let read = work.adapter.taxonomy(&work.out).await?;
        shop::save_taxonomy(core, code, &read).await?;
    }
    Ok(Next::At(work.now().0 + DAY_MS))
}
