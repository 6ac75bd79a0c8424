//! Money: the ledger, payments, bank credits, refunds, settlements, remittances, bank accounts.

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
                "remittance_line",
                "remittance",
                "settlement",
                "refund",
                "bank_credit",
                "payment_event",
                "payment",
                "posting",
                "ledger_entry",
                "sub_order_terms",
                "bank_account",
            ],
        )
        .await
    }
}

const UP: &str = "
create table bank_account (
    cooperative_id {uuid} primary key references cooperative (id),
    bin text not null,
    number_sealed text not null,
    number_lookup text not null,
    holder text not null,
    verified_at bigint,
    verified_by {uuid},
    changed_by {uuid} not null references person (id),
    changed_at bigint not null
);
create index bank_account_number on bank_account (number_lookup);
create table sub_order_terms (
    sub_order_id {uuid} primary key references sub_order (id),
    fee_percent100 integer not null,
    commission_percent100 integer not null,
    seller text not null
);
create table ledger_entry (
    id {uuid} primary key,
    kind text not null,
    source text not null,
    at bigint not null
);
create unique index ledger_entry_source on ledger_entry (kind, source);
create table posting (
    entry_id {uuid} not null references ledger_entry (id),
    position integer not null,
    account text not null,
    party text not null,
    item text not null,
    amount bigint not null,
    order_id {uuid},
    sub_order_id {uuid},
    cooperative_id {uuid},
    at bigint not null,
    primary key (entry_id, position)
);
create index posting_cooperative on posting (cooperative_id, at, account, item, amount);
create index posting_sub_order on posting (sub_order_id);
create index posting_order on posting (order_id);
create table payment (
    id {uuid} primary key,
    order_id {uuid} not null references buyer_order (id),
    sub_order_id {uuid} references sub_order (id),
    cooperative_id {uuid} references cooperative (id),
    provider text not null,
    reference text not null,
    provider_ref text not null,
    provider_txn text,
    amount bigint not null check (amount > 0),
    received bigint not null default 0,
    state text not null,
    next_sealed text,
    client_ip_sealed text,
    expires_at bigint not null,
    asked integer not null default 0,
    ask_at bigint,
    created_at bigint not null,
    updated_at bigint not null
);
create unique index payment_reference on payment (reference);
create index payment_order on payment (order_id);
create index payment_sub_order on payment (sub_order_id);
create index payment_open on payment (state, expires_at);
create index payment_cooperative on payment (cooperative_id, provider, created_at);
create table payment_event (
    id {uuid} primary key,
    provider text not null,
    event_key text not null,
    raw_sealed text not null,
    received_at bigint not null,
    processed_at bigint,
    outcome text
);
create unique index payment_event_key on payment_event (provider, event_key);
create table bank_credit (
    id {uuid} primary key,
    cooperative_id {uuid} references cooperative (id),
    provider text not null,
    bank_key text not null,
    amount bigint not null,
    content_sealed text not null,
    counter_sealed text not null,
    booked_at bigint,
    outcome text not null,
    payment_id {uuid} references payment (id),
    received_at bigint not null,
    settled_at bigint,
    settled_by {uuid}
);
create unique index bank_credit_key on bank_credit (bank_key);
create index bank_credit_open on bank_credit (settled_at, received_at);
create table refund (
    id {uuid} primary key,
    order_id {uuid} not null references buyer_order (id),
    sub_order_id {uuid} references sub_order (id),
    order_line_id {uuid} references order_line (id),
    cooperative_id {uuid} references cooperative (id),
    payment_id {uuid} references payment (id),
    reference text not null,
    cause text not null,
    asked bigint not null,
    amount bigint not null,
    bearer text not null,
    state text not null,
    note text,
    picture text,
    provider_txn text,
    created_at bigint not null,
    decided_at bigint,
    decided_by {uuid},
    done_at bigint
);
create unique index refund_reference on refund (reference);
create index refund_order on refund (order_id);
create index refund_cooperative on refund (cooperative_id, state, created_at);
create table settlement (
    id {uuid} primary key,
    cooperative_id {uuid} not null references cooperative (id),
    period_from bigint not null,
    period_to bigint not null,
    receive bigint not null,
    held bigint not null,
    net bigint not null,
    state text not null,
    bank_ref text,
    created_at bigint not null,
    paid_at bigint
);
create unique index settlement_period on settlement (cooperative_id, period_from);
create index settlement_state on settlement (state);
create table remittance (
    id {uuid} primary key,
    cooperative_id {uuid} not null references cooperative (id),
    source text not null,
    name text not null,
    file_hash text not null,
    lines integer not null,
    matched integer not null,
    gross bigint not null,
    net bigint not null,
    imported_by {uuid},
    created_at bigint not null
);
create unique index remittance_file on remittance (cooperative_id, file_hash);
create table remittance_line (
    remittance_id {uuid} not null references remittance (id),
    position integer not null,
    code text not null,
    gross bigint not null,
    fees bigint not null,
    sub_order_id {uuid} references sub_order (id),
    outcome text not null,
    expected bigint not null,
    primary key (remittance_id, position)
);
";
