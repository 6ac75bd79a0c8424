//! Writing the rows of a file in the caller's transaction.

use super::check::Line;
use super::columns::Column;
use super::target::{Group, Target, foreign, free_of, groups, known, wrong};
use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::floors;
use crate::goods::{self, Own, Owner, Place};
use crate::listings::{self, Content};
use crate::stock::{self, Cause, Counted};
use shared::id::{CooperativeId, ListingId, OfferId, ProductId};
use shared::money::Vnd;
use shared::rules::guess::{Facts, Past, guess};
use shared::say::Locale;
use shared::view::goods::RowError;
use store::{WriteTxn, sql};
use uuid::Uuid;

/// What was done.
#[derive(Debug, Default)]
pub(super) struct Done {
    pub rows: usize,
    pub new_goods: usize,
    pub new_packs: usize,
    pub changed: usize,
    pub waiting: usize,
    /// What can be sold of each pack from now on.
    stock: Vec<(OfferId, i64)>,
}

impl Done {
    /// For the member, one line each.
    pub(super) fn summary(&self, l: Locale) -> Vec<String> {
        let lines = [
            (
                self.new_goods,
                "món mới (còn là nháp, thêm ảnh rồi gửi duyệt)",
                "new goods (drafts until they have a photo)",
            ),
            (self.new_packs, "loại mới", "new packs"),
            (self.changed, "loại sửa theo bảng", "packs as in the file"),
            (
                self.waiting,
                "món sửa chờ cán bộ duyệt",
                "goods whose change waits for an officer",
            ),
            (
                self.stock.len(),
                "loại đổi số còn",
                "packs with another stock",
            ),
        ];
        let said = lines.into_iter().filter(|(n, _, _)| *n > 0);
        said.map(|(n, vi, en)| format!("{n}\u{a0}{}", l.say(vi, en)))
            .collect()
    }
}

struct Run<'a> {
    core: &'a Core,
    txn: &'a WriteTxn,
    actor: &'a Actor,
    cooperative: CooperativeId,
    owner: Owner,
    history: Vec<Past>,
    done: Done,
    errors: Vec<RowError>,
}

/// Writes everything but the stock; rows that cannot be written are told, and the caller gives the transaction up.
pub(super) async fn run(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    cooperative: CooperativeId,
    lines: &[Line],
) -> Result<(Done, Vec<RowError>)> {
    let owner = Owner::load(&**txn, cooperative).await?;
    let known = known(txn, cooperative).await?;
    let foreign = foreign(txn, cooperative, lines).await?;
    let (groups, errors) = groups(lines, &known, &foreign, actor.locale);
    let history = goods::load_history(&**txn, cooperative).await?;
    let done = Done {
        rows: lines.len(),
        ..Done::default()
    };
    let mut run = Run {
        core,
        txn,
        actor,
        cooperative,
        owner,
        history,
        done,
        errors,
    };
    for group in &groups {
        let slug = group.lines.iter().find_map(|(_, target)| match target {
            Target::Pack(known) => Some(known.slug.clone()),
            Target::NewPack { slug, .. } => Some(slug.clone()),
            Target::NewGoods => None,
        });
        match slug {
            Some(slug) => run.change(group, &slug).await?,
            None => run.add(group).await?,
        }
    }
    Ok((run.done, run.errors))
}

/// Counts the stock, last in the transaction and in the order of the offers' ids.
pub(super) async fn count_stock(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    done: &Done,
    key: Uuid,
) -> Result<()> {
    let mut stock = done.stock.clone();
    stock.sort_by_key(|(offer, _)| *offer);
    for (offer, free) in stock {
        let cause = Cause::of("import").about(key);
        stock::count(core, txn, actor, offer, Counted::Free(free), &cause).await?;
    }
    Ok(())
}

impl Run<'_> {
    fn l(&self) -> Locale {
        self.actor.locale
    }

    /// The errors of an ordinary form, at their cells; any other error passes.
    fn tell(&mut self, line: &Line, error: Error) -> Result<()> {
        let Error::Invalid { fields } = error else {
            return Err(error);
        };
        for field in fields {
            let (column, found) = match field.path.as_str() {
                "unit" => (Column::Unit, line.unit.code().to_owned()),
                "pack_name" => (Column::Pack, line.pack_name.clone()),
                "price" => (Column::Price, Vnd(line.price).to_string()),
                "name_en" => (Column::NameEn, line.name_en.clone().unwrap_or_default()),
                "description_vi" => (
                    Column::Description,
                    line.description_vi.clone().unwrap_or_default(),
                ),
                "description_en" => (
                    Column::DescriptionEn,
                    line.description_en.clone().unwrap_or_default(),
                ),
                _ => (Column::Name, line.name.clone()),
            };
            self.errors
                .push(wrong(line, column, &found, field.message, self.l()));
        }
        Ok(())
    }

    async fn change(&mut self, group: &Group<'_>, slug: &str) -> Result<()> {
        let Some((first, _)) = group.lines.first() else {
            return Ok(());
        };
        let own = Own::find(&**self.txn, self.cooperative, slug).await?;
        let before = goods::base(&**self.txn, own.listing()).await?;
        let mut after = with_words(&before, first);
        for (line, target) in &group.lines {
            self.pack(&own, line, target, &mut after).await?;
        }
        if let Some(days) = first.shelf_life {
            let text = "update product set shelf_life_days = $1 where id = $2";
            sql::execute(&**self.txn, text, [days.into(), own.product_id.into()]).await?;
        }
        let today = self.core.clock.now().vn_date();
        let proofs = listings::proofs(&**self.txn, own.product(), self.cooperative, today).await?;
        let findings = match listings::check(&goods::claims(&after), &proofs, self.l()) {
            Ok(findings) => findings,
            Err(error) => return self.tell(first, error),
        };
        let by = (&own, &self.owner);
        let saved =
            goods::show_or_submit(self.core, self.txn, self.actor, by, &after, &findings).await?;
        if saved == goods::Saved::Waiting {
            self.done.waiting += 1;
        }
        listings::refresh(self.core, self.txn, own.listing()).await
    }

    async fn pack(
        &mut self,
        own: &Own,
        line: &Line,
        target: &Target,
        after: &mut Content,
    ) -> Result<()> {
        let mut label = goods::pack_name(&line.pack());
        let offer = match target {
            Target::Pack(known) => {
                let offer = OfferId::from(known.offer);
                let row = goods::find_pack(self.txn, own, offer).await?;
                let prices = (row.price, Vnd(line.price));
                let floor =
                    floors::price_change(self.core, self.txn, self.actor, offer, prices).await;
                if let Err(error) = floor {
                    return self.tell(line, error);
                }
                if let Err(error) =
                    goods::change_pack(self.txn, self.actor, &row, &line.pack()).await
                {
                    return self.tell(line, error);
                }
                if row.catch_weight {
                    label.clear();
                }
                self.done.changed += 1;
                offer
            }
            _ => {
                let place = self.place(own.product(), own.listing());
                let position = i32::try_from(after.packs.len()).unwrap_or(i32::MAX);
                let offer = self.insert(&place, line, position).await?;
                listings::hold_back(self.txn, offer).await?;
                self.done.new_packs += 1;
                offer
            }
        };
        after.set_pack(listings::Pack {
            offer: offer.uuid(),
            label,
            price: line.price,
        });
        self.stock(offer, line, free_of(target).map(|(_, free)| free));
        Ok(())
    }

    fn stock(&mut self, offer: OfferId, line: &Line, now: Option<i64>) {
        if let Some(free) = line.free.filter(|free| now.unwrap_or(0) != *free) {
            self.done.stock.push((offer, free));
        }
    }

    fn place(&self, product: ProductId, listing: ListingId) -> Place {
        Place {
            cooperative: self.cooperative,
            product,
            listing,
            now: self.core.clock.now().0,
        }
    }

    async fn insert(&self, place: &Place, line: &Line, position: i32) -> Result<OfferId> {
        let pack = (&line.pack(), position, line.sku.as_deref());
        goods::insert_pack(self.txn, place, &self.owner, pack).await
    }

    /// A new good is a draft: it has no photo yet.
    async fn add(&mut self, group: &Group<'_>) -> Result<()> {
        let Some((first, _)) = group.lines.first() else {
            return Ok(());
        };
        let place = self.place(ProductId::new(), ListingId::new());
        let guessed = guess(&first.name, &self.history).facts;
        let facts = Facts {
            category: first.category.clone().unwrap_or(guessed.category),
            shipping_class: first.class.unwrap_or(guessed.shipping_class),
            shelf_life_days: first.shelf_life.unwrap_or(guessed.shelf_life_days),
            unit: first.unit,
            net_weight_g: first.net_weight_g,
            net_volume_ml: first.net_volume_ml,
            gross_weight_g: first.gross_weight_g,
            season: guessed.season,
        };
        goods::insert_product(self.txn, &place, &self.owner, (&first.name, &facts)).await?;
        goods::insert_listing(self.txn, &place, &self.owner, (&first.name, &facts)).await?;
        for (position, (line, _)) in (0_i32..).zip(&group.lines) {
            let offer = self.insert(&place, line, position).await?;
            self.stock(offer, line, None);
            self.done.new_packs += usize::from(position > 0);
        }
        let content = with_words(&Content::load(&**self.txn, place.listing).await?, first);
        let today = self.core.clock.now().vn_date();
        let proofs = listings::proofs(&**self.txn, place.product, self.cooperative, today).await?;
        if let Err(error) = listings::check(&goods::claims(&content), &proofs, self.l()) {
            return self.tell(first, error);
        }
        listings::write(self.core, self.txn, place.listing, &content).await?;
        self.done.new_goods += 1;
        listings::refresh(self.core, self.txn, place.listing).await
    }
}

/// The content with the words of a row; what its columns did not say stays.
fn with_words(before: &Content, line: &Line) -> Content {
    Content {
        name: line.name.clone(),
        name_en: line.name_en.clone().or_else(|| before.name_en.clone()),
        description_vi: line
            .description_vi
            .clone()
            .unwrap_or_else(|| before.description_vi.clone()),
        description_en: line
            .description_en
            .clone()
            .unwrap_or_else(|| before.description_en.clone()),
        category: line
            .category
            .clone()
            .unwrap_or_else(|| before.category.clone()),
        shipping_class: line.class.map_or_else(
            || before.shipping_class.clone(),
            |class| class.code().to_owned(),
        ),
        ..before.clone()
    }
}
