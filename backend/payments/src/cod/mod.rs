//! Cash on delivery. Nobody is called: the carrier collects, and its remittance is the moment of the money. What the carriers
//! take at most is theirs to say; this bound is the highest that any of them names (GHN).

use async_trait::async_trait;
use http::StatusCode;
use shared::money::Vnd;
use shared::payment::{
    Capabilities, Confirmation, CreatePayment, Created, NextStep, NotifyOutcome, PaymentKind,
    RefundSupport, Settlement,
};

use crate::{Outbound, PaymentError, PaymentProvider, Reply, Setting, check_amount};

/// Cash on delivery.
#[derive(Clone, Copy, Debug)]
pub struct Cod;

#[async_trait]
impl PaymentProvider for Cod {
    fn code(&self) -> &'static str {
        "cod"
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            kind: PaymentKind::Cash,
            name_vi: "Trả tiền mặt khi nhận hàng",
            name_en: "Cash on delivery",
            least: Vnd(1),
            most: Vnd(50_000_000),
            confirmation: Confirmation::Remittance,
            settlement: Settlement::Carrier,
            query: false,
            refund: RefundSupport::ByHand,
        }
    }

    fn settings(&self) -> &'static [Setting] {
        &[]
    }

    async fn create(
        &self,
        _out: &Outbound,
        wanted: &CreatePayment,
    ) -> Result<Created, PaymentError> {
        check_amount(&self.capabilities(), wanted.amount)?;
        Ok(Created {
            provider_ref: String::new(),
            next: NextStep::None,
        })
    }

    fn notify_reply(&self, _outcome: NotifyOutcome) -> Reply {
        Reply::bare(StatusCode::NOT_FOUND)
    }
}

#[cfg(test)]
mod tests;
