//! Flows over HTTP, in-process, on both databases.

mod backup;
mod booth;
mod buyer;
mod certificates;
mod channels;
mod crash;
mod ground;
mod guard;
mod lives;
mod messages;
mod moving;
mod outbox;
mod payment;
mod providers;
mod purchase;
mod scale;
mod settling;
mod shop;
mod staff;
mod turns;
