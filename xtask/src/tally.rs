//! Counting what test runners report, so that a task ends with one line.

use std::process::Command;

use anyhow::Result;

use crate::run;

/// Tests that passed and failed, over all runners.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub struct Tally {
    pub passed: u64,
    pub failed: u64,
}

impl Tally {
    /// Adds another count.
    pub fn add(&mut self, other: Tally) {
        self.passed += other.passed;
        self.failed += other.failed;
    }

    /// Counts a check that is no test runner, printing why it failed.
    pub fn check(&mut self, result: Result<()>) {
        match result {
            Ok(()) => self.passed += 1,
            Err(error) => {
                eprintln!("✗ {error:#}");
                self.failed += 1;
            }
        }
    }

    /// Runs a test runner with its output passed through. One that fails without naming a failed
    /// test (it did not compile, it crashed) counts as one failure.
    pub fn run(&mut self, command: &mut Command) -> Result<()> {
        let mut counted = Tally::default();
        let status = run::tee(command, |line| counted.add(reported(line)))?;
        if !status.success() && counted.failed == 0 {
            eprintln!("✗ `{}` failed ({status})", run::shown(command));
            counted.failed = 1;
        }
        self.add(counted);
        Ok(())
    }

    /// The closing line.
    pub fn line(&self) -> String {
        format!("{} passed, {} failed", self.passed, self.failed)
    }
}

/// What one line of output says: `cargo test`, `cargo nextest` and `node --test` each have a closing form.
fn reported(line: &str) -> Tally {
    let line = line.trim();
    let number = |text: &str| {
        text.split_whitespace()
            .next()
            .and_then(|word| word.parse::<u64>().ok())
            .unwrap_or(0)
    };
    let before = |text: &str, word: &str| {
        text.split([',', ';', '.', ':'])
            .find_map(|part| part.trim().strip_suffix(word))
            .map_or(0, |part| number(part.trim()))
    };
    if let Some(rest) = line.strip_prefix("test result: ") {
        return Tally {
            passed: before(rest, "passed"),
            failed: before(rest, "failed"),
        };
    }
    if line.starts_with("Summary [") {
        // "Summary [ 1.2s] 12 tests run: 11 passed (1 slow), 1 failed, 0 skipped"
        let counts = line
            .rsplit(": ")
            .next()
            .unwrap_or_default()
            .replace(" (", ", (");
        return Tally {
            passed: before(&counts, "passed"),
            failed: before(&counts, "failed") + before(&counts, "timed out"),
        };
    }
    for mark in ["# ", "ℹ "] {
        if let Some(rest) = line.strip_prefix(mark) {
            let after = |word: &str| rest.strip_prefix(word).map_or(0, number);
            return Tally {
                passed: after("pass "),
                failed: after("fail ") + after("cancelled "),
            };
        }
    }
    Tally::default()
}

#[cfg(test)]
mod tests {
    use super::{Tally, reported};

    #[test]
    fn each_runner_is_understood() {
        for (line, passed, failed) in [
            (
                "test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s",
                12,
                0,
            ),
            (
                "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out",
                3,
                2,
            ),
            (
                "     Summary [   3.456s] 12 tests run: 11 passed (1 slow), 1 failed, 0 skipped",
                11,
                1,
            ),
            (
                "     Summary [   0.1s] 2 tests run: 2 passed, 0 skipped",
                2,
                0,
            ),
            ("# pass 4", 4, 0),
            ("ℹ fail 2", 0, 2),
            ("# cancelled 1", 0, 1),
            ("# a comment of a test", 0, 0),
            ("running 3 tests", 0, 0),
        ] {
            assert_eq!(reported(line), Tally { passed, failed }, "{line}");
        }
    }
}
