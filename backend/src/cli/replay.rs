//! `chophien replay`: a recorded decision, or one written by hand, decided again.

use super::say;
use serde::Serialize;
use services::keys::digest;
use shared::rules::routing::{PlanDocument, Snapshot, plan};
use std::io::Read;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Subcommand)]
pub(super) enum What {
    /// Print the routing plan for a snapshot; docs/routing.md describes both.
    Routing {
        /// The snapshot as JSON; - reads it from standard input.
        file: PathBuf,
    },
}

/// What is printed: the plan, and the name by which its snapshot is known.
#[derive(Serialize)]
struct Replay<'a> {
    snapshot_hash: String,
    plan: PlanDocument<'a>,
}

/// Replays; the process ends with 2 when the file says nothing that could be decided.
pub(super) fn command(what: &What) -> anyhow::Result<()> {
    let What::Routing { file } = what;
    let planned = match read(file) {
        Ok(text) => routing(&text)?,
        Err(why) => {
            let file = file.display();
            Err(format!(
                "Không đọc được {file}. / {file} cannot be read. ({why})\n"
            ))
        }
    };
    match planned {
        Ok(printed) => say(&printed),
        Err(mistakes) => {
            eprint!("{mistakes}");
            std::process::exit(2)
        }
    }
}

fn read(file: &Path) -> std::io::Result<String> {
    if file == Path::new("-") {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text)?;
        return Ok(text);
    }
    std::fs::read_to_string(file)
}

/// The plan as it is printed, or the mistakes, one a line.
fn routing(text: &str) -> anyhow::Result<Result<String, String>> {
    let snapshot = match Snapshot::from_json(text) {
        Ok(snapshot) => snapshot,
        Err(mistakes) => {
            let line = |at: &str, code: &str, message: &str| match at {
                "" => format!("{message} ({code})\n"),
                at => format!("{at}: {message} ({code})\n"),
            };
            let lines = mistakes.iter().map(|m| line(&m.path, &m.code, &m.message));
            return Ok(Err(lines.collect()));
        }
    };
    let plan = plan(&snapshot);
    let replay = Replay {
        snapshot_hash: digest(snapshot.to_json().as_bytes()),
        plan: plan.document(&snapshot),
    };
    let mut printed = serde_json::to_string_pretty(&replay)?;
    printed.push('\n');
    Ok(Ok(printed))
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCS: &str = include_str!("../../../docs/routing.md");

    /// The code block of the documentation that follows a heading.
    fn block(heading: &str) -> &'static str {
        let after = DOCS.split_once(heading).expect("the heading").1;
        let block = after.split_once("```json\n").expect("a block").1;
        block.split_once("```").expect("its end").0
    }

    #[test]
    fn the_documented_case_gives_the_documented_plan() {
        let printed = routing(block("### A case")).expect("it can be written");
        assert_eq!(printed, Ok(block("### Its plan").to_owned()));
    }

    #[test]
    fn mistakes_are_listed_with_their_place() {
        let case = block("### A case").replacen("\"quantity\"", "\"amount\"", 1);
        let mistakes = routing(&case)
            .expect("it can be written")
            .expect_err("it is wrong");
        assert!(mistakes.contains("lines[0].amount: "), "{mistakes}");
        assert!(mistakes.contains("(unknown_field)\n"));
        let mistakes = routing("{")
            .expect("it can be written")
            .expect_err("it is wrong");
        assert!(mistakes.starts_with("Tệp không phải JSON"));
    }
}
