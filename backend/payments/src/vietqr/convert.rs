//! The text inside the code, and the code as a picture.

use fast_qr::ECL;
use fast_qr::convert::Builder;
use fast_qr::convert::svg::SvgBuilder;
use fast_qr::qr::QRBuilder;
use shared::money::Vnd;
use shared::payment::banks;

use crate::PaymentError;

/// What receives the money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// An account.
    Account,
    /// A card.
    Card,
}

/// A transfer, as a code says it. Texts are ASCII; empty ones are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transfer<'a> {
    /// The bank's number.
    pub bin: &'a str,
    /// Account or card.
    pub number: &'a str,
    /// Which of the two.
    pub service: Service,
    /// The amount; a code without one can be used again.
    pub amount: Option<Vnd>,
    /// What the transfer says, at most 25 signs.
    pub content: &'a str,
    /// The receiver's name, at most 25 signs.
    pub name: &'a str,
    /// The receiver's town, at most 15 signs.
    pub city: &'a str,
    /// The kind of trade, four digits.
    pub trade: &'a str,
    /// The number of a bill, at most 25 signs.
    pub bill: &'a str,
}

impl<'a> Transfer<'a> {
    /// The usual one: so much, to an account, with a text.
    #[must_use]
    pub const fn to_account(bin: &'a str, number: &'a str, amount: Vnd, content: &'a str) -> Self {
        Self {
            bin,
            number,
            service: Service::Account,
            amount: Some(amount),
            content,
            name: "",
            city: "",
            trade: "",
            bill: "",
        }
    }
}

/// CRC-16/CCITT-FALSE: polynomial 0x1021 from 0xFFFF, not reflected.
#[must_use]
pub fn crc16(data: &[u8]) -> u16 {
    data.iter().fold(0xFFFF, |crc: u16, byte| {
        (0..8).fold(crc ^ (u16::from(*byte) << 8), |crc, _| {
            let carry = crc & 0x8000 != 0;
            (crc << 1) ^ if carry { 0x1021 } else { 0 }
        })
    })
}

/// One element: two digits of name, two of length, the value. Nothing for an empty value.
fn element(id: &str, value: &str) -> String {
    if value.is_empty() {
        return String::new();
    }
    format!("{id}{:02}{value}", value.len())
}

/// Refuses what a code cannot carry.
fn check(transfer: &Transfer<'_>) -> Result<(), PaymentError> {
    let texts = [
        ("number", transfer.number, 19, false),
        ("content", transfer.content, 25, true),
        ("name", transfer.name, 25, true),
        ("city", transfer.city, 15, true),
        ("bill", transfer.bill, 25, true),
        ("trade", transfer.trade, 4, false),
    ];
    let invalid = |field, why: &str| PaymentError::Invalid {
        field,
        why: why.to_owned(),
    };
    for (field, text, most, spaces) in texts {
        let sign = |c: char| c.is_ascii_alphanumeric() || (spaces && c == ' ');
        if text.len() > most || !text.chars().all(sign) {
            return Err(invalid(
                field,
                "plain letters and digits only, and not so long",
            ));
        }
    }
    if !banks::is_bin(transfer.bin) || transfer.number.is_empty() {
        return Err(invalid("payee", "a bank's six digits and an account"));
    }
    match transfer.amount {
        Some(Vnd(amount)) if !(1..=9_999_999_999_999).contains(&amount) => {
            Err(invalid("amount", "more than nothing, at most 13 digits"))
        }
        _ => Ok(()),
    }
}

/// The text of the code.
///
/// # Errors
/// [`PaymentError::Invalid`] naming the field a code cannot carry.
pub fn payload(transfer: &Transfer<'_>) -> Result<String, PaymentError> {
    check(transfer)?;
    let receiver = element("00", transfer.bin) + &element("01", transfer.number);
    let service = match transfer.service {
        Service::Account => "QRIBFTTA",
        Service::Card => "QRIBFTTC",
    };
    let napas = element("00", "A000000727") + &element("01", &receiver) + &element("02", service);
    let (use_, amount) = transfer
        .amount
        .map_or(("11", String::new()), |Vnd(amount)| {
            ("12", amount.to_string())
        });
    let more = element("01", transfer.bill) + &element("08", transfer.content);
    let mut text = [
        element("00", "01"),
        element("01", use_),
        element("38", &napas),
        element("52", transfer.trade),
        element("53", "704"),
        element("54", &amount),
        element("58", "VN"),
        element("59", transfer.name),
        element("60", transfer.city),
        element("62", &more),
    ]
    .concat();
    text.push_str("6304");
    let crc = crc16(text.as_bytes());
    Ok(format!("{text}{crc:04X}"))
}

/// A code as an SVG picture: error correction M, a quiet zone of four modules.
///
/// # Errors
/// [`PaymentError::Invalid`] when the text is too long for a code.
pub fn svg(text: &str) -> Result<String, PaymentError> {
    let code = QRBuilder::new(text)
        .ecl(ECL::M)
        .build()
        .map_err(|_| PaymentError::Invalid {
            field: "payload",
            why: "too long for a code".to_owned(),
        })?;
    Ok(SvgBuilder::default().margin(4).to_str(&code))
}
