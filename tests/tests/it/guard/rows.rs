//! Rows of the sample cooperative, people with each role, and their sessions.

use super::callers::Caller;
use http::StatusCode;
use sea_orm::Value;
use serde_json::json;
use shared::id::PersonId;
use store::sql;
use tests::{TestApp, Visitor, Who};
use uuid::Uuid;

mod money;
mod queries;
pub use queries::{execute, text};
use queries::{lookup, person, place_order, word};

/// The rows that stand in the addresses.
pub struct Rows {
    /// A person for each caller, and their session cookies are made as they are needed.
    people: Vec<(Caller, PersonId)>,
    values: Vec<(&'static str, String)>,
}

/// Slug of the cooperative of the samples, which lies in Lạng Sơn (20).
const OURS: &str = "dong-mo";

/// A shop on a portal with one listing.
async fn add_shop(test: &TestApp, director: &mut Visitor, listing: Uuid) -> (String, String) {
    let made = director.post_form("/htx/kenh/noi/postmart", &[]).await;
    let made = made.expect(StatusCode::SEE_OTHER);
    let path = made
        .location()
        .split('?')
        .next()
        .unwrap_or_default()
        .to_owned();
    let listing = listing.to_string();
    let put = director
        .post_form(&format!("{path}/viec/dang"), &[("hang", &listing)])
        .await;
    put.expect(StatusCode::SEE_OTHER);
    let id = text(test, "select id as v from channel_listing limit 1", []).await;
    let shop = path.rsplit('/').next().unwrap_or_default();
    (shop.to_owned(), id.to_string())
}

/// A shop of another cooperative that asked the sample cooperative to sell in it.
async fn add_union_shop(test: &TestApp, ours: Uuid) -> String {
    let mut other = test.another_as(Who::OtherDirector).await;
    let made = other.post_form("/htx/kenh/noi/postmart", &[]).await;
    let made = made.expect(StatusCode::SEE_OTHER);
    let path = made.location().split('?').next().unwrap_or_default();
    let shop = path.rsplit('/').next().unwrap_or_default().to_owned();
    let row = "insert into channel_member (account_id, cooperative_id, asked_by, asked_at) \
        select id, $1, (select id from person limit 1), 1 from channel_account where id = $2";
    let id: Uuid = shop.parse().expect("an id");
    execute(test, row, [ours.into(), id.into()]).await;
    shop
}

impl Rows {
    /// Adds people and rows to the demonstration market.
    pub async fn make(test: &mut TestApp) -> Self {
        let mut rows = Self {
            people: Vec::new(),
            values: Vec::new(),
        };
        rows.add_people(test).await;
        rows.add_values(test).await;
        rows
    }

    async fn add_people(&mut self, test: &TestApp) {
        for (who, caller) in [
            (Who::Director, Caller::Director),
            (Who::OtherDirector, Caller::Stranger),
            (Who::Operator, Caller::Operator),
        ] {
            let lookup = lookup(test, who.phone());
            let id = text(
                test,
                "select id as v from person where phone_lookup = $1",
                [lookup.into()],
            )
            .await;
            self.people.push((caller, PersonId::from(id)));
        }
        let ours = text(
            test,
            "select id as v from cooperative where slug = $1",
            [OURS.into()],
        )
        .await;
        for (caller, phone, role) in [
            (Caller::Plain, "0900000101", None),
            (Caller::Seller, "0900000102", Some("seller")),
            (Caller::Accountant, "0900000103", Some("accountant")),
        ] {
            let id = person(test, phone).await;
            if let Some(role) = role {
                let row = "insert into membership (id, person_id, cooperative_id, role, created_at) \
                    values ($1, $2, $3, $4, 1)";
                execute(
                    test,
                    row,
                    [
                        Uuid::now_v7().into(),
                        id.uuid().into(),
                        ours.into(),
                        role.into(),
                    ],
                )
                .await;
            }
            self.people.push((caller, id));
        }
        for (caller, phone, province) in [
            (Caller::Officer, "0900000104", "20"),
            (Caller::OfficerElsewhere, "0900000105", "14"),
        ] {
            let id = person(test, phone).await;
            let row = "insert into staff_role (id, person_id, role, province_code, created_at) \
                values ($1, $2, 'officer', $3, 1)";
            execute(
                test,
                row,
                [Uuid::now_v7().into(), id.uuid().into(), province.into()],
            )
            .await;
            self.people.push((caller, id));
        }
    }

    async fn add_values(&mut self, test: &mut TestApp) {
        let ours = text(
            test,
            "select id as v from cooperative where slug = $1",
            [OURS.into()],
        )
        .await;
        let listing = text(
            test,
            "select id as v from listing where cooperative_id = $1 order by slug limit 1",
            [ours.into()],
        )
        .await;
        let certificate = Uuid::now_v7();
        let row = "insert into certificate (id, cooperative_id, kind, issuer, scope_text, valid_from, valid_to, \
            created_at) values ($1, $2, 'vietgap', 'Nơi cấp', 'na', 1, 4102444800000, 1)";
        execute(test, row, [certificate.into(), ours.into()]).await;
        let spare = word(
            test,
            "select slug as v from listing where cooperative_id = $1 order by slug desc limit 1",
            [ours.into()],
        )
        .await;
        let reviewed = text(
            test,
            "select id as v from listing where slug = $1",
            [spare.as_str().into()],
        )
        .await;
        let review = Uuid::now_v7();
        let row = "insert into listing_review (id, listing_id, submitted_at, before_json, after_json, findings_json) \
            values ($1, $2, 1, '{}', '{}', '[]')";
        execute(test, row, [review.into(), reviewed.into()]).await;
        let code = place_order(test).await;
        let sub_order = format!("{code}-1");
        let mut director = test.another_as(Who::Director).await;
        let accepted = director
            .post_form(&format!("/htx/don/{sub_order}"), &[("viec", "accept")])
            .await;
        accepted.expect(StatusCode::SEE_OTHER);
        let unanswered = format!("{}-1", place_order(test).await);
        let category = word(
            test,
            "select slug as v from category order by slug limit 1",
            [],
        )
        .await;
        let product = word(
            test,
            "select slug as v from listing where id = $1",
            [listing.into()],
        )
        .await;
        let decision = text(
            test,
            "select d.id as v from routing_decision d join buyer_order o on o.id = d.order_id where o.code = $1",
            [code.as_str().into()],
        )
        .await;
        let task = Uuid::now_v7();
        let row = "insert into task (id, kind, subject, detail, created_at) values ($1, 'no_supplier', 'X', '', 1)";
        execute(test, row, [task.into()]).await;
        let order = text(
            test,
            "select id as v from buyer_order where code = $1",
            [code.as_str().into()],
        )
        .await;
        let person = self.person(Caller::Plain).uuid().to_string();
        let picture = word(test, "select id as v from picture limit 1", []).await;
        let product_id = text(
            test,
            "select product_id as v from listing where id = $1",
            [listing.into()],
        )
        .await;
        let offer = text(
            test,
            "select id as v from offer where listing_id = $1 limit 1",
            [listing.into()],
        )
        .await;
        let (floor, permit) = self.add_floor(test, (ours, offer)).await;
        let lot = [
            ("key", Uuid::now_v7().to_string()),
            ("quantity", "2".to_owned()),
        ];
        let lot = lot.each_ref().map(|(name, value)| (*name, value.as_str()));
        let received = director
            .post_form(&format!("/htx/hang/kho/{offer}/lo"), &lot)
            .await;
        received.expect(StatusCode::SEE_OTHER);
        let lot = word(
            test,
            "select code as v from lot where offer_id = $1 limit 1",
            [offer.into()],
        )
        .await;
        let pool = self.add_pool(&mut director).await;
        let (shop, shop_listing) = add_shop(test, &mut director, listing).await;
        let opened = director
            .post_form("/htx/live", &[("offer", offer.to_string().as_str())])
            .await;
        opened.expect(StatusCode::SEE_OTHER);
        let live = word(test, "select slug as v from live_session limit 1", []).await;
        let taken = director
            .post_form(&format!("/live/{live}"), &[("code", "A1")])
            .await;
        taken.expect(StatusCode::SEE_OTHER);
        let basket = word(test, "select token as v from live_viewer limit 1", []).await;
        let payout = money::add(test, &mut director, (ours, order, &sub_order)).await;
        let share_rate = self.add_share(test, ours).await;
        let picture_own = word(
            test,
            "select id as v from picture where product_id = $1 limit 1",
            [product_id.into()],
        )
        .await;
        self.values = vec![
            ("cooperative", OURS.to_owned()),
            ("certificate", certificate.to_string()),
            ("review", review.to_string()),
            ("refund", money::REFUND.to_owned()),
            ("voucher", money::VOUCHER.to_owned()),
            ("payout", payout.to_string()),
            ("order", code),
            ("sub_order", sub_order),
            ("unanswered", unanswered),
            ("decision", decision.to_string()),
            ("task", task.to_string()),
            ("category", category),
            ("product", product),
            ("province", "lang-son".to_owned()),
            ("person", person),
            ("picture", format!("{picture}-320.webp")),
            ("picture_id", picture_own),
            ("listing", listing.to_string()),
            ("product_id", product_id.to_string()),
            ("offer", offer.to_string()),
            ("lot", lot),
            ("spare", spare),
            ("live", live),
            ("basket", basket),
            ("floor", floor.to_string()),
            ("permit", permit.to_string()),
            ("forecast", self.add_forecast(test, (ours, offer)).await),
            ("draft", Uuid::now_v7().to_string()),
            ("pool", pool),
            ("shop", shop),
            ("union_shop", add_union_shop(test, ours).await),
            ("shop_listing", shop_listing),
            ("share_link", "mau7k2mw".to_owned()),
            ("share_rate", share_rate.to_string()),
            ("class", self.add_class(test).await),
            ("nothing", "khong-co".to_owned()),
        ];
    }

    /// A pooled listing that the sample cooperative runs; its address.
    async fn add_pool(&self, director: &mut Visitor) -> String {
        let fields = [
            ("name", "Mận sấy dẻo"),
            ("brand", "Nhà vườn xứ núi"),
            ("rule", "fixed"),
            ("price", "60k"),
            ("unit", "tui"),
            ("pack", "200 g"),
            ("category", "do-kho"),
            ("class", "P4"),
        ];
        let made = director.post_form("/htx/chung/moi", &fields).await;
        let made = made.expect(StatusCode::SEE_OTHER);
        let path = made.location().split('?').next().unwrap_or_default();
        path.rsplit('/').next().unwrap_or_default().to_owned()
    }

    /// A harvest of the sample cooperative that is sold ahead.
    async fn add_forecast(&self, test: &TestApp, (ours, offer): (Uuid, Uuid)) -> String {
        let id = Uuid::now_v7();
        let row = "insert into forecast (id, offer_id, cooperative_id, harvest_from, harvest_to, ship_by, quantity, \
            confidence, state, created_at, updated_at) values ($1, $2, $3, 1, 2, 3, 10, 80, 'open', 1, 1)";
        execute(test, row, [id.into(), offer.into(), ours.into()]).await;
        id.to_string()
    }

    /// A floor that stops nothing, and a permission to go below it.
    async fn add_floor(&self, test: &TestApp, (ours, offer): (Uuid, Uuid)) -> (Uuid, Uuid) {
        let (floor, permit) = (Uuid::now_v7(), Uuid::now_v7());
        let director = self.person(Caller::Director).uuid();
        let row = "insert into price_floor (id, cooperative_id, variant_id, amount, decision, decided_on, valid_from, \
            set_by, created_at) select $1, $2, variant_id, 2, 'x', 1, 1, $3, 1 from offer where id = $4";
        let values = [floor.into(), ours.into(), director.into(), offer.into()];
        execute(test, row, values).await;
        let row = "insert into price_floor_override (id, price_floor_id, amount, reason, valid_from, valid_to, \
            granted_by, created_at) values ($1, $2, 1, 'x', 1, 4102444800000, $3, 1)";
        execute(test, row, [permit.into(), floor.into(), director.into()]).await;
        (floor, permit)
    }

    /// A link of the cooperative to its booth, and a rate that it pays.
    async fn add_share(&self, test: &TestApp, ours: Uuid) -> Uuid {
        let (rate, director) = (Uuid::now_v7(), self.person(Caller::Director).uuid());
        let row = "insert into share_link (id, code, kind, booth_id, cooperative_id, created_by, campaign, created_at) \
            values ($1, 'mau7k2mw', 'booth', $2, $2, $3, '', 1)";
        let values = [Uuid::now_v7().into(), ours.into(), director.into()];
        execute(test, row, values).await;
        let row = "insert into share_rate (id, cooperative_id, rate_bp, valid_from, set_by, created_at) \
            values ($1, $2, 500, 1, $3, 1)";
        execute(test, row, [rate.into(), ours.into(), director.into()]).await;
        rate
    }

    /// A class of the sample officer's province; its code.
    async fn add_class(&self, test: &TestApp) -> String {
        let trainer = self.person(Caller::Director).uuid();
        let row = "insert into practice_class (id, code, name, province_code, trainer_id, created_at, ends_at) \
            values ($1, 'LOPMAU22', 'x', '20', $2, 1, 4102444800000)";
        execute(test, row, [Uuid::now_v7().into(), trainer.into()]).await;
        "LOPMAU22".to_owned()
    }

    fn person(&self, caller: Caller) -> PersonId {
        self.people
            .iter()
            .find(|(known, _)| *known == caller)
            .map(|(_, id)| *id)
            .expect("a known caller")
    }

    /// Puts back what a call before may have thrown away.
    pub async fn renew(&self, test: &TestApp) {
        let row = "insert into draft (id, cooperative_id, person_id, kind, fields_json, created_at, updated_at) \
            select $1, c.id, $2, 'listing', '{}', 1, 1 from cooperative c where c.slug = $3 on conflict do nothing";
        let id: Uuid = self.value("draft").parse().expect("an id");
        let owner = self.person(Caller::Director).uuid();
        execute(test, row, [id.into(), owner.into(), OURS.into()]).await;
    }

    /// The value that a sample names.
    pub fn value(&self, name: &str) -> &str {
        let found = self.values.iter().find(|(known, _)| *known == name);
        found
            .map(|(_, value)| value.as_str())
            .unwrap_or_else(|| panic!("no sample value {name}"))
    }

    /// A fresh session of the caller; none for a guest.
    pub async fn session(&self, test: &TestApp, caller: Caller) -> Option<String> {
        if caller == Caller::Guest {
            return None;
        }
        let txn = test.app.core.db.begin().await.expect("begins");
        let token = services::identity::start(&test.app.core, &txn, self.person(caller), None)
            .await
            .expect("starts");
        txn.commit().await.expect("commits");
        Some(token)
    }
}
