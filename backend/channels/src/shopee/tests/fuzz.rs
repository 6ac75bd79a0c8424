//! No bytes make a parser panic.

use proptest::prelude::*;

use super::super::{convert, hooks, wire};
use super::golden::FIXTURES;

/// Reads it as everything it could be.
pub fn parse_all(bytes: &[u8]) {
    let _ = hooks::parse(bytes);
    if let Ok(text) = std::str::from_utf8(bytes)
        && let Ok(order) = convert::order(text)
    {
        let _ = order.plausible();
    }
    if let Ok(detail) = serde_json::from_slice::<wire::ReturnDetail>(bytes) {
        let _ = convert::return_of(&detail, None);
    }
    if let Ok(models) = serde_json::from_slice::<wire::Models>(bytes) {
        let _ = convert::models_ids("1", "2", "S", Some(&models));
        if let Ok(info) = serde_json::from_slice::<wire::BaseInfo>(bytes) {
            let _ = convert::remote_item("1", &info, Some(&models));
        }
    }
    if let Ok(list) = serde_json::from_slice::<wire::CategoryList>(bytes) {
        let _ = convert::categories(&list.category_list);
    }
    if let Ok(trees) = serde_json::from_slice::<wire::AttributeTrees>(bytes) {
        for tree in &trees.list {
            convert::attributes(&tree.attribute_tree, None, &mut Vec::new());
        }
    }
    let _ = serde_json::from_slice::<wire::Envelope>(bytes);
    let _ = serde_json::from_slice::<wire::Tokens>(bytes);
    let _ = serde_json::from_slice::<wire::ItemLimit>(bytes);
    let _ = serde_json::from_slice::<wire::ChannelList>(bytes);
    let _ = serde_json::from_slice::<Vec<wire::EscrowDetailRow>>(bytes);
}

proptest! {
    #[test]
    fn arbitrary_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        parse_all(&bytes);
    }

    #[test]
    fn mutated_fixtures(which in 0..FIXTURES.len(), at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<bool>()) {
        let mut bytes = FIXTURES[which].1.as_bytes().to_vec();
        let at = at.index(bytes.len());
        if cut { bytes.truncate(at) } else { bytes[at] = byte }
        parse_all(&bytes);
    }
}
