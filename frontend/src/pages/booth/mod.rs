//! Pages of the members: signing in, and their cooperative's booth.

mod account;
mod sign_in;

pub use account::account_page;
pub use sign_in::{code_page, sign_in_page};
