//! What a seller has at hand for each good: price, floor, story, certificates, and what may not be said.

use super::Host;
use super::read::named;
use crate::actor::Actor;
use crate::catalogue::{product, words};
use crate::core::Core;
use crate::error::{Error, Result};
use crate::floors;
use sea_orm::FromQueryResult;
use shared::id::OfferId;
use shared::money::Vnd;
use shared::quantity::Unit;
use shared::rules::floor::least;
use shared::say::Locale;
use shared::view::live::LiveCue;
use store::sql;
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Row {
    code: String,
    offer_id: Uuid,
    title: String,
    pack: String,
    cooperative: String,
    origin_ward_code: String,
    price: i64,
    unit: String,
    slug: String,
}

/// The cue cards of one's own cooperative's livestream, in the order of the codes; another's is `NotFound`.
pub async fn cues(
    core: &Core,
    actor: &Actor,
    host: impl Into<Host>,
    slug: &str,
) -> Result<Vec<LiveCue>> {
    let owner = host.into().owner(core, actor).await?;
    let l = actor.locale;
    let text = format!(
        "select i.code, i.offer_id, l.title, v.name as pack, c.short_name as cooperative, p.origin_ward_code, o.price, v.unit, \
        l.slug from live_item i join live_session s on s.id = i.session_id join offer o on o.id = i.offer_id \
        join variant v on v.id = o.variant_id join listing l on l.id = o.listing_id join product p on p.id = l.product_id \
        join cooperative c on c.id = o.cooperative_id where s.slug = $1 and {} order by i.position",
        owner.meets("s.", 2)
    );
    let values = [slug.into(), owner.id.into()];
    let rows: Vec<Row> = sql::all(core.db.read(), &text, values).await?;
    if rows.is_empty() {
        return Err(Error::NotFound { what: "live" });
    }
    let offers: Vec<OfferId> = rows.iter().map(|row| row.offer_id.into()).collect();
    let today = core.clock.now().vn_date();
    let floors = floors::in_force(core.db.read(), &offers, today).await?;
    let mut cues = Vec::with_capacity(rows.len());
    for row in rows {
        let floor = floors
            .get(&row.offer_id.into())
            .and_then(|of| least(of, today));
        cues.push(cue(core, &row, floor, l).await?);
    }
    Ok(cues)
}

async fn cue(core: &Core, row: &Row, floor: Option<Vnd>, l: Locale) -> Result<LiveCue> {
    let unit: Option<Unit> = row.unit.parse().ok();
    let unit = unit.map_or("", |unit| unit.word(l));
    let place = product::place(&row.origin_ward_code);
    let mut cue = LiveCue {
        code: row.code.clone(),
        name: named(&row.title, &row.pack),
        from: format!("{} · {place}", row.cooperative),
        price: format!("{} / {unit}", Vnd(row.price)),
        floor: floor.map(|floor| match l {
            Locale::Vi => format!("Hợp tác xã phải nhận ít nhất {floor} / {unit}"),
            Locale::En => format!("The cooperative has to net at least {floor} / {unit}"),
        }),
        ..LiveCue::default()
    };
    // A good that is not shown any more has no story to tell.
    let shown = product::product(core, &row.slug, &product::Wanted::default(), l).await;
    if let Ok(product) = shown {
        cue.story = product.view.description;
        cue.papers = product
            .linked
            .papers
            .iter()
            .map(|of| paper(of, l))
            .collect();
    }
    cue.forbidden = forbidden(&cue.papers, l);
    Ok(cue)
}

fn paper(of: &product::LinkedPaper, l: Locale) -> String {
    let number = of.number.as_deref().unwrap_or_default();
    let number = match number {
        "" => String::new(),
        number => format!(" {} {number}", l.say("số", "no.")),
    };
    let (issuer, to) = (&of.issuer, of.valid.1.full());
    let until = l.say("đến", "until");
    words::capital(&format!("{}{number}, {issuer}, {until} {to}", of.name))
}

/// What the law and the market forbid to say (Law 122/2025/QH15 and the Law on Advertising, as in `docs/domain.md`).
fn forbidden(papers: &[String], l: Locale) -> Vec<String> {
    let has = |word: &str| papers.iter().any(|paper| paper.contains(word));
    let mut all = vec![
        l.say(
            "Không nói chữa bệnh, phòng bệnh, thay thuốc, giảm cân, thanh nhiệt, giải độc.",
            "Never say that it cures, prevents, replaces medicine, slims or detoxifies.",
        )
        .to_owned(),
        l.say(
            "Không dẫn lời bác sĩ, bệnh viện, thư cảm ơn của người bệnh.",
            "No doctors, hospitals or letters of patients.",
        )
        .to_owned(),
    ];
    if !has("OCOP") {
        let words = l.say(
            "Không nói OCOP hay số sao: chưa có giấy còn hạn.",
            "Do not say OCOP or stars: there is no valid paper.",
        );
        all.push(words.to_owned());
    }
    if !has("VietGAP") && !has("GlobalGAP") {
        let words = l.say(
            "Không nói VietGAP, GlobalGAP, hữu cơ, sạch 100%: chưa có giấy còn hạn.",
            "Do not say VietGAP, GlobalGAP, organic or 100 % clean: there is no valid paper.",
        );
        all.push(words.to_owned());
    }
    all
}
