//! A livestream under load: many who watch, claims at the same time, a pin that has to reach all; and what a share card costs.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Barrier, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::Length;
use super::http::{Client, form, get};
use super::process::Usage;
use super::report::Report;
use crate::run;
use crate::server::{Options, Server, TempDir};

/// Claims a second.
const CLAIMS: u64 = 100;
/// Connections that claim.
const CLAIMERS: u64 = 8;
/// Pins measured.
const PINS: usize = 5;
/// Share cards drawn.
const CARDS: usize = 20;
/// A line of an event has come, or the connection is over.
const QUIET: Duration = Duration::from_secs(60);

/// Moments at which a viewer heard of something new: the number of the pin and when.
type Heard = Arc<Mutex<Vec<(u64, Instant)>>>;

/// Two thousand viewers and a hundred claims a second on a demonstration of its own; then the process is killed.
pub fn measure(program: &std::path::PathBuf, length: &Length, report: &mut Report) -> Result<()> {
    raise_limit(length.viewers);
    let data = TempDir::new("bench-live")?;
    let options = Options {
        program,
        data: &data.path,
        database_url: None,
        demo: true,
        settings: &[("CHOPHIEN_RATE_LIMITS", "off")],
    };
    let server = Server::start(&options)?;
    let mut host = Host::open(server.port)?;
    let before = Usage::of(server.pid);
    let viewers = Viewers::sit_down(server.port, &host.slug, length.viewers)?;
    let claims = Claims::begin(server.port, &host.slug);
    std::thread::sleep(Duration::from_secs(2));
    let mut waits = Vec::new();
    for round in 0..PINS {
        let known = viewers.latest();
        let sent = Instant::now();
        host.pin(if round % 2 == 0 { "A2" } else { "A1" })?;
        std::thread::sleep(Duration::from_secs(2));
        waits.push(viewers.reached(known, sent));
    }
    let used = Usage::of(server.pid);
    // Killed while claims come in: what was answered must be there.
    run::run(run::command("kill").args(["-9", &server.pid.to_string()]))?;
    let (answered, slowest) = claims.end();
    viewers.leave();
    drop(server);
    let server = Server::start(&options)?;
    let lost = count_lost(server.port, &answered)?;
    tell(report, length.viewers, &waits, (before, used));
    report.fact(
        "claims answered meanwhile, and p99 of an answer",
        format!(
            "{}, {:.0} ms",
            answered.len(),
            slowest.as_secs_f64() * 1000.0
        ),
    );
    report.fact(
        "claims lost after kill -9",
        format!("{lost} of {}", answered.len()),
    );
    if lost > 0 {
        bail!("{lost} claims were lost");
    }
    Ok(())
}

/// Each viewer is an open file of this process and of the server, which inherits the limit.
fn raise_limit(viewers: usize) {
    let (pid, most) = (std::process::id().to_string(), 4 * viewers + 1_000);
    let raised =
        run::run(run::command("prlimit").args(["--pid", &pid, &format!("--nofile={most}:")]));
    if let Err(error) = raised {
        eprintln!("! the limit of open files stays as it is: {error:#}");
    }
}

fn tell(
    report: &mut Report,
    viewers: usize,
    rounds: &[Vec<Option<Duration>>],
    use_: (Usage, Usage),
) {
    let mut all: Vec<Duration> = rounds.iter().flatten().flatten().copied().collect();
    let missed = rounds
        .iter()
        .flatten()
        .filter(|wait| wait.is_none())
        .count();
    all.sort_unstable();
    let at = |share: usize| {
        let index = (all.len() * share / 1000).min(all.len().saturating_sub(1));
        all.get(index).copied().unwrap_or_default().as_secs_f64() * 1000.0
    };
    report.fact(
        &format!("a pin reaches {viewers} viewers, {CLAIMS} claims/s at the same time"),
        format!(
            "p50 {:.0} ms, p99 {:.0} ms, missed within 2 s: {missed}",
            at(500),
            at(990)
        ),
    );
    report.fact(
        "memory before and with all viewers and claims, and the most",
        format!(
            "{:.0}, {:.0} and {:.0} MiB",
            use_.0.rss_mib, use_.1.rss_mib, use_.1.peak_mib
        ),
    );
}

/// The director of the demonstration, who runs the livestream.
struct Host {
    client: Client,
    cookie: String,
    slug: String,
}

impl Host {
    fn open(port: u16) -> Result<Self> {
        let mut client = Client::new(port);
        let signed = client.send(&form(
            "/dang-nhap",
            "",
            "phone=0900000010&password=cho-phien-demo",
        ))?;
        let cookie = signed.cookies.join("; ");
        if signed.status != 303 || cookie.is_empty() {
            bail!("the director cannot sign in: status {}", signed.status);
        }
        let headers = format!("cookie: {cookie}\r\n");
        let page = client.send(&get("/htx/live", &headers))?;
        let html = String::from_utf8_lossy(&page.body).into_owned();
        let offers: Vec<String> = html
            .split("name=\"offer\" value=\"")
            .skip(1)
            .filter_map(|part| Some(format!("offer={}", part.split('"').next()?)))
            .take(20)
            .collect();
        let opened = client.send(&form("/htx/live", &headers, &offers.join("&")))?;
        let to = opened.location.context("the livestream does not open")?;
        let slug = to.rsplit('/').next().unwrap_or_default().to_owned();
        Ok(Self {
            client,
            cookie,
            slug,
        })
    }

    fn pin(&mut self, code: &str) -> Result<()> {
        let path = format!("/htx/live/{}/ghim", self.slug);
        let headers = format!("cookie: {}\r\n", self.cookie);
        let answer = self
            .client
            .send(&form(&path, &headers, &format!("code={code}")))?;
        if answer.status != 303 {
            bail!("pin: status {}", answer.status);
        }
        Ok(())
    }
}

/// Those who watch: a thread and a stream each.
struct Viewers {
    heard: Vec<Heard>,
    over: Arc<AtomicBool>,
    threads: Vec<std::thread::JoinHandle<()>>,
}

impl Viewers {
    fn sit_down(port: u16, slug: &str, count: usize) -> Result<Self> {
        let over = Arc::new(AtomicBool::new(false));
        let seated = Arc::new(Barrier::new(count + 1));
        let (mut heard, mut threads) = (Vec::new(), Vec::new());
        for _ in 0..count {
            let mine = Heard::default();
            heard.push(Arc::clone(&mine));
            let (over, seated) = (Arc::clone(&over), Arc::clone(&seated));
            let request = get(
                &format!("/live/{slug}/su-kien"),
                "accept: text/event-stream\r\n",
            );
            let watch = move || {
                let stream = connect(port, &request);
                seated.wait();
                if let Ok(stream) = stream {
                    listen(stream, &mine, &over);
                }
            };
            let thread = std::thread::Builder::new().stack_size(64 * 1024);
            threads.push(thread.spawn(watch)?);
        }
        seated.wait();
        Ok(Self {
            heard,
            over,
            threads,
        })
    }

    /// The newest pin that anybody has heard of.
    fn latest(&self) -> u64 {
        let last = |heard: &Heard| locked(heard).last().map_or(0, |(news, _)| *news);
        self.heard.iter().map(last).max().unwrap_or(0)
    }

    /// How long it took each viewer to hear of a pin newer than `known`.
    fn reached(&self, known: u64, sent: Instant) -> Vec<Option<Duration>> {
        let wait = |heard: &Heard| {
            let heard = locked(heard);
            let new = heard.iter().find(|(news, at)| *news > known && *at >= sent);
            new.map(|(_, at)| at.duration_since(sent))
        };
        self.heard.iter().map(wait).collect()
    }

    fn leave(self) {
        self.over.store(true, Ordering::Relaxed);
        for thread in self.threads {
            // A viewer whose thread broke has heard nothing, which was counted.
            let _ = thread.join();
        }
    }
}

fn locked(heard: &Heard) -> std::sync::MutexGuard<'_, Vec<(u64, Instant)>> {
    heard.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Opens a stream and reads its head, so that the server counts the viewer before the measurement begins.
fn connect(port: u16, request: &[u8]) -> std::io::Result<BufReader<TcpStream>> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(QUIET))?;
    stream.write_all(request)?;
    let mut stream = BufReader::with_capacity(512, stream);
    let mut line = String::new();
    while line != "\r\n" {
        line.clear();
        if stream.read_line(&mut line)? == 0 {
            break;
        }
    }
    Ok(stream)
}

fn listen(mut stream: BufReader<TcpStream>, heard: &Heard, over: &AtomicBool) {
    let mut line = String::new();
    while !over.load(Ordering::Relaxed) {
        line.clear();
        match stream.read_line(&mut line) {
            Ok(0) | Err(_) => return,
            Ok(_) => {}
        }
        if let Some(news) = line
            .trim()
            .strip_prefix("data: ")
            .and_then(|text| text.parse().ok())
        {
            locked(heard).push((news, Instant::now()));
        }
    }
}

/// Claims at a steady rate, each of a viewer of its own.
struct Claims {
    over: Arc<AtomicBool>,
    threads: Vec<std::thread::JoinHandle<Vec<(String, Duration)>>>,
}

impl Claims {
    fn begin(port: u16, slug: &str) -> Self {
        let over = Arc::new(AtomicBool::new(false));
        let next = Arc::new(AtomicU64::new(0));
        let begun = Instant::now();
        let one = |_| {
            let (over, next, path) = (
                Arc::clone(&over),
                Arc::clone(&next),
                format!("/live/{slug}"),
            );
            std::thread::spawn(move || {
                let (mut client, mut answered) = (Client::new(port), Vec::new());
                while !over.load(Ordering::Relaxed) {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let due = begun + Duration::from_millis(number * 1000 / CLAIMS);
                    std::thread::sleep(due.saturating_duration_since(Instant::now()));
                    let code = number % 3 + 1;
                    let sent = Instant::now();
                    let claim = form(&path, "", &format!("code=A{code}&count=1&op=add"));
                    match client.send(&claim) {
                        Ok(answer) if answer.status == 303 => {
                            answered.extend(answer.location.map(|to| (to, sent.elapsed())));
                        }
                        Ok(_) => {}
                        // The process is gone.
                        Err(_) => return answered,
                    }
                }
                answered
            })
        };
        let threads = (0..CLAIMERS).map(one).collect();
        Self { over, threads }
    }

    /// The baskets of all claims that were answered, and the time within which 99 % were.
    fn end(self) -> (Vec<String>, Duration) {
        self.over.store(true, Ordering::Relaxed);
        let all: Vec<(String, Duration)> = self
            .threads
            .into_iter()
            .filter_map(|thread| thread.join().ok())
            .flatten()
            .collect();
        let mut times: Vec<Duration> = all.iter().map(|(_, time)| *time).collect();
        times.sort_unstable();
        let p99 = times.get(times.len() * 99 / 100).or(times.last());
        let p99 = p99.copied().unwrap_or_default();
        (all.into_iter().map(|(to, _)| to).collect(), p99)
    }
}

/// Baskets of answered claims in which nothing is kept and nothing waits.
fn count_lost(port: u16, baskets: &[String]) -> Result<usize> {
    let mut client = Client::new(port);
    let mut lost = 0;
    for basket in baskets {
        let page = client.page(basket)?;
        // A claim that was kept past its time in a long run is none that was lost.
        let is_there = ["Giữ cho bạn", "Đang chờ"]
            .iter()
            .any(|words| page.contains(words));
        lost += usize::from(!is_there);
    }
    Ok(lost)
}

/// What the first drawing of a share card costs, for goods that nobody has shared yet.
pub fn cards(server: &Server, products: &[String], report: &mut Report) -> Result<()> {
    let mut client = Client::new(server.port);
    let (mut cpu, mut bytes) = (Vec::new(), Vec::new());
    for path in products.iter().take(CARDS) {
        let page = client.page(path)?;
        let mark = "content=\"http://127.0.0.1:";
        let card = page
            .split(mark)
            .filter_map(|part| part.split('"').next())
            .find_map(|rest| rest.find("/anh/chia-se/").map(|at| rest[at..].to_owned()));
        let card = card.with_context(|| format!("{path} names no share card"))?;
        let before = Usage::of(server.pid).cpu_ms;
        let answer = client.send(&get(&card, ""))?;
        if answer.status != 200 {
            bail!("{card}: status {}", answer.status);
        }
        cpu.push(Usage::of(server.pid).cpu_ms - before);
        bytes.push(answer.body.len());
    }
    cpu.sort_by(f64::total_cmp);
    report.fact(
        "first drawing of a share card: CPU and bytes, the most of each",
        format!(
            "median {:.0}, most {:.0} ms; most {} bytes",
            cpu.get(cpu.len() / 2).copied().unwrap_or_default(),
            cpu.last().copied().unwrap_or_default(),
            bytes.iter().max().copied().unwrap_or_default()
        ),
    );
    Ok(())
}
