//! The small pieces of pages: a struct of `shared::view::parts` in, HTML out.
//!
//! They are plain functions, so a page writes `{price_sign(&card.sign)}` inside `view!`. Class names are those of
//! `frontend/style`; nothing here carries inline styles or scripts.

mod badge;
mod bank;
mod booth;
mod card;
mod form;
mod gallery;
mod harvest;
mod icon;
mod notice;
mod order;
mod picture;

pub use badge::{certificate_chip, chip, ocop_badge, season_cells, season_mini, season_strip};
pub use bank::{account_form, settlement_list};
pub use booth::{TabCounts, booth_tabs, task_card};
pub use card::{booth_card, price_sign, price_sign_large, product_card, product_grid, stall};
pub use form::{
    Choice, Field, Stepper, below, described, error_for, error_summary, field, hidden, pick,
    select_field, stepper, tick_box,
};
pub use gallery::gallery;
pub use harvest::harvest_weeks;
pub use icon::{Icon, icon, icon_small};
pub use notice::{crumbs, empty, error_line, notice, notice_of, pager, toast};
pub use order::{parcel, parcel_line, sum_row, sum_rows, timeline};
pub use picture::{picture, thumb};
