//! The page that lists a good.

use super::publish::PriceQuestion;
use super::{Proposal, propose, words};
use crate::actor::Actor;
use crate::core::Core;
use crate::drafts;
use crate::error::Result;
use sea_orm::{ConnectionTrait, FromQueryResult};
use shared::id::CooperativeId;
use shared::input::goods::ListGoods;
use shared::problem::FieldError;
use shared::say::Locale;
use shared::view::goods::{NewGoodsView, Pickable, Proposed};
use shared::view::pack::pack_label;
use store::sql;

#[derive(FromQueryResult)]
struct Category {
    slug: String,
    name_vi: String,
    name_en: String,
}

/// The categories to choose from.
pub(crate) async fn categories<C: ConnectionTrait>(
    db: &C,
    chosen: &str,
    l: Locale,
) -> Result<Vec<Pickable>> {
    let rows: Vec<Category> = sql::all(
        db,
        "select slug, name_vi, name_en from category order by position, slug",
        [],
    )
    .await?;
    let pick = |row: Category| Pickable {
        chosen: row.slug == chosen,
        label: if l == Locale::Vi {
            row.name_vi
        } else {
            row.name_en
        },
        value: row.slug,
    };
    Ok(rows.into_iter().map(pick).collect())
}

/// What is guessed of a name, in words, for the page and for the phone while somebody types.
pub async fn proposed(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    form: &ListGoods,
) -> Result<Proposed> {
    let proposal = propose(core, actor, cooperative, &form.name).await?;
    let categories = categories(core.db.read(), "", actor.locale).await?;
    words_of(core, actor, cooperative, form, (&proposal, &categories)).await
}

async fn words_of(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    form: &ListGoods,
    (proposal, categories): (&Proposal, &[Pickable]),
) -> Result<Proposed> {
    let l = actor.locale;
    let owner = super::rows::Owner::load(core.db.read(), cooperative).await?;
    let facts = form.corrected(&proposal.guess.facts);
    let category = categories
        .iter()
        .find(|category| category.value == facts.category);
    let ward = shared::places::places().ward(&owner.ward_code);
    let gross = words::weight(facts.gross_weight_g, l);
    let unit = words::bare(facts.unit, l);
    let named = !form.name.trim().is_empty();
    let label = |of_one: String, plain: &str| if named { of_one } else { plain.to_owned() };
    Ok(Proposed {
        price_label: label(
            format!("2. {} {unit}", l.say("Giá một", "Price of one")),
            l.say("2. Giá bán", "2. Price"),
        ),
        count_label: label(
            format!("3. {} {unit}", l.say("Có mấy", "How many")),
            l.say("3. Có bao nhiêu", "3. How many"),
        ),
        per: match named {
            true => words::per(unit, l),
            false => String::new(),
        },
        unit: unit.to_owned(),
        pack: pack_label(facts.unit, facts.net_weight_g, facts.net_volume_ml, l),
        content: words::content(facts.net_weight_g, facts.net_volume_ml, l),
        weight: match l {
            Locale::Vi => format!("nặng {gross}"),
            Locale::En => format!("{gross} packed"),
        },
        gross,
        category: category
            .map(|category| category.label.clone())
            .unwrap_or_default(),
        travel: words::travel(facts.shipping_class, l).to_owned(),
        origin: ward.map(|ward| ward.name.to_owned()).unwrap_or_default(),
        papers: proposal
            .certificates
            .iter()
            .map(|kind| kind.words(l).to_owned())
            .collect(),
        why: words::why(proposal.guess.origin, l).to_owned(),
    })
}

/// The page: empty, from a draft, or after an answer with what was wrong.
pub async fn new_view(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    form: ListGoods,
    errors: Vec<FieldError>,
    question: Option<PriceQuestion>,
) -> Result<NewGoodsView> {
    let l = actor.locale;
    let proposal = propose(core, actor, cooperative, &form.name).await?;
    let all = categories(core.db.read(), &form.category, l).await?;
    let proposed = words_of(
        core,
        actor,
        cooperative,
        &ListGoods::default(),
        (&proposal, &all),
    )
    .await?;
    let draft = match drafts::open(core, actor, cooperative, drafts::key(&form.draft)?).await {
        Ok(draft) => Some(draft),
        Err(crate::Error::NotFound { .. }) => None,
        Err(other) => return Err(other),
    };
    let guessed = |what: &str| Some(format!("{}: {what}", l.say("Máy đoán", "Guess")));
    let first = words::with_first(guessed(&proposed.category), &form.category);
    let saved = draft.as_ref().map(|draft| {
        format!(
            "{} {}",
            l.say("Đã lưu nháp lúc", "Draft saved at"),
            draft.updated_at.vn_clock()
        )
    });
    Ok(NewGoodsView {
        units: words::units(&form.unit, guessed(&proposed.unit), l),
        categories: first.into_iter().chain(all.clone()).collect(),
        classes: words::classes(&form.class, guessed(&proposed.travel), l),
        usual: proposal.guess.usual.map_or(0, |usual| usual.dong()),
        prices: question.map(|q| {
            (
                words::price_choice(q.typed, l),
                words::price_choice(q.other, l),
            )
        }),
        proposed: words_of(core, actor, cooperative, &form, (&proposal, &all)).await?,
        picture: draft.and_then(|draft| draft.picture),
        form,
        errors,
        saved,
    })
}
