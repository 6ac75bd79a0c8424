// What must hold on every page, and pictures to look at.

import assert from "node:assert/strict";
import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { openPage, schemes, screens } from "./browser.mjs";

const axePath = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const artefacts = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../artefacts");

/** Fails on serious and critical findings of axe. The page must have been opened with script. */
export async function assertAccessible(page) {
  // Evaluated by the driver, so the page's content security policy stays as it is.
  await page.evaluate(await axeSource());
  // The whole page at once: a bar that sticks to the bottom of a small window would lie over what is behind it.
  const size = page.viewportSize();
  const height = await page.evaluate(() => document.scrollingElement.scrollHeight);
  await page.setViewportSize({ width: size.width, height: Math.max(size.height, height) });
  const result = await page.evaluate(() =>
    globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }),
  );
  await page.setViewportSize(size);
  const serious = result.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.html} ${node.failureSummary}`));
  assert.deepEqual(serious, [], `accessibility of ${page.url()}`);
}

/** Fails when the page is wider than the screen, naming the elements that stick out. */
export async function assertNoSidewaysScroll(page) {
  const { width } = page.viewportSize();
  const wide = await page.evaluate((limit) => {
    const scroller = document.scrollingElement;
    if (scroller.scrollWidth <= limit) return [];
    const name = (element) => `${element.tagName.toLowerCase()}.${element.className} to ${element.getBoundingClientRect().right}`;
    const out = [...document.body.querySelectorAll("*")].filter((element) => element.getBoundingClientRect().right > limit + 1);
    return [`page ${scroller.scrollWidth} wide`, ...out.slice(0, 10).map(name)];
  }, width);
  assert.deepEqual(wide, [], `sideways scrolling at ${width} px on ${page.url()}`);
}

/** Fails when a link that stands alone, not within a sentence, is smaller than 24 × 24. */
export async function assertTargets(page) {
  const small = await page.evaluate(() => {
    const says = (node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== "";
    const alone = (link) => ![...link.parentElement.childNodes].some(says);
    const size = (link) => link.getBoundingClientRect();
    const links = [...document.querySelectorAll("a[href]")].filter((link) => link.checkVisibility() && alone(link));
    const tiny = links.filter((link) => !link.matches(".skip") && (size(link).height < 24 || size(link).width < 24));
    return tiny.map((link) => `${link.outerHTML.slice(0, 120)}: ${size(link).width} × ${size(link).height}`);
  });
  assert.deepEqual(small, [], `small targets on ${page.url()}`);
}

/** Keeps a picture of the whole page as `artefacts/<name>.<screen>.<scheme>[.noscript].png`. */
export async function keepPicture(page, name) {
  await mkdir(artefacts, { recursive: true });
  await loadPictures(page);
  const { script, screen, scheme } = page.look;
  const file = [name, screen, scheme, ...(script ? [] : ["noscript"]), "png"].join(".");
  await page.screenshot({ path: path.join(artefacts, file), fullPage: true, animations: "disabled" });
}

/** Pictures further down load when one scrolls there; a picture of the whole page needs them all. */
async function loadPictures(page) {
  await page.evaluate(() => {
    for (const image of document.images) image.loading = "eager";
  });
  for (let waited = 0; waited < 5_000; waited += 50) {
    if (await page.evaluate(() => [...document.images].every((image) => image.complete))) return;
    await page.waitForTimeout(50);
  }
}

/**
 * Checks one address on both screens, in both schemes, with and without script: it answers 200, fits,
 * has no console errors and no serious accessibility finding; keeps the pictures under `name`.
 */
export async function checkPage(t, address, name, options = {}) {
  for (const screen of Object.keys(screens)) {
    for (const scheme of schemes) {
      await t.test(`${screen}, ${scheme}`, async (t) => {
        const page = await visit(t, address, { ...options, screen, scheme });
        await assertAccessible(page);
        await keepPicture(page, name);
      });
    }
  }
  await t.test("phone, without script", async (t) => {
    const page = await visit(t, address, { ...options, script: false });
    await keepPicture(page, name);
  });
}

async function visit(t, address, options) {
  const page = await openPage(t, options);
  const answer = await page.goto(address, { waitUntil: "load" });
  assert.equal(answer.status(), options.status ?? 200, address);
  await assertNoSidewaysScroll(page);
  return page;
}

let source;

async function axeSource() {
  source ??= await readFile(axePath, "utf8");
  return source;
}
