//! What viewers of a livestream write, and what becomes of it: comments are read for claims, the claims of one viewer
//! merge into one basket, and whoever comes too late waits in line. The rules of reading are those of
//! `shared/data/live-comments/README.md`, where a labelled set measures them.

mod amount;
mod basket;
#[cfg(test)]
mod game;
mod lex;
mod phone;
mod queue;
mod read;
mod replay;
mod segment;
mod size;
mod stops;
#[cfg(test)]
mod tests;
mod verb;
mod words;

pub use basket::{Asked, Basket, merge};
pub use queue::{Turn, next_turns};
pub use read::{Claim, Codes, Comment, Op, parse};
pub use replay::{Happened, Kind, Standing, replay};
pub use size::{Pack, pack_of};
