//! Channels: a program beside the tests, since it needs a simulated channel at the other end.

use anyhow::Result;

use super::report::Report;
use crate::run;

/// Builds and runs it; each line says what was measured and what it came to.
pub fn measure(quick: bool, report: &mut Report) -> Result<()> {
    let mut command = run::cargo();
    command.args(["bench", "-q", "-p", "tests", "--bench", "channels"]);
    if quick {
        command.args(["--", "--quick"]);
    }
    for line in run::read(&mut command)?.lines() {
        if let Some((what, measured)) = line.split_once(" | ") {
            report.fact(what, measured.to_owned());
        }
    }
    Ok(())
}
