//! A sample address for each route with a variable part.

use super::rows::Rows;
use http::Method;

/// A form with a photo, and nothing in it.
pub const MULTIPART: &str = "multipart";

/// For each route with a variable part, and each that answers an empty form with 404: a sample whose braces name a
/// value of [`Rows`], and the form of a POST.
pub const SAMPLES: &[(&str, &str, &str)] = &[
    ("/anh/{name}", "/anh/{picture}", ""),
    ("/danh-muc/{slug}", "/danh-muc/{category}", ""),
    ("/tinh/{slug}", "/tinh/{province}", ""),
    ("/p/{slug}", "/p/{product}", ""),
    ("/gian-hang/{slug}", "/gian-hang/{cooperative}", ""),
    ("/htx/live", "/htx/live", "x=1"),
    ("/htx/live/{slug}", "/htx/live/{live}", ""),
    (
        "/htx/live/{slug}/{deed}",
        "/htx/live/{live}/ghim",
        "code=A1",
    ),
    ("/htx/live/{slug}/tep", "/htx/live/{live}/tep", MULTIPART),
    ("/htx/live/{slug}/the", "/htx/live/{live}/the", ""),
    ("/htx/live/{slug}/ket-qua", "/htx/live/{live}/ket-qua", ""),
    (
        "/htx/live/{slug}/ket-qua.csv",
        "/htx/live/{live}/ket-qua.csv",
        "",
    ),
    ("/live/{slug}", "/live/{live}", "code=A1"),
    ("/live/{slug}/su-kien", "/live/{live}/su-kien", ""),
    ("/live/{slug}/gio/{token}", "/live/{live}/gio/{basket}", ""),
    ("/s/{code}", "/s/{share_link}", ""),
    ("/s/{code}/in", "/s/{share_link}/in", ""),
    ("/s/{code}/{file}", "/s/{share_link}/qr.png", ""),
    (
        "/anh/chia-se/{kind}/{slug}/{file}",
        "/anh/chia-se/p/{product}/x.jpg",
        "",
    ),
    ("/htx/chia-se", "/htx/chia-se", "kind=basket"),
    (
        "/htx/chia-se/link/{code}",
        "/htx/chia-se/link/{share_link}",
        "",
    ),
    (
        "/htx/chia-se/link/{code}/dung",
        "/htx/chia-se/link/{share_link}/dung",
        "",
    ),
    (
        "/htx/chia-se/muc/{id}/dung",
        "/htx/chia-se/muc/{share_rate}/dung",
        "",
    ),
    ("/nguoi-ban/link/{code}", "/nguoi-ban/link/{share_link}", ""),
    (
        "/nguoi-ban/link/{code}/dung",
        "/nguoi-ban/link/{share_link}/dung",
        "",
    ),
    ("/sitemap/{name}", "/sitemap/{nothing}", ""),
    ("/don/{code}", "/don/{order}", ""),
    ("/htx/don/in-nhan", "/htx/don/in-nhan?ma={sub_order}", ""),
    ("/htx/don/in-phieu", "/htx/don/in-phieu?ma={sub_order}", ""),
    ("/htx/don/{code}", "/htx/don/{sub_order}", "viec=accept"),
    (
        "/htx/don/{code}/ly-do/{deed}",
        "/htx/don/{unanswered}/ly-do/decline",
        "",
    ),
    ("/htx/don/{code}/nhan", "/htx/don/{sub_order}/nhan", ""),
    ("/htx/don/{code}/phieu", "/htx/don/{sub_order}/phieu", ""),
    (
        "/htx/don/{code}/van-don",
        "/htx/don/{sub_order}/van-don",
        "",
    ),
    ("/htx/hang/nhap/{id}", "/htx/hang/nhap/{draft}", ""),
    ("/htx/hang/nhap/{id}/bo", "/htx/hang/nhap/{draft}/bo", ""),
    (
        "/htx/hang/kho/{offer}",
        "/htx/hang/kho/{offer}",
        "op=plus&key=0198c0de-0000-7000-8000-000000000001",
    ),
    (
        "/htx/hang/kho/{offer}/lo",
        "/htx/hang/kho/{offer}/lo",
        "quantity=1&key=0198c0de-0000-7000-8000-000000000002",
    ),
    (
        "/htx/hang/kho/{offer}/lo/{code}",
        "/htx/hang/kho/{offer}/lo/{lot}",
        "viec=hold&reason=x",
    ),
    ("/htx/hang/kho/{offer}/so", "/htx/hang/kho/{offer}/so", ""),
    (
        "/htx/mua-vu/{id}/{deed}",
        "/htx/mua-vu/{forecast}/sua",
        "quantity=x",
    ),
    ("/htx/hang/{slug}", "/htx/hang/{product}", "name=x"),
    ("/htx/hang/{slug}/anh", "/htx/hang/{product}/anh", MULTIPART),
    (
        "/htx/hang/{slug}/anh/{deed}",
        "/htx/hang/{product}/anh/ta",
        "id={picture_id}&alt=x",
    ),
    (
        "/htx/hang/{slug}/loai/moi",
        "/htx/hang/{product}/loai/moi",
        "unit=x",
    ),
    (
        "/htx/hang/{slug}/loai/{offer}",
        "/htx/hang/{product}/loai/{offer}",
        "unit=x",
    ),
    (
        "/htx/hang/{slug}/loai/{offer}/bo",
        "/htx/hang/{product}/loai/{offer}/bo",
        "",
    ),
    ("/htx/hang/{slug}/nghi", "/htx/hang/{spare}/nghi", ""),
    ("/htx/hang/{slug}/ban-lai", "/htx/hang/{spare}/ban-lai", ""),
    (
        "/htx/hang/{slug}/gui-duyet",
        "/htx/hang/{spare}/gui-duyet",
        "",
    ),
    ("/htx/hang/{slug}/go", "/htx/hang/{spare}/go", ""),
    (
        "/htx/hang/{slug}/gia-san",
        "/htx/hang/{product}/gia-san",
        "offer={offer}&amount=x",
    ),
    (
        "/htx/hang/{slug}/gia-san/{floor}/dung",
        "/htx/hang/{product}/gia-san/{floor}/dung",
        "",
    ),
    (
        "/htx/hang/{slug}/gia-san/{floor}/cho-phep",
        "/htx/hang/{product}/gia-san/{floor}/cho-phep",
        "amount=x",
    ),
    (
        "/htx/hang/{slug}/gia-san/{floor}/thoi/{permit}",
        "/htx/hang/{product}/gia-san/{floor}/thoi/{permit}",
        "",
    ),
    (
        "/htx/hang/tap-tin/nhap",
        "/htx/hang/tap-tin/nhap",
        "key=0198c0de-0000-7000-8000-000000000001",
    ),
    ("/htx/kenh/noi/{channel}", "/htx/kenh/noi/google", ""),
    ("/htx/kenh/ve/{channel}", "/htx/kenh/ve/google", ""),
    ("/htx/kenh/{id}", "/htx/kenh/{shop}", ""),
    (
        "/htx/kenh/{id}/tap-tin",
        "/htx/kenh/{shop}/tap-tin",
        MULTIPART,
    ),
    (
        "/htx/kenh/{id}/nganh/{listing}",
        "/htx/kenh/{shop}/nganh/{shop_listing}",
        "category=x",
    ),
    (
        "/htx/kenh/{id}/hang/{listing}",
        "/htx/kenh/{shop}/hang/{shop_listing}",
        "",
    ),
    (
        "/htx/kenh/{id}/hang/{listing}/chu",
        "/htx/kenh/{shop}/hang/{shop_listing}/chu",
        "title=x",
    ),
    (
        "/htx/kenh/{id}/hang/{listing}/gia",
        "/htx/kenh/{shop}/hang/{shop_listing}/gia",
        "rule=same_net",
    ),
    (
        "/htx/kenh/moi/{account}",
        "/htx/kenh/moi/{union_shop}",
        "tra-loi=dong-y",
    ),
    (
        "/htx/kenh/{id}/thanh-vien",
        "/htx/kenh/{shop}/thanh-vien",
        "booth=x",
    ),
    (
        "/htx/kenh/{id}/tra-hang",
        "/htx/kenh/{shop}/tra-hang",
        "key=x",
    ),
    ("/htx/kenh/{id}/doi-soat", "/htx/kenh/{shop}/doi-soat", ""),
    (
        "/htx/kenh/{id}/viec/{deed}",
        "/htx/kenh/{shop}/viec/dung",
        "x=",
    ),
    (
        "/quan-tri/kenh/lai",
        "/quan-tri/kenh/lai",
        "account={shop}&key=x",
    ),
    (
        "/quan-tri/kenh/khop",
        "/quan-tri/kenh/khop",
        "account={shop}&code=x&ours=x",
    ),
    ("/kenh/{token}/hang", "/kenh/{nothing}/hang", ""),
    ("/hooks/{channel}", "/hooks/shopee", ""),
    ("/hooks/{channel}/{key}", "/hooks/postmart/{nothing}", ""),
    ("/htx/chung/{slug}", "/htx/chung/{pool}", ""),
    ("/htx/chung/{slug}/phan", "/htx/chung/{pool}/phan", ""),
    ("/htx/chung/{slug}/{deed}", "/htx/chung/{pool}/gia", "x="),
    ("/lien-minh/chung/{slug}", "/lien-minh/chung/{pool}", ""),
    (
        "/lien-minh/chung/{slug}/phan",
        "/lien-minh/chung/{pool}/phan",
        "",
    ),
    (
        "/lien-minh/chung/{slug}/{deed}",
        "/lien-minh/chung/{pool}/gia",
        "x=",
    ),
    ("/l/{token}", "/l/{nothing}", ""),
    ("/l/{token}/ly-do/decline", "/l/{nothing}/ly-do/decline", ""),
    ("/don/{code}/su-kien", "/don/{order}/su-kien", ""),
    ("/api/v1/products/{slug}", "/api/v1/products/{product}", ""),
    ("/api/v1/orders/{code}", "/api/v1/orders/{order}", ""),
    (
        "/lien-minh/htx/{slug}",
        "/lien-minh/htx/{cooperative}",
        "action=suspend",
    ),
    ("/lien-minh/lop/{code}", "/lien-minh/lop/{class}", ""),
    (
        "/lien-minh/lop/{code}/het",
        "/lien-minh/lop/{class}/het",
        "",
    ),
    ("/htx/tap/{deed}", "/htx/tap/tien", ""),
    (
        "/lien-minh/duyet/{id}",
        "/lien-minh/duyet/{review}",
        "action=send_back",
    ),
    (
        "/lien-minh/chung-nhan/{id}",
        "/lien-minh/chung-nhan/{certificate}",
        "action=revoke",
    ),
    (
        "/quan-tri/nguoi/{id}",
        "/quan-tri/nguoi/{person}",
        "action=disable",
    ),
    (
        "/quan-tri/nguoi/{id}/vai-tro",
        "/quan-tri/nguoi/{person}/vai-tro",
        "role=none",
    ),
    (
        "/quan-tri/nguoi/{id}/bo-vai-tro",
        "/quan-tri/nguoi/{person}/bo-vai-tro",
        "",
    ),
    (
        "/quan-tri/don/{code}/giao",
        "/quan-tri/don/{order}/giao",
        "part={sub_order}&reason=",
    ),
    (
        "/quan-tri/don/{code}/quyet-dinh/{id}",
        "/quan-tri/don/{order}/quyet-dinh/{decision}",
        "",
    ),
    ("/quan-tri/viec", "/quan-tri/viec", "id={task}"),
    ("/quan-tri/don/{code}", "/quan-tri/don/{order}", "reason="),
    ("/hooks/pay/{provider}", "/hooks/pay/sepay", ""),
    ("/don/{code}/qr/{name}", "/don/{order}/qr/{nothing}.svg", ""),
    ("/don/{code}/bao-hong", "/don/{order}/bao-hong", MULTIPART),
    (
        "/htx/tien/da-hoan/{reference}",
        "/htx/tien/da-hoan/{refund}",
        "",
    ),
    (
        "/quan-tri/tien/chi-tra/{id}",
        "/quan-tri/tien/chi-tra/{payout}",
        "",
    ),
    (
        "/htx/tien/viec",
        "/htx/tien/viec",
        "ma={sub_order}&viec=da-thu",
    ),
    (
        "/htx/khuyen-mai/{code}",
        "/htx/khuyen-mai/{voucher}",
        "viec=dung",
    ),
    (
        "/quan-tri/khuyen-mai/{code}",
        "/quan-tri/khuyen-mai/{voucher}",
        "viec=dung",
    ),
    (
        "/quan-tri/tien",
        "/quan-tri/tien",
        "viec=da-hoan&reference={refund}",
    ),
    (
        "/quan-tri/tien/chi-tra",
        "/quan-tri/tien/chi-tra",
        "viec=da-thu&id=0198c0de-0000-7000-8000-000000000003",
    ),
];

/// The sample of a route. `None` when it has to be added to [`SAMPLES`].
pub fn sample(rows: &Rows, method: &Method, path: &str) -> Option<Sample> {
    let (prefix, bare) = match path.strip_prefix("/en/") {
        Some(rest) => ("/en", format!("/{rest}")),
        None => ("", path.to_owned()),
    };
    let Some((_, pattern, form)) = SAMPLES.iter().find(|(route, _, _)| *route == bare) else {
        let plain = Sample {
            address: path.to_owned(),
            form: String::new(),
            owned: false,
        };
        return (!path.contains('{')).then_some(plain);
    };
    let form = if *method == Method::POST {
        fill(rows, form)
    } else {
        String::new()
    };
    Some(Sample {
        address: format!("{prefix}{}", fill(rows, pattern)),
        form,
        owned: pattern.contains('{'),
    })
}

/// The pattern with its braces replaced by the values they name.
fn fill(rows: &Rows, pattern: &str) -> String {
    let mut text = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, tail) = after.split_once('}').expect("a closed brace");
        text.push_str(before);
        text.push_str(rows.value(name));
        rest = tail;
    }
    text.push_str(rest);
    text
}

/// How to call a route.
pub struct Sample {
    /// Its address.
    pub address: String,
    /// The form of a POST.
    pub form: String,
    /// It names a row that belongs to somebody.
    pub owned: bool,
}
