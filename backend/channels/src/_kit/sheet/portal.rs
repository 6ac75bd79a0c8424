//! An adapter of a portal without an interface: files out, files in, a person in between.

use async_trait::async_trait;
use bytes::Bytes;
use shared::canonical::{Category, Field, Finding, Listing, Taxonomy};
use shared::channel::ChannelSpec;
use shared::time::Millis;

use super::orders::States;
use super::write::{MAX_ROWS, Meta, workbook};
use super::{goods, import};
use crate::{Adapter, ChannelError, Document, Imported, Outbound};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A portal, as data.
#[derive(Clone, Copy, Debug)]
pub struct SheetPortal {
    /// What it is and can do.
    pub spec: &'static ChannelSpec,
    /// Its words for states of orders.
    pub states: States,
    /// Its categories, by the names that its list of goods shows.
    pub categories: &'static [&'static str],
}

#[async_trait]
impl Adapter for SheetPortal {
    fn spec(&self) -> &'static ChannelSpec {
        self.spec
    }

    async fn taxonomy(&self, _out: &Outbound) -> Result<Taxonomy, ChannelError> {
        Ok(Taxonomy {
            version: "1".to_owned(),
            categories: self
                .categories
                .iter()
                .map(|name| Category {
                    attributes: Vec::new(),
                    ..goods::category_of(name)
                })
                .collect(),
        })
    }

    async fn category(&self, _out: &Outbound, id: &str) -> Result<Category, ChannelError> {
        self.categories
            .iter()
            .find(|known| **known == id)
            .map(|name| goods::category_of(name))
            .ok_or(ChannelError::NotFound)
    }

    fn preflight(&self, listing: &Listing, _category: Option<&Category>) -> Vec<Finding> {
        goods::preflight(listing, &self.spec.can.limits)
    }

    /// `name` is the file's name without its ending and the number of the export.
    fn export(
        &self,
        listings: &[Listing],
        name: &str,
        now: Millis,
    ) -> Result<Document, ChannelError> {
        let sheets = goods::sheets(listings, now);
        let rows = sheets.first().map_or(0, |sheet| sheet.rows.len());
        if rows > MAX_ROWS {
            return Err(ChannelError::Invalid {
                field: Field::Facts,
                message: format!("{rows} rows; a file takes {MAX_ROWS}"),
            });
        }
        let meta = Meta {
            channel: self.spec.code,
            coop_code: listings
                .first()
                .map_or("", |listing| &listing.producer_code),
            export_id: name,
            at: now,
        };
        let bytes =
            workbook(&sheets, &meta).map_err(|error| ChannelError::Malformed(error.to_string()))?;
        Ok(Document {
            name: format!("{name}.xlsx"),
            content_type: XLSX,
            bytes: Bytes::from(bytes),
        })
    }

    fn import(&self, bytes: &[u8]) -> Result<Imported, ChannelError> {
        Ok(import::import(
            bytes,
            self.states,
            self.spec.can.confirm_within_ms,
        ))
    }
}
