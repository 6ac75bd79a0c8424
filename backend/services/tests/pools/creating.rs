//! New pooled goods that cannot be taken.

use super::{two, typed};
use crate::support::on_both;
use services::Error;
use services::pools::{self, Seat};

#[test]
fn all_that_is_wrong_with_new_pooled_goods_is_told_at_once() {
    on_both(async |world| {
        let two = two(world).await;
        let seat = Seat::Booth(two.owner);
        let paths = async |pairs: &[(&str, &str)]| {
            let tried = pools::create(&world.core, &two.director, seat, &typed(pairs)).await;
            let Err(Error::Invalid { fields }) = tried else {
                panic!("{tried:?}")
            };
            fields
                .into_iter()
                .map(|field| field.path)
                .collect::<Vec<_>>()
        };
        let empty = paths(&[]).await;
        assert!(empty.contains(&"brand".to_owned()), "{empty:?}");
        assert!(empty.contains(&"name".to_owned()), "{empty:?}");
        let claimed = paths(&[
            ("name", "Mận sấy dẻo"),
            ("brand", "Nhà vườn xứ núi"),
            ("grade", "Đạt VietGAP, OCOP 4 sao"),
            ("rule", "fixed"),
            ("price", "60k"),
            ("unit", "tui"),
            ("pack", "200 g"),
            ("category", "do-kho"),
            ("class", "P4"),
        ])
        .await;
        assert!(claimed.iter().all(|path| path == "grade"), "{claimed:?}");
    });
}
