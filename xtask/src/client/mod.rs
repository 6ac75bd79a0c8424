//! The browser's side: styles, static files and the two WebAssembly bundles, in `target/site`.

mod bindgen;
mod css;
mod fingerprint;
mod site;
mod toolchain;

use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::run;
pub use site::Manifest;

#[derive(clap::Args)]
pub struct Args {
    /// Fail when a bundle or a stylesheet is over its budget.
    #[arg(long)]
    check: bool,
}

/// One browser bundle: a crate of its own, so that the features of the two never mix.
pub struct Bundle {
    /// Cargo package.
    pub package: &'static str,
    /// Stem of its files and of its stylesheet's folder.
    pub name: &'static str,
    /// Most bytes of script and WebAssembly together, after brotli.
    pub script_budget: u64,
    /// Most bytes of stylesheet, after brotli.
    pub style_budget: u64,
}

/// The shop for buyers and the booth for members.
pub const BUNDLES: [Bundle; 2] = [
    Bundle {
        package: "web",
        name: "shop",
        script_budget: 80 * 1024,
        style_budget: 8 * 1024,
    },
    Bundle {
        package: "web-booth",
        name: "booth",
        script_budget: 120 * 1024,
        style_budget: 12 * 1024,
    },
];

/// What a build brought.
pub enum Outcome {
    /// Styles, static files and both bundles.
    Complete,
    /// Styles and static files only, and why.
    WithoutScripts(String),
}

/// Where the built files are.
pub fn site_dir() -> PathBuf {
    run::target_dir().join("site")
}

/// `cargo xtask client [--check]`.
pub fn command(args: &Args) -> Result<()> {
    require()?;
    let manifest = Manifest::load(&site_dir())?;
    for line in manifest.sizes() {
        println!("{line}");
    }
    if args.check {
        let over = manifest.over_budget();
        if !over.is_empty() {
            bail!("over budget:\n{}", over.join("\n"));
        }
    }
    Ok(())
}

/// Builds everything or fails.
pub fn require() -> Result<()> {
    match build()? {
        Outcome::Complete => Ok(()),
        Outcome::WithoutScripts(why) => bail!("the browser bundles could not be built: {why}"),
    }
}

/// Lints both entries for the target they are built for.
pub fn lint() -> Result<()> {
    let toolchain = toolchain::ensure()?;
    for bundle in &BUNDLES {
        run::run(&mut toolchain.lint(bundle.package))?;
    }
    Ok(())
}

/// Builds what it can: without a WebAssembly toolchain the styles and static files still come out.
pub fn build() -> Result<Outcome> {
    let fresh = fingerprint::of_site()?;
    if fingerprint::is_current("site", &fresh)
        && Manifest::load(&site_dir()).is_ok_and(|manifest| manifest.is_complete())
    {
        eprintln!("✓ client is up to date");
        return Ok(Outcome::Complete);
    }
    let outcome = match build_bundles() {
        Ok(()) => Outcome::Complete,
        Err(error) => Outcome::WithoutScripts(format!("{error:#}")),
    };
    let with_scripts = matches!(outcome, Outcome::Complete);
    run::step("client: styles, static files, compression", || {
        site::write(with_scripts)
    })?;
    if with_scripts {
        fingerprint::keep("site", &fresh)?;
    }
    Ok(outcome)
}

fn build_bundles() -> Result<()> {
    let fresh = fingerprint::of_bundles()?;
    if fingerprint::is_current("bundles", &fresh) && BUNDLES.iter().all(bindgen::is_there) {
        eprintln!("✓ client: bundles are up to date");
        return Ok(());
    }
    if !run::root().join(site::LOADER).is_file() {
        bail!("{} is missing", site::LOADER);
    }
    let toolchain = toolchain::ensure()?;
    for bundle in &BUNDLES {
        let wasm = run::step(
            &format!("client: cargo build -p {} (WebAssembly)", bundle.package),
            || toolchain.build(bundle.package),
        )?;
        run::step(&format!("client: wasm-bindgen {}", bundle.name), || {
            bindgen::generate(bundle, &wasm)
        })?;
    }
    fingerprint::keep("bundles", &fresh)
}
