//! People: signing in, sessions, passwords, one-time codes.
//!
//! Nothing here tells whether a phone number is known: an unknown one takes the same time, counts the same
//! tries and reads the same words.

mod account;
mod codes;
mod demo;
pub mod passwords;
mod people;
mod sessions;
mod sign_in;
mod throttle;

pub use account::{change_name, change_password, load_account_view};
pub use codes::request_code;
pub use demo::demo_sign_ins;
pub use people::{NewPerson, find_or_add};
pub use sessions::{end_session, load_person, sign_out, sign_out_everywhere, start};
pub use sign_in::{SignedIn, with_code, with_password};
