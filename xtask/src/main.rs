//! Developer tasks of this project: `cargo xtask <task>`.

mod api;
mod bench;
mod browser;
mod ci;
mod client;
mod interrupt;
mod lighthouse;
mod machine;
mod postgres;
mod run;
mod serve;
mod server;
mod tally;
mod test;
mod tidy;

use std::process::ExitCode;

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
    /// Run every test: Rust, both databases, documentation, browser.
    Test(test::Args),
    /// Check everything: format, lints, documentation, tidiness, build, tests.
    Ci,
    /// Check the habits of the code base: lengths, boundaries, budgets.
    Tidy,
    /// Measure the release build and keep the numbers in docs/benchmarks.md.
    Bench(bench::Args),
    /// Rate the pages as a phone has them with Lighthouse.
    Lighthouse(lighthouse::Args),
    /// Build styles, static files and the browser bundles into target/site.
    Client(client::Args),
    /// Run simulated channels on fixed ports of this machine.
    Simulators,
    /// Start a throw-away PostgreSQL in the background, or stop it with --stop.
    Postgres(postgres::Args),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let result = interrupt::listen().and_then(|()| match cli.task {
        Task::Serve(args) => serve::command(&args),
        Task::Test(args) => test::command(&args),
        Task::Ci => ci::command(),
        Task::Tidy => tidy::command(),
        Task::Bench(args) => bench::command(&args),
        Task::Lighthouse(args) => lighthouse::command(&args),
        Task::Client(args) => client::command(&args),
        Task::Simulators => serve::simulators(),
        Task::Postgres(args) => postgres::command(&args),
    });
    interrupt::settle();
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
