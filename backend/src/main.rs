//! The binary `chophien`: one executable, a subcommand for each role.

use clap::Parser;

fn main() -> anyhow::Result<()> {
    backend::cli::run(backend::cli::Cli::parse())
}
