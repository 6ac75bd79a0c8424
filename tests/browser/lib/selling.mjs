// What a member does to sell a good: list it with a photo, put it on a marketplace, answer what that asks.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { assertNoSidewaysScroll } from "./checks.mjs";

/** Presses the first button that says this. */
export const press = (scope, words) => scope.locator("button:visible", { hasText: words }).first().click();

/** Presses it and waits for the page that follows. */
export async function send(page, words, scope = page) {
  const loaded = page.waitForEvent("load");
  await press(scope, words);
  await loaded;
}

/** Does something until it gives a value, for at most so many seconds; `what` is words, or gives them. */
export async function until(what, seconds, look) {
  const end = Date.now() + seconds * 1_000;
  for (;;) {
    const found = await look();
    if (found) return found;
    assert.ok(Date.now() < end, `${typeof what === "function" ? what() : what} within ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** A real picture of the demonstration, as a phone would hand it over. */
async function photo(t, page) {
  const folder = await mkdtemp(path.join(tmpdir(), "chophien-photo-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const name = (await (await page.request.get("/")).text()).match(/\/anh\/[a-z0-9]+-1200\.jpg/)[0];
  const file = path.join(folder, "anh.jpg");
  await writeFile(file, await (await page.request.get(name)).body());
  return file;
}

/** A photo and three values; gives the good's address in the market. */
export async function list(t, page, name, stock) {
  await page.goto("/htx/hang/moi");
  await page.setInputFiles("#f-picture", await photo(t, page));
  await page.fill("#f-name", name);
  await page.fill("#f-price", "95k");
  await page.fill("#f-quantity", String(stock));
  await page.locator(".bar button[type=submit]").click();
  await page.waitForURL(/xong=len-ke$/);
  return `/p/${new URL(page.url()).pathname.split("/").pop()}`;
}

/** Answers what a marketplace wants to know of the good: a category with its facts, or words. */
async function mend(page) {
  if (!page.url().includes("/nganh/")) {
    await page.fill("#f-description", "Mật lấy từ rừng Chi Lăng, lọc qua vải, đóng hũ thủy tinh trong ngày.");
    await send(page, "Lưu chữ");
    return;
  }
  const chosen = page.locator("input[name=category]:checked");
  if ((await chosen.count()) === 0) await page.locator("label", { hasText: "Mật ong" }).first().click();
  await send(page, "Dùng ngành này");
  if (!page.url().includes("/nganh/")) return;
  // It comes back once, with every fact that is missing.
  await assertNoSidewaysScroll(page);
  const wrong = page.locator("[aria-invalid=true]");
  for (let n = 0; n < (await wrong.count()); n += 1) {
    const field = wrong.nth(n);
    const label = await page.locator(`label[for="${await field.getAttribute("id")}"]`).innerText();
    await field.fill(label.match(/\(([^,)]+)/)?.[1] ?? "Việt Nam");
  }
  await send(page, "Dùng ngành này");
  assert.ok(!page.url().includes("/nganh/"), "asked once");
}

/** Puts the good on a marketplace and answers what it asks until buyers see it, or its people look at it. */
export async function put(page, shop, name) {
  await page.goto(shop);
  await page.locator("form[action$='/viec/dang'] label", { hasText: name }).click();
  await send(page, "Đưa lên");
  const card = page.locator("main li.box", { hasText: name }).first();
  await until(`${name} on ${shop}`, 60, async () => {
    await page.goto(shop);
    const words = await card.innerText();
    if (/Đang bán|Sàn đang duyệt/.test(words)) return words;
    const remedy = card.locator("a", { hasText: "Sửa ở đây" });
    if ((await remedy.count()) > 0) {
      const opened = page.waitForEvent("load");
      await remedy.first().click();
      await opened;
      await mend(page);
    }
    return undefined;
  });
}
