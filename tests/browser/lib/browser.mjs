// Pages in Chromium as our visitors have them: a phone or a desk, light or dark, with or without script.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { after } from "node:test";

import { chromium } from "playwright-core";

import { sharedServer } from "./server.mjs";

/** The two screens every page must fit. */
export const screens = {
  phone: { viewport: { width: 360, height: 800 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
  desk: { viewport: { width: 1280, height: 800 } },
};

/** Both colour schemes. */
export const schemes = ["light", "dark"];

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

let launched;

/**
 * Opens a page for the test `t`. When the test ends the page closes, and an error in the console,
 * an uncaught exception or a breach of the content security policy fails the test.
 *
 * - `script`: JavaScript on (default) or off.
 * - `screen`: "phone" (default) or "desk".
 * - `scheme`: "light" (default) or "dark".
 * - `expect`: patterns of console messages that belong to the test, such as a page with status 422.
 * - `server`: another server than the shared one; `context`: a context to share cookies with.
 */
export async function openPage(t, { script = true, screen = "phone", scheme = "light", expect = [], server, context } = {}) {
  const { url } = server ?? (await sharedServer());
  context ??= await newContext(t, url, { script, screen, scheme });
  const page = await context.newPage();
  page.look = { script, screen, scheme };
  page.problems = [];
  const note = (text) => {
    if (!expect.some((pattern) => pattern.test(text))) page.problems.push(text);
  };
  page.on("console", (message) => {
    if (message.type() === "error") note(`${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => note(`uncaught: ${error.message}`));
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText ?? "";
    if (!why.includes("ERR_ABORTED")) note(`request failed: ${request.url()} ${why}`);
  });
  t.after(() => assert.deepEqual(page.problems, [], "errors in the console"));
  return page;
}

/** A visitor of their own: cookies, screen and scheme. */
export async function newContext(t, url, { script = true, screen = "phone", scheme = "light", userAgent } = {}) {
  const browser = await (launched ??= launch());
  const context = await browser.newContext({
    ...screens[screen],
    ...(userAgent && { userAgent }),
    baseURL: url,
    javaScriptEnabled: script,
    colorScheme: scheme,
    reducedMotion: "reduce",
    locale: "vi-VN",
    timezoneId: "Asia/Ho_Chi_Minh",
  });
  context.setDefaultTimeout(15_000);
  t.after(() => context.close());
  return context;
}

function launch() {
  const names = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  const executablePath = process.env.CHOPHIEN_CHROMIUM ?? names.find((name) => existsSync(name));
  assert.ok(executablePath, "no Chromium: install the package `chromium` or name one in CHOPHIEN_CHROMIUM");
  return chromium.launch({ executablePath, headless: true, args: flags });
}

after(async () => {
  if (launched) await (await launched).close();
});
