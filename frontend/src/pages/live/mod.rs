//! Pages of a livestream: for those who run it, and for those who watch.

mod after;
mod console;
mod cues;
mod list;
mod watch;

pub use after::live_report_page;
pub use console::live_console_page;
pub use cues::live_cues_page;
pub use list::live_list_page;
pub use watch::{Looked, live_basket_page, live_page};

use leptos::prelude::*;
use shared::view::parts::NoticeKind;

use crate::components::{Icon, notice_of};

fn told(words: &str) -> AnyView {
    notice_of(NoticeKind::Plain, Icon::Info, words.to_owned().into_any())
}
