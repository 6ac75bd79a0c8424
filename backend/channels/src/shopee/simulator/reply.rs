//! What is asked and what is answered.

use serde_json::{Value, json};

/// A call that passed the gate.
pub struct Ask {
    pub path: String,
    pub query: Vec<(String, String)>,
    pub body: Value,
    pub files: Vec<Vec<u8>>,
    pub shop: i64,
    pub now: i64,
}

impl Ask {
    pub fn q(&self, name: &str) -> &str {
        self.query
            .iter()
            .find(|(key, _)| key == name)
            .map_or("", |(_, value)| value)
    }

    pub fn qs(&self, name: &str) -> Vec<&str> {
        self.query
            .iter()
            .filter(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
            .collect()
    }

    pub fn qn(&self, name: &str) -> Option<i64> {
        self.q(name).parse().ok()
    }

    /// A text that must be in the body.
    pub fn text(&self, name: &str) -> Result<&str, Refused> {
        self.body[name]
            .as_str()
            .filter(|text| !text.is_empty())
            .ok_or_else(|| param(&format!("{name} is required")))
    }

    /// A whole number that must be in the body.
    pub fn int(&self, name: &str) -> Result<i64, Refused> {
        self.body[name]
            .as_i64()
            .ok_or_else(|| param(&format!("{name} is required")))
    }
}

/// Seconds of milliseconds.
pub fn s(ms: i64) -> i64 {
    ms.div_euclid(1_000)
}

pub enum Reply {
    /// In `response`.
    In(Value),
    /// At top level.
    Top(Value),
    /// A file.
    Pdf(Vec<u8>),
}

#[derive(Debug)]
pub struct Refused {
    pub code: String,
    pub message: String,
    pub response: Option<Value>,
}

pub type Answer = Result<Reply, Refused>;

pub fn refused(code: &str, message: &str) -> Refused {
    Refused {
        code: code.to_owned(),
        message: message.to_owned(),
        response: None,
    }
}

pub fn param(message: &str) -> Refused {
    refused("error_param", message)
}

/// The JSON of an answer.
pub fn envelope(answer: Answer, request: i64) -> Result<Value, Vec<u8>> {
    let mut around =
        json!({"request_id": format!("mp{request:x}"), "error": "", "message": "", "warning": ""});
    match answer {
        Ok(Reply::Pdf(bytes)) => return Err(bytes),
        Ok(Reply::In(value)) => around["response"] = value,
        Ok(Reply::Top(value)) => {
            if let (Value::Object(around), Value::Object(more)) = (&mut around, value) {
                around.extend(more);
            }
        }
        Err(refused) => {
            around["error"] = refused.code.into();
            around["message"] = refused.message.into();
            if let Some(rows) = refused.response {
                around["response"] = rows;
            }
        }
    }
    Ok(around)
}
