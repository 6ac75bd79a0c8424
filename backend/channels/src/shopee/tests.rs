//! The vectors of the documents, golden files and the contract.
