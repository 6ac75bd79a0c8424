//! Forms that carry a photo: their texts, and the photo converted and stored.

use crate::app::App;
use crate::http::pictures::PRIVATE;
use axum::extract::Multipart;
use bytes::Bytes;
use media::pictures::{MAX_BYTES, Picture, PictureError, process};
use services::pictures::StoredPicture;
use services::{Error, Result};
use shared::problem::FieldError;
use shared::say::Locale;
use std::collections::HashMap;

/// The most bytes of a form with a photo: the photo and some texts.
pub const LIMIT: usize = MAX_BYTES + 256 * 1024;
/// The most bytes of one text field.
const MAX_TEXT: usize = 64 * 1024;
/// The most fields of a form.
const MAX_FIELDS: usize = 40;

/// What a form with a photo held.
#[derive(Debug, Default)]
pub struct Uploaded {
    texts: HashMap<String, String>,
    photo: Option<Bytes>,
}

impl Uploaded {
    /// Reads the form; `photo` is the name of its file field. The last text of a name that is not empty counts.
    pub async fn read(mut form: Multipart, photo: &str, l: Locale) -> Result<Self> {
        let mut read = Self::default();
        for _ in 0..MAX_FIELDS {
            let Some(field) = form.next_field().await.map_err(|_| broken(photo, l))? else {
                break;
            };
            let name = field.name().unwrap_or_default().to_owned();
            let bytes = field.bytes().await.map_err(|_| broken(photo, l))?;
            if name == photo {
                read.photo = (!bytes.is_empty()).then_some(bytes);
            } else if let Some(text) = std::str::from_utf8(&bytes)
                .ok()
                .filter(|t| t.len() <= MAX_TEXT)
            {
                let kept = read.texts.entry(name).or_default();
                if !text.is_empty() {
                    text.clone_into(kept);
                }
            }
        }
        Ok(read)
    }

    /// A text of the form; empty when it was not there.
    pub fn text(&self, name: &str) -> String {
        self.texts.get(name).cloned().unwrap_or_default()
    }

    /// The bytes of the file, for what is no photo.
    pub fn take_file(&mut self) -> Option<Bytes> {
        self.photo.take()
    }

    /// Converts and stores the photo, if there is one. What is wrong with it is an error at the field `name`.
    pub async fn store(
        &mut self,
        app: &App,
        name: &str,
        l: Locale,
    ) -> Result<Option<StoredPicture>> {
        self.store_for(app, "", name, l).await
    }

    /// The same for a paper that only officers may look at.
    pub async fn store_private(
        &mut self,
        app: &App,
        name: &str,
        l: Locale,
    ) -> Result<Option<StoredPicture>> {
        let Some(mut picture) = self.convert(name, l).await? else {
            return Ok(None);
        };
        picture.0.id = format!("{PRIVATE}{}", picture.0.id);
        for file in &mut picture.0.files {
            file.name = format!("{PRIVATE}{}", file.name);
        }
        keep(app, picture).await.map(Some)
    }

    /// The same under names that only `owner` gets for this photo, so that equal photos of two owners stay apart.
    pub async fn store_for(
        &mut self,
        app: &App,
        owner: &str,
        name: &str,
        l: Locale,
    ) -> Result<Option<StoredPicture>> {
        let Some((mut picture, size)) = self.convert(name, l).await? else {
            return Ok(None);
        };
        if !owner.is_empty() {
            picture = picture.owned_by(owner);
        }
        keep(app, (picture, size)).await.map(Some)
    }

    /// The photo in its sizes, and how many bytes were sent.
    async fn convert(&mut self, name: &str, l: Locale) -> Result<Option<(Picture, usize)>> {
        let Some(bytes) = self.photo.take() else {
            return Ok(None);
        };
        let size = bytes.len();
        let picture = process(bytes).await.map_err(|why| Error::Invalid {
            fields: vec![wrong(name, why, l)],
        })?;
        Ok(Some((picture, size)))
    }
}

async fn keep(app: &App, (picture, bytes): (Picture, usize)) -> Result<StoredPicture> {
    for file in picture.files {
        app.blobs
            .put(&file.name, file.bytes)
            .await
            .map_err(Error::internal)?;
    }
    Ok(StoredPicture {
        id: picture.id,
        width: picture.width,
        height: picture.height,
        widths: picture.widths,
        bytes,
    })
}

fn broken(name: &str, l: Locale) -> Error {
    let message = l.say(
        "Ảnh chưa gửi xong. Gửi lại",
        "The photo did not arrive whole. Send it again",
    );
    Error::invalid(name, "broken", message)
}

fn wrong(name: &str, why: PictureError, l: Locale) -> FieldError {
    let (code, message) = match why {
        PictureError::Kind => (
            "kind",
            l.say(
                "Tệp này không phải ảnh JPEG, PNG hay WebP. Chọn ảnh khác",
                "Not a JPEG, PNG or WebP picture. Choose another",
            ),
        ),
        PictureError::TooLarge => (
            "too_large",
            l.say(
                "Ảnh nặng quá 20 MB. Chụp lại nhỏ hơn",
                "More than 20 MB. Take a smaller one",
            ),
        ),
        PictureError::TooManyPixels => (
            "too_many_pixels",
            l.say(
                "Ảnh to quá. Chụp lại nhỏ hơn",
                "Too many pixels. Take a smaller one",
            ),
        ),
        PictureError::TooSmall => (
            "too_small",
            l.say(
                "Ảnh nhỏ quá, không đọc được. Chụp lại gần hơn",
                "Too small to read. Take it from closer",
            ),
        ),
        PictureError::Broken => (
            "broken",
            l.say(
                "Ảnh này mở không được. Chọn ảnh khác",
                "It does not open. Choose another",
            ),
        ),
    };
    FieldError::new(name, code, message)
}
