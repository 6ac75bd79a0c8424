//! Categories, their attributes and brands. Languages are spelled two ways: `vi` for categories and brands, `vn` for
//! attributes.

use shared::canonical::{Category, Taxonomy};

use super::client::{Call, get};
use super::convert::{attributes, brand_spec, categories};
use super::wire::{AttributeTrees, BrandList, BrandRow, CategoryList};
use crate::_kit::sha256;
use crate::{ChannelError, Outbound};

/// Pages of brands that are read; whoever sells under a rarer brand types its name.
const BRAND_PAGES: usize = 5;

/// All categories.
pub async fn all(out: &Outbound) -> Result<Taxonomy, ChannelError> {
    let call = Call::read("product/get_category", vec![("language", "vi".to_owned())]);
    let list: CategoryList = get(out, &call).await?;
    let categories = categories(&list.category_list);
    let text: String = categories
        .iter()
        .map(|c| format!("{}\u{1f}{}\u{1f}{}\n", c.id, c.path, c.leaf))
        .collect();
    Ok(Taxonomy {
        version: sha256(text.as_bytes()),
        categories,
    })
}

/// One category with what it asks for. The brand is told as an attribute named `brand`.
pub async fn one(out: &Outbound, id: &str) -> Result<Category, ChannelError> {
    let all = all(out).await?;
    let mut category = all
        .categories
        .into_iter()
        .find(|category| category.id == id)
        .ok_or(ChannelError::NotFound)?;
    let call = Call::read(
        "product/get_attribute_tree",
        vec![
            ("category_id_list", id.to_owned()),
            ("language", "vn".to_owned()),
        ],
    );
    let trees: AttributeTrees = get(out, &call).await?;
    for tree in trees.list.iter().filter(|tree| tree.category_id.0 == id) {
        attributes(&tree.attribute_tree, None, &mut category.attributes);
    }
    let (brands, mandatory) = brands(out, id).await?;
    category.attributes.push(brand_spec(&brands, mandatory));
    Ok(category)
}

async fn brands(out: &Outbound, category: &str) -> Result<(Vec<BrandRow>, bool), ChannelError> {
    let mut rows = Vec::new();
    let mut mandatory = false;
    let mut offset = 0;
    for _ in 0..BRAND_PAGES {
        let call = Call::read(
            "product/get_brand_list",
            vec![
                ("category_id", category.to_owned()),
                ("status", "1".to_owned()),
                ("offset", offset.to_string()),
                ("page_size", "100".to_owned()),
                ("language", "vi".to_owned()),
            ],
        );
        let page: BrandList = get(out, &call).await?;
        mandatory |= page.is_mandatory;
        rows.extend(page.brand_list);
        if !page.has_next_page || page.next_offset.0 <= offset {
            break;
        }
        offset = page.next_offset.0;
    }
    Ok((rows, mandatory))
}
