//! The least of an HTTP/1.1 client that a measurement needs: one kept-alive connection to the loopback.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::Value;

/// No measured request takes longer; a server that hangs must not hang the measurement.
const TIME_LIMIT: Duration = Duration::from_secs(30);

/// One connection.
pub struct Client {
    port: u16,
    stream: Option<BufReader<TcpStream>>,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub body: Vec<u8>,
    /// Where a redirect leads.
    pub location: Option<String>,
    /// Cookies that were set: name and value.
    pub cookies: Vec<String>,
}

impl Client {
    /// A connection to a port of the loopback, opened at the first request.
    pub fn new(port: u16) -> Self {
        Self { port, stream: None }
    }

    /// Sends bytes made by [`get`] or [`post`] and reads the whole answer.
    pub fn send(&mut self, request: &[u8]) -> io::Result<Answer> {
        let mut stream = match self.stream.take() {
            Some(stream) => stream,
            None => connect(self.port)?,
        };
        stream.get_mut().write_all(request)?;
        let (answer, keep) = read(&mut stream)?;
        if keep {
            self.stream = Some(stream);
        }
        Ok(answer)
    }

    /// Gets a page and insists on 200.
    pub fn page(&mut self, path: &str) -> Result<String> {
        let answer = self.send(&get(path, ""))?;
        if answer.status != 200 {
            bail!("GET {path}: status {}", answer.status);
        }
        Ok(String::from_utf8_lossy(&answer.body).into_owned())
    }

    /// Gets JSON and insists on 200.
    pub fn json(&mut self, path: &str) -> Result<Value> {
        let text = self.page(path)?;
        serde_json::from_str(&text).with_context(|| format!("GET {path}: not JSON"))
    }
}

/// A GET with more header lines, each ended by CRLF.
pub fn get(path: &str, headers: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\n{headers}\r\n").into_bytes()
}

/// A POST of JSON with more header lines, each ended by CRLF.
pub fn post(path: &str, headers: &str, body: &Value) -> Vec<u8> {
    let body = body.to_string();
    format!(
        "POST {path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: {}\r\n{headers}\r\n{body}",
        body.len()
    )
    .into_bytes()
}

/// A POST of a form with more header lines.
pub fn form(path: &str, headers: &str, body: &str) -> Vec<u8> {
    format!(
        "POST {path} HTTP/1.1\r\nhost: 127.0.0.1\r\nsec-fetch-site: same-origin\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n{headers}\r\n{body}",
        body.len()
    )
    .into_bytes()
}

/// A query value as it stands in an address.
pub fn escape(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

fn connect(port: u16) -> io::Result<BufReader<TcpStream>> {
    let stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(TIME_LIMIT))?;
    Ok(BufReader::with_capacity(64 * 1024, stream))
}

fn read(stream: &mut BufReader<TcpStream>) -> io::Result<(Answer, bool)> {
    let bad = |what: &str| io::Error::new(io::ErrorKind::InvalidData, what.to_owned());
    let mut line = Vec::with_capacity(256);
    stream.read_until(b'\n', &mut line)?;
    let status = line
        .get(9..12)
        .and_then(|digits| std::str::from_utf8(digits).ok()?.parse().ok());
    let status = status.ok_or_else(|| bad("no status line"))?;
    let (mut length, mut chunked, mut keep) = (None, false, true);
    let (mut location, mut cookies) = (None, Vec::new());
    loop {
        line.clear();
        stream.read_until(b'\n', &mut line)?;
        let text = String::from_utf8_lossy(&line);
        let Some((name, value)) = text.trim_end().split_once(':') else {
            break;
        };
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.trim().parse().ok(),
            "transfer-encoding" => chunked = value.contains("chunked"),
            "location" => location = Some(value.trim().to_owned()),
            "set-cookie" => cookies.extend(value.trim().split(';').next().map(str::to_owned)),
            "connection" => keep = !value.contains("close"),
            _ => {}
        }
    }
    let mut body = Vec::new();
    if chunked {
        read_chunks(stream, &mut body)?;
    } else {
        body.resize(length.ok_or_else(|| bad("an answer without a length"))?, 0);
        stream.read_exact(&mut body)?;
    }
    let answer = Answer {
        status,
        body,
        location,
        cookies,
    };
    Ok((answer, keep))
}

fn read_chunks(stream: &mut BufReader<TcpStream>, body: &mut Vec<u8>) -> io::Result<()> {
    loop {
        let mut line = String::new();
        stream.read_line(&mut line)?;
        let size = usize::from_str_radix(line.trim(), 16)
            .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
        let start = body.len();
        body.resize(start + size, 0);
        stream.read_exact(&mut body[start..])?;
        line.clear();
        stream.read_line(&mut line)?;
        if size == 0 {
            return Ok(());
        }
    }
}
