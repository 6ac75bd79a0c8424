//! What stands in a shop, as its members see it.

use super::account::Account;
use super::offers::lines;
use super::page::title_of;
use super::rows;
use crate::core::Core;
use crate::error::Result;
use shared::canonical::{Field, Finding, Severity};
use shared::say::Locale;
use shared::view::channel::ShopListing;
use store::entity::channel_listing;
use store::sql;

/// The form in which a finding is mended.
fn remedy(field: &Field, slug: &str, row: &channel_listing::Model) -> String {
    match field {
        Field::Category | Field::Attribute(_) => {
            format!("/htx/kenh/{}/nganh/{}", row.account_id, row.id)
        }
        Field::Account => format!("/htx/kenh/{}", row.account_id),
        Field::Title | Field::Description | Field::Price(_) => {
            format!("/htx/kenh/{}/hang/{}", row.account_id, row.id)
        }
        _ => format!("/htx/hang/{slug}"),
    }
}

pub(super) async fn listings(
    core: &Core,
    account: &Account,
    l: Locale,
) -> Result<Vec<ShopListing>> {
    let all: Vec<channel_listing::Model> = sql::all(
        core.db.read(),
        "select * from channel_listing where account_id = $1 order by case state when 'needs_answer' then 0 \
         when 'rejected' then 1 when 'locked' then 2 else 3 end, created_at, id limit 200",
        [account.row.id.into()],
    )
    .await?;
    let mut lines_of = Vec::with_capacity(all.len());
    for row in all {
        let slug = sql::row(
            core.db.read(),
            "select slug from listing where id = $1",
            [row.listing_id.into()],
        )
        .await?;
        let slug: String = slug
            .map(|row| row.try_get("", "slug"))
            .transpose()?
            .unwrap_or_default();
        let findings: Vec<Finding> = serde_json::from_str(&row.findings)?;
        let offers = lines(core, account, rows::variants(core.db.read(), row.id).await?).await?;
        let units = offers.iter().map(|line| unit_words(line, l)).collect();
        let (state, bad) = state_words(&row.state, l);
        lines_of.push(ShopListing {
            id: row.id.to_string(),
            title: title_of(core, row.id).await?,
            state: state.to_owned(),
            bad,
            stopped: findings
                .iter()
                .any(|finding| finding.severity == Severity::Stops),
            findings: findings
                .iter()
                .map(|one| {
                    let words = match l {
                        Locale::Vi => one.vi.clone(),
                        Locale::En => one.en.clone(),
                    };
                    (words, l.path(&remedy(&one.field, &slug, &row)))
                })
                .collect(),
            units,
            url: row.remote_url.clone(),
            hidden: row.hidden,
            edit: format!("/htx/kenh/{}/hang/{}", row.account_id, row.id),
            note: row.note,
        });
    }
    Ok(lines_of)
}

fn unit_words(line: &super::OfferLine, l: Locale) -> String {
    let (sku, price, net) = (&line.row.sku, line.price, line.proposed.net.net);
    let mut words = match l {
        Locale::Vi => format!(
            "{sku}: giá {price}, bạn thực nhận {net}, báo còn {}",
            line.stock
        ),
        Locale::En => format!(
            "{sku}: price {price}, you receive {net}, {} told",
            line.stock
        ),
    };
    if line.proposed.loses {
        words.push_str(l.say(
            ". Bán loại này ở đây là lỗ nên không bán",
            ". Selling this pack here loses money, so it is not sold",
        ));
    } else if line.proposed.raised {
        words.push_str(l.say(
            ". Giá đã nâng lên để giữ giá sàn",
            ". Raised to keep the floor",
        ));
    }
    if let Some(note) = &line.row.note {
        words.push_str(". ");
        words.push_str(note);
    }
    words
}

fn state_words(state: &str, l: Locale) -> (&'static str, bool) {
    match state {
        "queued" => (l.say("Chờ gửi", "Waiting to be sent"), false),
        "in_review" => (l.say("Sàn đang duyệt", "In review"), false),
        "live" => (l.say("Đang bán", "On sale"), false),
        "rejected" => (l.say("Sàn từ chối", "Rejected"), true),
        "locked" => (l.say("Sàn đang khoá", "Locked"), true),
        "needs_answer" => (l.say("Cần bạn sửa", "Needs your answer"), true),
        "paused" => (l.say("Đã ẩn", "Hidden"), false),
        _ => (l.say("Cần xem lại", "To be checked"), true),
    }
}
