//! The books against what should explain them: stock, shares of pooled listings, promises of harvests.

use super::{Finding, bad, good};
use crate::app::App;
use services::{pools, preorders, stock};
use shared::say::Locale;
use shared::view::staff::LedgerOffer;

pub(super) async fn ledger(app: &App) -> Finding {
    let (vi, en) = (
        stock::explain(&app.core, Locale::Vi).await,
        stock::explain(&app.core, Locale::En).await,
    );
    match (vi, en) {
        (Ok(vi), Ok(_)) if vi.is_empty() => good(
            "Sổ kho khớp với mọi số lượng",
            "The ledger explains every quantity",
        ),
        (Ok(vi), Ok(en)) => bad(
            format!(
                "Sổ kho lệch ở {} món. Sao lưu, rồi xem và sửa ở /quan-tri/kho.{}",
                vi.len(),
                differences(&vi)
            ),
            format!(
                "The ledger differs in {} goods. Back up, then look and correct at /quan-tri/kho.{}",
                en.len(),
                differences(&en)
            ),
        ),
        (Err(error), _) | (_, Err(error)) => bad(
            format!("Không đọc được sổ kho: {error}"),
            format!("The ledger cannot be read: {error}"),
        ),
    }
}

/// The first differences, each on a line of its own.
fn differences(of: &[LedgerOffer]) -> String {
    let lines = of.iter().flat_map(|one| {
        let sentences = one.differences.iter().chain(&one.proposal);
        sentences.map(move |sentence| format!("\n  {}: {sentence}", one.title))
    });
    lines.take(12).collect()
}

/// What cooperatives were given of pooled listings, against the orders.
pub(super) async fn shares(app: &App) -> Finding {
    match pools::check(&app.core).await {
        Ok(found) if found.is_empty() => good(
            "Phần đã giao của các tin bán chung khớp với đơn",
            "The shares of pooled listings are what the orders say",
        ),
        Ok(found) => {
            let lines: String = found
                .iter()
                .take(12)
                .map(|one| {
                    format!(
                        "\n  {} {}: {} / {} ({})",
                        one.month,
                        one.cooperative,
                        one.booked,
                        one.explained,
                        one.orders.join(", ")
                    )
                })
                .collect();
            bad(
                format!(
                    "Sổ phần bán chung lệch ở {} chỗ. Xem /htx/chung/…/phan và báo người vận hành.{lines}",
                    found.len()
                ),
                format!(
                    "The shares of pooled listings differ in {} places. See /htx/chung/…/phan.{lines}",
                    found.len()
                ),
            )
        }
        Err(error) => bad(
            format!("Không đọc được sổ phần bán chung: {error}"),
            format!("The shares cannot be read: {error}"),
        ),
    }
}

/// What is promised of harvests, against the orders that wait.
pub(super) async fn harvests(app: &App) -> Finding {
    match preorders::check(&app.core).await {
        Ok(found) if found.is_empty() => good(
            "Đặt trước khớp với các đơn đang chờ",
            "What is promised of harvests is what the orders say",
        ),
        Ok(found) => {
            let lines: String = found
                .iter()
                .take(12)
                .map(|one| {
                    format!(
                        "\n  {}: {} / {}, {} / {}",
                        one.id, one.promised, one.waiting, one.served, one.given
                    )
                })
                .collect();
            bad(
                format!("Sổ đặt trước lệch ở {} đợt.{lines}", found.len()),
                format!("The promises of {} harvests differ.{lines}", found.len()),
            )
        }
        Err(error) => bad(
            format!("Không đọc được sổ đặt trước: {error}"),
            format!("The promises cannot be read: {error}"),
        ),
    }
}
