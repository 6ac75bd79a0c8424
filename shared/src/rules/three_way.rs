//! What to do about a field that can be changed here and on the channel: compared with what both last agreed on.

/// What follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Both say the same.
    Same,
    /// Only we changed it: the channel gets ours.
    Push,
    /// Only the channel changed it: a person is asked whether we take it.
    Take,
    /// Both changed it: a person chooses, nothing is overwritten meanwhile.
    Conflict,
}

/// Compares a field. `agreed` is what was last sent or taken and seen to stand there; none before the first time.
#[must_use]
pub fn compare<T: PartialEq>(agreed: Option<&T>, ours: &T, theirs: &T) -> Verdict {
    if ours == theirs {
        return Verdict::Same;
    }
    match agreed {
        Some(agreed) if agreed == theirs => Verdict::Push,
        Some(agreed) if agreed == ours => Verdict::Take,
        _ => Verdict::Conflict,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_side_alone_and_both() {
        assert_eq!(compare(Some(&1), &1, &1), Verdict::Same);
        assert_eq!(compare(Some(&1), &2, &1), Verdict::Push);
        assert_eq!(compare(Some(&1), &1, &2), Verdict::Take);
        assert_eq!(compare(Some(&1), &2, &3), Verdict::Conflict);
        assert_eq!(compare(Some(&1), &2, &2), Verdict::Same);
        assert_eq!(compare(None, &1, &2), Verdict::Conflict);
    }

    proptest! {
        #[test]
        fn what_the_channel_changed_is_never_overwritten(agreed in 0..4, ours in 0..4, theirs in 0..4) {
            if compare(Some(&agreed), &ours, &theirs) == Verdict::Push {
                prop_assert_eq!(agreed, theirs);
            }
        }
    }
}
