//! The load generator: threads with one connection each, bounded in number, time and count.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use super::http::{Answer, Client};
use super::process::Usage;

/// When a run ends.
#[derive(Clone, Copy)]
pub enum Until {
    /// After this time.
    Time(Duration),
    /// After this many requests.
    Count(u64),
}

/// What a run brought.
pub struct Run {
    /// Answers as expected.
    pub good: u64,
    /// Other answers, and none.
    pub bad: u64,
    /// One example of a bad answer.
    pub example: Option<String>,
    /// From the first request to the last answer.
    pub elapsed: Duration,
    /// Processor time of the server a request.
    pub cpu_ms: f64,
    latencies: Vec<u32>,
}

impl Run {
    /// Good answers a second.
    pub fn rate(&self) -> f64 {
        self.good as f64 / self.elapsed.as_secs_f64()
    }

    /// The time within which this share of the answers came, in milliseconds.
    pub fn percentile(&self, share: f64) -> f64 {
        let last = self.latencies.len().saturating_sub(1);
        let index = (last as f64 * share).round() as usize;
        self.latencies
            .get(index)
            .map_or(0.0, |micros| f64::from(*micros) / 1000.0)
    }
}

/// Sends what `request` makes of 0, 1, 2 … over `connections` connections.
pub fn run(
    port: u16,
    pid: u32,
    connections: u64,
    until: Until,
    request: impl Fn(u64) -> Vec<u8> + Sync,
    is_good: impl Fn(u64, &Answer) -> bool + Sync,
) -> Run {
    let (next, usage) = (AtomicU64::new(0), Usage::of(pid));
    let started = Instant::now();
    let worker = || {
        let (mut client, mut part) = (Client::new(port), Part::default());
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let over = match until {
                Until::Time(time) => started.elapsed() >= time,
                Until::Count(count) => index >= count,
            };
            if over {
                return part;
            }
            let bytes = request(index);
            let sent = Instant::now();
            match client.send(&bytes) {
                Ok(answer) if is_good(index, &answer) => part.good += 1,
                Ok(answer) => part.note(format!(
                    "{} {}",
                    answer.status,
                    String::from_utf8_lossy(&answer.body)
                )),
                Err(error) => part.note(error.to_string()),
            }
            part.latencies
                .push(u32::try_from(sent.elapsed().as_micros()).unwrap_or(u32::MAX));
        }
    };
    let parts: Vec<Part> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..connections).map(|_| scope.spawn(worker)).collect();
        threads
            .into_iter()
            .filter_map(|thread| thread.join().ok())
            .collect()
    });
    let elapsed = started.elapsed();
    let all = Part::joined(parts);
    let requests = (all.good + all.bad).max(1);
    let cpu_ms = (Usage::of(pid).cpu_ms - usage.cpu_ms) / requests as f64;
    Run {
        good: all.good,
        bad: all.bad,
        example: all.example,
        elapsed,
        cpu_ms,
        latencies: all.latencies,
    }
}

#[derive(Default)]
struct Part {
    good: u64,
    bad: u64,
    example: Option<String>,
    latencies: Vec<u32>,
}

impl Part {
    fn joined(parts: Vec<Part>) -> Part {
        let mut all = Part::default();
        for part in parts {
            all.good += part.good;
            all.bad += part.bad;
            all.example = all.example.or(part.example);
            all.latencies.extend(part.latencies);
        }
        all.latencies.sort_unstable();
        all
    }

    fn note(&mut self, mut example: String) {
        self.bad += 1;
        if self.example.is_none() {
            example.truncate(
                example
                    .char_indices()
                    .nth(300)
                    .map_or(example.len(), |(end, _)| end),
            );
            self.example = Some(example);
        }
    }
}
