//! Checks that read the committed text files.

use anyhow::Result;

use crate::run;

const MAX_LINES: usize = 400;
/// Code that is written by hand, and therefore read by people.
const CODE: [&str; 3] = [".rs", ".css", ".mjs"];

/// A committed file and what is in it.
pub struct File {
    name: String,
    text: String,
}

/// Reads every committed text file.
pub fn load() -> Result<Vec<File>> {
    let names = super::committed_files()?;
    let read = |name: String| {
        std::fs::read_to_string(run::root().join(&name))
            .ok()
            .map(|text| File { name, text })
    };
    // What is not UTF-8 is a picture or a table, not text.
    Ok(names.into_iter().filter_map(read).collect())
}

impl File {
    fn is_code(&self) -> bool {
        CODE.iter().any(|extension| self.name.ends_with(extension)) && !self.name.contains("/data/")
    }

    fn lines_with(&self, needles: &[String]) -> Vec<String> {
        let found = |(index, line): (usize, &str)| {
            needles
                .iter()
                .find(|needle| line.contains(needle.as_str()))
                .map(|needle| format!("{}:{}: {needle}", self.name, index + 1))
        };
        self.text.lines().enumerate().filter_map(found).collect()
    }
}

/// Code files longer than a person reads in one go.
pub fn too_long(files: &[File]) -> Vec<String> {
    let lines = |file: &File| file.text.lines().count();
    let long = files
        .iter()
        .filter(|file| file.is_code() && lines(file) > MAX_LINES);
    long.map(|file| format!("{}: {} lines", file.name, lines(file)))
        .collect()
}

/// Marks of unfinished work and of tests that do not run.
pub fn unfinished(files: &[File]) -> Vec<String> {
    // Put together here, so that this list does not find itself.
    let marks = [
        ("TO", "DO"),
        ("FIX", "ME"),
        ("to", "do!("),
        ("unimple", "mented!("),
        ("#[ig", "nore"),
        (".sk", "ip("),
        (".on", "ly("),
    ];
    let rust: Vec<String> = marks
        .iter()
        .take(5)
        .map(|(start, end)| format!("{start}{end}"))
        .collect();
    // `.skip(` is an iterator's word in Rust and a silenced test in a script.
    let script: Vec<String> = marks
        .iter()
        .map(|(start, end)| format!("{start}{end}"))
        .collect();
    let of_file = |file: &File| {
        file.lines_with(if file.name.ends_with(".mjs") {
            &script
        } else {
            &rust
        })
    };
    files
        .iter()
        .filter(|file| file.is_code())
        .flat_map(of_file)
        .collect()
}

/// Rust modules that do not begin by saying what they are.
pub fn undocumented_modules(files: &[File]) -> Vec<String> {
    // A `tests.rs` beside a module says by its name what it is.
    let is_module = |file: &&File| file.name.ends_with(".rs") && !file.name.ends_with("/tests.rs");
    let starts_with_docs = |file: &&File| !file.text.trim_start().starts_with("//!");
    files
        .iter()
        .filter(is_module)
        .filter(starts_with_docs)
        .map(|file| file.name.clone())
        .collect()
}

/// Names of package registries' hosts: a lockfile must work with whatever registry is configured.
pub fn registry_hosts(files: &[File]) -> Vec<String> {
    let hosts: Vec<String> = [
        ("registry.npm", "js.org"),
        ("registry.yarn", "pkg.com"),
        ("files.python", "hosted.org"),
    ]
    .iter()
    .map(|(start, end)| format!("{start}{end}"))
    .collect();
    let cargo = "registry+https://github.com/rust-lang/crates.io-index";
    let mut found: Vec<String> = files
        .iter()
        .flat_map(|file| file.lines_with(&hosts))
        .collect();
    for file in files
        .iter()
        .filter(|file| file.name.ends_with("Cargo.lock"))
    {
        // Cargo writes its own public name for crates.io; any other source is a mirror's.
        let foreign =
            |(_, line): &(usize, &str)| line.starts_with("source = ") && !line.contains(cargo);
        found.extend(
            file.text
                .lines()
                .enumerate()
                .filter(foreign)
                .map(|(index, line)| format!("{}:{}: {line}", file.name, index + 1)),
        );
    }
    for file in files
        .iter()
        .filter(|file| file.name.ends_with("package-lock.json"))
    {
        found.extend(file.lines_with(&[String::from("\"resolved\": \"http")]));
    }
    found
}

/// What may be asked for in one place only, so that everything else can be given another answer in a test.
pub fn away_from_home(files: &[File]) -> Vec<String> {
    const HOMES: [(&str, &[&str]); 3] = [
        (
            "SystemTime::now(",
            &[
                "backend/services/src/clock.rs",
                // A simulated shop has a clock of its own.
                "backend/channels/src/shopee/simulator/state.rs",
                // A program of its own, which hands its clock to the simulators.
                "backend/payments/stripe/examples/",
            ],
        ),
        ("now_utc(", &["backend/services/src/clock.rs"]),
        (
            "env::var",
            &[
                "backend/src/cli/",
                "backend/src/config.rs",
                "backend/src/telemetry.rs",
                "tests/",
                "backend/services/tests/",
                "backend/store/tests/",
                "backend/channels/src/shopee/tests/",
                "backend/channels/src/fuzz.rs",
            ],
        ),
    ];
    let product = |file: &&File| file.name.ends_with(".rs") && !file.name.starts_with("xtask/");
    let mut found = Vec::new();
    for file in files.iter().filter(product) {
        for (needle, homes) in HOMES {
            if !homes.iter().any(|home| file.name.starts_with(home)) {
                found.extend(file.lines_with(&[needle.to_owned()]));
            }
        }
    }
    found
}
