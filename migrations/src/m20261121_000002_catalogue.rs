//! Products, variants, listings, certificates, pictures, drafts.

use crate::sql;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Change;

#[async_trait::async_trait]
impl MigrationTrait for Change {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sql::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sql::drop_tables(
            manager,
            &[
                "draft",
                "picture",
                "certificate",
                "listing_review",
                "listing",
                "variant",
                "product",
                "category",
            ],
        )
        .await
    }
}

const UP: &str = "
create table category (
    slug text primary key,
    name_vi text not null,
    name_en text not null,
    ocop_group text,
    position integer not null
);
create table product (
    id {uuid} primary key,
    cooperative_id {uuid} not null references cooperative (id),
    category_slug text not null references category (slug),
    name text not null,
    name_en text,
    description_vi text not null,
    description_en text not null,
    origin_ward_code text not null,
    shipping_class text not null,
    shelf_life_days integer not null,
    season_main integer not null,
    season_minor integer not null,
    harvested_on bigint,
    drawing boolean not null,
    created_at bigint not null,
    updated_at bigint not null
);
create index product_cooperative on product (cooperative_id);
create table variant (
    id {uuid} primary key,
    product_id {uuid} not null references product (id) on delete cascade,
    sku text not null unique,
    name text not null,
    unit text not null,
    step bigint not null,
    net_weight_g bigint,
    net_volume_ml bigint,
    gross_weight_g bigint not null,
    catch_weight boolean not null,
    position integer not null,
    created_at bigint not null
);
create index variant_product on variant (product_id);
create table listing (
    id {uuid} primary key,
    slug text not null unique,
    product_id {uuid} not null unique references product (id),
    cooperative_id {uuid} not null references cooperative (id),
    pooled boolean not null,
    state text not null,
    state_note text,
    title text not null,
    title_en text not null,
    category_slug text not null,
    province_code text not null,
    picture text,
    picture_alt text,
    price bigint not null,
    unit_label text not null,
    price_per_kg bigint,
    price_per_litre bigint,
    season_main integer not null,
    season_minor integer not null,
    shipping_class text not null,
    harvested_on bigint,
    stars integer not null,
    stars_until bigint,
    certificate_kinds text not null,
    certificates_until bigint,
    sort_key text not null,
    visible boolean not null,
    published_at bigint,
    version bigint not null default 1,
    created_at bigint not null,
    updated_at bigint not null
);
create index listing_newest on listing (visible, published_at, id);
create index listing_category on listing (visible, category_slug, published_at, id);
create index listing_province on listing (visible, province_code, published_at, id);
create index listing_price on listing (visible, category_slug, price, id);
create index listing_price_all on listing (visible, price, id);
create index listing_name on listing (visible, sort_key, id);
create index listing_stars on listing (visible, stars, published_at, id);
create index listing_harvest on listing (visible, harvested_on);
create index listing_cooperative on listing (cooperative_id, state);
create index listing_booth on listing (cooperative_id, visible, published_at, id);
create index listing_certificates on listing (visible, certificate_kinds, published_at, id);
create index listing_facets on listing (visible, category_slug, province_code, stars, season_main, season_minor, price, stars_until, certificate_kinds);
create table listing_review (
    id {uuid} primary key,
    listing_id {uuid} not null references listing (id) on delete cascade,
    submitted_by {uuid} references person (id),
    submitted_at bigint not null,
    before_json text not null,
    after_json text not null,
    findings_json text not null,
    decided_at bigint,
    decided_by {uuid} references person (id),
    outcome text,
    note text
);
create index listing_review_open on listing_review (decided_at, submitted_at);
create index listing_review_listing on listing_review (listing_id);
create table certificate (
    id {uuid} primary key,
    cooperative_id {uuid} not null references cooperative (id),
    product_id {uuid} references product (id),
    kind text not null,
    mark text,
    stars integer,
    number text,
    issuer text not null,
    scope_text text not null,
    valid_from bigint not null,
    valid_to bigint not null,
    scan_picture text,
    verified_by {uuid} references person (id),
    verified_at bigint,
    revoked_at bigint,
    revoke_reason text,
    created_at bigint not null
);
create index certificate_product on certificate (product_id);
create index certificate_cooperative on certificate (cooperative_id);
create index certificate_expiry on certificate (valid_to);
create table picture (
    id text primary key,
    cooperative_id {uuid} not null references cooperative (id),
    product_id {uuid} references product (id) on delete set null,
    purpose text not null,
    position integer not null,
    alt_vi text not null,
    alt_en text not null,
    width integer not null,
    height integer not null,
    widths text not null,
    bytes bigint not null,
    created_at bigint not null
);
create index picture_product on picture (product_id, position);
create index picture_cooperative on picture (cooperative_id);
create table draft (
    id {uuid} primary key,
    cooperative_id {uuid} not null references cooperative (id) on delete cascade,
    person_id {uuid} not null references person (id) on delete cascade,
    kind text not null,
    picture_id text,
    fields_json text not null,
    created_at bigint not null,
    updated_at bigint not null
);
create index draft_cooperative on draft (cooperative_id);
";
