//! The columns of the spreadsheet.

use shared::say::Locale;
use shared::text::fold;

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    Sku,
    Name,
    NameEn,
    Category,
    Pack,
    Unit,
    Content,
    Gross,
    Price,
    Stock,
    Class,
    ShelfLife,
    Description,
    DescriptionEn,
}

impl Column {
    /// All, in the order of the file we write.
    pub(super) const ALL: [Self; 14] = [
        Self::Sku,
        Self::Name,
        Self::NameEn,
        Self::Category,
        Self::Pack,
        Self::Unit,
        Self::Content,
        Self::Gross,
        Self::Price,
        Self::Stock,
        Self::Class,
        Self::ShelfLife,
        Self::Description,
        Self::DescriptionEn,
    ];

    /// What a file must have.
    pub(super) const NEEDED: [Self; 3] = [Self::Name, Self::Unit, Self::Price];

    /// The heading.
    pub(super) const fn heading(self, l: Locale) -> &'static str {
        match self {
            Self::Sku => l.say("Mã", "SKU"),
            Self::Name => l.say("Tên món", "Name"),
            Self::NameEn => l.say("Tên tiếng Anh", "English name"),
            Self::Category => l.say("Nhóm hàng", "Category"),
            Self::Pack => l.say("Loại", "Pack"),
            Self::Unit => l.say("Đơn vị", "Unit"),
            Self::Content => l.say("Một đơn vị có", "Content of one"),
            Self::Gross => l.say("Nặng cả bao bì", "Packed weight"),
            Self::Price => l.say("Giá (₫)", "Price (VND)"),
            Self::Stock => l.say("Còn bán được", "Left to sell"),
            Self::Class => l.say("Cách gửi", "Shipping class"),
            Self::ShelfLife => l.say("Để được (ngày)", "Keeps (days)"),
            Self::Description => l.say("Mô tả", "Description"),
            Self::DescriptionEn => l.say("Mô tả tiếng Anh", "English description"),
        }
    }

    /// The column of a heading in either language, however it is written and with or without what stands in brackets.
    pub(super) fn of_heading(text: &str) -> Option<Self> {
        let short = |text: &str| fold(text.split('(').next().unwrap_or_default());
        let wanted = short(text);
        let same = |column: &Self| {
            Locale::ALL
                .iter()
                .any(|l| short(column.heading(*l)) == wanted)
        };
        Self::ALL.into_iter().find(same)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_read_in_both_languages() {
        for column in Column::ALL {
            for l in Locale::ALL {
                assert_eq!(Column::of_heading(column.heading(l)), Some(column));
            }
        }
        assert_eq!(Column::of_heading("  GIÁ  "), Some(Column::Price));
        assert_eq!(Column::of_heading("gia (đ)"), Some(Column::Price));
        assert_eq!(Column::of_heading(""), None);
        assert_eq!(Column::of_heading("Ghi chú"), None);
        assert_eq!(Column::of_heading("TEN MON"), Some(Column::Name));
    }
}
