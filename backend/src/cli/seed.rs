//! `chophien seed demo` and `chophien seed scale`.

use super::{open_migrated, say};
use crate::config::Config;
use crate::seed::fill_demo;
use anyhow::{Context, bail};
use services::seed::demo;
use services::seed::scale::{self, Size};
use std::time::Instant;

#[derive(Debug, clap::Subcommand)]
pub(super) enum What {
    /// The demonstration market, into an empty database.
    Demo,
    /// A large made-up market for measuring, the same every time for the same seed.
    Scale {
        /// Cooperatives to make.
        #[arg(long)]
        cooperatives: u64,
        /// Products to make, spread over the cooperatives.
        #[arg(long)]
        products: u64,
        /// Finished orders to make.
        #[arg(long)]
        orders: u64,
        /// The number from which everything follows.
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
}

pub(super) async fn command(what: What) -> anyhow::Result<()> {
    let app = open_migrated(Config::from_env(true)?).await?;
    match what {
        What::Demo => {
            if !fill_demo(&app)
                .await
                .context("the demonstration data could not be written")?
            {
                bail!(
                    "Trong cơ sở dữ liệu đã có dữ liệu; chỉ ghi dữ liệu trình diễn vào nơi còn trống. / \
                     There is data already; the demonstration goes only into an empty database."
                );
            }
            say(&sign_in_lines(&app.config.public_url)?)?;
        }
        What::Scale {
            cooperatives,
            products,
            orders,
            seed,
        } => {
            let begun = Instant::now();
            let size = Size {
                cooperatives,
                products,
                orders,
                seed,
            };
            let progress = |what: &str, done: u64, of: u64| {
                tracing::info!(what, done, of, seconds = begun.elapsed().as_secs(), "made");
            };
            scale::run(&app.core, size, &progress)
                .await
                .context("the large market could not be written")?;
        }
    }
    super::close(app).await
}

/// Who can be played in the demonstration, for the person at the terminal.
pub(super) fn sign_in_lines(public_url: &str) -> anyhow::Result<String> {
    let all = demo::sign_ins()?;
    let mut text = format!("Đăng nhập thử / demo sign-ins ({public_url}/dang-nhap):\n");
    for one in &all {
        text.push_str(&format!(
            "  {}  {}  {}\n",
            one.phone, one.password, one.name
        ));
    }
    Ok(text)
}
