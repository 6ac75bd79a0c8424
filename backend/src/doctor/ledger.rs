//! The ledger against itself.

use super::{Finding, bad, good};
use crate::app::App;
use services::stock;
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
