//! The knots of a parcel: what happened, what happens now, what is to come. Every knot has a time.

use super::read::{Part, Whole};
use shared::rules::preorder::Given;
use shared::say::Locale;
use shared::state::sub_order::allowed;
use shared::state::{ActorKind, SubOrderAction as A, SubOrderState as S};
use shared::time::Millis;
use shared::view::parts::{Knot, TimelineStep};

struct Told<'a> {
    whole: &'a Whole,
    part: &'a Part,
    now: Millis,
    l: Locale,
}

/// The thread of a parcel.
pub(super) fn steps(whole: &Whole, part: &Part, now: Millis, l: Locale) -> Vec<TimelineStep> {
    let told = Told {
        whole,
        part,
        now,
        l,
    };
    let mut steps = Vec::with_capacity(5);
    let reached = |state| told.at(state).is_some();
    if reached(S::Confirmed) {
        steps.push(told.done(
            S::Confirmed,
            match part.harvest() {
                Some(_) => l.say("Đã thu hoạch, đủ hàng", "The harvest is in"),
                None => l.say("Hợp tác xã đã nhận đơn", "Accepted by the cooperative"),
            },
        ));
    }
    if reached(S::Packed) {
        let mut packed = told.done(S::Packed, l.say("Đã đóng gói", "Packed"));
        packed.link = part.packed_picture.as_ref().map(|key| {
            (
                l.say("xem ảnh kiện hàng", "see the packed box").to_owned(),
                format!(
                    "/anh/{key}-{}.jpg",
                    on_a_phone(part.packed_widths.as_deref())
                ),
            )
        });
        steps.push(packed);
    }
    if reached(S::InTransit) && part.state() != S::InTransit {
        steps.push(told.done(S::InTransit, l.say("Đã lên đường", "On its way")));
    }
    steps.extend(told.present());
    steps
}

/// The widest of the widths a picture is kept in that is no wider than a phone needs.
fn on_a_phone(widths: Option<&str>) -> u32 {
    const PHONE: u32 = 640;
    let widths = widths.unwrap_or_default().split(',');
    let widths: Vec<u32> = widths
        .filter_map(|width| width.trim().parse().ok())
        .collect();
    let fits = widths.iter().copied().filter(|width| *width <= PHONE).max();
    fits.or_else(|| widths.into_iter().min()).unwrap_or(PHONE)
}

fn step(knot: Knot, title: &str, detail: String) -> TimelineStep {
    TimelineStep {
        knot,
        title: title.to_owned(),
        detail,
        link: None,
    }
}

impl Told<'_> {
    /// When the parcel first came to a state.
    fn at(&self, state: S) -> Option<Millis> {
        let mut events = self.whole.events_of(self.part);
        events
            .find(|event| event.state == state.code())
            .map(|event| Millis(event.at))
    }

    /// When the parcel last came to the state it is in.
    fn since(&self) -> Millis {
        let state = self.part.state();
        let events = self
            .whole
            .events_of(self.part)
            .filter(|event| event.state == state.code());
        events.last().map_or(self.now, |event| Millis(event.at))
    }

    /// `15/8, 09:31`.
    fn time(&self, at: Millis) -> String {
        format!("{}, {}", at.vn_date().short(), at.vn_clock())
    }

    fn done(&self, state: S, title: &str) -> TimelineStep {
        step(
            Knot::Done,
            title,
            self.at(state).map(|at| self.time(at)).unwrap_or_default(),
        )
    }

    fn present(&self) -> Vec<TimelineStep> {
        let l = self.l;
        match self.part.state() {
            S::AwaitingPayment => vec![
                step(
                    Knot::Now,
                    l.say("Chờ thanh toán", "Waiting for payment"),
                    self.time(self.since()),
                ),
                self.arrives(),
            ],
            S::Preordered => vec![
                step(
                    Knot::Now,
                    l.say(
                        "Đã đặt trước, chờ thu hoạch",
                        "Ordered ahead, waits for the harvest",
                    ),
                    self.harvest(),
                ),
                self.arrives(),
            ],
            S::ToConfirm => vec![
                step(
                    Knot::Now,
                    l.say("Chờ hợp tác xã nhận đơn", "Waiting for the cooperative"),
                    self.answer(),
                ),
                step(Knot::Wait, l.say("Đóng gói", "Packing"), self.ships()),
                self.arrives(),
            ],
            S::Confirmed => vec![
                step(
                    Knot::Now,
                    l.say("Đang chuẩn bị và đóng gói", "Being prepared and packed"),
                    self.ships(),
                ),
                self.arrives(),
            ],
            S::Packed => vec![
                step(
                    Knot::Now,
                    l.say("Chờ giao cho xe", "Waiting for the carrier"),
                    self.ships(),
                ),
                self.arrives(),
            ],
            S::CancelRequested => vec![
                step(
                    Knot::Now,
                    l.say(
                        "Đã xin huỷ, chờ hợp tác xã trả lời",
                        "Cancellation asked for, waiting for the answer",
                    ),
                    self.time(self.since()),
                ),
                self.arrives(),
            ],
            S::InTransit => {
                vec![
                    step(
                        Knot::Now,
                        l.say("Đang trên đường", "On the road"),
                        self.carrier(),
                    ),
                    self.arrives(),
                ]
            }
            S::Delivered | S::Completed => {
                vec![self.done(S::Delivered, l.say("Đã tới nhà bạn", "Delivered"))]
            }
            S::Returning => vec![self.bad(l.say("Đang quay về hợp tác xã", "On its way back"), "")],
            S::Returned => vec![self.bad(
                l.say("Đã quay về hợp tác xã", "Back at the cooperative"),
                "",
            )],
            S::Unknown => vec![step(
                Knot::Now,
                l.say("Đang kiểm tra", "Being checked"),
                l.say("Chợ Phiên tự hỏi lại", "Chợ Phiên asks again by itself")
                    .to_owned(),
            )],
            S::DeliveryFailed => vec![
                self.bad(
                    l.say("Giao chưa được", "Could not be delivered"),
                    l.say(
                        "Hợp tác xã sẽ gọi cho bạn để hẹn lại",
                        "The cooperative will call you",
                    ),
                ),
                self.arrives(),
            ],
            S::Cancelled => vec![self.bad(
                l.say("Đã huỷ", "Cancelled"),
                l.say("Bạn không mất tiền", "You have paid nothing"),
            )],
            // Why the market does it was said to the cooperative.
            S::Declined if self.moved_away() => vec![step(
                Knot::Bad,
                l.say("Chợ đổi nơi gửi", "The market changes the sender"),
                format!("{} · {}", self.time(self.since()), self.unsent()),
            )],
            S::Declined => vec![self.bad(
                l.say(
                    "Hợp tác xã không làm được đơn này",
                    "The cooperative cannot do this order",
                ),
                self.unsent(),
            )],
            S::TimedOut => vec![self.bad(
                l.say(
                    "Hợp tác xã chưa trả lời kịp",
                    "The cooperative did not answer in time",
                ),
                self.unsent(),
            )],
        }
    }

    /// An operator took it from the cooperative.
    fn moved_away(&self) -> bool {
        let mut events = self.whole.events_of(self.part);
        events.any(|event| event.action == A::MoveAway.code())
    }

    /// Went wrong: when, why, and what it means.
    fn bad(&self, title: &str, meaning: &str) -> TimelineStep {
        let mut detail = self.time(self.since());
        for part in [
            self.part.close_reason.as_deref().unwrap_or_default(),
            meaning,
        ] {
            if !part.is_empty() {
                detail.push_str(" · ");
                detail.push_str(part);
            }
        }
        step(Knot::Bad, title, detail)
    }

    /// What it means that nobody sends it.
    fn unsent(&self) -> &'static str {
        if self.part.unsent() {
            return self.l.say(
                "Chưa có nơi khác gửi. Mời bạn chọn bên dưới",
                "Nobody else sends it yet. Please choose below",
            );
        }
        self.l.say(
            "Bạn không mất tiền. Mời chọn món khác",
            "You have paid nothing. Please choose something else",
        )
    }

    /// `Thu hoạch 10–16/8, gửi trước 18/8`, and what it was given of the last lot.
    fn harvest(&self) -> String {
        let days = self.part.harvest().map(|days| days.words(self.l));
        let unit = self
            .whole
            .lines_of(self.part)
            .find_map(|line| line.unit.parse().ok());
        let share: Option<Given> = self
            .part
            .share
            .as_deref()
            .and_then(|text| serde_json::from_str(text).ok());
        let why = share.zip(unit).map(|(share, unit)| share.say(unit, self.l));
        let parts: Vec<String> = days
            .iter()
            .map(|days| crate::catalogue::words::capital(days))
            .chain(why)
            .collect();
        parts.join(". ")
    }

    fn answer(&self) -> String {
        let Some(by) = self.part.respond_by.map(Millis) else {
            return self.time(self.since());
        };
        let same_day = by.vn_date() == self.now.vn_date();
        let when = if same_day {
            by.vn_clock()
        } else {
            format!("{} {}", by.vn_clock(), by.vn_date().short())
        };
        match (by < self.now, self.l) {
            (true, Locale::Vi) => {
                format!("Chưa trả lời, hẹn trước {when}. Bạn có thể huỷ kiện này")
            }
            (true, Locale::En) => {
                format!("No answer yet, due before {when}. You may cancel this parcel")
            }
            (false, Locale::Vi) => format!("Trả lời trước {when}"),
            (false, Locale::En) => format!("Answers before {when}"),
        }
    }

    fn ships(&self) -> String {
        let day = Millis(self.part.ship_on).vn_date().with_weekday(self.l);
        match self.l {
            Locale::Vi => format!("Gửi đi {day}"),
            Locale::En => format!("Sent on {day}"),
        }
    }

    fn carrier(&self) -> String {
        let mut detail = self.time(self.since());
        for part in [&self.part.carrier, &self.part.tracking_no]
            .into_iter()
            .flatten()
        {
            detail.push_str(" · ");
            detail.push_str(part);
        }
        detail
    }

    fn arrives(&self) -> TimelineStep {
        let day = |ms: i64| Millis(ms).vn_date();
        let (from, to) = (day(self.part.deliver_from), day(self.part.deliver_to));
        let days = if from == to {
            to.with_weekday(self.l)
        } else {
            format!("{} – {}", from.short(), to.short())
        };
        let detail = match self.l {
            Locale::Vi => format!("Dự kiến {days}"),
            Locale::En => format!("Expected {days}"),
        };
        step(
            Knot::Wait,
            self.l.say("Tới nhà bạn", "At your door"),
            detail,
        )
    }
}

/// What the buyer may still do: the action, the words of its button, and what it means.
pub(super) fn cancel(
    state: S,
    cooperative: &str,
    number: i32,
    l: Locale,
) -> Option<(String, String, String)> {
    let action =
        allowed(state, ActorKind::Buyer).find(|a| matches!(a, A::Cancel | A::RequestCancel))?;
    if matches!(state, S::Declined | S::TimedOut) {
        return None;
    }
    let (words, meaning) = match (action, l) {
        (A::RequestCancel, Locale::Vi) => (
            format!("Xin huỷ kiện {number}"),
            format!("{cooperative} đã gói hàng nên cần hợp tác xã đồng ý."),
        ),
        (A::RequestCancel, Locale::En) => (
            format!("Ask to cancel parcel {number}"),
            format!("{cooperative} has packed it, so it has to agree."),
        ),
        (_, Locale::Vi) => (
            format!("Huỷ kiện {number}"),
            format!("{cooperative} chưa gói. Bạn không mất tiền."),
        ),
        (_, Locale::En) => (
            format!("Cancel parcel {number}"),
            format!("{cooperative} has not packed it yet. You pay nothing."),
        ),
    };
    Some((action.code().to_owned(), words, meaning))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_photo_is_asked_for_in_the_size_of_a_phone() {
        assert_eq!(on_a_phone(Some("320,640,1200")), 640);
        assert_eq!(on_a_phone(Some("320")), 320);
        assert_eq!(on_a_phone(Some("900")), 900);
        assert_eq!(on_a_phone(None), 640);
    }
}
