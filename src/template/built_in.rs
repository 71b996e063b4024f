//! The templates that come with the program.

/// Templates that come with the program, by the name under which a project can override them.
pub const BUILT_IN: &[(&str, &str)] = &[
    ("documents/press-release.ja.md", include_str!("../../templates/documents/press-release.ja.md")),
    ("documents/press-release.en.md", include_str!("../../templates/documents/press-release.en.md")),
    ("documents/apology-letter.ja.md", include_str!("../../templates/documents/apology-letter.ja.md")),
    ("documents/apology-letter.en.md", include_str!("../../templates/documents/apology-letter.en.md")),
    ("documents/statement.ja.md", include_str!("../../templates/documents/statement.ja.md")),
    ("documents/statement.en.md", include_str!("../../templates/documents/statement.en.md")),
    ("documents/attachment.ja.md", include_str!("../../templates/documents/attachment.ja.md")),
    ("documents/attachment.en.md", include_str!("../../templates/documents/attachment.en.md")),
    ("documents/press-club-sheet.ja.md", include_str!("../../templates/documents/press-club-sheet.ja.md")),
    ("documents/correction.ja.md", include_str!("../../templates/documents/correction.ja.md")),
    ("documents/correction.en.md", include_str!("../../templates/documents/correction.en.md")),
    ("documents/errata.ja.md", include_str!("../../templates/documents/errata.ja.md")),
    ("documents/errata.en.md", include_str!("../../templates/documents/errata.en.md")),
    ("regimes/eu-gdpr/notice.en.md", include_str!("../../templates/regimes/eu-gdpr/notice.en.md")),
    ("regimes/eu-gdpr/register.en.md", include_str!("../../templates/regimes/eu-gdpr/register.en.md")),
    ("regimes/eu-gdpr/report.en.md", include_str!("../../templates/regimes/eu-gdpr/report.en.md")),
    ("regimes/eu-gdpr/substitute.en.md", include_str!("../../templates/regimes/eu-gdpr/substitute.en.md")),
    ("regimes/eu-nis2/report.final.en.md", include_str!("../../templates/regimes/eu-nis2/report.final.en.md")),
    ("regimes/eu-nis2/report.interim.en.md", include_str!("../../templates/regimes/eu-nis2/report.interim.en.md")),
    (
        "regimes/eu-nis2/report.preliminary.en.md",
        include_str!("../../templates/regimes/eu-nis2/report.preliminary.en.md"),
    ),
    ("regimes/jp-ppc/notice.ja.md", include_str!("../../templates/regimes/jp-ppc/notice.ja.md")),
    ("regimes/jp-ppc/report.ja.md", include_str!("../../templates/regimes/jp-ppc/report.ja.md")),
    ("regimes/jp-ppc/substitute.ja.md", include_str!("../../templates/regimes/jp-ppc/substitute.ja.md")),
    ("regimes/jp-tse/report.ja.md", include_str!("../../templates/regimes/jp-tse/report.ja.md")),
    ("regimes/us-ca/notice.en.md", include_str!("../../templates/regimes/us-ca/notice.en.md")),
    ("regimes/us-sec-8k/report.en.md", include_str!("../../templates/regimes/us-sec-8k/report.en.md")),
];
