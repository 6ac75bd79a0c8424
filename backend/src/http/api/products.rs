//! Goods: lists, search, one good.

use crate::app::App;
use crate::http::actor::Language;
use crate::http::problem::{ApiError, Tell};
use axum::Json;
use axum::extract::{Path, Query, State};
use serde::Deserialize;
use services::catalogue::api::{self, Asked};
use shared::page::Page;
use shared::problem::Problem;
use shared::view::api::{ProductDetail, ProductItem};
use utoipa::IntoParams;

/// What a list of goods is narrowed to.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct ProductsQuery {
    /// Slug of a category.
    category: Option<String>,
    /// A province: two-digit code, slug or name.
    province: Option<String>,
    /// At least so many stars of a valid OCOP certificate.
    #[param(value_type = Option<u8>, minimum = 1, maximum = 5)]
    stars: Option<String>,
    /// In season: a month from 1 to 12, `now` (and not all year), `all_year`.
    #[param(pattern = "^([1-9]|1[0-2]|now|all_year)?$")]
    season: Option<String>,
    /// `newest` (usual), `price_asc`, `price_desc`, `name`.
    #[param(pattern = "^(newest|price_asc|price_desc|name)?$")]
    sort: Option<String>,
    /// Items on a page, 24 when nothing is said.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 100)]
    limit: Option<String>,
    /// `next_cursor` of the page before, with the same filters and order.
    cursor: Option<String>,
}

/// What is looked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct SearchQuery {
    /// Words, with or without marks, at most 200 characters.
    #[param(max_length = 200)]
    q: Option<String>,
    /// Items, 24 when nothing is said.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 100)]
    limit: Option<String>,
}

/// The goods on sale, page by page.
#[utoipa::path(
    get, path = "/api/v1/products", operation_id = "list_products", tag = "products", params(ProductsQuery),
    responses(
        (status = 200, description = "A page of goods", body = Page<ProductItem>),
        (status = 422, description = "A parameter is not right; `fields` names it", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn list(
    State(app): State<App>,
    Language(l): Language,
    Query(query): Query<ProductsQuery>,
) -> Result<Json<Page<ProductItem>>, ApiError> {
    let asked = Asked {
        category: query.category,
        province: query.province,
        stars: query.stars,
        season: query.season,
        sort: query.sort,
        limit: query.limit,
        cursor: query.cursor,
    };
    let page = api::products(&app.core, &asked, l).await.api(l)?;
    Ok(Json(page.map(|item| absolute(&app, item))))
}

/// The goods that fit some words, best first: with the typed marks before without, in the name before elsewhere.
#[utoipa::path(
    get, path = "/api/v1/search", operation_id = "search_products", tag = "products", params(SearchQuery),
    responses(
        (status = 200, description = "The goods found; `next_cursor` is always null", body = Page<ProductItem>),
        (status = 422, description = "A parameter is not right; `fields` names it", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn search(
    State(app): State<App>,
    Language(l): Language,
    Query(query): Query<SearchQuery>,
) -> Result<Json<Page<ProductItem>>, ApiError> {
    let page = api::found(&app.core, query.q.as_deref(), query.limit.as_deref(), l)
        .await
        .api(l)?;
    Ok(Json(page.map(|item| absolute(&app, item))))
}

/// One good with its packs, certificates and season.
#[utoipa::path(
    get, path = "/api/v1/products/{slug}", operation_id = "get_product", tag = "products",
    params(("slug" = String, Path, description = "Name of the good in addresses")),
    responses(
        (status = 200, description = "The good", body = ProductDetail),
        (status = 404, description = "No good on sale has this name", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn show(
    State(app): State<App>,
    Language(l): Language,
    Path(slug): Path<String>,
) -> Result<Json<ProductDetail>, ApiError> {
    let mut detail = api::product(&app.core, &slug, l).await.api(l)?;
    detail.item = absolute(&app, detail.item);
    Ok(Json(detail))
}

fn absolute(app: &App, mut item: ProductItem) -> ProductItem {
    item.image_url = item.image_url.map(|path| app.absolute(&path));
    item
}
