//! The frame of every page: head, top bar, hem, foot; and the one way a page becomes text.

use std::sync::{Arc, Once};

use hydration_context::SsrSharedContext;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use shared::say::Locale;
use shared::view::parts::BoothTab;

use crate::components::{TabCounts, booth_tabs};
use crate::frame::{foot, head_tags, top};

/// Who a page is for. It decides the style sheet, the islands and the frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Area {
    /// Buyers.
    #[default]
    Shop,
    /// A cooperative at its booth, with the bar of four.
    Booth,
    /// Officers of an alliance.
    Officer,
    /// Those who run the market.
    Operator,
    /// People who sell by sharing.
    Seller,
    /// Sign-in, errors, printed sheets: no search, no tabs.
    Plain,
}

impl Area {
    /// Whether the buyers' style sheet and islands belong to it.
    #[must_use]
    pub const fn is_shop(self) -> bool {
        matches!(self, Self::Shop)
    }

    const fn html_class(self) -> &'static str {
        match self {
            Self::Shop => "",
            Self::Booth | Self::Plain => "booth",
            Self::Officer | Self::Operator | Self::Seller => "booth desk",
        }
    }
}

/// Names of the built files below `/assets/`, as `target/site/manifest.json` has them. Without scripts pages stay plain HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Assets {
    /// Style sheet of the shop.
    pub shop_css: String,
    /// Module that loads the shop's islands.
    pub shop_script: Option<String>,
    /// Style sheet of the booth and all other areas.
    pub booth_css: String,
    /// Module that loads the booth's islands.
    pub booth_script: Option<String>,
}

/// What search engines and other sites read of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// Language of the page.
    pub locale: Locale,
    /// Title, without the market's name.
    pub title: String,
    /// One or two sentences.
    pub description: String,
    /// Absolute address of the page; empty leaves it out.
    pub canonical: String,
    /// The page in both languages, when it exists in both.
    pub alternates: Option<Alternates>,
    /// Absolute address of the share card, 1200 × 630.
    pub og_image: Option<String>,
    /// Amount in đồng and currency of what the page sells.
    pub og_price: Option<i64>,
    /// Open Graph type; `website` when empty.
    pub og_type: &'static str,
    /// Linked-data documents, serialised.
    pub json_ld: Vec<String>,
    /// Keep it out of search engines.
    pub noindex: bool,
    /// Path of the page without language prefix, for the way back after a switch.
    pub page_path: String,
}

/// Absolute addresses of a page in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alternates {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

/// What stands above the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Top {
    /// Mark, search, ward, cart.
    #[default]
    Full,
    /// On a phone only a way back, share and cart on the picture's corners; on a wide screen the full bar.
    Over {
        /// Where back leads.
        back: String,
        /// What is shared: title and absolute address.
        share: Option<(String, String)>,
    },
    /// A way back and a title: checkout, order, forms.
    Back {
        /// Title of the page.
        title: String,
        /// A second line; may be empty.
        under: String,
        /// Where back leads.
        back: String,
    },
    /// Two lines of title without a way back: the booth's four places.
    Title {
        /// First line: name of the cooperative or the place.
        title: String,
        /// Second line.
        under: String,
        /// A link at the right: words and address.
        link: Option<(String, String)>,
    },
    /// Only the mark.
    Mark,
    /// Nothing, not even hem, foot or tabs: sheets to print.
    Bare,
}

/// A link of an area's navigation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NavLink {
    /// Its words.
    pub text: String,
    /// Its address.
    pub href: String,
    /// This is where we are.
    pub current: bool,
}

/// The frame around a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chrome {
    /// Goods and orders are not real: say so on top.
    pub demo: bool,
    /// A booth of a class: say so on top.
    pub practice: bool,
    /// Whose page it is.
    pub area: Area,
    /// The built files.
    pub assets: Arc<Assets>,
    /// What stands above.
    pub top: Top,
    /// Words in the search field.
    pub search_query: String,
    /// Where goods go to: `Cầu Giấy, Hà Nội`. Leave it out on pages that are cached for all.
    pub ward_label: Option<String>,
    /// The booth's place; no bottom bar without it.
    pub tab: Option<BoothTab>,
    /// Numbers on the bottom bar.
    pub counts: TabCounts,
    /// Navigation of officers, operators and sellers.
    pub nav: Vec<NavLink>,
    /// The booth's owner chose dark.
    pub dark: bool,
}

fn start_executor() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // A second executor of the same kind is no harm: the first stays.
        let _ = any_spawner::Executor::init_tokio();
    });
}

/// Renders a view to HTML. All reactive state of the view lives and ends inside this call.
pub fn render(view: impl FnOnce() -> AnyView) -> String {
    start_executor();
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let html = owner.with(|| view().to_html());
    owner.unset_with_forced_cleanup();
    html
}

/// The complete document around `body`.
///
/// `body` is called inside the render, because islands need its owner.
pub fn document(head: Head, chrome: Chrome, body: impl FnOnce() -> AnyView) -> String {
    let html = render(|| page(&head, &chrome, body()));
    format!("<!doctype html>{html}")
}

fn page(head: &Head, chrome: &Chrome, body: AnyView) -> AnyView {
    let l = head.locale;
    let mut class = chrome.area.html_class().to_owned();
    if chrome.dark {
        class.push_str(" dark");
    }
    let bare = chrome.top == Top::Bare;
    let demo = ((chrome.demo || chrome.practice) && !bare).then(|| {
        let text = if chrome.practice {
            l.say(
                "Gian hàng tập: hàng, đơn và tiền không có thật",
                "Practice booth: goods, orders and money are not real",
            )
        } else {
            l.say(
                "Bản chạy thử: hàng và đơn ở đây không có thật",
                "Demonstration: goods and orders here are not real",
            )
        };
        view! { <aside class="demo" aria-label=l.say("Bản chạy thử", "Demonstration")>{text}</aside> }
    });
    let tabs = chrome
        .tab
        .filter(|_| !bare)
        .map(|tab| booth_tabs(Some(tab), chrome.counts, l));
    let foot = (chrome.area.is_shop() && !bare).then(|| foot(head, l));
    view! {
        <html lang=l.code() class=class>
            <head>{head_tags(head, chrome)}</head>
            <body>
                <a class="skip" href="#noi-dung">{l.say("Tới nội dung", "Skip to content")}</a>
                {demo}
                {top(head, chrome)}
                <main id="noi-dung" tabindex="-1">{body}</main>
                {foot}
                {tabs}
            </body>
        </html>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(text: &str) -> AnyView {
        let text = text.to_owned();
        view! { <p>{text}</p> }.into_any()
    }

    #[test]
    fn a_document_is_whole_and_escaped() {
        let head = Head {
            title: "<Na> & nhãn".into(),
            description: "\"><script>alert(1)</script>".into(),
            json_ld: vec!["{\"a\":\"</script>\"}".into()],
            ..Head::default()
        };
        let html = document(head, Chrome::default(), || {
            body("\"><img src=x onerror=alert(1)>")
        });
        assert!(html.starts_with("<!doctype html><html lang=\"vi\""));
        assert!(html.ends_with("</html>"));
        assert!(html.contains("&lt;Na&gt; &amp; nhãn · Chợ Phiên</title>"));
        assert!(!html.contains("<script>alert"));
        assert!(!html.contains("<img"));
        assert!(html.contains("{\"a\":\"\\u003c/script>\"}"));
    }

    #[test]
    fn areas_choose_their_sheet_and_frame() {
        let assets = Arc::new(Assets {
            shop_css: "shop.1.css".into(),
            shop_script: Some("shop-loader.1.js".into()),
            booth_css: "booth.1.css".into(),
            booth_script: None,
        });
        let page = |area, tab| {
            let chrome = Chrome {
                area,
                tab,
                assets: Arc::clone(&assets),
                demo: true,
                ..Chrome::default()
            };
            document(Head::default(), chrome, || body("x"))
        };
        let shop = page(Area::Shop, None);
        assert!(shop.contains("/assets/shop.1.css") && shop.contains("/assets/shop-loader.1.js"));
        assert!(
            shop.contains("<aside")
                && shop.contains("class=\"demo\"")
                && shop.contains("class=\"foot\"")
                && !shop.contains("class=\"tabs\"")
        );
        let booth = page(Area::Booth, Some(BoothTab::Orders));
        assert!(booth.contains("/assets/booth.1.css") && !booth.contains("<script"));
        assert!(
            booth.contains("class=\"tabs\"")
                && booth.contains("class=\"booth\"")
                && !booth.contains("class=\"foot\"")
        );
    }

    /// Pages resident in memory, where the system tells.
    fn resident() -> Option<u64> {
        let statm = std::fs::read_to_string("/proc/self/statm").ok()?;
        statm.split(' ').nth(1)?.parse().ok()
    }

    #[test]
    fn renders_leave_nothing_behind() {
        let render_many = || {
            for _ in 0..400 {
                let html = document(Head::default(), Chrome::default(), || body("x"));
                assert!(html.len() > 1000);
            }
        };
        render_many();
        let Some(before) = resident() else { return };
        render_many();
        render_many();
        // 1 MB of pages of 4 KB; a leak of a single page's text would be far more.
        let after = resident().unwrap_or(before);
        assert!(
            after < before + 256,
            "{before} pages resident, then {after}"
        );
    }
}
