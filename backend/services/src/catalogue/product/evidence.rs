//! Certificates: as chips, and as the evidence behind them.

use super::facts::{Certificate, picture_of};
use crate::core::Core;
use crate::error::Result;
use shared::rules::badge::CertificateKind;
use shared::say::Locale;
use shared::time::VnDate;
use shared::view::parts::CertificateChip;
use shared::view::shop::EvidenceView;

/// Chips of everything but the stars, which have a badge of their own.
pub(crate) fn chips(papers: &[Certificate], l: Locale) -> Vec<CertificateChip> {
    papers
        .iter()
        .enumerate()
        .filter(|(_, paper)| paper.kind != CertificateKind::Ocop)
        // Where several cooperatives prove the same, one chip stands for all.
        .filter(|(at, paper)| {
            let same =
                |other: &Certificate| other.holder.is_some() && other.name(l) == paper.name(l);
            !papers.iter().take(*at).any(same)
        })
        .map(|(at, paper)| CertificateChip {
            name: paper.name(l),
            until: Some(until(paper.to, l)),
            href: Some(format!("#{}", anchor(at))),
        })
        .collect()
}

fn anchor(at: usize) -> String {
    format!("giay-{}", at + 1)
}

/// `đến 03/2027`.
fn until(day: VnDate, l: Locale) -> String {
    format!("{}\u{a0}{:02}/{}", l.say("đến", "until"), day.m, day.y)
}

/// `OCOP 3 sao`, with its holder where several cooperatives sell.
pub(super) fn title(paper: &Certificate, l: Locale) -> String {
    let title = match (paper.stars, l) {
        (Some(stars), Locale::Vi) => format!("{} {stars}\u{a0}sao", paper.name(l)),
        (Some(stars), Locale::En) => format!("{}, {stars}\u{a0}stars", paper.name(l)),
        (None, _) => paper.name(l),
    };
    match &paper.holder {
        Some(holder) => format!("{title} · {holder}"),
        None => title,
    }
}

/// Every paper with number, issuer, scope, dates and scan.
pub(super) async fn evidence(
    core: &Core,
    papers: &[Certificate],
    l: Locale,
) -> Result<Vec<EvidenceView>> {
    let mut all = Vec::with_capacity(papers.len());
    for (at, paper) in papers.iter().enumerate() {
        let number = paper
            .number
            .clone()
            .unwrap_or_else(|| l.say("Chưa ghi số", "No number on record").to_owned());
        let facts = [
            (l.say("Số", "Number"), number),
            (l.say("Nơi cấp", "Issued by"), paper.issuer.clone()),
            (l.say("Cho", "Covers"), paper.scope.clone()),
            (
                l.say("Hiệu lực", "Valid"),
                format!("{}\u{a0}– {}", paper.from.full(), paper.to.full()),
            ),
        ];
        all.push(EvidenceView {
            anchor: anchor(at),
            title: title(paper, l),
            facts: facts
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
            scan: picture_of(core, paper.scan.as_deref(), l).await?,
        });
    }
    Ok(all)
}
