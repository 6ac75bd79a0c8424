//! Parts of the frame: head tags, top bars and the foot.

use leptos::prelude::*;
use shared::say::Locale;

use crate::components::{Icon, icon};
use crate::islands::{CartBadge, SearchSuggest, ShareButton};
use crate::shell::{Area, Chrome, Head, Top};

/// The market's name.
const NAME: &str = "Chợ Phiên";

/// One mountain of the brocade with its seed, on whole squares.
const MARK: &str = r##"<path fill="#f0ae2b" d="M6 4h1v1h-1zM5 5h3v1h-3zM5 6h1v1h-1zM7 6h1v1h-1zM4 7h2v1h-2zM7 7h2v1h-2zM4 8h1v1h-1zM8 8h1v1h-1zM3 9h2v1h-2zM8 9h2v1h-2zM3 10h1v1h-1zM9 10h1v1h-1zM2 11h2v1h-2zM9 11h2v1h-2z"/><path fill="#fffdf8" d="M6 1h1v1h-1zM5 2h1v1h-1zM7 2h1v1h-1zM6 3h1v1h-1z"/><path fill="#c8473a" d="M6 8h1v1h-1zM6 9h1v1h-1zM5 10h3v1h-3zM6 11h1v1h-1z"/>"##;

fn is_named(title: &str) -> bool {
    title.contains(NAME)
}

/// Where a built file is served.
fn asset(name: &str) -> String {
    format!("/assets/{name}")
}

/// Linked data as text that cannot close its script element.
fn data_block(json: &str) -> String {
    json.replace('<', "\\u003c")
}

/// One Open Graph tag; Leptos knows no `property` attribute, so it is added by name.
fn og(property: &'static str, content: String) -> AnyView {
    view! { <meta content=content/> }
        .attr("property", property)
        .into_any()
}

fn social_tags(head: &Head, title: &str) -> AnyView {
    let kind = if head.og_type.is_empty() {
        "website"
    } else {
        head.og_type
    };
    let mut tags = vec![
        og("og:site_name", NAME.to_owned()),
        og("og:type", kind.to_owned()),
        og("og:locale", head.locale.say("vi_VN", "en_GB").to_owned()),
        og("og:title", title.to_owned()),
        og("og:description", head.description.clone()),
    ];
    if !head.canonical.is_empty() {
        tags.push(og("og:url", head.canonical.clone()));
    }
    if let Some(url) = head.og_image.clone() {
        tags.push(og("og:image", url.clone()));
        tags.push(og("og:image:width", "1200".to_owned()));
        tags.push(og("og:image:height", "630".to_owned()));
        tags.push(og("og:image:type", "image/jpeg".to_owned()));
        tags.push(og("og:image:alt", title.to_owned()));
        tags.push(view! { <meta name="twitter:image" content=url/> }.into_any());
    }
    if let Some(price) = head.og_price {
        tags.push(og("product:price:amount", price.to_string()));
        tags.push(og("product:price:currency", "VND".to_owned()));
    }
    tags.push(view! { <meta name="twitter:title" content=title.to_owned()/> }.into_any());
    tags.push(
        view! { <meta name="twitter:description" content=head.description.clone()/> }.into_any(),
    );
    let card = if head.og_image.is_some() {
        "summary_large_image"
    } else {
        "summary"
    };
    view! { {tags}<meta name="twitter:card" content=card/> }.into_any()
}

fn address_tags(head: &Head) -> AnyView {
    let canonical = (!head.canonical.is_empty())
        .then(|| view! { <link rel="canonical" href=head.canonical.clone()/> });
    let alternates = head.alternates.clone().map(|of| {
        view! {
            <link rel="alternate" hreflang="vi" href=of.vi.clone()/>
            <link rel="alternate" hreflang="en" href=of.en/>
            <link rel="alternate" hreflang="x-default" href=of.vi/>
        }
    });
    view! { {canonical}{alternates} }.into_any()
}

/// Everything inside `<head>`.
pub fn head_tags(head: &Head, chrome: &Chrome) -> AnyView {
    let title = if is_named(&head.title) {
        head.title.clone()
    } else {
        format!("{} · {NAME}", head.title)
    };
    let shop = chrome.area.is_shop();
    let assets = &chrome.assets;
    let (css, script) = if shop {
        (assets.shop_css.clone(), assets.shop_script.clone())
    } else {
        (assets.booth_css.clone(), assets.booth_script.clone())
    };
    let scheme = match (shop, chrome.dark) {
        (true, _) => "light dark",
        (false, true) => "dark",
        (false, false) => "light",
    };
    let blocks: Vec<_> = head
        .json_ld
        .iter()
        .map(|json| view! { <script type="application/ld+json" inner_html=data_block(json)></script> })
        .collect();
    view! {
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
        <title>{title.clone()}</title>
        <meta name="description" content=head.description.clone()/>
        {head.noindex.then(|| view! { <meta name="robots" content="noindex"/> })}
        <meta name="color-scheme" content=scheme/>
        <meta name="theme-color" content="#27357D"/>
        {(!css.is_empty()).then(|| view! { <link rel="stylesheet" href=asset(&css)/> })}
        <link rel="icon" href="/assets/favicon.svg" type="image/svg+xml"/>
        <link rel="apple-touch-icon" href="/assets/apple-touch-icon.png"/>
        <link rel="manifest" href="/assets/manifest.webmanifest"/>
        {address_tags(head)}
        {social_tags(head, &title)}
        {script.map(|src| view! { <script type="module" src=asset(&src)></script> })}
        {blocks}
    }
    .into_any()
}

/// The market's mark; it stands for a cooperative, too, that has sent no picture of its own.
pub(crate) fn mark(class: &'static str) -> AnyView {
    view! { <svg class=class viewBox="0 0 13 13" shape-rendering="crispEdges" aria-hidden="true" inner_html=MARK></svg> }
        .into_any()
}

fn brand(l: Locale, home: &'static str) -> AnyView {
    view! {
        <a class="brand" href=l.path(home)>
            {mark("")}
            {NAME}
        </a>
    }
    .into_any()
}

fn cart(l: Locale) -> AnyView {
    view! {
        <a class="ico" href=l.path("/gio-hang")>
            {icon(Icon::Cart)}
            <span class="vh">{l.say("Giỏ hàng", "Cart")}</span>
            <CartBadge suffix=l.say(" món", " items").to_owned()/>
        </a>
    }
    .into_any()
}

fn find(chrome: &Chrome, l: Locale) -> AnyView {
    let query = chrome.search_query.clone();
    view! {
        <div class="find">
            <form class="search" action=l.path("/tim") role="search">
                <button class="ico go" type="submit" aria-label=l.say("Tìm", "Search")>{icon(Icon::Search)}</button>
                <input type="search" name="q" id="tim" value=query autocomplete="off" enterkeyhint="search"
                    aria-label=l.say("Tìm hàng, tên xã, tên hợp tác xã", "Search goods, communes, cooperatives")
                    placeholder=l.say("Tìm na, chè, cà phê, tên xã…", "Search fruit, tea, coffee, places…")/>
            </form>
            <SearchSuggest
                input="tim".to_owned()
                base=l.path("/p/")
                found=l.say("kết quả, dùng phím mũi tên để chọn", "results, use the arrow keys").to_owned()
            />
        </div>
    }
    .into_any()
}

fn ward(chrome: &Chrome, head: &Head, l: Locale) -> AnyView {
    let href = l.path(&format!("/giao-toi?ve={}", l.path(&head.page_path)));
    let words = match chrome.ward_label.clone() {
        Some(label) => view! { <span>{l.say("Giao tới ", "To ")}<b>{label}</b></span> }.into_any(),
        None => view! { <span>{l.say("Giao tới đâu?", "Deliver where?")}</span> }.into_any(),
    };
    view! { <a class="row ward wide" href=href>{icon(Icon::Pin)}{words}</a> }.into_any()
}

fn full(head: &Head, chrome: &Chrome, only_wide: bool) -> AnyView {
    let l = head.locale;
    let class = if only_wide {
        "top full wide"
    } else {
        "top full"
    };
    view! {
        <header class=class>
            <div class="w">{brand(l, "/")}{find(chrome, l)}{ward(chrome, head, l)}{cart(l)}</div>
        </header>
        <div class="hem"></div>
    }
    .into_any()
}

fn back_link(href: &str, l: Locale) -> AnyView {
    view! { <a class="ico" href=href.to_owned() aria-label=l.say("Quay lại", "Back")>{icon(Icon::Back)}</a> }.into_any()
}

fn nav(chrome: &Chrome, l: Locale) -> Option<AnyView> {
    if chrome.nav.is_empty() {
        return None;
    }
    let links: Vec<_> = chrome
        .nav
        .iter()
        .map(|link| {
            let current = link.current.then_some("page");
            view! { <a href=link.href.clone() aria-current=current>{link.text.clone()}</a> }
        })
        .collect();
    Some(
        view! { <nav class="w nav-wide" aria-label=l.say("Các trang", "Pages")>{links}</nav> }
            .into_any(),
    )
}

/// The bar above the page.
pub fn top(head: &Head, chrome: &Chrome) -> AnyView {
    let l = head.locale;
    match &chrome.top {
        Top::Bare => ().into_any(),
        Top::Full if chrome.area == Area::Shop => full(head, chrome, false),
        Top::Over { back, share } => {
            let share = share.clone().map(|(title, url)| {
                view! { <ShareButton title=title url=url label=l.say("Chia sẻ", "Share").to_owned()
                done=l.say("Đã chép đường dẫn", "Link copied").to_owned() compact=true/> }
            });
            view! {
                {full(head, chrome, true)}
                <div class="over"><div>{back_link(back, l)}</div><div>{share}{cart(l)}</div></div>
            }
            .into_any()
        }
        Top::Back { title, under, back } => {
            let under = (!under.is_empty()).then(|| view! { <p class="xs">{under.clone()}</p> });
            view! {
                <header class="top tight-top">
                    <div class="w">{back_link(back, l)}<div class="grow"><p class="title">{title.clone()}</p>{under}</div></div>
                    {nav(chrome, l)}
                </header>
                <div class="hem thin"></div>
            }
            .into_any()
        }
        Top::Title { title, under, link } => {
            let link = link
                .clone()
                .map(|(words, href)| view! { <a class="s nb" href=href>{words}</a> });
            view! {
                <header class="top head2">
                    <div class="w"><div class="grow"><p class="title">{title.clone()}</p><p class="s">{under.clone()}</p></div>{link}</div>
                    {nav(chrome, l)}
                </header>
                <div class="hem thin"></div>
            }
            .into_any()
        }
        Top::Full | Top::Mark => view! {
            <header class="top head2"><div class="w">{brand(l, "/")}</div>{nav(chrome, l)}</header>
            <div class="hem"></div>
        }
        .into_any(),
    }
}

/// The hem and the links below the page.
pub fn foot(head: &Head, l: Locale) -> AnyView {
    let other = head.alternates.clone().map(|of| match l {
        Locale::Vi => {
            view! { <li><a href=of.en lang="en" hreflang="en">"English"</a></li> }.into_any()
        }
        Locale::En => {
            view! { <li><a href=of.vi lang="vi" hreflang="vi">"Tiếng Việt"</a></li> }.into_any()
        }
    });
    let links = [
        ("/cach-xep", l.say("Cách xếp thứ tự", "How we rank")),
        ("/doi-tra", l.say("Đổi trả", "Returns")),
        ("/khieu-nai", l.say("Khiếu nại", "Complaints")),
        ("/don", l.say("Tra cứu đơn", "Find an order")),
        ("/htx", l.say("Vào gian hàng", "Booth sign-in")),
        ("/nguoi-ban", l.say("Giới thiệu hàng", "Sell by sharing")),
    ]
    .map(|(path, words)| view! { <li><a href=l.path(path)>{words}</a></li> });
    view! {
        <footer class="foot">
            <div class="hem"></div>
            <div class="w">
                <p>{l.say(
                    "Chợ Phiên không giữ tiền của bạn. Tiền vào thẳng hợp tác xã.",
                    "Chợ Phiên never holds your money. It goes straight to the cooperative.",
                )}</p>
                <ul role="list">{links.into_iter().collect_view()}{other}</ul>
            </div>
        </footer>
    }
    .into_any()
}
