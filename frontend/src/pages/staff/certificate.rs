//! One certificate beside its scan.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::staff::CertificateView;

use super::lists::{facts, mark};
use crate::components::{Field, error_for, field, picture, toast};

fn forms(of: &CertificateView, l: Locale) -> AnyView {
    let action = l.path(&format!("/lien-minh/chung-nhan/{}", of.id));
    let confirm = of.confirm.then(|| {
        view! {
            <form class="box stack" method="post" action=action.clone()>
                <p>{l.say(
                    "Số, ngày và tên trên giấy khớp với bên cạnh thì xác nhận. Nhãn sẽ hiện cho người mua",
                    "Confirm when number, days and name on the paper agree. The badge then appears to buyers",
                )}</p>
                <button class="b big w" type="submit" name="action" value="confirm">{l.say("Xác nhận giấy này", "Confirm this paper")}</button>
            </form>
        }
    });
    let revoke = of.revoke.then(|| {
        let reason = field(Field {
            label: l.say("Lý do rút", "Why it is withdrawn"),
            name: "reason",
            value: &of.reason,
            error: error_for(&of.errors, "reason"),
            kind: "textarea",
            maxlength: Some(500),
            ..Field::default()
        });
        view! {
            <form class="box stack" method="post" action=action>
                {reason}
                <button class="b d big w" type="submit" name="action" value="revoke">{l.say("Rút giấy này", "Withdraw this paper")}</button>
            </form>
        }
    });
    view! { {confirm}{revoke} }.into_any()
}

/// Facts and scan at the left, decisions at the right.
#[must_use]
pub fn certificate_page(of: &CertificateView, l: Locale) -> AnyView {
    let scan = match &of.scan {
        Some(scan) => {
            let full = scan.src.clone();
            view! { <a class="paper" href=full>{picture(scan, "(min-width: 900px) 560px, 100vw", true)}</a> }.into_any()
        }
        None => {
            view! { <p class="m">{l.say("Không có bản chụp", "There is no scan")}</p> }.into_any()
        }
    };
    view! {
        <div class="w pt pb stack">
            {of.done.clone().map(|text| toast(text, None))}
            <div class="sides">
                <section class="box stack">
                    <div class="row between"><h1>{of.title.clone()}</h1>{mark(&of.mark)}</div>
                    {facts(&of.facts)}
                    <p><a class="link" href=of.cooperative_href.clone()>{l.say("Xem hợp tác xã", "See the cooperative")}</a></p>
                    {scan}
                </section>
                <div class="stack">{forms(of, l)}</div>
            </div>
        </div>
    }
    .into_any()
}
