//! Comments in files: CSV with a name and a comment in each row, as other tools write them.

use shared::problem::FieldError;
use shared::say::Locale;
use shared::text::fold;

/// Headers of the two columns, folded.
const NAMES: [&str; 8] = [
    "ten", "name", "user", "username", "from", "nguoi", "khach", "author",
];
const TEXTS: [&str; 8] = [
    "binh luan",
    "comment",
    "text",
    "message",
    "noi dung",
    "loi",
    "content",
    "body",
];

/// The comments of a file as lines to paste: `Hoa: chốt A1`. Without headers the first two columns count.
///
/// # Errors
/// At `tep`, when it is no such file.
pub fn lines_of_file(bytes: &[u8], l: Locale) -> Result<String, FieldError> {
    let wrong = || {
        let words = l.say(
            "Chọn tệp CSV có cột tên và cột bình luận, lưu dạng UTF-8",
            "Choose a CSV file with a name and a comment column, saved as UTF-8",
        );
        FieldError::new("tep", "not_csv", words)
    };
    let text = std::str::from_utf8(bytes).map_err(|_| wrong())?;
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().next().unwrap_or_default();
    let mark = [b';', b'\t', b',']
        .into_iter()
        .max_by_key(|mark| first.bytes().filter(|byte| byte == mark).count())
        .unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(mark)
        .from_reader(text.as_bytes());
    let mut lines = Vec::new();
    let mut columns = (0, 1);
    for (at, row) in reader.records().enumerate() {
        let row = row.map_err(|_| wrong())?;
        if at == 0
            && let Some(found) = headers(&row)
        {
            columns = found;
            continue;
        }
        let (Some(name), Some(said)) = (row.get(columns.0), row.get(columns.1)) else {
            return Err(wrong());
        };
        let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        // What parts a pasted line may not stand in a name.
        let name = one_line(&name.replace([':', ','], " "));
        if !name.is_empty() {
            lines.push(format!("{name}: {}", one_line(said)));
        }
    }
    if lines.is_empty() {
        return Err(wrong());
    }
    Ok(lines.join("\n"))
}

fn headers(row: &csv::StringRecord) -> Option<(usize, usize)> {
    let find = |known: &[&str]| {
        row.iter()
            .position(|cell| known.contains(&fold(cell).as_str()))
    };
    Some((find(&NAMES)?, find(&TEXTS)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_other_tools_are_read() {
        let read = |text: &str| lines_of_file(text.as_bytes(), Locale::Vi).ok();
        let with_headers =
            "\u{feff}time;Tên;Bình luận\n09:01;Hoa;\"chốt A1\nx2\"\n09:02;Bác: Tư;A2\n";
        assert_eq!(
            read(with_headers).as_deref(),
            Some("Hoa: chốt A1 x2\nBác Tư: A2")
        );
        assert_eq!(
            read("Hoa,A1\nTư,A2 x2\n").as_deref(),
            Some("Hoa: A1\nTư: A2 x2")
        );
        for bad in ["", "Hoa\nTư", "name,comment\n"] {
            assert_eq!(read(bad), None, "{bad}");
        }
        assert!(lines_of_file(&[0xff, 0xfe, 0x00], Locale::Vi).is_err());
    }
}
