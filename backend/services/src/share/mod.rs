//! Sharing: links and their clicks, people who sell by them, what cooperatives pay, and what was earned. Nothing is kept of
//! who clicked: the browser carries the ids of its own clicks, and an order brings them along.

mod account;
mod basket;
mod booked;
mod booth;
mod clicks;
mod commission;
mod csv;
mod goods;
mod home;
mod lines;
mod link;
mod links;
mod lives;
mod rates;
mod sellers;
mod shows;
mod texts;
mod watch;

pub(crate) use account::unchecked_accounts;
pub use account::{change_account, verify_account};
pub use basket::{Basket, basket};
pub use booked::follow;
pub(crate) use booked::settle;
pub use booth::{booth_page, booth_slug};
pub use clicks::click;
pub(crate) use commission::{Brought, freeze, gather};
pub use csv::{booth_csv, seller_csv};
pub use goods::goods_page;
pub use home::home_page;
pub use link::{booth_link, seller_link};
pub use links::{
    Opened, Target, end_booth_link, end_seller_link, new_booth_link, new_seller_link, open,
};
pub(crate) use lives::live_link;
pub use rates::{end_rate, set_rate};
pub(crate) use sellers::active_seller;
pub use sellers::{TERMS, is_seller, referrer, sign_up};
pub use watch::{list_sellers, set_seller};
