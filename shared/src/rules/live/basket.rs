//! The claims of one viewer in one live, as one basket.

use std::collections::BTreeMap;

/// What a claim asks for, in the smallest steps of the good it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The code of the good in this live.
    pub code: String,
    /// How much; none gives the good up.
    pub steps: Option<i64>,
}

/// What a viewer has after a comment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Basket {
    /// How much of each code, in smallest steps; what is given up is gone.
    pub lines: BTreeMap<String, i64>,
    /// Codes the viewer claimed as they were before: whether more is meant is for him to say.
    pub repeated: Vec<String>,
}

/// The basket after these claims. A claim of a code that is there already with the same amount changes nothing and is
/// listed as repeated; another amount replaces the one before.
#[must_use]
pub fn merge(before: &BTreeMap<String, i64>, asked: &[Asked]) -> Basket {
    let mut basket = Basket {
        lines: before.clone(),
        repeated: Vec::new(),
    };
    for one in asked {
        match one.steps.filter(|steps| *steps > 0) {
            None => {
                basket.lines.remove(&one.code);
            }
            Some(steps) if basket.lines.get(&one.code) == Some(&steps) => {
                basket.repeated.push(one.code.clone());
            }
            Some(steps) => {
                basket.lines.insert(one.code.clone(), steps);
            }
        }
    }
    basket
}
