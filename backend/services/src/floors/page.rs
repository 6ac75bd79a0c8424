//! The page of the floors of a good.

use super::find::{PackRow, Place};
use super::load::{in_force, last_day};
use crate::actor::{Actor, Right};
use crate::core::Core;
use crate::error::Result;
use sea_orm::{FromQueryResult, Value};
use shared::id::{CooperativeId, OfferId};
use shared::input::floor::{AllowLess, SetFloor};
use shared::money::Vnd;
use shared::problem::FieldError;
use shared::rules::floor::{Floor, Reduction, Verdict, check, least, net};
use shared::say::Locale;
use shared::time::Millis;
use shared::view::goods::{
    AllowLessView, FloorLine, FloorPack, FloorsView, PermitLine, Pickable, SetFloorView,
};
use shared::view::pack::pack_label_in;
use shared::view::parts::Notice;
use std::collections::HashMap;
use store::sql;
use uuid::Uuid;

/// Which form is open.
#[derive(Clone, Debug, Default)]
pub enum Open {
    /// None.
    #[default]
    Nothing,
    /// The one that sets a floor for a pack.
    Set(SetFloor),
    /// The one that allows less than this floor.
    Allow(Uuid, AllowLess),
}

/// What was sent and could not be taken: the page shows it again.
#[derive(Clone, Debug, Default)]
pub struct Returned {
    /// The form.
    pub open: Open,
    /// What is wrong in it, by field.
    pub errors: Vec<FieldError>,
    /// What was just done, or went wrong.
    pub notices: Vec<Notice>,
}

#[derive(FromQueryResult)]
struct FloorRow {
    id: Uuid,
    cooperative_id: Uuid,
    variant_id: Uuid,
    lot: Option<String>,
    amount: i64,
    decision: String,
    decided_on: i64,
    valid_from: i64,
    valid_to: Option<i64>,
    ended_at: Option<i64>,
    person: String,
    cooperative: String,
}

#[derive(FromQueryResult)]
struct PermitRow {
    id: Uuid,
    price_floor_id: Uuid,
    amount: i64,
    reason: String,
    valid_to: i64,
    ended_at: Option<i64>,
    person: String,
}

#[derive(FromQueryResult)]
struct LotRow {
    id: Uuid,
    offer_id: Uuid,
    code: String,
}

/// What every line of the page is made with.
struct Reader<'a> {
    place: &'a Place,
    now: Millis,
    director: bool,
    l: Locale,
    permits: Vec<PermitRow>,
    returned: &'a Returned,
}

/// The floors of a good of the cooperative, or of one whose product it owns.
pub async fn page(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    slug: &str,
    returned: Returned,
) -> Result<FloorsView> {
    actor.member(cooperative, Right::Read)?;
    let db = core.db.read();
    let place = Place::find(db, cooperative, slug).await?;
    let packs = place.packs(db).await?;
    let offers: Vec<OfferId> = packs.iter().map(|pack| pack.offer_id.into()).collect();
    let now = core.clock.now();
    let binding = in_force(db, &offers, now.vn_date()).await?;
    let rows = floors(core, &place).await?;
    let lots = lots(core, &packs, cooperative).await?;
    let reader = Reader {
        director: actor.member(cooperative, Right::Manage).is_ok(),
        l: actor.locale,
        permits: permits(core, &rows).await?,
        place: &place,
        returned: &returned,
        now,
    };
    let packs = packs
        .iter()
        .map(|pack| reader.pack(pack, &rows, &lots, &binding))
        .collect();
    Ok(FloorsView {
        slug: place.listing.slug.clone(),
        name: place.listing.title.clone(),
        can_change: reader.director,
        can_sell: place.owns && actor.member(cooperative, Right::Sell).is_ok(),
        notices: returned.notices.clone(),
        packs,
    })
}

/// The cooperative's own floors and those of the product's owner, the newest first.
async fn floors(core: &Core, place: &Place) -> Result<Vec<FloorRow>> {
    let rows = sql::all(
        core.db.read(),
        "select f.id, f.cooperative_id, f.variant_id, t.code as lot, f.amount, f.decision, f.decided_on, f.valid_from, \
         f.valid_to, f.ended_at, s.name as person, c.short_name as cooperative from price_floor f \
         join person s on s.id = f.set_by join cooperative c on c.id = f.cooperative_id \
         join variant v on v.id = f.variant_id join product p on p.id = v.product_id left join lot t on t.id = f.lot_id \
         where f.variant_id in (select variant_id from offer where listing_id = $1) \
         and f.cooperative_id in ($2, p.cooperative_id) order by f.valid_from desc, f.created_at desc, f.id desc",
        [place.listing.id.into(), place.cooperative_id.into()],
    )
    .await?;
    Ok(rows)
}

async fn permits(core: &Core, rows: &[FloorRow]) -> Result<Vec<PermitRow>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let text = format!(
        "select o.id, o.price_floor_id, o.amount, o.reason, o.valid_to, o.ended_at, s.name as person \
         from price_floor_override o join person s on s.id = o.granted_by where o.price_floor_id in ({}) \
         order by o.created_at desc, o.id desc",
        sql::placeholders(1, rows.len())
    );
    let ids = rows.iter().map(|row| Value::from(row.id));
    Ok(sql::all(core.db.read(), &text, ids).await?)
}

async fn lots(core: &Core, packs: &[PackRow], seller: CooperativeId) -> Result<Vec<LotRow>> {
    let own = packs.iter().filter(|pack| pack.seller == seller.uuid());
    let ids: Vec<Value> = own.map(|pack| Value::from(pack.offer_id)).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let text = format!(
        "select id, offer_id, code from lot where on_hand > 0 and offer_id in ({}) order by code, id",
        sql::placeholders(1, ids.len())
    );
    Ok(sql::all(core.db.read(), &text, ids).await?)
}

impl Reader<'_> {
    fn pack(
        &self,
        pack: &PackRow,
        rows: &[FloorRow],
        lots: &[LotRow],
        binding: &HashMap<OfferId, Vec<Floor>>,
    ) -> FloorPack {
        let of_pack = || rows.iter().filter(|row| row.variant_id == pack.variant_id);
        let none = Vec::new();
        let binding = binding.get(&pack.offer_id.into()).unwrap_or(&none);
        let set = match &self.returned.open {
            Open::Set(form) if form.offer == pack.offer_id.to_string() && self.director => {
                Some(self.set(form, pack, lots))
            }
            _ => None,
        };
        FloorPack {
            offer: pack.offer_id.to_string(),
            title: pack_label_in(&pack.name, self.l),
            sums: self.sums(pack, binding),
            warning: self.warning(pack, binding),
            floors: of_pack()
                .filter(|row| !row.is_over(self.now))
                .map(|row| self.line(row, rows))
                .collect(),
            past: of_pack()
                .filter(|row| row.is_over(self.now))
                .map(|row| self.line(row, rows))
                .collect(),
            set,
        }
    }

    fn set(&self, form: &SetFloor, pack: &PackRow, lots: &[LotRow]) -> SetFloorView {
        let all = Pickable {
            value: String::new(),
            label: self.l.say("Tất cả", "All of it").to_owned(),
            chosen: form.lot.is_empty(),
        };
        let own = lots.iter().filter(|lot| lot.offer_id == pack.offer_id);
        let mut lots: Vec<Pickable> = own
            .map(|lot| Pickable {
                value: lot.id.to_string(),
                label: format!("{} {}", self.l.say("Chỉ lô", "Only lot"), lot.code),
                chosen: form.lot == lot.id.to_string(),
            })
            .collect();
        if !lots.is_empty() {
            lots.insert(0, all);
        }
        SetFloorView {
            form: form.clone(),
            lots,
            errors: self.returned.errors.clone(),
        }
    }

    fn sums(&self, pack: &PackRow, binding: &[Floor]) -> Vec<(String, String)> {
        let l = self.l;
        let net = net(Vnd(pack.price), &[Reduction::platform()]);
        let mut sums = vec![(
            l.say("Giá đang bán", "Price").to_owned(),
            net.price.to_string(),
        )];
        sums.extend(net.cuts.iter().map(|cut| {
            let words = match l {
                Locale::Vi => format!("Trừ {}", cut.rule.words(l)),
                Locale::En => format!("Less {}", cut.rule.words(l)),
            };
            (words, Vnd(-cut.amount.0).to_string())
        }));
        sums.push((
            l.say("Bạn nhận về", "You receive").to_owned(),
            net.net.to_string(),
        ));
        let floor = least(binding, self.now.vn_date());
        sums.push((
            l.say("Giá sàn hôm nay", "Floor today").to_owned(),
            floor.map_or_else(|| l.say("chưa đặt", "none").to_owned(), |f| f.to_string()),
        ));
        sums
    }

    fn warning(&self, pack: &PackRow, binding: &[Floor]) -> Option<String> {
        let net = net(Vnd(pack.price), &[Reduction::platform()]);
        match check(binding, &net, self.now.vn_date()) {
            Verdict::Below(below) => Some(below.stopped(self.l)),
            Verdict::Ok => None,
        }
    }

    fn line(&self, row: &FloorRow, rows: &[FloorRow]) -> FloorLine {
        let l = self.l;
        let own = row.cooperative_id == self.place.cooperative_id;
        let can_change = own && self.director && !row.is_over(self.now);
        // The newest first, and of those that hold the one that began last counts.
        let newer = rows
            .iter()
            .take_while(|other| other.id != row.id)
            .any(|other| other.holds(self.now) && other.is_beside(row));
        let allow = match &self.returned.open {
            Open::Allow(floor, form) if *floor == row.id && can_change => Some(AllowLessView {
                form: form.clone(),
                errors: self.returned.errors.clone(),
            }),
            _ => None,
        };
        let permits = self.permits.iter().filter(|p| p.price_floor_id == row.id);
        FloorLine {
            id: row.id.to_string(),
            title: match &row.lot {
                Some(lot) => format!("{} · {} {lot}", Vnd(row.amount), l.say("lô", "lot")),
                None => Vnd(row.amount).to_string(),
            },
            state: match newer && row.holds(self.now) {
                true => l
                    .say("Không tính nữa, có giá sàn mới hơn", "A newer floor counts")
                    .to_owned(),
                false => row.state(self.now, l),
            },
            counts: row.holds(self.now) && !newer,
            details: row.details(own, l),
            can_change,
            permits: permits.map(|p| self.permit(p, can_change)).collect(),
            allow,
        }
    }

    fn permit(&self, row: &PermitRow, can_change: bool) -> PermitLine {
        let (l, amount) = (self.l, Vnd(row.amount));
        let until = last_day(row.valid_to).full();
        let holds = row.ended_at.is_none() && row.valid_to > self.now.0;
        let title = match (l, holds) {
            (Locale::Vi, true) => format!("Được nhận từ {amount}, đến hết {until}"),
            (Locale::Vi, false) => format!("Đã từng cho nhận từ {amount}, nay hết phép"),
            (Locale::En, true) => format!("{amount} is enough until {until}"),
            (Locale::En, false) => format!("{amount} was enough; that is over"),
        };
        PermitLine {
            id: row.id.to_string(),
            title,
            detail: format!("{} ({})", row.reason, row.person),
            can_end: holds && can_change,
        }
    }
}

impl FloorRow {
    fn is_over(&self, now: Millis) -> bool {
        self.ended_at.is_some() || self.valid_to.is_some_and(|to| to <= now.0)
    }

    fn holds(&self, now: Millis) -> bool {
        !self.is_over(now) && self.valid_from <= now.0
    }

    /// For the same pack, or the same lot of it, set by the same cooperative.
    fn is_beside(&self, other: &Self) -> bool {
        (self.cooperative_id, self.variant_id, &self.lot)
            == (other.cooperative_id, other.variant_id, &other.lot)
    }

    fn state(&self, now: Millis, l: Locale) -> String {
        let day = |at: i64| Millis(at).vn_date().full();
        if let Some(ended) = self.ended_at {
            return format!("{} {}", l.say("Đã dừng", "Ended"), day(ended));
        }
        if self.is_over(now) {
            return l.say("Đã hết hạn", "Over").to_owned();
        }
        if self.valid_from > now.0 {
            return format!("{} {}", l.say("Tính từ", "From"), day(self.valid_from));
        }
        l.say("Đang tính", "Counts now").to_owned()
    }

    fn details(&self, own: bool, l: Locale) -> Vec<String> {
        let from = Millis(self.valid_from).vn_date().full();
        let days = match self.valid_to.map(|to| last_day(to).full()) {
            Some(to) => format!(
                "{} {from} {} {to}",
                l.say("Từ", "From"),
                l.say("đến hết", "to")
            ),
            None => format!(
                "{} {from} {}",
                l.say("Từ", "From"),
                l.say("tới khi dừng", "until it is ended")
            ),
        };
        let decided = Millis(self.decided_on).vn_date().full();
        let by = match own {
            true => &self.person,
            false => &self.cooperative,
        };
        vec![
            days,
            format!("{}, {decided}", self.decision),
            format!("{} {by}", l.say("Người đặt:", "Set by")),
        ]
    }
}
