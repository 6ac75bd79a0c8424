//! The finished directory: names with a hash, compressed twins, and a manifest with sizes.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::{BUNDLES, Bundle, bindgen, css, fingerprint};
use crate::run;

/// Template of the module script that loads a bundle; it names `__JS__` and `__WASM__`.
pub const LOADER: &str = "frontend/loader.js";
const MANIFEST: &str = "manifest.json";
/// What gets smaller by compression; photos do not.
const COMPRESSIBLE: [&str; 9] = [
    "css",
    "html",
    "js",
    "json",
    "svg",
    "txt",
    "wasm",
    "webmanifest",
    "xml",
];
/// Compressing less than this saves no packet.
const SMALLEST: usize = 256;

/// What was built, as the server reads it from `manifest.json`.
pub struct Manifest(Value);

/// Writes the whole site anew beside the old one, then takes its place.
pub fn write(with_scripts: bool) -> Result<()> {
    // Two builds at once must not write into each other's directory.
    let name = format!("site.{}", std::process::id());
    let (site, fresh) = (super::site_dir(), run::target_dir().join(name));
    if fresh.exists() {
        fs::remove_dir_all(&fresh)?;
    }
    fs::create_dir_all(&fresh)?;
    let frontend = run::root().join("frontend");
    let mut writer = Writer {
        dir: fresh,
        files: BTreeMap::new(),
    };
    let mut manifest = serde_json::Map::new();
    for bundle in &BUNDLES {
        let style = css::bundle(&frontend.join("style"), bundle.name)?;
        let name = writer.add_hashed(bundle.name, "css", style.as_bytes())?;
        manifest.insert(format!("{}_css", bundle.name), name.into());
        let script = if with_scripts {
            Some(add_bundle(&mut writer, bundle, &run::root().join(LOADER))?)
        } else {
            None
        };
        manifest.insert(format!("{}_script", bundle.name), script.into());
    }
    let public = frontend.join("public");
    for file in fingerprint::files(&public)? {
        let name = file.strip_prefix(&public)?.to_string_lossy().into_owned();
        writer.add(&name, &fs::read(&file)?)?;
    }
    manifest.insert("files".into(), json!(writer.files));
    fs::write(
        writer.dir.join(MANIFEST),
        serde_json::to_vec_pretty(&Value::Object(manifest))?,
    )?;
    if site.exists() {
        fs::remove_dir_all(&site)?;
    }
    fs::rename(&writer.dir, &site).context("cannot put the built site in its place")
}

/// Script, WebAssembly and the loader that brings them in; returns the loader's name.
fn add_bundle(writer: &mut Writer, bundle: &Bundle, loader: &Path) -> Result<String> {
    let wasm = fs::read(bindgen::wasm(bundle))?;
    let wasm_name = writer.add_hashed(bundle.name, "wasm", &wasm)?;
    let script = fs::read_to_string(bindgen::script(bundle))?;
    let script = script.replace(&format!("{}_bg.wasm", bundle.name), &wasm_name);
    let script_name = writer.add_hashed(bundle.name, "js", script.as_bytes())?;
    let snippets = bindgen::dir(bundle).join("snippets");
    for file in fingerprint::files(&snippets)? {
        let name = format!(
            "snippets/{}",
            file.strip_prefix(&snippets)?.to_string_lossy()
        );
        writer.add(&name, &fs::read(&file)?)?;
    }
    let template =
        fs::read_to_string(loader).with_context(|| format!("cannot read {}", loader.display()))?;
    if !template.contains("__JS__") || !template.contains("__WASM__") {
        bail!("{} must name __JS__ and __WASM__", loader.display());
    }
    let text = template
        .replace("__JS__", &script_name)
        .replace("__WASM__", &wasm_name);
    writer.add_hashed(&format!("{}-loader", bundle.name), "js", text.as_bytes())
}

struct Writer {
    dir: PathBuf,
    files: BTreeMap<String, Value>,
}

impl Writer {
    fn add_hashed(&mut self, stem: &str, extension: &str, bytes: &[u8]) -> Result<String> {
        let name = format!("{stem}.{}.{extension}", fingerprint::short(bytes));
        self.add(&name, bytes)?;
        Ok(name)
    }

    fn add(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        let path = self.dir.join(name);
        fs::create_dir_all(path.parent().context("a file without a folder")?)?;
        fs::write(&path, bytes)?;
        let extension = Path::new(name)
            .extension()
            .and_then(|extension| extension.to_str())
            .unwrap_or_default();
        let mut br = Value::Null;
        if COMPRESSIBLE.contains(&extension) && bytes.len() >= SMALLEST {
            let packed = brotli(bytes)?;
            br = packed.len().into();
            fs::write(self.dir.join(format!("{name}.br")), packed)?;
            fs::write(self.dir.join(format!("{name}.gz")), gzip(bytes)?)?;
        }
        self.files
            .insert(name.to_owned(), json!({ "bytes": bytes.len(), "br": br }));
        Ok(())
    }
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &*bytes, &mut out, &params)?;
    Ok(out)
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

impl Manifest {
    /// Reads the manifest of a built site.
    pub fn load(site: &Path) -> Result<Self> {
        let path = site.join(MANIFEST);
        let text = fs::read(&path)
            .with_context(|| format!("no client build: {} is missing", path.display()))?;
        Ok(Self(serde_json::from_slice(&text)?))
    }

    /// Whether both bundles are part of it.
    pub fn is_complete(&self) -> bool {
        BUNDLES
            .iter()
            .all(|bundle| self.0[format!("{}_script", bundle.name)].is_string())
    }

    /// Bytes after brotli of one kind of file of a bundle: `css`, `js` (with the loader) or `wasm`.
    pub fn packed(&self, bundle: &Bundle, extension: &str) -> u64 {
        let of_bundle = |name: &str| {
            let stem = name.split('.').next().unwrap_or_default();
            !name.contains('/')
                && name.ends_with(&format!(".{extension}"))
                && (stem == bundle.name || stem == format!("{}-loader", bundle.name))
        };
        let files = self.0["files"].as_object().into_iter().flatten();
        files
            .filter(|(name, _)| of_bundle(name))
            .filter_map(|(_, size)| size["br"].as_u64().or_else(|| size["bytes"].as_u64()))
            .sum()
    }

    /// One line a bundle for people.
    pub fn sizes(&self) -> Vec<String> {
        let line = |bundle: &Bundle| {
            let [css, js, wasm] = ["css", "js", "wasm"].map(|kind| self.packed(bundle, kind));
            format!(
                "{}: css {} of {}, js {} + wasm {} of {} (bytes after brotli)",
                bundle.name, css, bundle.style_budget, js, wasm, bundle.script_budget
            )
        };
        BUNDLES.iter().map(line).collect()
    }

    /// What is larger than it may be.
    pub fn over_budget(&self) -> Vec<String> {
        let mut over = Vec::new();
        for bundle in &BUNDLES {
            let script = self.packed(bundle, "js") + self.packed(bundle, "wasm");
            for (what, is, may) in [
                (
                    "stylesheet",
                    self.packed(bundle, "css"),
                    bundle.style_budget,
                ),
                ("js + wasm", script, bundle.script_budget),
            ] {
                if is > may {
                    over.push(format!(
                        "{} {what}: {is} bytes after brotli, may be {may}",
                        bundle.name
                    ));
                }
            }
        }
        over
    }
}
