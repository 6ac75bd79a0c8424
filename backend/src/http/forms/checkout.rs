//! The checkout's one form: steppers, the commune, more time, and the order itself.

use crate::app::App;
use crate::http::actor::{Peer, Visitor};
use crate::http::cookies;
use crate::http::forms::cart::{hold, keep_cart};
use crate::http::limits::Deed;
use crate::http::pages::purchase::{cart_of, show_checkout};
use crate::http::problem::{self, PageError, Tell};
use crate::http::security::busy;
use axum::extract::{Form, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;
use http::StatusCode;
use services::actor::Actor;
use services::checkout::{self, Shown, WardField};
use services::{Error, holds, orders};
use shared::input::cart::{Cart, ChangeCart};
use shared::input::checkout::{CheckoutForm, Seen};
use shared::problem::FieldError;
use shared::say::Locale;
use shared::view::order::PlacedOrder;
use shared::view::parts::{Notice, NoticeKind};

type Answered = std::result::Result<Response, PageError>;

/// Days the chosen commune is remembered.
const WARD_DAYS: i64 = 365;
/// Days the passes for orders are kept; each pass ends on its own.
const PASS_DAYS: i64 = 2;

/// Everything a button of the form needs.
struct Desk {
    app: App,
    actor: Actor,
    jar: CookieJar,
    cart: Cart,
    form: CheckoutForm,
}

/// What is shown instead of an order.
#[derive(Default)]
struct Again {
    errors: Vec<FieldError>,
    notice: Option<Notice>,
}

/// `POST /dat-hang`.
pub async fn submit(
    State(app): State<App>,
    Visitor(actor): Visitor,
    Peer(peer): Peer,
    jar: CookieJar,
    Form(form): Form<CheckoutForm>,
) -> Answered {
    let l = actor.locale;
    let cart = cart_of(&app, &jar);
    let desk = Desk {
        app,
        actor,
        jar,
        cart,
        form,
    };
    let op = desk.form.op.clone();
    match op.split_once(':') {
        Some((what, variant)) => desk.step(what, variant).await,
        None if op == "hold" => desk.more_time().await,
        None if op == "ward" => desk.find_ward().await,
        None => {
            let allowed = desk.app.limits.deed(Deed::Order, &peer.to_string());
            allowed.map_err(|seconds| PageError(busy(seconds, l), l))?;
            desk.order().await
        }
    }
}

impl Desk {
    fn l(&self) -> Locale {
        self.actor.locale
    }

    fn checkout_key(&self) -> Option<&str> {
        cookies::value(&self.app.config, &self.jar, cookies::CHECKOUT)
    }

    /// The page again with everything that was typed.
    async fn show(self, status: StatusCode, ward: WardField, again: Again) -> Answered {
        let l = self.l();
        let jar = match ward.ward {
            Some(ward) => {
                let code = ward.code.to_owned();
                self.jar.clone().add(cookies::make(
                    &self.app.config,
                    cookies::WARD,
                    code,
                    WARD_DAYS,
                ))
            }
            None => self.jar.clone(),
        };
        let shown = Shown {
            form: &self.form,
            ward,
            checkout: self.checkout_key(),
            errors: again.errors,
            notice: again.notice,
        };
        let view = checkout::checkout_page(&self.app.core, &self.cart, shown, l)
            .await
            .page(l)?;
        Ok((status, jar, show_checkout(&self.app, &view, l)).into_response())
    }

    /// One more, one less, or taken out.
    async fn step(mut self, op: &str, variant: &str) -> Answered {
        let l = self.l();
        let change = ChangeCart {
            op: op.to_owned(),
            variant_id: variant.to_owned(),
            ..ChangeCart::default()
        };
        self.cart = checkout::change_cart(&self.app.core, l, &self.cart, &change)
            .await
            .page(l)?;
        self.jar = keep_cart(&self.app, self.jar, &self.cart);
        if self.checkout_key().is_some() {
            self.jar = hold(&self.app, &self.actor, self.jar, &self.cart)
                .await
                .page(l)?;
        }
        if self.cart.is_empty() {
            return Ok((self.jar, Redirect::to(&l.path("/gio-hang"))).into_response());
        }
        let ward = checkout::ward_field(&self.form, l);
        self.show(StatusCode::OK, ward, Again::default()).await
    }

    async fn more_time(self) -> Answered {
        let l = self.l();
        if let Some(key) = self.checkout_key() {
            holds::extend(&self.app.core, key).await.page(l)?;
        }
        let ward = checkout::ward_field(&self.form, l);
        self.show(StatusCode::OK, ward, Again::default()).await
    }

    async fn find_ward(self) -> Answered {
        let ward = checkout::ward_field(&self.form, self.l());
        let errors = match ward.ward {
            Some(_) => Vec::new(),
            None => vec![ward_error(&ward, self.l())],
        };
        let status = if errors.is_empty() || !ward.choices.is_empty() {
            StatusCode::OK
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        };
        self.show(
            status,
            ward,
            Again {
                errors,
                notice: None,
            },
        )
        .await
    }

    async fn order(mut self) -> Answered {
        let l = self.l();
        let ward = checkout::ward_field(&self.form, l);
        self.form.ward_code = ward
            .ward
            .map(|ward| ward.code.to_owned())
            .unwrap_or_default();
        let seen = Seen::read(&self.form.seen);
        let lines = checkout::order_lines(&self.app.core, &seen).await.page(l)?;
        let order = self.form.order(lines);
        if let Err(errors) = order.delivery(l) {
            let errors = errors
                .into_iter()
                .map(|error| at_field(error, &ward, l))
                .collect();
            return self
                .mend(
                    ward,
                    Again {
                        errors,
                        notice: None,
                    },
                )
                .await;
        }
        if self.cart.is_empty() && seen.lines.is_empty() {
            return Ok(Redirect::to(&l.path("/gio-hang")).into_response());
        }
        if seen.ward_code != self.form.ward_code || seen.lines.is_empty() {
            let notice = Some(fees_are_new(l));
            return self
                .show(
                    StatusCode::OK,
                    ward,
                    Again {
                        errors: Vec::new(),
                        notice,
                    },
                )
                .await;
        }
        let context = orders::PlaceContext {
            key: Some(&self.form.key),
            checkout: self.checkout_key(),
            seen_total: seen.total,
            clicks: cookies::value(&self.app.config, &self.jar, cookies::CLICKS),
        };
        match orders::place(&self.app.core, &self.actor, &order, context).await {
            Ok(placed) => self.thank(&placed, &seen).await,
            Err(error) => self.explain(ward, error).await,
        }
    }

    /// The form with its mistakes; whoever mends them has a little more time.
    async fn mend(self, ward: WardField, again: Again) -> Answered {
        if let Some(key) = self.checkout_key() {
            holds::extend(&self.app.core, key).await.page(self.l())?;
        }
        self.show(StatusCode::UNPROCESSABLE_ENTITY, ward, again)
            .await
    }

    /// The form again with what stands in the way.
    async fn explain(self, ward: WardField, error: Error) -> Answered {
        let status = problem::status(&error);
        let all = |fields: Vec<FieldError>| {
            let messages: Vec<String> = fields.into_iter().map(|field| field.message).collect();
            messages.join(". ")
        };
        let (kind, title, text) = match error {
            Error::Conflict {
                message, fields, ..
            } => (NoticeKind::Bad, message, all(fields)),
            // The page itself says at the field what is wrong with a voucher.
            Error::Invalid { fields } if fields.iter().all(|field| field.path == "voucher") => {
                return self.mend(ward, Again::default()).await;
            }
            Error::Invalid { fields } => (NoticeKind::Bad, String::new(), all(fields)),
            Error::Busy { message, .. } => (NoticeKind::Warn, String::new(), message),
            error => return Err(PageError(error, self.l())),
        };
        let notice = Some(Notice {
            kind,
            title,
            text,
            link: None,
        });
        let errors = Vec::new();
        self.show(status, ward, Again { errors, notice }).await
    }

    /// The order is placed: what was ordered leaves the cart, and this browser may see the order.
    async fn thank(mut self, placed: &PlacedOrder, seen: &Seen) -> Answered {
        let l = self.l();
        let (core, config) = (&self.app.core, &self.app.config);
        let access = orders::just_placed(core, &placed.code).await.page(l)?;
        let passes = cookies::value(config, &self.jar, cookies::ORDERS).unwrap_or_default();
        let pass = access.pass(core, passes);
        for line in &seen.lines {
            self.cart.set(line.variant, 0);
        }
        let jar = keep_cart(&self.app, self.jar, &self.cart)
            .add(cookies::remove(config, cookies::CHECKOUT))
            .add(cookies::remove(config, cookies::VOUCHER))
            .add(cookies::make(config, cookies::ORDERS, pass, PASS_DAYS))
            .add(cookies::make(
                config,
                cookies::WARD,
                self.form.ward_code.clone(),
                WARD_DAYS,
            ));
        Ok((jar, Redirect::to(&l.path(&format!("/don/{}", placed.code)))).into_response())
    }
}

fn ward_error(ward: &WardField, l: Locale) -> FieldError {
    let (code, message) = match (ward.text.is_empty(), ward.choices.is_empty()) {
        (true, _) => (
            "required",
            l.say("Gõ tên xã, phường nhận hàng", "Type the commune or ward"),
        ),
        (false, true) => (
            "not_found",
            l.say(
                "Không tìm thấy nơi này. Thử gõ tên quận, huyện cũ",
                "This place was not found. Try the name of the former district",
            ),
        ),
        (false, false) => (
            "choose",
            l.say("Chọn đúng nơi nhận ở dưới", "Choose the right place below"),
        ),
    };
    FieldError::new("ward_code", code, message)
}

/// The message at the form's field, which has the last name of the path.
fn at_field(mut error: FieldError, ward: &WardField, l: Locale) -> FieldError {
    if error.path == "address.ward_code" {
        return ward_error(ward, l);
    }
    if let Some((_, last)) = error.path.rsplit_once('.') {
        error.path = last.to_owned();
    }
    error
}

fn fees_are_new(l: Locale) -> Notice {
    Notice {
        kind: NoticeKind::Plain,
        title: l
            .say("Đã tính phí giao.", "Delivery is counted.")
            .to_owned(),
        text: l
            .say(
                "Xem lại tổng tiền rồi bấm Đặt hàng.",
                "Look at the total, then place the order.",
            )
            .to_owned(),
        link: None,
    }
}
