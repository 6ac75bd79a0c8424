//! One product.

pub(crate) mod facts;
