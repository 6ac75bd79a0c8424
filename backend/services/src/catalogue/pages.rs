//! Links between the pages of a list.

use shared::view::shop::{CountLink, PageLinks};

/// Goods on one page of a list.
pub(crate) const PAGE_SIZE: usize = 24;
/// Pages named on either side of the one that is shown.
const AROUND: usize = 2;

/// How many pages so many goods fill, and the one of them that is meant.
pub(crate) fn clamp(page: usize, total: usize) -> (usize, usize) {
    let pages = total
        .div_ceil(PAGE_SIZE)
        .clamp(1, shared::input::shop::LAST_PAGE);
    (page.clamp(1, pages), pages)
}

/// Links to the neighbours, the first, the last and those around.
pub(crate) fn links(page: usize, pages: usize, href: impl Fn(usize) -> String) -> PageLinks {
    if pages < 2 {
        return PageLinks::default();
    }
    let mut numbers = Vec::new();
    let mut before = 0;
    for number in (1..=pages).filter(|n| *n == 1 || *n == pages || n.abs_diff(page) <= AROUND) {
        if number > before + 1 {
            numbers.push(CountLink {
                text: "…".to_owned(),
                ..CountLink::default()
            });
        }
        numbers.push(CountLink {
            text: number.to_string(),
            count: String::new(),
            href: href(number),
            chosen: number == page,
        });
        before = number;
    }
    PageLinks {
        previous: (page > 1).then(|| href(page - 1)),
        next: (page < pages).then(|| href(page + 1)),
        numbers,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_named_with_gaps() {
        let texts = |page, pages| {
            let links = links(page, pages, |n| format!("?trang={n}"));
            links
                .numbers
                .into_iter()
                .map(|link| link.text)
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(texts(1, 1), "");
        assert_eq!(texts(1, 3), "1 2 3");
        assert_eq!(texts(5, 9), "1 … 3 4 5 6 7 … 9");
        assert_eq!(clamp(99, 25), (2, 2));
        assert_eq!(clamp(0, 0), (1, 1));
    }
}
