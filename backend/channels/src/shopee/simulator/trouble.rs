//! Trouble on purpose: what a class practises, and what tests ask for, by buttons.

use axum::extract::{Path, State as Extract};
use axum::response::Redirect;

use super::gate::{Fault, Rule};
use super::page::back;
use super::state::{Shop, State};
use super::{Shared, auth, open};
use crate::_kit::simulated::button;

/// Faults by name and label.
const FAULTS: [(&str, &str); 9] = [
    ("busy", "Quá nhiều lần gọi (429, chờ 30 giây)"),
    ("busy-untold", "Quá nhiều lần gọi (429, không nói chờ)"),
    ("away", "Máy chủ hỏng (500) ba lần"),
    ("silent", "Làm xong rồi mất kết nối"),
    ("garbage", "Trả lời lỗi định dạng"),
    ("twice", "Thông báo gửi hai lần"),
    ("reorder", "Thông báo sai thứ tự"),
    ("revoke", "Thu hồi quyền kết nối"),
    ("none", "Hết sự cố"),
];

/// Buttons that make trouble.
pub fn buttons(id: i64, shop: &Shop) -> String {
    let mut buttons: String = FAULTS
        .iter()
        .map(|(what, label)| button(&format!("/shop/{id}/fault/{what}"), label))
        .collect();
    let holiday = if shop.holiday {
        "Hết kỳ nghỉ"
    } else {
        "Gian hàng tạm nghỉ"
    };
    buttons.push_str(&button(&format!("/shop/{id}/fault/holiday"), holiday));
    format!("<h2>Tập xử lý sự cố</h2><section>{buttons}</section>")
}

/// Makes it.
pub async fn fault(
    Extract(state): Extract<Shared>,
    Path((shop, what)): Path<(i64, String)>,
) -> Redirect {
    let mut state = open(&state);
    let (fault, times) = match what.as_str() {
        "busy" => (Fault::Busy(Some(30)), 1),
        "busy-untold" => (Fault::Busy(None), 1),
        "away" => (Fault::Away, 3),
        "silent" => (Fault::SilentAfterEffect, 1),
        "garbage" => (Fault::Garbage, 1),
        _ => return back(shop, other(&mut state, shop, &what)),
    };
    let path = if what == "silent" { "add_item" } else { "" };
    state.rules.push_back(Rule {
        fault,
        path: path.to_owned(),
        skip: 0,
        left: times,
    });
    back(shop, "Sự cố sẽ xảy ra ở lần gọi tới")
}

fn other(state: &mut State, shop: i64, what: &str) -> &'static str {
    match what {
        "twice" => state.duplicate_pushes += 5,
        "reorder" => state.reorder_pushes = true,
        "revoke" => auth::revoke(state, shop),
        "holiday" => {
            if let Some(shop) = state.shops.get_mut(&shop) {
                shop.holiday = !shop.holiday;
            }
        }
        "none" => {
            state.rules.clear();
            state.duplicate_pushes = 0;
            state.reorder_pushes = false;
        }
        _ => return "Không có sự cố này",
    }
    "Đã làm"
}
