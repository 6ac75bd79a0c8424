//! The sample of a route, with the values of the rows that were made for it.

use super::rows::Rows;
use super::samples::SAMPLES;
use http::Method;

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
