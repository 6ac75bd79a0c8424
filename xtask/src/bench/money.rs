//! Money: a program of the crate it lives in, since it needs no server.

use anyhow::Result;

use super::report::Report;
use crate::run;

/// Builds and runs it; each line says what was done and what it took.
pub fn measure(report: &mut Report) -> Result<()> {
    let lines =
        run::read(run::cargo().args(["bench", "-q", "-p", "services", "--bench", "money"]))?;
    for line in lines.lines() {
        if let Some((what, measured)) = line.split_once(" | ") {
            report.fact(what, measured.to_owned());
        }
    }
    Ok(())
}
