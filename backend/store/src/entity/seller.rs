//! Somebody who sells by sharing; identity sealed.

use sea_orm::entity::prelude::*;

/// One row of `seller`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "seller")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub person_id: Uuid,
    pub shown_name: String,
    pub legal_name_sealed: String,
    pub born_sealed: String,
    pub id_number_sealed: String,
    pub id_lookup: String,
    pub tax_code: Option<String>,
    pub terms: String,
    pub state: String,
    pub created_at: i64,
    pub updated_at: i64,
}

/// No declared relations: joins are written where they are used.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
