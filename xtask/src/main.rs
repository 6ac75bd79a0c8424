//! Developer tasks of this project: `cargo xtask <task>`.

mod client;
mod interrupt;
mod machine;
mod postgres;
mod run;
mod serve;

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
    /// Build everything, fill the demo data and serve.
    Serve(serve::Args),
    /// Build styles, static files and the browser bundles into target/site.
    Client(client::Args),
    /// Start a throw-away PostgreSQL in the background, or stop it with --stop.
    Postgres(postgres::Args),
}

fn main() -> Result<()> {
    let cli = Cli::parse();
    interrupt::listen()?;
    let result = match cli.task {
        Task::Serve(args) => serve::command(&args),
        Task::Client(args) => client::command(&args),
        Task::Postgres(args) => postgres::command(&args),
    };
    interrupt::settle();
    result
}
