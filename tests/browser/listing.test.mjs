// A member lists a good: counted in taps and typed values, with scripts and without, on a phone of 360 × 640.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";

import { newContext, openPage } from "./lib/browser.mjs";
import { assertAccessible, assertNoSidewaysScroll, keepPicture } from "./lib/checks.mjs";
import { sharedServer } from "./lib/server.mjs";

const director = { phone: "0900000010", password: "cho-phien-demo" };

async function booth(t, options = {}) {
  const { url } = await sharedServer();
  const context = await newContext(t, url, options);
  const page = await openPage(t, { ...options, context });
  await page.setViewportSize({ width: 360, height: 640 });
  await page.goto("/dang-nhap?tiep=/htx");
  await page.fill("#f-phone", director.phone);
  await page.fill("#f-password", director.password);
  await page.locator("form button[type=submit]:not([formaction])").first().click();
  await page.waitForURL(/\/htx$/);
  return page;
}

/** A real picture of the demonstration, as a phone would hand it over. */
async function photo(t, page) {
  const folder = await mkdtemp(path.join(tmpdir(), "chophien-photo-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const html = await (await page.request.get("/")).text();
  const name = html.match(/\/anh\/[a-z0-9]+-1200\.jpg/)?.[0];
  assert.ok(name, "a picture on the home page");
  const file = path.join(folder, "anh.jpg");
  await writeFile(file, await (await page.request.get(name)).body());
  return file;
}

/** Counts what the member does. */
function counter(page) {
  const count = { taps: 0, values: 0 };
  return {
    count,
    tap: async (locator) => {
      count.taps += 1;
      await locator.click();
    },
    choose: async (selector, file) => {
      count.taps += 1;
      await page.setInputFiles(selector, file);
    },
    type: async (selector, text) => {
      count.values += 1;
      await page.fill(selector, text);
    },
  };
}

for (const script of [true, false]) {
  test(`three taps and three values put a good on sale, ${script ? "with" : "without"} script`, async (t) => {
    const page = await booth(t, { script });
    const file = await photo(t, page);
    const name = script ? "Na dai thử máy" : "Na dai thử giấy";
    const act = counter(page);
    await act.tap(page.locator('main a[href="/htx/hang/moi"]').first());
    await page.waitForURL(/\/htx\/hang\/moi$/);
    await act.choose("#f-picture", file);
    await act.type("#f-name", name);
    await act.type("#f-price", "195k");
    await act.type("#f-quantity", "20");
    if (script) {
      // The unit follows the name while one types; the photo is made small on the phone.
      await page.locator("label[for=f-price]", { hasText: "thùng" }).waitFor();
      await page.getByText("195.000\u00a0₫ một thùng").waitFor();
      const bytes = await page.locator("#f-picture").evaluate((field) => field.files[0].size);
      assert.ok(bytes < 300 * 1024, `${bytes} bytes travel`);
    }
    await act.tap(page.locator(".bar button[type=submit]"));
    await page.waitForURL(/xong=len-ke$/);
    assert.deepEqual(act.count, { taps: 3, values: 3 });
    const slug = new URL(page.url()).pathname.split("/").pop();
    await page.goto(`/p/${slug}`);
    assert.match(await page.locator("h1").innerText(), new RegExp(name));
    assert.match(await page.locator("main").innerText(), /195\.000/);
  });
}

test("what is missing is told at its field, and nothing typed is lost", async (t) => {
  const page = await booth(t, { script: false, expect: [/status of 422/] });
  const file = await photo(t, page);
  await page.goto("/htx/hang/moi");
  await page.setInputFiles("#f-picture", file);
  await page.fill("#f-name", "Mật ong OCOP 4 sao");
  await page.fill("#f-price", "95k");
  await page.locator(".bar button[type=submit]").click();
  assert.match(await page.locator("#f-name-err").innerText(), /OCOP/);
  assert.ok(await page.locator("#f-quantity-err").isVisible());
  assert.equal(await page.inputValue("#f-price"), "95k");
  assert.ok(await page.locator(".shot .kept img").isVisible(), "the photo is kept");
  await page.fill("#f-name", "Mật ong hoa rừng");
  await page.fill("#f-price", "9500");
  await page.fill("#f-quantity", "10");
  await page.locator(".bar button[type=submit]").click();
  await page.locator('button[name=price_ok][value="95000"]').click();
  await page.waitForURL(/xong=len-ke$/);
  assert.match(await page.locator("main").innerText(), /95\.000/);
});

test("a draft outlives the browser", async (t) => {
  const page = await booth(t);
  const file = await photo(t, page);
  await page.goto("/htx/hang/moi");
  const saved = () => page.waitForResponse((answer) => answer.url().endsWith("/htx/hang/nhap"));
  let sent = saved();
  await page.setInputFiles("#f-picture", file);
  await sent;
  sent = saved();
  await page.fill("#f-name", "Mận dở dang");
  await sent;
  const { url } = await sharedServer();
  const cookies = await page.context().cookies();
  const later = await newContext(t, url);
  await later.addCookies(cookies);
  const again = await openPage(t, { context: later });
  await again.goto("/htx/hang");
  await again.locator("a", { hasText: "Mận dở dang" }).click();
  assert.equal(await again.inputValue("#f-name"), "Mận dở dang");
  assert.ok(await again.locator(".shot .kept img").isVisible());
  await again.goto("/htx/hang");
  await again.locator("li", { hasText: "Mận dở dang" }).getByRole("button", { name: "Bỏ" }).click();
  await again.waitForURL(/xong=bo-nhap$/);
  assert.equal(await again.locator("li", { hasText: "Mận dở dang" }).count(), 0);
});

test("stock is changed by one tap or by typing, without script too", async (t) => {
  for (const script of [true, false]) {
    const page = await booth(t, { script });
    await page.goto("/htx/hang?q=loai+2");
    const form = page.locator("form[data-stock]").first();
    const field = form.locator("input[name=so]");
    const before = Number(await field.inputValue());
    await form.getByRole("button", { name: "Thêm 1" }).click();
    if (script) await page.waitForResponse((answer) => answer.url().includes("/htx/hang/kho/"));
    await page.goto("/htx/hang?q=loai+2");
    assert.equal(Number(await field.inputValue()), before + 1);
    await field.fill(String(before));
    const answered = page.waitForResponse((answer) => answer.url().includes("/htx/hang/kho/"));
    await field.press("Enter");
    await answered;
    await page.goto("/htx/hang?q=loai+2");
    assert.equal(Number(await field.inputValue()), before);
  }
});

test("a spreadsheet goes out and comes in", async (t) => {
  const page = await booth(t, { script: false, expect: [/status of 422/] });
  const answer = await page.request.get("/htx/hang/tap-tin/hang.csv");
  const text = await answer.text();
  assert.ok(text.startsWith("\ufeffMã,Tên món"));
  await page.goto("/htx/hang/tap-tin");
  const send = async (content) => {
    await page.setInputFiles("#f-file", { name: "hang.csv", mimeType: "text/csv", buffer: Buffer.from(content) });
    await page.getByRole("button", { name: "Xem trước" }).click();
  };
  await send(text.replace(/\n([^\n]*?),(\d+),([\d.]+),P1,/, "\n$1,rẻ,$3,P1,"));
  assert.match(await page.locator("table").innerText(), /Giá \(₫\)/);
  await send(text);
  await page.getByRole("button", { name: "Nhập vào gian hàng" }).click();
  await page.waitForURL(/xong=nhap-bang$/);
});

for (const screen of ["phone", "desk"]) {
  test(`pages of goods, ${screen}`, async (t) => {
    const page = await booth(t, { screen });
    if (screen === "desk") await page.setViewportSize({ width: 1280, height: 800 });
    for (const [where, name] of [
      ["/htx/hang", "booth-stock"],
      ["/htx/hang/moi", "booth-listing"],
      ["/htx/hang/na-xa-chi-lang-loai-1", "booth-one-good"],
      ["/htx/giay", "booth-certificates"],
      ["/htx/hang/tap-tin", "booth-spreadsheet"],
    ]) {
      const answer = await page.goto(where, { waitUntil: "load" });
      assert.equal(answer.status(), 200, where);
      await assertNoSidewaysScroll(page);
      for (const details of await page.locator("main details").all()) await details.evaluate((one) => (one.open = true));
      await assertAccessible(page);
      await assertNoSidewaysScroll(page);
      await page.goto(where);
      await keepPicture(page, name);
    }
  });
}
