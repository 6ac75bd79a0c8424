//! Line icons of 24 px: 2 px strokes with round ends, drawn in the text's colour and hidden from readers.

use leptos::prelude::*;

/// What an icon shows. It always stands beside a word, or inside a control that has a name for readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// Shopping cart.
    Cart,
    /// Magnifying glass.
    Search,
    /// Arrow to the left.
    Back,
    /// Arrow out of a box.
    Share,
    /// Place on a map.
    Pin,
    /// Delivery truck.
    Truck,
    /// Tick.
    Check,
    /// Clock face.
    Clock,
    /// Seal with ribbons, for certificates.
    Seal,
    /// Photo camera.
    Camera,
    /// Leaf, for what is freshly picked.
    Leaf,
    /// House.
    Home,
    /// Shopping bag.
    Bag,
    /// Parcel.
    Box,
    /// Banknote.
    Money,
    /// Telephone receiver.
    Phone,
    /// Triangle with an exclamation mark.
    Warning,
    /// Two sliders.
    Filter,
    /// Arrow to the right.
    Next,
    /// Arrow down.
    Down,
    /// Plus sign.
    Plus,
    /// Minus sign.
    Minus,
    /// Head and shoulders.
    User,
    /// Printer.
    Printer,
    /// Arrow into a tray.
    Download,
    /// Cross, to close or remove.
    Close,
    /// Sun.
    Sun,
    /// Moon.
    Moon,
    /// Eye.
    Eye,
    /// Loudspeaker.
    Sound,
    /// Chain link.
    Link,
    /// Pencil.
    Edit,
    /// Letter i in a circle.
    Info,
    /// Cog wheel.
    Settings,
    /// Circle arrow.
    Again,
    /// Square code.
    Qr,
    /// Waste bin.
    Bin,
    /// Rising columns.
    Chart,
    /// Calendar page.
    Calendar,
    /// Speech bubble.
    Chat,
    /// Star outline.
    Star,
}

impl Icon {
    const fn drawing(self) -> &'static str {
        match self {
            Self::Cart => {
                r#"<path d="M3 4h3l2.5 11h10L21 7H7"/><circle cx="9.5" cy="19.5" r="1.5"/><circle cx="17.5" cy="19.5" r="1.5"/>"#
            }
            Self::Search => r#"<circle cx="10.5" cy="10.5" r="6.5"/><path d="M15.5 15.5 21 21"/>"#,
            Self::Back => r#"<path d="m15 4-8 8 8 8"/>"#,
            Self::Share => r#"<path d="M12 15V3M7 8l5-5 5 5M5 13v7h14v-7"/>"#,
            Self::Pin => {
                r#"<path d="M12 21c5-5.5 7-8.7 7-12a7 7 0 0 0-14 0c0 3.3 2 6.5 7 12z"/><circle cx="12" cy="9" r="2.5"/>"#
            }
            Self::Truck => {
                r#"<path d="M2 6h12v11H2zM14 10h4l4 4v3h-8"/><circle cx="7" cy="18" r="2"/><circle cx="17.5" cy="18" r="2"/>"#
            }
            Self::Check => r#"<path d="m4.5 12.5 5 5 10-11"/>"#,
            Self::Clock => r#"<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3.5 2"/>"#,
            Self::Seal => {
                r#"<circle cx="12" cy="9" r="6"/><path d="M8.5 14 7 21l5-2.500L17 21l-1.5-7"/>"#
            }
            Self::Camera => {
                r#"<path d="M3 8h4l2-3h6l2 3h4v11H3z"/><circle cx="12" cy="13" r="3.5"/>"#
            }
            Self::Leaf => r#"<path d="M5 19C5 9 10 4 20 4c0 10-5 15-15 15zM5 19l8-8"/>"#,
            Self::Home => r#"<path d="m3 11 9-8 9 8M6 9v11h12V9"/>"#,
            Self::Bag => r#"<path d="M5 8h14l1 12H4zM8.5 8a3.5 3.5 0 0 1 7 0"/>"#,
            Self::Box => r#"<path d="m3 8 9-5 9 5v8l-9 5-9-5zM3 8l9 5 9-5M12 13v8"/>"#,
            Self::Money => r#"<path d="M3 6h18v12H3z"/><circle cx="12" cy="12" r="3"/>"#,
            Self::Phone => {
                r#"<path d="M6 3h4l2 5-2.5 2a12 12 0 0 0 4.5 4.500L16 12l5 2v4c0 2-1 3-3 3C10 21 3 14 3 6c0-2 1-3 3-3z"/>"#
            }
            Self::Warning => r#"<path d="m12 4 9 16H3zM12 10v4M12 17v.1"/>"#,
            Self::Filter => {
                r#"<path d="M4 7h9M17 7h3M4 17h3M11 17h9"/><circle cx="15" cy="7" r="2"/><circle cx="9" cy="17" r="2"/>"#
            }
            Self::Next => r#"<path d="m9 4 8 8-8 8"/>"#,
            Self::Down => r#"<path d="m5 9 7 7 7-7"/>"#,
            Self::Plus => r#"<path d="M12 5v14M5 12h14"/>"#,
            Self::Minus => r#"<path d="M5 12h14"/>"#,
            Self::User => {
                r#"<circle cx="12" cy="8" r="4"/><path d="M4 21c0-5 3.5-8 8-8s8 3 8 8"/>"#
            }
            Self::Printer => r#"<path d="M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7z"/>"#,
            Self::Download => r#"<path d="M12 3v12M7 10l5 5 5-5M4 17v4h16v-4"/>"#,
            Self::Close => r#"<path d="m5 5 14 14M19 5 5 19"/>"#,
            Self::Sun => {
                r#"<circle cx="12" cy="12" r="4.5"/><path d="M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.400M17.6 17.6 19 19M19 5l-1.4 1.400M6.4 17.6 5 19"/>"#
            }
            Self::Moon => r#"<path d="M20 14.500A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.500z"/>"#,
            Self::Eye => {
                r#"<path d="M2 12c4-7 16-7 20 0-4 7-16 7-20 0z"/><circle cx="12" cy="12" r="3"/>"#
            }
            Self::Sound => {
                r#"<path d="M4 10v4h4l5 4V6l-5 4zM16.5 9a4 4 0 0 1 0 6M19 6.500a8 8 0 0 1 0 11"/>"#
            }
            Self::Link => {
                r#"<path d="M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.700L12 7M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.700L12 17"/>"#
            }
            Self::Edit => r#"<path d="M4 20v-4L16 4l4 4L8 20zM13 7l4 4"/>"#,
            Self::Info => r#"<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5M12 8v.1"/>"#,
            Self::Settings => {
                r#"<circle cx="12" cy="12" r="3"/><path d="M12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.600l2.1 2.100M16.3 16.300l2.1 2.100M18.4 5.600l-2.1 2.100M7.7 16.300l-2.1 2.1"/>"#
            }
            Self::Again => {
                r#"<path d="M20 6v5h-5M4 18v-5h5M19 11a7.5 7.5 0 0 0-13-3M5 13a7.5 7.5 0 0 0 13 3"/>"#
            }
            Self::Qr => {
                r#"<path d="M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2M20 14v2M14 20h2M19 19h1v1"/>"#
            }
            Self::Bin => r#"<path d="M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5"/>"#,
            Self::Chart => r#"<path d="M4 20h16M7 20v-6M12 20V5M17 20V10"/>"#,
            Self::Calendar => r#"<path d="M4 6h16v14H4zM4 10h16M8 3v4M16 3v4"/>"#,
            Self::Chat => r#"<path d="M4 5h16v11h-9l-4 4v-4H4z"/>"#,
            Self::Star => {
                r#"<path d="m12 3 2.8 5.9 6.4.8-4.7 4.4 1.2 6.400L12 17.400l-5.7 3.1 1.2-6.400L2.8 9.700l6.4-.8z"/>"#
            }
        }
    }
}

/// An icon of 24 px.
#[must_use]
pub fn icon(name: Icon) -> AnyView {
    view! { <svg class="i" viewBox="0 0 24 24" aria-hidden="true" inner_html=name.drawing()></svg> }
        .into_any()
}

/// An icon of 18 px, inside small text.
#[must_use]
pub fn icon_small(name: Icon) -> AnyView {
    view! { <svg class="i sm" viewBox="0 0 24 24" aria-hidden="true" inner_html=name.drawing()></svg> }
        .into_any()
}
