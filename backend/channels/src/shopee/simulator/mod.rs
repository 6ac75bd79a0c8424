//! A small honest Shopee.
