//! Which lots an order line was packed from.

use sea_orm::entity::prelude::*;

/// One row of `order_line_lot`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "order_line_lot")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub order_line_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub lot_id: Uuid,
    pub quantity: i64,
    pub at: i64,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
