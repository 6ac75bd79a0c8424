//! What a process uses, and what the machine is, as the kernel says.

use std::fs;

use crate::run;

/// Clock ticks a second in `/proc/<pid>/stat`; fixed on Linux for user space.
const TICKS: f64 = 100.0;

/// Use of a process at one moment.
#[derive(Clone, Copy, Default)]
pub struct Usage {
    /// Processor time in user and kernel mode since its start, in milliseconds.
    pub cpu_ms: f64,
    /// Resident memory in mebibytes.
    pub rss_mib: f64,
    /// Most resident memory so far, in mebibytes.
    pub peak_mib: f64,
}

impl Usage {
    /// Reads it; a process that is gone uses nothing.
    pub fn of(pid: u32) -> Self {
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        // The name in parentheses may contain spaces; what follows it does not.
        let fields: Vec<&str> = stat
            .rsplit(')')
            .next()
            .unwrap_or_default()
            .split_whitespace()
            .collect();
        let ticks = |index: usize| {
            fields
                .get(index)
                .and_then(|field| field.parse::<f64>().ok())
                .unwrap_or(0.0)
        };
        let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
        let mib = |name: &str| number_after(&status, name) / 1024.0;
        Self {
            cpu_ms: (ticks(11) + ticks(12)) * 1000.0 / TICKS,
            rss_mib: mib("VmRSS:"),
            peak_mib: mib("VmHWM:"),
        }
    }
}

/// The machine in one line: processor, cores, memory, kernel, day.
pub fn machine() -> String {
    let cpuinfo = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpuinfo
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(": "))
        .map_or("unknown", |(_, model)| model);
    let memory = number_after(
        &fs::read_to_string("/proc/meminfo").unwrap_or_default(),
        "MemTotal:",
    ) / 1024.0
        / 1024.0;
    let said = |program: &str, args: &[&str]| {
        run::read(run::command(program).args(args))
            .unwrap_or_default()
            .trim()
            .to_owned()
    };
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    format!(
        "{model}, {cores} cores, {memory:.0} GiB memory, Linux {}, {}, {}",
        said("uname", &["-r"]),
        said("rustc", &["--version"]),
        said("date", &["-u", "+%Y-%m-%d"])
    )
}

fn number_after(text: &str, name: &str) -> f64 {
    text.lines()
        .find_map(|line| {
            line.strip_prefix(name)?
                .split_whitespace()
                .next()?
                .parse()
                .ok()
        })
        .unwrap_or(0.0)
}
