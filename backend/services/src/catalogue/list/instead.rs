//! What a page proposes when it has nothing, or little.

use crate::catalogue::cards::{Shown, mixed, of_rows};
use crate::catalogue::rows::{load, stock};
use crate::catalogue::select;
use crate::core::Core;
use crate::error::Result;
use shared::input::shop::{SeasonFilter, ShopFilter};
use shared::say::Locale;
use shared::view::parts::ProductCard;
use shared::view::shop::Shelf;
use std::collections::HashMap;
use std::sync::{Arc, RwLock};
use uuid::Uuid;

/// Goods proposed instead.
const INSTEAD: usize = 6;
/// Goods looked at for them, so that there is something to mix.
const LOOKED_AT: usize = 24;

/// Goods to choose from, and when they were read.
#[derive(Debug)]
struct Choice {
    at: i64,
    season: bool,
    cards: Vec<(Uuid, ProductCard)>,
}

/// What is proposed is the same for everybody who chose no place and is kept for a moment, shared by all clones.
#[derive(Clone, Debug, Default)]
pub struct Proposals {
    kept: Arc<RwLock<HashMap<Locale, Arc<Choice>>>>,
}

/// What is in season now, or else what is new, without what the page shows already.
pub(super) async fn instead(core: &Core, shown: &Shown, here: &[Uuid]) -> Result<Option<Shelf>> {
    let l = shown.locale;
    let others = |choice: &Choice| -> Vec<ProductCard> {
        let other = choice.cards.iter().filter(|(id, _)| !here.contains(id));
        other.map(|(_, card)| card.clone()).collect()
    };
    let mut choice = kept(core, shown).await?;
    let mut cards = others(&choice);
    if cards.is_empty() && choice.season {
        choice = Arc::new(read(core, shown, &ShopFilter::default()).await?);
        cards = others(&choice);
    }
    let title = match choice.season {
        true => l.say("Đang vụ", "In season now"),
        false => l.say("Mới bày", "Newly laid out"),
    };
    let more = (l.say("Tất cả", "All").to_owned(), l.path("/tim"));
    Ok((!cards.is_empty()).then(|| Shelf {
        title: title.to_owned(),
        more: Some(more),
        cards: mixed(cards, INSTEAD),
    }))
}

async fn kept(core: &Core, shown: &Shown) -> Result<Arc<Choice>> {
    if shown.chosen().is_some() {
        return Ok(Arc::new(choose(core, shown).await?));
    }
    let most = core.facets.table(core).await?.may_be_old();
    let now = shown.now.0;
    let known = core
        .proposals
        .kept
        .read()
        .ok()
        .and_then(|kept| kept.get(&shown.locale).cloned());
    if let Some(choice) = known.filter(|choice| (0..most).contains(&(now - choice.at))) {
        return Ok(choice);
    }
    let choice = Arc::new(choose(core, shown).await?);
    if let Ok(mut kept) = core.proposals.kept.write() {
        kept.insert(shown.locale, choice.clone());
    }
    Ok(choice)
}

async fn choose(core: &Core, shown: &Shown) -> Result<Choice> {
    let season = ShopFilter {
        season: Some(SeasonFilter::Now),
        ..ShopFilter::default()
    };
    let choice = read(core, shown, &season).await?;
    match choice.cards.is_empty() {
        true => read(core, shown, &ShopFilter::default()).await,
        false => Ok(choice),
    }
}

async fn read(core: &Core, shown: &Shown, filter: &ShopFilter) -> Result<Choice> {
    let ids = select::page(core, filter, None, (0, LOOKED_AT)).await?;
    let rows = load(core.db.read(), &ids).await?;
    let stocks = stock(core, &ids).await?;
    let cards = of_rows(&rows, &stocks, shown);
    Ok(Choice {
        at: shown.now.0,
        season: filter.season.is_some(),
        cards: rows.iter().map(|row| row.id).zip(cards).collect(),
    })
}
