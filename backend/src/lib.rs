//! The composition root: configuration, HTTP, jobs. The only crate that sees all the others.

pub mod app;
pub mod backup;
pub mod cli;
pub mod config;
pub mod doctor;
pub mod env_example;
pub mod feeds;
pub mod http;
pub mod jobs;
pub mod notify;
pub mod outlets;
pub mod pay;
pub mod sandbox;
pub mod seed;
pub mod serve;
#[cfg(feature = "simulators")]
pub mod simulated;
pub mod telemetry;
