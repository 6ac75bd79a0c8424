//! Sending notices to the shop.

use std::time::Duration;

use http::Method;

use super::Outgoing;

/// Sends the notices one after the other; what each was answered.
pub(super) async fn send(url: &str, notices: &[Outgoing]) -> Vec<String> {
    let Ok(client) = crate::client(Duration::from_secs(15)) else {
        return vec!["no client".to_owned()];
    };
    let mut answers = Vec::new();
    for notice in notices {
        let request = if notice.get {
            client.request(Method::GET, &format!("{url}?{}", notice.query))
        } else {
            client.request(Method::POST, url).body(notice.body.clone())
        };
        let request = notice
            .headers
            .iter()
            .fold(request, |request, (name, value)| {
                request.header(name, value)
            });
        answers.push(match request.send().await {
            Ok(answer) => {
                let status = answer.status();
                format!("{status} {}", answer.text().await.unwrap_or_default())
            }
            Err(_) => "không gửi được".to_owned(),
        });
    }
    answers
}
