//! Who sells: what the law wants to be said before an order.

use super::facts::About;
use crate::catalogue::words;
use crate::core::Core;
use crate::error::Result;
use crate::listings;
use shared::phone::Phone;
use shared::places::places;
use shared::say::Locale;
use shared::time::Millis;
use shared::view::shop::SellerView;
use uuid::Uuid;

/// `xã Chi Lăng, Lạng Sơn`, words of a name kept on one line.
pub(crate) fn place(ward_code: &str) -> String {
    let places = places();
    let Some(ward) = places.ward(ward_code) else {
        return String::new();
    };
    let province = places
        .province_of(ward)
        .map_or("", |province| province.name);
    let whole = |name: &str| name.replace(' ', "\u{a0}");
    format!(
        "{}\u{a0}{}, {}",
        ward.kind.word(),
        whole(ward.name),
        whole(province)
    )
}

impl About {
    /// Leaves out what of the story is no longer proven.
    pub(crate) async fn keep_proven(&mut self, core: &Core, cooperative: Uuid) -> Result<()> {
        let today = core.clock.now().vn_date();
        for story in [&mut self.story_vi, &mut self.story_en]
            .into_iter()
            .flatten()
        {
            let of = cooperative.into();
            *story = listings::proven_story(core.db.read(), of, story, today).await?;
        }
        Ok(())
    }
}

/// `Đã xác minh · bán từ tháng 6/2026`.
pub(crate) fn verified(about: &About, l: Locale) -> String {
    let mut parts = Vec::new();
    if about.verified_at.is_some() {
        parts.push(l.say("Đã xác minh", "Verified").to_owned());
    }
    if let Some(at) = about.opened_at {
        let day = Millis(at).vn_date();
        parts.push(format!(
            "{} {}/{}",
            l.say("bán từ tháng", "selling since"),
            day.m,
            day.y
        ));
    }
    parts.join(" · ")
}

/// Name, story and registration of a cooperative.
pub(crate) fn seller(core: &Core, about: &About, ward: &str, booth: &str, l: Locale) -> SellerView {
    let province = places()
        .province(&about.cooperative_province)
        .map_or("", |province| province.name);
    let unknown = || l.say("Chưa khai", "Not stated").to_owned();
    let checked = about.verified_at.map(|at| Millis(at).vn_date().full());
    let mut facts = vec![
        (
            l.say("Tên đăng ký", "Registered name"),
            about.cooperative_name.clone(),
        ),
        (l.say("Địa chỉ", "Address"), place(ward)),
        (
            l.say("Mã số thuế", "Tax code"),
            about.tax_code.clone().unwrap_or_else(unknown),
        ),
    ];
    facts.extend(phone(core, about).map(|phone| (l.say("Điện thoại", "Phone"), phone)));
    facts.extend(checked.map(|day| {
        let words = match l {
            Locale::Vi => format!("Liên minh Hợp tác xã {province} xác minh ngày {day}"),
            Locale::En => format!("By the Cooperative Alliance of {province} on {day}"),
        };
        (l.say("Xác minh", "Verified"), words)
    }));
    facts.push((
        l.say("Trả hàng, khiếu nại", "Returns, complaints"),
        l.say(
            "Trong 24 giờ với hàng tươi, 7 ngày với hàng khô",
            "Within 24 hours for fresh goods, 7 days for dry ones",
        )
        .to_owned(),
    ));
    SellerView {
        name: about.cooperative_name.clone(),
        verified: verified(about, l),
        story: words::paragraphs(about.story(l)),
        href: l.path(&format!("/gian-hang/{booth}")),
        facts: facts
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    }
}

/// The cooperative's business number, which the law wants shown before an order.
fn phone(core: &Core, about: &About) -> Option<String> {
    let opened = core.keys.open(about.phone_sealed.as_deref()?).ok()?;
    let national = Phone::parse_contact(&opened).ok()?.national();
    let (head, tail) = national.split_at_checked(4)?;
    let (middle, end) = tail.split_at_checked(3)?;
    Some(format!("{head}\u{a0}{middle}\u{a0}{end}"))
}
