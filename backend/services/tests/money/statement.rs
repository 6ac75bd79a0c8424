//! Statements, remittances, settlements.
