//! The categories of goods.

use crate::core::Core;
use crate::error::Result;
use sea_orm::FromQueryResult;
use shared::say::Locale;
use store::sql;

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

/// All categories in their order.
pub(crate) async fn load(core: &Core) -> Result<Vec<Category>> {
    let rows = sql::all(
        core.db.read(),
        "select slug, name_vi, name_en from category order by position, slug",
        [],
    )
    .await?;
    Ok(rows)
}
