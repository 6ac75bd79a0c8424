//! Both ways of the marketplace keep the contract.

use super::{FILES, PARTNER};
use crate::_kit::partner::tests::keep_profile;
use crate::contract::feed::keep_feed;

#[tokio::test]
async fn the_files_keep_the_contract() {
    keep_feed(&FILES).await;
}

#[tokio::test]
async fn the_partner_interface_keeps_the_contract() {
    keep_profile(&PARTNER).await;
}
