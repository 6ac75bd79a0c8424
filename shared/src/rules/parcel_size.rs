//! The box that goods of a weight usually come in, for channels that insist on a size. Assumed: one gram takes four cubic
//! centimetres with its packing, in a box of 4 : 3 : 2.

/// Cubic centimetres a gram takes.
const CM3_PER_G: u64 = 4;

/// Length, width and height in whole centimetres, each rounded up, at least 10 × 8 × 5.
#[must_use]
pub fn usual(gross_g: i64) -> (u32, u32, u32) {
    let volume = u64::try_from(gross_g)
        .unwrap_or(0)
        .saturating_mul(CM3_PER_G);
    // Of a box of 4n × 3n × 2n the smallest whole n that holds it.
    let mut n = 1_u64;
    while n < 1_000 && 24 * n * n * n < volume {
        n += 1;
    }
    let side = |times: u64, least: u32| u32::try_from(times * n).unwrap_or(u32::MAX).max(least);
    (side(4, 10), side(3, 8), side(2, 5))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_holds_its_goods() {
        for grams in [0, 1, 250, 550, 3_200, 20_000] {
            let (a, b, c) = usual(grams);
            assert!(i64::from(a) * i64::from(b) * i64::from(c) >= grams * 4);
            assert!(a >= b && b >= c);
        }
        assert_eq!(usual(3_200), (36, 27, 18));
    }
}
