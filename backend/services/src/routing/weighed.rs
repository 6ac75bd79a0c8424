//! What weighed most when one was chosen among several that could have sent the goods, in a clause that is true of all of them.

use shared::say::Locale;
use std::collections::BTreeSet;

/// Who reads the clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reader {
    Buyer,
    Cooperative,
}

/// The clause, from the codes of the reasons that the others were given for the same goods: what holds against all is said of
/// the chosen one, several reasons are told one by one. Those that could not have sent the goods do not count.
pub(super) fn weighed<'a>(
    others: impl Iterator<Item = &'a str>,
    reader: Reader,
    l: Locale,
) -> String {
    let codes: BTreeSet<&str> = others.collect();
    if codes.contains("chosen") {
        let split = l.say(
            "không nơi nào gửi được đủ cả, nên chia ra",
            "nobody could send all of it, so it was split",
        );
        return split.to_owned();
    }
    let found: Vec<&Words> = WORDS
        .iter()
        .filter(|words| codes.contains(words.code))
        .collect();
    match (found.as_slice(), l, reader) {
        ([], ..) => l
            .say(
                "lúc đó chỉ nơi này đủ hàng và đủ điều kiện gửi",
                "only this one had the goods and could send them then",
            )
            .to_owned(),
        ([one], Locale::Vi, Reader::Buyer) => one.alone.0.replace("{who}", "bạn"),
        ([one], Locale::Vi, Reader::Cooperative) => one.alone.0.replace("{who}", "khách"),
        ([one], Locale::En, _) => one.alone.1.to_owned(),
        (some, Locale::Vi, _) => {
            let some: Vec<&str> = some.iter().map(|words| words.some.0).collect();
            format!("so với các nơi cũng gửi được thì {}", some.join(", "))
        }
        (some, Locale::En, _) => {
            let some: Vec<&str> = some.iter().map(|words| words.some.1).collect();
            format!("of the others that could, {}", some.join(", "))
        }
    }
}

/// A reason that was given to others.
struct Words {
    code: &'static str,
    /// Said of the chosen one, when the reason holds against all others.
    alone: (&'static str, &'static str),
    /// Said of some of the others.
    some: (&'static str, &'static str),
}

const fn words(
    code: &'static str,
    alone: (&'static str, &'static str),
    some: (&'static str, &'static str),
) -> Words {
    Words { code, alone, some }
}

const WORDS: [Words; 12] = [
    words(
        "more_parcels",
        (
            "gửi từ đây thì {who} nhận ít kiện nhất",
            "there are the fewest parcels this way",
        ),
        ("có nơi phải thêm kiện", "some would add a parcel"),
    ),
    words(
        "not_enough",
        (
            "chỉ nơi này đủ cả số {who} đặt",
            "only this one has all that was ordered",
        ),
        ("có nơi không đủ hàng", "some have too little"),
    ),
    words(
        "not_split",
        (
            "chỉ nơi này đủ cả số {who} đặt",
            "only this one has all that was ordered",
        ),
        ("có nơi không đủ cả", "some have not all of it"),
    ),
    words(
        "dearer",
        ("gửi từ đây phí thấp nhất", "sending from here costs least"),
        ("có nơi phí gửi cao hơn", "some cost more"),
    ),
    words(
        "later",
        ("hàng từ đây tới sớm nhất", "it arrives first from here"),
        ("có nơi tới muộn hơn", "some arrive later"),
    ),
    words(
        "less_fresh",
        ("hàng ở đây mới nhất", "the goods here are the freshest"),
        ("có nơi hàng cũ hơn", "some have older goods"),
    ),
    words(
        "share_full",
        (
            "tháng này tới lượt nơi này theo phần các hợp tác xã đã thoả thuận",
            "it is its turn by the shares the cooperatives agreed on",
        ),
        (
            "có nơi đã được nhiều hơn phần thoả thuận",
            "some would have more than their agreed share",
        ),
    ),
    words(
        "lower_priority",
        (
            "nơi này đứng trước trong thứ tự đã định",
            "it comes first in the given order",
        ),
        (
            "có nơi đứng sau trong thứ tự",
            "some come later in the order",
        ),
    ),
    words(
        "farther",
        ("nơi này gần nhất", "it is the nearest"),
        ("có nơi xa hơn", "some are farther away"),
    ),
    words(
        "less_stock",
        ("nơi này còn nhiều hàng nhất", "it has the most left"),
        ("có nơi còn ít hàng hơn", "some have less left"),
    ),
    words(
        "equal",
        (
            "các nơi như nhau, nơi này đứng trước",
            "all were equal, and it comes first",
        ),
        (
            "có nơi cũng như vậy nhưng đứng sau",
            "some are as good and come later",
        ),
    ),
    words(
        "whole_order",
        (
            "xét cả đơn thì cách này được chọn",
            "for the order as a whole this way was chosen",
        ),
        (
            "có nơi thì phải chia đơn cách khác",
            "some would need the order dealt out another way",
        ),
    ),
];

#[cfg(test)]
mod tests {
    use shared::rules::routing::Reason;

    use super::*;

    fn say(codes: &[&str]) -> String {
        weighed(codes.iter().copied(), Reader::Buyer, Locale::Vi)
    }

    #[test]
    fn one_reason_against_all_is_said_of_the_chosen_one() {
        assert_eq!(say(&["less_fresh", "less_fresh"]), "hàng ở đây mới nhất");
        assert_eq!(say(&["no_stock", "dearer"]), "gửi từ đây phí thấp nhất");
    }

    #[test]
    fn different_reasons_are_not_said_of_all() {
        assert_eq!(
            say(&["share_full", "less_fresh"]),
            "so với các nơi cũng gửi được thì có nơi hàng cũ hơn, có nơi đã được nhiều hơn phần thoả thuận"
        );
    }

    #[test]
    fn a_split_is_no_proof_of_plenty() {
        assert_eq!(
            say(&["not_enough", "chosen"]),
            "không nơi nào gửi được đủ cả, nên chia ra"
        );
    }

    #[test]
    fn every_reason_to_pass_somebody_over_has_words() {
        let codes: BTreeSet<&str> = WORDS.iter().map(|words| words.code).collect();
        assert_eq!(codes, Reason::PASSED_OVER.into_iter().collect());
    }

    #[test]
    fn who_could_not_send_does_not_count() {
        let only = "lúc đó chỉ nơi này đủ hàng và đủ điều kiện gửi";
        assert_eq!(say(&["no_stock", "not_verified"]), only);
        assert_eq!(say(&[]), only);
    }
}
