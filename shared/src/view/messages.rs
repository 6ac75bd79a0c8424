//! The demonstration's messages, which elsewhere go to people's phones and mailboxes.

/// The page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MessagesView {
    /// The newest first.
    pub messages: Vec<MessageLine>,
}

/// One message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageLine {
    /// To whom and how: `SMS · 0900 000 010`.
    pub to: String,
    /// When: `09:12, thứ Bảy 15/8`.
    pub at: String,
    /// What it is about.
    pub subject: String,
    /// The text, piece by piece.
    pub body: Vec<MessagePiece>,
}

/// A piece of a message's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MessagePiece {
    /// Words.
    Text(String),
    /// An address to follow.
    Link(String),
}
