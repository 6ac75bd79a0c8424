//! What waits for an officer.

use super::certificates::ending_soon;
use super::{SOON_DAYS, scope};
use crate::actor::Actor;
use crate::core::Core;
use crate::error::Result;
use crate::filter::Filter;
use crate::listings::review;
use shared::say::Locale;
use shared::view::staff::{AllianceHomeView, Waiting};
use store::sql;

/// Certificates named on the page itself.
const EXPIRING: usize = 8;

/// The officer's first page.
pub async fn load_home_view(core: &Core, actor: &Actor) -> Result<AllianceHomeView> {
    let l = actor.locale;
    let now = core.clock.now();
    let papers = count(core, actor, "cooperative c", &["c.state = 'documents'"]).await?;
    let reviews = review::count_open(core, actor).await?;
    let certificates = "certificate t join cooperative c on c.id = t.cooperative_id";
    let unconfirmed = ["t.verified_at is null", "t.revoked_at is null"];
    let unconfirmed = count(core, actor, certificates, &unconfirmed).await?;
    let end = [
        "t.verified_at is not null and t.revoked_at is null".to_owned(),
        format!(
            "t.valid_to > {} and t.valid_to <= {}",
            now.0,
            now.plus_days(SOON_DAYS).0
        ),
    ];
    let ending = count(
        core,
        actor,
        certificates,
        &end.each_ref().map(String::as_str),
    )
    .await?;
    let waits = |count, words: &str, path: &str| Waiting {
        count,
        words: words.to_owned(),
        href: l.path(path),
        hot: false,
    };
    Ok(AllianceHomeView {
        place: place(actor, l)?,
        waiting: vec![
            waits(
                papers,
                l.say(
                    "hợp tác xã chờ xem giấy tờ",
                    "cooperatives whose papers wait",
                ),
                "/lien-minh/htx?tt=documents",
            ),
            waits(
                reviews,
                l.say("món hàng chờ duyệt", "listings to review"),
                "/lien-minh/duyet",
            ),
            waits(
                unconfirmed,
                l.say("giấy chứng nhận chờ xác nhận", "certificates to confirm"),
                "/lien-minh/chung-nhan?tt=cho",
            ),
            waits(
                ending,
                l.say(
                    "giấy hết hạn trong 60 ngày tới",
                    "certificates that end within 60 days",
                ),
                "/lien-minh/chung-nhan?tt=sap-het",
            ),
        ],
        expiring: ending_soon(core, actor, EXPIRING).await?,
    })
}

fn place(actor: &Actor, l: Locale) -> Result<String> {
    let (_, province) = actor.officer()?;
    let province = province.and_then(|code| shared::places::places().province(code));
    Ok(match (province, l) {
        (Some(province), Locale::Vi) => {
            format!("{} {}", capital(province.kind.word()), province.name)
        }
        (Some(province), Locale::En) => format!("{} province", province.name),
        (None, _) => l.say("Mọi tỉnh", "All provinces").to_owned(),
    })
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

async fn count(core: &Core, actor: &Actor, from: &str, conditions: &[&str]) -> Result<i64> {
    let mut filter = Filter::default();
    scope(actor, &mut filter)?;
    for condition in conditions {
        filter.fixed(condition);
    }
    let text = format!("select count(*) as n from {from}{}", filter.text());
    let row = sql::row(core.db.read(), &text, filter.values()).await?;
    Ok(row
        .map(|row| row.try_get("", "n"))
        .transpose()?
        .unwrap_or(0))
}
