//! The vectors of the documents, golden files, the contract, and what a shop lives through from consent to settlement.

mod consent;
mod errors;
mod flow;
mod fuzz;
mod golden;
mod vectors;
mod world;

pub(crate) use fuzz::parse_all;
pub(crate) use golden::FIXTURES;

use crate::contract::{World, keep};

#[tokio::test]
async fn keeps_the_contract() {
    keep(async || Box::new(world::ShopeeWorld::start().await) as Box<dyn World>).await;
}
