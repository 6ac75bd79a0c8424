//! Routing plans: a program of the crate they live in, since they need no server.

use anyhow::Result;

use super::report::Report;
use crate::run;

/// Builds and runs it; each line says what was planned and how long it took.
pub fn measure(report: &mut Report) -> Result<()> {
    let lines =
        run::read(run::cargo().args(["bench", "-q", "-p", "shared", "--bench", "routing"]))?;
    for line in lines.lines() {
        if let Some((what, measured)) = line.split_once(" | ") {
            report.fact(&format!("routing plan, {what}"), measured.to_owned());
        }
    }
    Ok(())
}
