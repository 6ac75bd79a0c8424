//! Goods that are not sold here, whoever offers them (`docs/domain.md`, sellers and buyers). *Assumed* reading of the
//! trade laws.

use crate::say::Locale;
use crate::text::toned;

/// Why goods are not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// Wine and spirits need permits and an age check.
    Alcohol,
    /// Tobacco may not be advertised.
    Tobacco,
    /// Medicines are sold by pharmacies.
    Medicine,
    /// Seedlings, pesticides and fertiliser are licensed trades.
    Inputs,
    /// Wild animals and protected plants.
    Wildlife,
}

const WORDS: &[(&str, Gate)] = &[
    ("rượu", Gate::Alcohol),
    ("bia", Gate::Alcohol),
    ("thuốc lá", Gate::Tobacco),
    ("thuốc lào", Gate::Tobacco),
    ("thuốc trừ sâu", Gate::Inputs),
    ("thuốc cỏ", Gate::Inputs),
    ("thuốc bảo vệ thực vật", Gate::Inputs),
    ("phân bón", Gate::Inputs),
    ("cây giống", Gate::Inputs),
    ("hạt giống", Gate::Inputs),
    ("thuốc", Gate::Medicine),
    ("cao hổ", Gate::Wildlife),
    ("mật gấu", Gate::Wildlife),
    ("tê tê", Gate::Wildlife),
    ("thú rừng", Gate::Wildlife),
    ("chim rừng", Gate::Wildlife),
];

/// Why goods of this name are not taken; `None` when they are.
#[must_use]
pub fn gate(name: &str) -> Option<Gate> {
    let name = format!(" {} ", toned(name));
    let found = WORDS
        .iter()
        .find(|(word, _)| name.contains(&format!(" {} ", toned(word))));
    found.map(|(_, gate)| *gate)
}

impl Gate {
    /// What the member reads.
    #[must_use]
    pub const fn say(self, l: Locale) -> &'static str {
        match self {
            Self::Alcohol => l.say(
                "Chợ Phiên chưa bán rượu bia: luật đòi giấy phép và kiểm tra tuổi người mua",
                "Wine and spirits are not sold here: the law asks for permits and the buyer's age",
            ),
            Self::Tobacco => l.say(
                "Chợ Phiên không bán thuốc lá, thuốc lào",
                "Tobacco is not sold here",
            ),
            Self::Medicine => l.say(
                "Chợ Phiên không bán thuốc. Nếu là món ăn, đặt tên không có chữ “thuốc”",
                "Medicines are not sold here. If it is food, leave the word out of its name",
            ),
            Self::Inputs => l.say(
                "Chợ Phiên không bán giống, phân bón và thuốc trừ sâu",
                "Seedlings, fertiliser and pesticides are not sold here",
            ),
            Self::Wildlife => l.say(
                "Chợ Phiên không bán thú rừng",
                "Wild animals are not sold here",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_goods_are_not_taken() {
        assert_eq!(gate("Rượu ngô men lá"), Some(Gate::Alcohol));
        assert_eq!(gate("Thuốc trừ sâu sinh học"), Some(Gate::Inputs));
        assert_eq!(gate("Cây giống na"), Some(Gate::Inputs));
        for fine in ["Na dai", "Rau bí", "Biarritz", "Chè Shan tuyết", "Bìa đậu"] {
            assert_eq!(gate(fine), None, "{fine}");
        }
    }
}
