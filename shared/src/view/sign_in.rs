//! Signing in and one's own account.

use serde::{Deserialize, Serialize};

use crate::problem::FieldError;

/// A sign-in of the demonstration, named on the sign-in page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoSignIn {
    /// Who it is: `Giám đốc HTX Đồng Mỏ`.
    pub who: String,
    /// The phone as people write it.
    pub phone: String,
    /// The password.
    pub password: String,
}

/// The sign-in page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInView {
    /// The phone typed so far.
    pub phone: String,
    /// Where to go on afterwards; empty for the default.
    pub next: String,
    /// What is wrong, by field.
    pub errors: Vec<FieldError>,
    /// Too many tries: until when to wait.
    pub wait: Option<String>,
    /// The demonstration's sign-ins; empty outside it.
    pub demo: Vec<DemoSignIn>,
}

/// The page that takes the code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeView {
    /// Where the code went: `0912•••678`.
    pub phone_masked: String,
    /// The code typed so far.
    pub code: String,
    /// Where to go on afterwards; empty for the default.
    pub next: String,
    /// What is wrong, by field.
    pub errors: Vec<FieldError>,
    /// Too many codes: until when to wait.
    pub wait: Option<String>,
    /// In the demonstration messages are read on a page: its address.
    pub messages: Option<String>,
}

/// One session of one's own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionLine {
    /// Its id, for ending it.
    pub id: String,
    /// `Máy này` or `Máy khác`.
    pub title: String,
    /// `Vào từ thứ Bảy 15/8, dùng lần cuối 09:31`.
    pub detail: String,
    /// The session of this very page.
    pub this: bool,
}

/// One's own account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountView {
    /// Display name; may be empty.
    pub name: String,
    /// The phone: `0912•••678`.
    pub phone_masked: String,
    /// A password exists, so changing it asks for it.
    pub has_password: bool,
    /// Roles in words: `Giám đốc · HTX Đồng Mỏ`.
    pub roles: Vec<String>,
    /// Open sessions, this one first.
    pub sessions: Vec<SessionLine>,
    /// Where the back arrow leads.
    pub back: String,
    /// What is wrong, by field.
    pub errors: Vec<FieldError>,
    /// What was just done.
    pub done: Option<String>,
}
