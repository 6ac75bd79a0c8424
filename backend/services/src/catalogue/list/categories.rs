//! The categories of goods.

use crate::core::Core;
use crate::error::Result;
use sea_orm::FromQueryResult;
use shared::say::Locale;
use std::sync::{Arc, RwLock};
use store::sql;

/// The categories are read again when they are older than this.
const MAX_AGE_MS: i64 = 30_000;

/// Categories and when they were read.
type Dated = (i64, Arc<Vec<Category>>);

/// The categories, shared by all clones.
#[derive(Clone, Debug, Default)]
pub struct Categories {
    kept: Arc<RwLock<Option<Dated>>>,
}

impl Categories {
    fn kept(&self, now: i64) -> Option<Arc<Vec<Category>>> {
        let kept = self.kept.read().ok()?;
        let (at, names) = kept.as_ref()?;
        (0..MAX_AGE_MS).contains(&(now - at)).then(|| names.clone())
    }
}

/// A category.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct Category {
    pub slug: String,
    name_vi: String,
    name_en: String,
}

impl Category {
    /// Its name in the reader's language.
    pub(crate) fn name(&self, l: Locale) -> &str {
        match l {
            Locale::Vi => &self.name_vi,
            Locale::En => &self.name_en,
        }
    }
}

/// All categories in their order. The server itself never changes them, so they are read once in a while.
pub(crate) async fn load(core: &Core) -> Result<Arc<Vec<Category>>> {
    let now = core.clock.now().0;
    if let Some(names) = core.categories.kept(now) {
        return Ok(names);
    }
    let rows: Vec<Category> = sql::all(
        core.db.read(),
        "select slug, name_vi, name_en from category order by position, slug",
        [],
    )
    .await?;
    let names = Arc::new(rows);
    // An empty market may be filled the next moment.
    if !names.is_empty()
        && let Ok(mut kept) = core.categories.kept.write()
    {
        *kept = Some((now, names.clone()));
    }
    Ok(names)
}
