//! Stylesheets: the files of a folder in name order as one, without comments and idle white space.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// Joins `style/base/*.css` and `style/<name>/*.css` and makes them small.
pub fn bundle(style: &Path, name: &str) -> Result<String> {
    let mut text = String::new();
    for folder in ["base", name] {
        for file in super::fingerprint::files(&style.join(folder))? {
            if file.extension().is_some_and(|extension| extension == "css") {
                text.push_str(
                    &fs::read_to_string(&file)
                        .with_context(|| format!("cannot read {}", file.display()))?,
                );
                text.push('\n');
            }
        }
    }
    Ok(minify(&text))
}

/// Drops comments and white space that carries no meaning; strings and `url(…)` stay as they are.
pub fn minify(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    let mut space = false;
    while let Some(first) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.find("*/").map_or("", |end| &comment[end + 2..]);
            space = true;
        } else if first.is_whitespace() {
            rest = &rest[first.len_utf8()..];
            space = true;
        } else {
            let piece = piece(rest, first);
            push(&mut out, piece, space);
            space = false;
            rest = &rest[piece.len()..];
        }
    }
    out
}

/// The next part that is copied as it is: a string, a `url(…)`, or one character.
fn piece(rest: &str, first: char) -> &str {
    match first {
        '"' | '\'' => &rest[..string_end(rest, first)],
        'u' | 'U'
            if rest
                .get(..4)
                .is_some_and(|start| start.eq_ignore_ascii_case("url(")) =>
        {
            &rest[..rest.find(')').map_or(rest.len(), |end| end + 1)]
        }
        _ => &rest[..first.len_utf8()],
    }
}

fn string_end(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (index, character) in rest.char_indices().skip(1) {
        if escaped {
            escaped = false;
        } else if character == '\\' {
            escaped = true;
        } else if character == quote {
            return index + 1;
        }
    }
    rest.len()
}

fn push(out: &mut String, piece: &str, space: bool) {
    // Around these, white space never separates two tokens that would otherwise be one.
    let tight = ['{', '}', ';', ','];
    let after = out.chars().next_back();
    if piece == "}" && after == Some(';') {
        out.pop();
    }
    let idle =
        after.is_none_or(|last| tight.contains(&last) || last == ':') || piece.starts_with(tight);
    if space && !idle {
        out.push(' ');
    }
    out.push_str(piece);
}

#[cfg(test)]
mod tests {
    use super::minify;

    #[test]
    fn idle_space_and_comments_go_and_meaning_stays() {
        for (source, expected) in [
            ("a { color : red ; }\n", "a{color :red}"),
            (
                "/* x */ a,\n b > c {\n  margin: 0 auto;\n}",
                "a,b > c{margin:0 auto}",
            ),
            ("a :hover{}", "a :hover{}"),
            (
                "p::before { content: \"a  /* b */ ; }\\\" \"; }",
                "p::before{content:\"a  /* b */ ; }\\\" \"}",
            ),
            ("a{width:calc(1px + 2px)}", "a{width:calc(1px + 2px)}"),
            (
                "a{background:url(data:x;y /*z*/ )}",
                "a{background:url(data:x;y /*z*/ )}",
            ),
            (
                "@media (min-width: 40em) and (hover) { a { b: c } }",
                "@media (min-width:40em) and (hover){a{b:c}}",
            ),
            ("a/**/b{}", "a b{}"),
            ("a{b:'ữ'}", "a{b:'ữ'}"),
        ] {
            assert_eq!(minify(source), expected);
        }
    }
}
