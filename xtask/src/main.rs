//! Developer tasks of this project: `cargo xtask <task>`.

mod interrupt;
mod machine;
mod postgres;
mod run;

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Developer tasks of Chợ Phiên")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Start a throw-away PostgreSQL in the background, or stop it with --stop.
    Postgres(postgres::Args),
}

fn main() -> Result<()> {
    let cli = Cli::parse();
    interrupt::listen()?;
    match cli.task {
        Task::Postgres(args) => postgres::command(&args),
    }
}
