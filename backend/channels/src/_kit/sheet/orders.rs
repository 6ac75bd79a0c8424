//! Rows of a portal's export as orders. An order of which one row makes no sense is not taken at all: half an order
//! would be packed.

use std::collections::BTreeMap;

use shared::canonical::{Address, Amounts, Buyer, Line, MarketOrder, MarketState, Parcel};
use shared::money::Vnd;
use shared::text::fold;
use shared::time::Millis;

use super::cell::{Why, amount, moment, phone};
use super::table::Record;

/// The portal's words for states.
pub type States = &'static [(&'static str, MarketState)];

/// What the words of the portal mean.
#[must_use]
pub fn state(states: States, text: &str) -> MarketState {
    let plain = fold(text);
    states
        .iter()
        .find(|(words, _)| fold(words) == plain)
        .map_or_else(
            || MarketState::Unknown(text.to_owned()),
            |(_, state)| state.clone(),
        )
}

fn why(vi: &str, en: &str) -> Why {
    (vi.to_owned(), en.to_owned())
}

/// Number of the order in this row.
///
/// # Errors
/// When it is missing.
pub fn number(record: Record<'_>) -> Result<String, Why> {
    let number = record.text("order_no");
    if number.is_empty() {
        return Err(why(
            "Thiếu mã đơn hàng. Hãy điền mã như trên cổng",
            "The number of the order is missing. Fill it in as the portal shows it",
        ));
    }
    Ok(number)
}

/// One line of an order. `place` tells lines of the same goods apart.
fn line(record: Record<'_>, seen: &mut BTreeMap<String, usize>) -> Result<Line, Why> {
    let (sku, item) = (record.text("sku"), record.text("remote_id"));
    if sku.is_empty() && item.is_empty() {
        return Err(why(
            "Thiếu mã SKU và mã trên sàn. Hãy điền một trong hai",
            "Both the SKU and the portal's id are missing. Fill in one of them",
        ));
    }
    let quantity = record.parsed("quantity", amount)?.unwrap_or(0);
    if quantity == 0 {
        return Err(why("Thiếu số lượng", "The quantity is missing"));
    }
    let price = record
        .parsed("unit_price", amount)?
        .ok_or_else(|| why("Thiếu đơn giá", "The price is missing"))?;
    let name = if sku.is_empty() { &item } else { &sku };
    let count = seen.entry(name.clone()).or_insert(0);
    *count += 1;
    Ok(Line {
        key: if *count == 1 {
            name.clone()
        } else {
            format!("{name}#{count}")
        },
        sku,
        item,
        variant: String::new(),
        name: record.text("product_name"),
        quantity,
        unit_price: Vnd(price),
        discount: Vnd(record.parsed("line_discount", amount)?.unwrap_or(0)),
    })
}

/// The first row of an order that says it. Portals write what concerns the whole order into every row or only the first.
fn first<T: PartialEq>(
    records: &[Record<'_>],
    key: &'static str,
    parse: fn(&super::cell::Cell) -> Result<Option<T>, Why>,
) -> Result<Option<T>, Why> {
    let mut found = None;
    for record in records {
        let said = record.parsed(key, parse)?;
        match (&found, said) {
            (None, said) => found = said,
            (Some(before), Some(now)) if *before != now => {
                return Err((
                    format!("Các dòng của cùng một đơn ghi khác nhau ở cột {key}"),
                    format!("Rows of one order differ in the column {key}"),
                ));
            }
            _ => {}
        }
    }
    Ok(found)
}

fn words(records: &[Record<'_>], key: &str) -> String {
    let mut texts = records.iter().map(|record| record.text(key));
    texts.find(|text| !text.is_empty()).unwrap_or_default()
}

fn too_much() -> Why {
    why(
        "Số tiền lớn quá, hãy xem lại",
        "The amounts are too large, look at them again",
    )
}

fn amounts(records: &[Record<'_>], lines: &[Line]) -> Result<(Amounts, Option<Vnd>), Why> {
    let goods = lines.iter().try_fold(Vnd::ZERO, |sum, line| {
        sum.checked_add(line.unit_price.checked_mul(line.quantity)?)
    });
    let goods = goods.ok_or_else(too_much)?;
    let on_lines = Vnd::checked_sum(lines.iter().map(|line| line.discount));
    let on_order = Vnd(first(records, "order_discount", amount)?.unwrap_or(0));
    let discount = on_lines
        .and_then(|sum| sum.checked_add(on_order))
        .ok_or_else(too_much)?;
    let shipping = Vnd(first(records, "shipping_fee", amount)?.unwrap_or(0));
    if discount > goods {
        return Err(why(
            "Giảm giá lớn hơn tiền hàng, hãy xem lại",
            "The discounts are larger than the goods' price, look again",
        ));
    }
    let total = goods
        .checked_sub(discount)
        .and_then(|sum| sum.checked_add(shipping))
        .ok_or_else(too_much)?;
    let cod = first(records, "cod_amount", amount)?.map(Vnd);
    // What is collected at the door is what the buyer pays; the rest was borne by the portal.
    let total_said = cod.filter(|cod| cod.dong() > 0).unwrap_or(total);
    let platform = total
        .checked_sub(total_said)
        .unwrap_or_default()
        .max(Vnd::ZERO);
    Ok((
        Amounts {
            goods,
            discount_platform: platform,
            discount_seller: discount,
            shipping,
            total: total_said,
        },
        cod,
    ))
}

/// An order from all its rows.
///
/// # Errors
/// What is wrong and what to do.
pub fn order(
    key: &str,
    records: &[Record<'_>],
    states: States,
    confirm_within_ms: Option<i64>,
) -> Result<MarketOrder, Why> {
    let placed = first(records, "order_time", moment)?
        .ok_or_else(|| why("Thiếu thời gian đặt", "The time of the order is missing"))?;
    let raw_state = words(records, "status_text");
    if raw_state.is_empty() {
        return Err(why(
            "Thiếu trạng thái đơn",
            "The state of the order is missing",
        ));
    }
    let mut seen = BTreeMap::new();
    let lines = records
        .iter()
        .map(|record| line(*record, &mut seen))
        .collect::<Result<Vec<_>, _>>()?;
    let (amounts, cod) = amounts(records, &lines)?;
    let state = state(states, &raw_state);
    let payment = words(records, "payment_method");
    let cod = cod.map_or_else(
        || {
            matches!(
                fold(&payment).as_str(),
                "cod" | "thu ho" | "tien mat" | "thanh toan khi nhan hang"
            )
        },
        |cod| cod.dong() > 0,
    );
    let confirm_by = match state {
        MarketState::ToConfirm => confirm_within_ms.map(|ms| placed.plus_ms(ms)),
        _ => None,
    };
    let updated: Option<Millis> = first(records, "updated_time", moment)?;
    let note = words(records, "note");
    Ok(MarketOrder {
        key: key.to_owned(),
        state,
        raw_state,
        placed_at: placed,
        updated_at: updated.unwrap_or(placed),
        ship_by: None,
        confirm_by,
        cod,
        paid: !cod && !payment.is_empty(),
        buyer: buyer(records),
        address: address(records),
        parcels: parcels(records, key),
        lines,
        amounts,
        note: (!note.is_empty()).then_some(note),
    })
}

fn buyer(records: &[Record<'_>]) -> Buyer {
    let name = words(records, "buyer_name");
    let cell = records
        .iter()
        .map(|r| r.cell("buyer_phone"))
        .find(|cell| !cell.is_empty());
    let (phone, hidden) = cell.map(phone).unwrap_or_default();
    Buyer {
        masked: hidden || name.contains('*'),
        name,
        phone,
    }
}

fn address(records: &[Record<'_>]) -> Address {
    let district = words(records, "district");
    Address {
        street: words(records, "address_line"),
        ward: words(records, "ward"),
        district: (!district.is_empty()).then_some(district),
        province: words(records, "province"),
    }
}

/// Waybills of the order, each once.
fn parcels(records: &[Record<'_>], order: &str) -> Vec<Parcel> {
    let mut parcels: Vec<Parcel> = Vec::new();
    for record in records {
        let tracking = record.text("waybill_no");
        let known = parcels
            .iter()
            .any(|p| p.tracking.as_deref() == Some(&tracking));
        if tracking.is_empty() || known {
            continue;
        }
        let carrier = record.text("carrier");
        parcels.push(Parcel {
            number: format!("{order}-{}", parcels.len() + 1),
            tracking: Some(tracking),
            carrier: (!carrier.is_empty()).then_some(carrier),
        });
    }
    parcels
}
