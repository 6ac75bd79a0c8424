//! The page of the simulated broadcast: a person writes comments as viewers do, and sees what was answered.

use axum::Router;
use axum::extract::{Form, State};
use axum::response::{Html, Redirect};
use axum::routing::{get, post};
use serde::Deserialize;

use super::{Shared, open};
use crate::_kit::simulated::{self, Look, button, or, safe};

const LOOK: Look = Look {
    name: "Phiên trực tiếp",
    colour: "#1f3d7a",
};
/// Comments shown, the newest first.
const SHOWN: usize = 40;
/// The most letters of a name and of a comment.
const MAX_NAME: usize = 40;
const MAX_TEXT: usize = 300;
/// What ten viewers write.
const CROWD: [(&str, &str); 10] = [
    ("Chị Hoa", "a1 2kg nha shop"),
    ("Anh Tuấn", "chốt A2 x2"),
    ("Mai Lan", "A1 còn không shop ơi?"),
    ("Cô Bảy", "lấy 2 hộp A3"),
    ("Minh", "A1 1 kg 🥰"),
    ("Thuỷ", "cho e A2 với A3 mỗi thứ 1"),
    ("Bác Tư", "đắt thế"),
    ("Chị Hoa", "thôi bỏ A1"),
    ("Hạnh", "a2 1"),
    ("Khánh", "A1 ạ"),
];

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/", get(home))
        .route("/viet", post(write))
        .route("/dong", post(crowd))
}

async fn home(State(room): State<Shared>) -> Html<String> {
    let room = open(&room);
    let rows: String = room
        .comments
        .iter()
        .rev()
        .take(SHOWN)
        .map(|(name, text)| format!("<p><b>{}</b>: {}</p>", safe(name), safe(text)))
        .collect();
    let replies: String = room
        .replies
        .iter()
        .rev()
        .take(SHOWN)
        .map(|(_, text)| format!("<p>{}</p>", safe(text)))
        .collect();
    let body = format!(
        "<p>Mở phiên ở /htx/live, chọn nguồn Facebook hoặc TikTok, gõ số phiên nào cũng được, ví dụ 1. \
Bình luận viết ở đây vào bảng điều khiển sau vài giây.</p>\
<section><form method=post action=/viet><label>Tên <input name=name maxlength={MAX_NAME} value=\"Chị Hoa\"></label>\
<label>Bình luận <input name=text maxlength={MAX_TEXT} value=\"A1 2kg\"></label><button>Viết</button></form>{}</section>\
<h2>Bình luận</h2>{}<h2>Shop trả lời</h2>{}",
        button("/dong", "Mười người cùng viết"),
        or(rows, "Chưa có bình luận."),
        or(replies, "Chưa có câu trả lời nào."),
    );
    simulated::page(LOOK, "Bình luận trực tiếp", &body)
}

#[derive(Deserialize)]
struct Written {
    #[serde(default)]
    name: String,
    #[serde(default)]
    text: String,
}

async fn write(State(room): State<Shared>, Form(form): Form<Written>) -> Redirect {
    let short = |text: &str, most: usize| text.trim().chars().take(most).collect::<String>();
    let (name, text) = (short(&form.name, MAX_NAME), short(&form.text, MAX_TEXT));
    if !name.is_empty() && !text.is_empty() {
        open(&room).comments.push((name, text));
    }
    Redirect::to("/")
}

async fn crowd(State(room): State<Shared>) -> Redirect {
    let all = CROWD.map(|(name, text)| (name.to_owned(), text.to_owned()));
    open(&room).comments.extend(all);
    Redirect::to("/")
}
