// The booth's pages of channels, and the pages of the simulated marketplaces beside the demonstration.

import assert from "node:assert/strict";
import { before, test } from "node:test";

import { newContext, openPage } from "./lib/browser.mjs";
import { assertAccessible, assertNoSidewaysScroll, keepPicture } from "./lib/checks.mjs";
import { signedIn } from "./lib/people.mjs";
import { simulator, startServer } from "./lib/server.mjs";

const names = ["Shopee", "Postmart, kết nối trực tiếp", "Postmart, cổng tệp", "Voso, cổng tệp", "Facebook"];
let server;

before(async () => {
  server = await startServer();
});

/** The director's booth, on the smallest screen. */
async function booth(t, script) {
  const look = { script, screen: "phone" };
  const context = await signedIn(t, server.url, "director", look);
  const page = await openPage(t, { ...look, server, context, expect: [/status of 422/] });
  await page.setViewportSize({ width: 360, height: 640 });
  return page;
}

for (const script of [true, false]) {
  test(`pages of channels, ${script ? "with" : "without"} script`, async (t) => {
    const page = await booth(t, script);
    await page.goto("/htx/kenh");
    const addresses = await page.locator("main a[href*='/htx/kenh/']").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
    assert.ok(addresses.length >= 4, "the demonstration has its shops");
    for (const [n, address] of ["/htx/kenh", ...addresses].entries()) {
      await page.goto(address);
      await assertNoSidewaysScroll(page);
      if (script) await assertAccessible(page);
      await keepPicture(page, `channel-${n}`);
    }
  });
}

test("every simulated marketplace has a page that fits a small phone", async (t) => {
  for (const name of names) {
    const address = await simulator(server, name);
    assert.ok(address, "the server says where it is");
    const context = await newContext(t, address, { script: false });
    const page = await openPage(t, { server: { url: address }, context, script: false });
    await page.setViewportSize({ width: 360, height: 640 });
    assert.equal((await page.goto(address)).status(), 200);
    assert.match(await page.locator("h1").innerText(), /\S/);
    await assertNoSidewaysScroll(page);
  }
});

for (const script of [true, false]) {
  test(`a class from its code to the board, ${script ? "with" : "without"} script`, async (t) => {
    const look = { script, screen: "phone" };
    const trainer = await openPage(t, { ...look, server, context: await signedIn(t, server.url, "officer", look) });
    await trainer.goto("/lien-minh/lop");
    await trainer.fill("#f-name", `Lớp thử ${script}`);
    await trainer.getByRole("button", { name: "Mở lớp" }).click();
    await trainer.waitForURL(/\/lien-minh\/lop\/\w+$/);
    const board = trainer.url();
    const code = board.split("/").pop();

    const page = await booth(t, script);
    await page.goto("/tap");
    await page.fill("#f-code", "KHONGCO1");
    await page.getByRole("button", { name: "Vào lớp" }).click();
    assert.match(await page.locator("#f-code-err").innerText(), /Không có lớp/);
    await page.fill("#f-code", code);
    await page.getByRole("button", { name: "Vào lớp" }).click();
    await page.waitForURL(/\/htx\/tap/);
    await page.getByRole("button", { name: "Nối sàn mô phỏng" }).click();
    await page.waitForURL(/xong=noi/);
    assert.match(await page.locator("aside.demo").innerText(), /Gian hàng tập/);
    for (const address of ["/htx/tap", "/htx", "/htx/kenh", "/htx/hang"]) {
      await page.goto(address);
      assert.match(await page.locator("aside.demo").innerText(), /Gian hàng tập/);
      await assertNoSidewaysScroll(page);
      if (script) await assertAccessible(page);
      if (address === "/htx/tap") await keepPicture(page, "practice");
    }
    await trainer.goto(board);
    assert.match(await trainer.locator("main").innerText(), /Nối sàn mô phỏng\s*1\/1/);
    await assertNoSidewaysScroll(trainer);
    if (script) await assertAccessible(trainer);
    await keepPicture(trainer, "practice-board");
    await trainer.getByRole("button", { name: "Kết thúc lớp" }).click();
    await trainer.getByText("Đã kết thúc").first().waitFor();
    await page.goto("/htx");
    assert.doesNotMatch(await page.locator("main").innerText(), /gian hàng tập/i);
  });
}
