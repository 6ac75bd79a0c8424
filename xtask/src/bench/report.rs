//! The results as Markdown, kept in docs/benchmarks.md between markers of their own.

use std::fs;

use anyhow::Result;

use super::load::Run;
use super::process;
use crate::run;

/// Where the tables are kept.
pub const FILE: &str = "docs/benchmarks.md";
const HEAD: &str = "# Benchmarks\n\nMeasured by `cargo xtask bench` (release build, load generator on the same machine, loopback).\n";

/// One run over one filled database.
pub struct Report {
    name: String,
    rows: Vec<String>,
    facts: Vec<String>,
}

impl Report {
    /// An empty report; `name` says what was measured on.
    pub fn new(name: String) -> Self {
        Self {
            name,
            rows: Vec::new(),
            facts: Vec::new(),
        }
    }

    /// Adds a measured load.
    pub fn row(&mut self, what: &str, run: &Run, memory: &str) {
        let [p50, p95, p99] = [0.5, 0.95, 0.99].map(|share| run.percentile(share));
        let rate = run.rate();
        self.rows.push(format!(
            "| {what} | {rate:.0} | {p50:.2} | {p95:.2} | {p99:.2} | {:.3} | {memory} | {} |",
            run.cpu_ms, run.bad
        ));
        eprintln!(
            "  {what}: {rate:.0}/s, p50 {p50:.2} ms, p99 {p99:.2} ms, {:.3} ms CPU, {} bad",
            run.cpu_ms, run.bad
        );
    }

    /// Adds a single number.
    pub fn fact(&mut self, what: &str, value: String) {
        eprintln!("  {what}: {value}");
        self.facts.push(format!("| {what} | {value} |"));
    }

    /// Shows it.
    pub fn print(&self) {
        println!("{}", self.text());
    }

    /// Puts it in the place of the last run of the same name.
    pub fn write(&self) -> Result<()> {
        let path = run::root().join(FILE);
        let old = fs::read_to_string(&path).unwrap_or_else(|_| HEAD.to_owned());
        let (begin, end) = (
            format!("<!-- bench: {} -->", self.name),
            format!("<!-- end: {} -->", self.name),
        );
        let block = format!("{begin}\n{}\n{end}", self.text());
        let new = match (old.find(&begin), old.find(&end)) {
            (Some(from), Some(to)) if from < to => {
                format!("{}{block}{}", &old[..from], &old[to + end.len()..])
            }
            _ => format!("{}\n\n{block}\n", old.trim_end()),
        };
        fs::write(&path, new)?;
        eprintln!("✓ written to {FILE}");
        Ok(())
    }

    fn text(&self) -> String {
        format!(
            "## {}\n\n{}.\n\n| load | requests/s | p50 ms | p95 ms | p99 ms | CPU ms a request | memory | bad |\n|---|---|---|---|---|---|---|---|\n{}\n\n| what | measured |\n|---|---|\n{}\n",
            self.name,
            process::machine(),
            self.rows.join("\n"),
            self.facts.join("\n")
        )
    }
}
