//! A product.

use leptos::prelude::*;
use shared::say::Locale;
use shared::view::parts::NoticeKind;
use shared::view::shop::{
    BuyView, DeliveryView, EvidenceView, PackView, ProductView, SellerView, SupplierView,
    SuppliersView,
};

use super::super::share::referral;
use super::parts::{facts, shelf};
use crate::components::{
    Choice, Icon, Stepper, certificate_chip, crumbs, gallery, icon, notice, notice_of, ocop_badge,
    pick, picture, season_strip, stepper,
};
use crate::frame::mark;
use crate::islands::BuyButton;

/// Id of the form that puts a pack into the cart.
const FORM: &str = "mua";

/// A product with everything one wants to know before buying.
#[must_use]
pub fn product_page(view: &ProductView, l: Locale) -> AnyView {
    let badge = view.stars.clone().map(|(stars, href)| {
        let name = l.say("Xem giấy chứng nhận OCOP", "See the OCOP certificate");
        view! { <a class="badge-link" href=href title=name>{ocop_badge(stars, l)}</a> }
    });
    let chips: Vec<_> = view.chips.iter().map(certificate_chip).collect();
    let proven = (badge.is_some() || !chips.is_empty())
        .then(|| view! { <p class="row wrap mt12">{badge}{chips}</p> });
    let season = view
        .season
        .as_ref()
        .map(|of| view! { <div class="part season-part">{season_strip(of, l)}</div> });
    view! {
        <div class="product">
            {gallery(&view.pictures, &view.sign, view.tag.as_ref(), l)}
            <div class="headline">
                {crumbs(&view.crumbs, l)}
                <h1>{view.name.clone()}</h1>
                <p class="mt8"><a href=view.seller_href.clone()>{view.seller_name.clone()}</a>" · "{view.place.clone()}</p>
                {proven}
            </div>
            <div class="part note-part">{view.referral.as_deref().map(|name| referral(name, l))}{delivery(&view.delivery)}</div>
            {season}
            {buying(view, l)}
            <div class="part more-part">{rest(view, l)}</div>
            {view.buy.as_ref().map(|buy| bar(buy, l))}
        </div>
    }
    .into_any()
}

fn delivery(of: &DeliveryView) -> AnyView {
    let kind = if of.good {
        NoticeKind::Good
    } else {
        NoticeKind::Warn
    };
    let (words, href) = of.change.clone();
    let reach: Vec<_> = of
        .reach
        .iter()
        .map(|line| view! { <br/>{line.clone()} })
        .collect();
    let content = view! {
        <b>{of.title.clone()}</b>
        <br/>
        <span class="s">{of.text.clone()}" "<a class="link" href=href>{words}</a>{reach}</span>
    };
    notice_of(kind, Icon::Truck, content.into_any())
}

fn buying(view: &ProductView, l: Locale) -> AnyView {
    let terms = view.terms.join(" ");
    let Some(buy) = &view.buy else {
        let stopped = view.stopped.as_ref().map(notice);
        let senders = view.suppliers.as_ref().map(|of| senders(of, l));
        return view! { <div class="part pick-part"><hr class="seam"/>{stopped}{senders}<p class="s m mt8">{terms}</p></div> }
            .into_any();
    };
    let limit = buy
        .limit
        .clone()
        .map(|text| view! { <p class="err">{icon(Icon::Warning)}<span>{text}</span></p> });
    let packs: Vec<_> = buy.packs.iter().map(|pack| pack_view(pack, l)).collect();
    let senders = view.suppliers.as_ref().map(|of| senders(of, l));
    view! {
        <form class="part pick-part" id=FORM method="post" action=buy.action.clone()>
            <hr class="seam"/>
            <fieldset>
                <legend class="lab">{buy.legend.clone()}</legend>
                <div class="stack picks">{packs}</div>
            </fieldset>
            {limit}
            {senders}
            <p class="s m mt8">{terms}</p>
        </form>
    }
    .into_any()
}

/// Who can send pooled goods: the market's choice, or one's own.
fn senders(of: &SuppliersView, l: Locale) -> AnyView {
    let market = Choice {
        label: l
            .say("Để chợ chọn nơi gửi", "Let the market choose")
            .to_owned(),
        detail: l
            .say(
                "Theo hàng còn, phí giao, ngày tới và phần đã thoả thuận",
                "By stock, delivery fee, day of arrival and agreed shares",
            )
            .to_owned(),
        checked: of.by_market,
        ..Choice::default()
    };
    let able = of.suppliers.iter().any(|one| one.able);
    let market = able.then(|| pick("cooperative_id", &market, false, None));
    let all: Vec<_> = of.suppliers.iter().map(sender).collect();
    view! {
        <fieldset class="mt16" id="noi-gui">
            <legend class="lab">{of.title.clone()}</legend>
            <div class="stack picks">{market}{all}</div>
        </fieldset>
    }
    .into_any()
}

fn sender(of: &SupplierView) -> AnyView {
    let mut parts = vec![of.place.clone(), of.detail.clone()];
    parts.extend(of.proofs.iter().cloned());
    parts.retain(|part| !part.is_empty());
    let detail = parts.join(" · ");
    if !of.able {
        return view! {
            <p class="pick off"><span class="grow"><b>{of.name.clone()}</b><br/><span class="s m">{detail}</span></span></p>
        }
        .into_any();
    }
    let choice = Choice {
        value: of.id.clone(),
        label: of.name.clone(),
        detail,
        checked: of.chosen,
        ..Choice::default()
    };
    pick("cooperative_id", &choice, false, None)
}

fn pack_view(of: &PackView, l: Locale) -> AnyView {
    if !of.on_sale {
        return view! {
            <p class="pick off">
                <span class="grow"><b>{of.name.clone()}</b><br/><span class="s m">{l.say("Hết hàng", "Sold out")}</span></span>
                <span class="r">{of.amount.clone()}</span>
            </p>
        }
        .into_any();
    }
    let choice = Choice {
        value: of.id.clone(),
        label: of.name.clone(),
        detail: of.detail.clone(),
        amount: of.amount.clone(),
        amount_detail: of.per_unit.clone(),
        checked: of.chosen,
    };
    pick("variant_id", &choice, false, None)
}

fn bar(buy: &BuyView, l: Locale) -> AnyView {
    let prices = buy
        .packs
        .iter()
        .map(|pack| (pack.id.clone(), pack.price))
        .collect::<Vec<_>>();
    let here = format!("{}#{FORM}", buy.here);
    let number = Stepper {
        label: &buy.count_label,
        name: "count",
        value: buy.quantity,
        min: 1,
        max: Some(buy.most),
        form: Some(FORM),
        get: Some(&here),
        large: false,
    };
    view! {
        <div class="bar row">
            {stepper(number, l)}
            <BuyButton form=FORM.to_owned() words=buy.words.clone() sum=buy.sum.clone() prices=prices/>
        </div>
    }
    .into_any()
}

fn rest(view: &ProductView, l: Locale) -> AnyView {
    let description: Vec<_> = view
        .description
        .iter()
        .map(|text| view! { <p class="mt8">{text.clone()}</p> })
        .collect();
    let evidence = (!view.evidence.is_empty()).then(|| {
        let papers: Vec<_> = view.evidence.iter().map(paper).collect();
        view! {
            <section id="giay-to">
                <hr class="seam"/>
                <h2>{l.say("Có giấy tờ chứng minh", "Proven by papers")}</h2>
                <div class="papers">{papers}</div>
            </section>
        }
    });
    let more = view
        .more
        .as_ref()
        .map(|of| view! { <hr class="seam"/>{shelf(of, l, 0)} });
    view! {
        <div class="twin">
            <section>
                <hr class="seam"/>
                <h2>{l.say("Về món này", "About this")}</h2>
                {description}
                {facts(&view.facts)}
            </section>
            {seller(&view.seller, l)}
        </div>
        {evidence}
        {more}
    }
    .into_any()
}

/// A paper with what it says, and its scan.
pub(super) fn paper(of: &EvidenceView) -> AnyView {
    let scan = of.scan.as_ref().map(
        |scan| view! { <a class="scan" href=scan.src.clone()>{picture(scan, "160px", false)}</a> },
    );
    view! {
        <div class="box" id=of.anchor.clone()>
            <h3 class="row">{icon(Icon::Seal)}{of.title.clone()}</h3>
            {facts(&of.facts)}
            {scan}
        </div>
    }
    .into_any()
}

/// The seller's card: story first, then what the law wants said.
pub(super) fn seller(of: &SellerView, l: Locale) -> AnyView {
    let story: Vec<_> = of
        .story
        .iter()
        .map(|text| view! { <p class="mt8">{text.clone()}</p> })
        .collect();
    view! {
        <section>
            <hr class="seam"/>
            <h2>{l.say("Người trồng, người làm", "Who grows and makes it")}</h2>
            <p class="row mt12">{mark("mark")}<span><b>{of.name.clone()}</b><br/><span class="s m">{of.verified.clone()}</span></span></p>
            {story}
            {facts(&of.facts)}
            <a class="b o w mt16" href=of.href.clone()>{l.say("Xem gian hàng", "See the booth")}</a>
        </section>
    }
    .into_any()
}
