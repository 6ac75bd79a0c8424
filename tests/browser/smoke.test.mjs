// The market opens: the first pages of a visitor, on every screen.

import assert from "node:assert/strict";
import { test } from "node:test";

import { openPage } from "./lib/browser.mjs";
import { checkPage } from "./lib/checks.mjs";

test("home page", (t) => checkPage(t, "/", "home"));

test("a product is one tap from the home page, without script too", async (t) => {
  for (const script of [true, false]) {
    const page = await openPage(t, { script });
    await page.goto("/");
    await page.locator('a[href^="/p/"]').first().click();
    await page.waitForURL(/\/p\/[^/]+$/);
    assert.match(await page.locator("main").innerText(), /₫/);
  }
});

test("a page that does not exist says so", async (t) => {
  const page = await openPage(t, { expect: [/status of 404/] });
  const answer = await page.goto("/khong-co-trang-nay");
  assert.equal(answer.status(), 404);
  assert.ok((await page.locator("main a").count()) > 0, "a way on");
});
