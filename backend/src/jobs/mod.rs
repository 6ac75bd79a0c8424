//! The worker: what follows from commits, and what follows from time. Every node may run it; rows are
//! leased and timed jobs take their slot first, so nothing is done twice on purpose, and everything may
//! be done twice without harm.

pub mod channels;
mod handle;
mod lives;
mod pages;
mod relay;
mod schedule;

pub use lives::{Follower as LiveFollower, follow as follow_lives};
pub use pages::{Follower, follow as follow_pages};
pub use relay::run_until_idle;

use crate::app::App;
use tokio_util::sync::CancellationToken;

/// Works until `stop`, then finishes what is under way.
pub async fn work(app: App, stop: CancellationToken) -> anyhow::Result<()> {
    let timed = schedule::run(app.clone(), stop.clone());
    let told = channels::run(app.clone(), stop.clone());
    let (relayed, (), told) = tokio::join!(relay::run(app, stop), timed, told);
    relayed.and(told)
}
