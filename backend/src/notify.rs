//! Sending messages to people: by SMTP, or into a file of the demonstration.

use crate::config::Config;
use anyhow::Context;
use futures::future::BoxFuture;
use lettre::message::{Mailbox, header::ContentType};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use services::notices::Outgoing;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// A mail server that has not taken a message by then will be asked again later.
const SMTP_TIME: Duration = Duration::from_secs(20);

/// Why a message was not sent. The words hold no personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotifyError {
    /// It will never work like this.
    #[error("{0}")]
    Never(&'static str),
    /// It may work later.
    #[error("{0}")]
    NotNow(&'static str),
}

/// A way to send messages.
pub trait Notifier: Send + Sync {
    /// Sends one message. Sending it twice must do no more harm than a repeated message.
    fn send<'a>(&'a self, message: &'a Outgoing) -> BoxFuture<'a, Result<(), NotifyError>>;
}

/// The way of the settings: SMTP when a mail server is named, else a file.
pub fn notifier(config: &Config) -> anyhow::Result<Arc<dyn Notifier>> {
    let file = TextFile {
        path: config.data_dir.join("messages.txt"),
    };
    match &config.smtp_url {
        Some(url) => Ok(Arc::new(Smtp::new(url.expose(), &config.mail_from)?)),
        None => Ok(Arc::new(file)),
    }
}

/// E-mail by a mail server. Text messages need a provider that is not there yet.
struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Smtp {
    fn new(url: &str, from: &str) -> anyhow::Result<Self> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .context("CHOPHIEN_SMTP_URL must be like smtps://user:password@host:465")?
            .timeout(Some(SMTP_TIME))
            .build();
        let from = from
            .parse()
            .context("CHOPHIEN_MAIL_FROM must be like Name <name@host>")?;
        Ok(Self { transport, from })
    }

    async fn deliver(&self, message: &Outgoing) -> Result<(), NotifyError> {
        if message.via != "email" {
            return Err(NotifyError::Never("no provider for text messages"));
        }
        let to: Mailbox = message
            .to
            .parse()
            .map_err(|_| NotifyError::Never("not an e-mail address"))?;
        let host = self.from.email.domain();
        let mail = Message::builder()
            .from(self.from.clone())
            .to(to)
            // The same for a repeated attempt, so that mail servers can drop the second one.
            .message_id(Some(format!("<{}@{host}>", message.id)))
            .subject(message.subject.as_str())
            .header(ContentType::TEXT_PLAIN)
            .body(message.body.clone())
            .map_err(|_| NotifyError::Never("the message cannot be put together"))?;
        // The server's words may repeat the address, so they are not kept.
        self.transport
            .send(mail)
            .await
            .map(|_| ())
            .map_err(|error| {
                if error.is_permanent() {
                    NotifyError::Never("refused by the mail server")
                } else {
                    NotifyError::NotNow("the mail server did not take it")
                }
            })
    }
}

impl Notifier for Smtp {
    fn send<'a>(&'a self, message: &'a Outgoing) -> BoxFuture<'a, Result<(), NotifyError>> {
        Box::pin(self.deliver(message))
    }
}

/// One file with all messages, for development. A file for each would cost more than the order it tells of.
struct TextFile {
    path: PathBuf,
}

impl TextFile {
    fn write(path: &Path, message: &Outgoing) -> std::io::Result<()> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let text = format!(
            "Id: {}\nVia: {}\nTo: {}\nSubject: {}\n\n{}\n\n",
            message.id, message.via, message.to, message.subject, message.body
        );
        // Readable by the server's user only: it holds what the database keeps sealed.
        let mut options = std::fs::OpenOptions::new();
        let mut file = options.append(true).create(true).mode(0o600).open(path)?;
        // In one piece, so that messages written at one time do not mix.
        file.write_all(text.as_bytes())
    }
}

impl Notifier for TextFile {
    fn send<'a>(&'a self, message: &'a Outgoing) -> BoxFuture<'a, Result<(), NotifyError>> {
        let (path, message) = (self.path.clone(), message.clone());
        Box::pin(async move {
            let written = tokio::task::spawn_blocking(move || Self::write(&path, &message)).await;
            match written {
                Ok(Ok(())) => Ok(()),
                _ => Err(NotifyError::NotNow(
                    "the file of messages cannot be written",
                )),
            }
        })
    }
}

/// Asks the mail server of the settings whether it would take mail. `None` when none is named.
pub async fn smtp_answers(config: &Config) -> Option<anyhow::Result<()>> {
    let url = config.smtp_url.as_ref()?;
    Some(match Smtp::new(url.expose(), &config.mail_from) {
        Ok(smtp) => match smtp.transport.test_connection().await {
            Ok(true) => Ok(()),
            Ok(false) => Err(anyhow::anyhow!("the mail server does not answer")),
            Err(error) => Err(anyhow::Error::new(error).context("the mail server does not answer")),
        },
        Err(error) => Err(error),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_file_keeps_every_message_whole() {
        let folder =
            std::env::temp_dir().join(format!("chophien-messages-{}", uuid::Uuid::now_v7()));
        let path = folder.join("messages.txt");
        let sink = TextFile { path: path.clone() };
        let message = |n: usize| Outgoing {
            id: uuid::Uuid::now_v7(),
            via: "sms".to_owned(),
            to: "+84900000010".to_owned(),
            subject: "Đơn mới".to_owned(),
            body: format!("Nhận đơn: http://127.0.0.1/{n}/").repeat(500),
        };
        let messages: Vec<Outgoing> = (0..20).map(message).collect();
        let sent = messages.iter().map(|message| sink.send(message));
        for sent in futures::future::join_all(sent).await {
            sent.expect("written");
        }
        let text = std::fs::read_to_string(&path).expect("the file");
        for message in &messages {
            assert!(text.contains(&message.body), "whole");
        }
        std::fs::remove_dir_all(folder).expect("removed");
    }

    /// A mail server for one mail: answers every command and gives back what it was told.
    async fn one_mail(listener: tokio::net::TcpListener) -> String {
        use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
        let (stream, _) = listener.accept().await.expect("somebody comes");
        let (read, mut write) = stream.into_split();
        let mut lines = BufReader::new(read).lines();
        let mut told = String::new();
        let mut in_data = false;
        write.write_all(b"220 test\r\n").await.expect("written");
        while let Ok(Some(line)) = lines.next_line().await {
            told.push_str(&line);
            told.push('\n');
            let answer = match (in_data, line.as_str()) {
                (true, ".") => "250 taken\r\n",
                (true, _) => continue,
                (false, "DATA") => "354 go on\r\n",
                (false, "QUIT") => "221 bye\r\n",
                (false, _) => "250 test\r\n",
            };
            in_data = line == "DATA";
            write.write_all(answer.as_bytes()).await.expect("written");
            if answer.starts_with("250 taken") {
                break;
            }
        }
        told
    }

    #[tokio::test]
    async fn e_mail_goes_to_the_mail_server() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a port");
        let url = format!("smtp://{}", listener.local_addr().expect("an address"));
        let server = tokio::spawn(one_mail(listener));
        let smtp = Smtp::new(&url, "Chợ Phiên <cho@example.vn>").expect("a URL");
        let message = Outgoing {
            id: uuid::Uuid::now_v7(),
            via: "email".to_owned(),
            to: "dong-mo@example.vn".to_owned(),
            subject: "New order 7Q2MWK4H-1".to_owned(),
            body: "Accept: https://example.vn/l/x".to_owned(),
        };
        smtp.send(&message).await.expect("taken");
        let told = server.await.expect("the server");
        for part in [
            "RCPT TO:<dong-mo@example.vn>",
            "Subject: New order 7Q2MWK4H-1",
            "https://example.vn/l/x",
        ] {
            assert!(told.contains(part), "{part} in {told}");
        }
        assert!(
            told.contains(&format!("Message-ID: <{}@example.vn>", message.id)),
            "{told}"
        );
    }

    #[tokio::test]
    async fn mail_servers_take_no_text_messages() {
        let smtp = Smtp::new("smtp://127.0.0.1:1", "Chợ Phiên <a@example.vn>").expect("a URL");
        let message = Outgoing {
            id: uuid::Uuid::now_v7(),
            via: "sms".to_owned(),
            to: "+84900000010".to_owned(),
            subject: String::new(),
            body: String::new(),
        };
        assert_eq!(
            smtp.send(&message).await,
            Err(NotifyError::Never("no provider for text messages"))
        );
        let message = Outgoing {
            via: "email".to_owned(),
            to: "a@example.vn".to_owned(),
            ..message
        };
        assert_eq!(
            smtp.send(&message).await,
            Err(NotifyError::NotNow("the mail server did not take it"))
        );
        assert!(Smtp::new("http://x", "a@example.vn").is_err());
        assert!(Smtp::new("smtp://x", "nobody").is_err());
    }
}
