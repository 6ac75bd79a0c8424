//! `chophien doctor`: is everything there that the server needs? Each finding says what to do.

mod ledger;

use crate::app::App;
use crate::config::Config;
use crate::http::assets::Assets;
use crate::notify;
use services::clock::Clock;
use services::keys::MIN_SECRET;
use std::path::Path;
use std::process::Command;

/// Less free space than this will soon stop the server.
const FREE_LEAST: u64 = 500 * 1024 * 1024;
/// No clock can be earlier than the year this was written.
const YEAR_LEAST: i32 = 2026;
/// Clocks of server and database may differ by this much, in milliseconds.
const DRIFT_MOST: i64 = 2_000;
/// An outbox older than this means that no worker runs, in milliseconds.
const LAG_MOST: i64 = 120_000;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grade {
    /// As it should be.
    Good,
    /// Works, but somebody should look.
    Doubtful,
    /// Will not work.
    Bad,
}

/// One thing that was looked at.
#[derive(Clone, Debug)]
pub struct Finding {
    /// How bad it is.
    pub grade: Grade,
    /// Vietnamese, with the remedy.
    pub vi: String,
    /// English, with the remedy.
    pub en: String,
}

fn finding(grade: Grade, vi: impl Into<String>, en: impl Into<String>) -> Finding {
    Finding {
        grade,
        vi: vi.into(),
        en: en.into(),
    }
}

fn good(vi: impl Into<String>, en: impl Into<String>) -> Finding {
    finding(Grade::Good, vi, en)
}

fn bad(vi: impl Into<String>, en: impl Into<String>) -> Finding {
    finding(Grade::Bad, vi, en)
}

/// The findings as lines for the terminal.
pub fn report(findings: &[Finding]) -> String {
    let line = |one: &Finding| {
        let mark = match one.grade {
            Grade::Good => "✓",
            Grade::Doubtful => "!",
            Grade::Bad => "✗",
        };
        format!("{mark} {}\n  {}\n", one.vi, one.en)
    };
    findings.iter().map(line).collect()
}

/// Whether the server can run like this.
pub fn is_fit(findings: &[Finding]) -> bool {
    findings.iter().all(|one| one.grade != Grade::Bad)
}

/// Looks at everything. `deep` also recomputes the stock ledger, the shares of pooled listings and what is
/// promised of harvests.
pub async fn examine(config: anyhow::Result<Config>, deep: bool) -> Vec<Finding> {
    let config = match config {
        Ok(config) => config,
        Err(error) => {
            return vec![bad(
                format!("Cài đặt sai: {error:#}. Sửa biến môi trường đó rồi chạy lại"),
                format!(
                    "The settings are wrong: {error:#}. Correct that variable and run this again"
                ),
            )];
        }
    };
    let mut findings = vec![
        good("Cài đặt đọc được", "The settings can be read"),
        secret(&config),
        folder(&config.data_dir),
        space(&config.data_dir),
        clock(),
        client(&config),
    ];
    findings.push(mail(&config).await);
    match App::open(config, Clock::system()).await {
        Ok(app) => {
            findings.extend(database(&app).await);
            findings.push(pictures(&app).await);
            if deep {
                findings.push(ledger::ledger(&app).await);
                findings.push(ledger::shares(&app).await);
                findings.push(ledger::harvests(&app).await);
            }
        }
        Err(error) => findings.push(bad(
            format!("Không mở được cơ sở dữ liệu: {error:#}. Xem CHOPHIEN_DATABASE_URL và máy chủ của nó"),
            format!("The database does not open: {error:#}. Check CHOPHIEN_DATABASE_URL and its server"),
        )),
    }
    findings
}

fn secret(config: &Config) -> Finding {
    let length = config.secret.expose().len();
    if length < MIN_SECRET {
        return bad(
            format!(
                "Khoá bí mật chỉ có {length} ký tự. Đặt CHOPHIEN_SECRET_KEY từ {MIN_SECRET} ký tự trở lên"
            ),
            format!(
                "The secret key has only {length} characters. Set CHOPHIEN_SECRET_KEY to {MIN_SECRET} or more"
            ),
        );
    }
    if config.data_dir.join("secret.key").exists() {
        return good(
            "Khoá bí mật nằm trong thư mục dữ liệu (secret.key). Chép nó ra nơi khác: mất khoá là mất số điện thoại và địa chỉ",
            "The secret key is in the data folder (secret.key). Keep a copy elsewhere: without it phones and addresses are lost",
        );
    }
    good("Khoá bí mật đủ dài", "The secret key is long enough")
}

fn folder(path: &Path) -> Finding {
    let probe = path.join(".doctor");
    let tried = std::fs::create_dir_all(path)
        .and_then(|()| std::fs::write(&probe, b"x"))
        .and_then(|()| std::fs::remove_file(&probe));
    match tried {
        Ok(()) => good(
            format!("Thư mục dữ liệu {} ghi được", path.display()),
            format!("The data folder {} can be written", path.display()),
        ),
        Err(error) => bad(
            format!(
                "Không ghi được vào {}: {error}. Cấp quyền ghi, hoặc đổi CHOPHIEN_DATA_DIR",
                path.display()
            ),
            format!(
                "{} cannot be written: {error}. Give write access, or change CHOPHIEN_DATA_DIR",
                path.display()
            ),
        ),
    }
}

fn space(path: &Path) -> Finding {
    let Some(free) = free_bytes(path) else {
        return finding(
            Grade::Doubtful,
            "Không biết ổ đĩa còn bao nhiêu chỗ (không có lệnh df)",
            "Free disk space is unknown (there is no df command)",
        );
    };
    let mb = free / 1024 / 1024;
    if free < FREE_LEAST {
        return bad(
            format!("Ổ đĩa chỉ còn {mb} MB. Dọn bớt hoặc thêm ổ, cần ít nhất 500 MB"),
            format!("Only {mb} MB are free. Make room or add a disk; at least 500 MB are needed"),
        );
    }
    good(
        format!("Ổ đĩa còn {mb} MB"),
        format!("{mb} MB of disk are free"),
    )
}

/// What `df` says: the standard library cannot ask.
fn free_bytes(path: &Path) -> Option<u64> {
    let output = Command::new("df")
        .args(["-Pk", "--"])
        .arg(path)
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let kilobytes: u64 = text
        .lines()
        .nth(1)?
        .split_whitespace()
        .nth(3)?
        .parse()
        .ok()?;
    kilobytes.checked_mul(1024)
}

fn clock() -> Finding {
    let now = Clock::system().now();
    if now.vn_date().y < YEAR_LEAST {
        return bad(
            format!(
                "Đồng hồ máy chỉ {}. Chỉnh giờ và bật đồng bộ NTP",
                now.rfc3339()
            ),
            format!("The clock says {}. Set it and turn NTP on", now.rfc3339()),
        );
    }
    good(
        format!("Đồng hồ máy: {}", now.rfc3339()),
        format!("The clock says {}", now.rfc3339()),
    )
}

fn client(config: &Config) -> Finding {
    if Assets::load(&config.assets_dir).are_built() {
        return good("Bản dựng trình duyệt có sẵn", "The browser build is there");
    }
    let folder = config.assets_dir.display();
    finding(
        Grade::Doubtful,
        format!(
            "Thiếu bản dựng trình duyệt ở {folder}: trang vẫn chạy nhưng không có kiểu chữ và script. Chạy `cargo xtask client`, hoặc đặt CHOPHIEN_ASSETS_DIR"
        ),
        format!(
            "No browser build in {folder}: pages work, but bare. Build it with `cargo xtask client`, or set CHOPHIEN_ASSETS_DIR"
        ),
    )
}

async fn mail(config: &Config) -> Finding {
    match notify::smtp_answers(config).await {
        None => finding(
            Grade::Doubtful,
            "Chưa có máy chủ thư: tin chỉ nằm trong thư mục messages. Đặt CHOPHIEN_SMTP_URL",
            "No mail server: messages only become files in the folder messages. Set CHOPHIEN_SMTP_URL",
        ),
        Some(Ok(())) => good("Máy chủ thư trả lời", "The mail server answers"),
        Some(Err(error)) => bad(
            format!(
                "Máy chủ thư không nhận: {error:#}. Xem CHOPHIEN_SMTP_URL và CHOPHIEN_MAIL_FROM"
            ),
            format!(
                "Mail cannot be sent: {error:#}. Check CHOPHIEN_SMTP_URL and CHOPHIEN_MAIL_FROM"
            ),
        ),
    }
}

async fn database(app: &App) -> Vec<Finding> {
    let db = &app.core.db;
    if let Err(error) = db.ping().await {
        return vec![bad(
            format!("Cơ sở dữ liệu không trả lời: {error}. Xem máy chủ của nó"),
            format!("The database does not answer: {error}. Look at its server"),
        )];
    }
    let mut findings = vec![good("Cơ sở dữ liệu trả lời", "The database answers")];
    findings.push(match db.pending_migrations().await {
        Ok(0) => good("Lược đồ đúng phiên bản", "The schema is up to date"),
        Ok(n) => finding(
            Grade::Doubtful,
            format!("Còn {n} bước đổi lược đồ. Sao lưu rồi chạy `chophien migrate`"),
            format!("{n} migrations are missing. Back up, then run `chophien migrate`"),
        ),
        Err(error) => bad(
            format!("Không đọc được lược đồ: {error}"),
            format!("The schema cannot be read: {error}"),
        ),
    });
    if let Ok(theirs) = db.clock_ms().await {
        let drift = (Clock::system().now().0 - theirs).abs();
        findings.push(if drift > DRIFT_MOST {
            bad(
                format!(
                    "Đồng hồ máy này lệch {drift} ms so với cơ sở dữ liệu. Bật đồng bộ NTP ở cả hai"
                ),
                format!(
                    "This clock differs by {drift} ms from the database's. Turn NTP on at both"
                ),
            )
        } else {
            good(
                "Đồng hồ khớp với cơ sở dữ liệu",
                "The clock agrees with the database's",
            )
        });
    }
    findings.extend(outbox(app).await);
    findings
}

/// Nothing to say about a database without a schema.
async fn outbox(app: &App) -> Option<Finding> {
    let db = &app.core.db;
    let lag = store::outbox::lag_ms(db, app.core.clock.now().0)
        .await
        .ok()?;
    let parked = store::outbox::parked_count(db).await.ok()?;
    if parked > 0 {
        return Some(finding(
            Grade::Doubtful,
            format!(
                "{parked} việc gửi đi bị dừng sau nhiều lần lỗi. Xem /quan-tri, mục việc bị dừng"
            ),
            format!("{parked} messages are parked after many failures. See them under /quan-tri"),
        ));
    }
    if lag > LAG_MOST {
        let seconds = lag / 1000;
        return Some(finding(
            Grade::Doubtful,
            format!(
                "Việc gửi đi chờ đã {seconds} giây. Chạy `chophien serve` hoặc `chophien serve --role worker`"
            ),
            format!(
                "Messages have waited for {seconds} s. Run `chophien serve` or `chophien serve --role worker`"
            ),
        ));
    }
    Some(good("Việc gửi đi không bị ứ", "No messages are held up"))
}

async fn pictures(app: &App) -> Finding {
    // A name that no picture has: reading must work, and find nothing.
    match app.blobs.get("doctor.probe").await {
        Ok(_) => good("Kho ảnh đọc được", "The pictures can be read"),
        Err(error) => bad(
            format!(
                "Không đọc được kho ảnh: {error}. Xem CHOPHIEN_DATA_DIR hoặc CHOPHIEN_BLOBS_URL"
            ),
            format!(
                "The pictures cannot be read: {error}. Check CHOPHIEN_DATA_DIR or CHOPHIEN_BLOBS_URL"
            ),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn wrong_settings_are_the_only_finding() {
        let findings = examine(
            Err(anyhow::anyhow!("CHOPHIEN_BIND must be an address")),
            false,
        )
        .await;
        assert_eq!(findings.len(), 1);
        assert!(!is_fit(&findings));
        assert!(report(&findings).starts_with("✗ Cài đặt sai: CHOPHIEN_BIND"));
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_named() {
        assert_eq!(folder(Path::new("/proc/nowhere")).grade, Grade::Bad);
        let scratch =
            std::env::temp_dir().join(format!("chophien-doctor-{}", uuid::Uuid::now_v7()));
        assert_eq!(folder(&scratch).grade, Grade::Good);
        std::fs::remove_dir_all(scratch).expect("removed");
    }
}
