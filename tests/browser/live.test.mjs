// A livestream: twenty goods in few taps, a pin that follows, a basket that waits, a line that is served in order.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";

import { newContext, openPage } from "./lib/browser.mjs";
import { assertAccessible, assertNoSidewaysScroll, checkPage, keepPicture } from "./lib/checks.mjs";
import { openLive, phones, signedIn } from "./lib/people.mjs";
import { startServer } from "./lib/server.mjs";

/** Directors whose goods the host may show, once they let him sell for them. */
const others = ["0900000011", "0900000012", "0900000014", "0900000016", "0900000017", "0900000018", "0900000019", "0900000020"];

const zalo =
  "Mozilla/5.0 (Linux; Android 13; SM-A145F) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/124.0 Mobile Safari/537.36 Zalo android/12110";

let running;
const market = () => (running ??= startServer());

/** Lets the director of Đồng Mỏ sell for other cooperatives, too. */
async function shareGoods(t, url) {
  for (const phone of others) {
    const context = await newContext(t, url);
    const sent = { headers: { "sec-fetch-site": "same-origin" }, maxRedirects: 0 };
    await context.request.post("/dang-nhap", { form: { phone, password: "cho-phien-demo" }, ...sent });
    await context.request.post("/htx/thanh-vien", { form: { phone: phones.director, name: "Người bán", role: "seller" }, ...sent });
  }
}

/** The good that the viewers' page shows large. */
const shown = (page) => page.locator(".headline h1").innerText();
const left = async (page) => Number(/Còn\s+(\d+)/.exec(await page.locator(".note-part .note").first().innerText())?.[1] ?? 0);

/** Puts more of the host's good on the shelf. */
async function restock(context, offer, amount) {
  const answer = await context.request.post(`/htx/hang/kho/${offer}`, {
    form: { op: "plus", by: String(amount), key: crypto.randomUUID() },
    headers: { "sec-fetch-site": "same-origin" },
    maxRedirects: 0,
  });
  assert.equal(answer.status(), 303, await answer.text());
}

test("twenty goods are prepared in at most 25 taps, with nothing typed", async (t) => {
  const { url } = await market();
  await shareGoods(t, url);
  const { page, taps, slug, names } = await openLive(t, url, { goods: 20 });
  assert.equal(names.length, 20, "twenty goods of several cooperatives");
  assert.ok(new Set(names.map((name) => /HTX [^·]+/.exec(name)?.[0])).size >= 2, "of several cooperatives");
  assert.ok(taps + 1 <= 25, `${taps} taps, and the one that led there`);
  assert.equal(await page.locator("button", { hasText: /^Ghim A/ }).count(), 20);
  await assertNoSidewaysScroll(page);
  await assertAccessible(page);
  await keepPicture(page, "live-console");
  await page.goto(`/htx/live/${slug}/the`);
  assert.match(await page.locator("main").innerText(), /A20/);
  assert.match(await page.locator("main").innerText(), /Không được nói/);
  await assertAccessible(page);
  await keepPicture(page, "live-cues");
  const link = await page.getByRole("link", { name: "Tờ mã QR" }).getAttribute("href");
  assert.equal((await page.goto(link)).status(), 200);
});

test("a pin shows at once on two phones side by side, and both buy", async (t) => {
  const { url } = await market();
  const { page: console_, slug } = await openLive(t, url);
  const phones = [];
  for (const userAgent of [undefined, zalo]) {
    const context = await newContext(t, url, { userAgent });
    const page = await openPage(t, { context });
    await page.goto(`/live/${slug}`);
    await page.locator("html[data-awake]").waitFor();
    phones.push(page);
  }
  const first = await shown(phones[0]);
  await console_.locator("button", { hasText: "Ghim A2" }).click();
  await console_.waitForLoadState("load");
  const pinned = Date.now();
  for (const page of phones) await page.locator(".headline", { hasText: "Đang nói về" }).waitFor();
  t.diagnostic(`both phones showed the pin ${Date.now() - pinned} ms after the console did`);
  assert.notEqual(await shown(phones[0]), first);
  assert.equal(await shown(phones[0]), await shown(phones[1]));
  await assertAccessible(phones[0]);
  await assertNoSidewaysScroll(phones[0]);
  await keepPicture(phones[0], "live-viewer");
  for (const page of phones) await buy(page, true);
  const counts = await console_.locator("section", { hasText: "Ghim A2" }).innerText();
  assert.match(counts, /khách giữ/);
  await console_.reload();
  assert.match(await console_.locator("section", { hasText: "Ghim A2" }).innerText(), /đã bán 2/);
  await console_.goto(`/htx/live/${slug}/ket-qua`);
  const told = await console_.locator("main").innerText();
  assert.match(told, /Ghim A2/);
  assert.match(told, /đã đặt A2/);
  await assertAccessible(console_);
  await keepPicture(console_, "live-report");
});

/** Taps until the basket opens: a tap on a page that just reads itself anew is lost, and a person taps again. */
async function toBasket(page, button) {
  for (let tries = 0; tries < 3; tries += 1) {
    await button.click();
    if (await page.waitForURL(/\/gio\//, { timeout: 5_000 }).then(() => true, () => false)) return;
  }
  assert.match(page.url(), /\/gio\//);
}

/** From the viewers' page to the order; the basket is filled, with its timer. */
async function buy(page, script) {
  await toBasket(page, page.locator(".bar button[value=add]"));
  assert.match(await page.locator("main").innerText(), /Giữ cho bạn đến/);
  await order(page, script);
}

/** From the basket to the order. */
async function order(page, script) {
  await page.locator("button:visible", { hasText: "Đặt hàng" }).click();
  await page.waitForURL(/dat-hang/);
  assert.match(await page.locator("main").innerText(), /Giữ hàng cho bạn đến/);
  await page.fill("[name=name]", "Nguyễn Thị Thuý Hạnh");
  await page.fill("[name=phone]", "0912345678");
  await page.fill("[name=street]", "Số 12 ngõ 68 đường Cầu Giấy");
  if (script) {
    await page.locator("html[data-awake]").waitFor();
    await page.locator("[name=ward_q]").pressSequentially("dich vong");
    await page.locator("[role=option]").filter({ hasText: "Cầu Giấy" }).first().click();
  } else {
    await page.fill("[name=ward_q]", "phường dịch vọng");
    await page.locator("button:visible", { hasText: "Tìm xã, phường" }).click();
    await page.locator("label:visible, button:visible").filter({ hasText: "Cầu Giấy" }).first().click();
    await page.locator("button:visible", { hasText: "Đặt hàng" }).first().click();
  }
  await page.getByText("Tổng cộng").waitFor();
  await page.locator("button:visible", { hasText: /Đặt/ }).last().click();
  await page.waitForURL(/\/don\//);
  assert.match(await page.locator("main").innerText(), /Đã đặt xong/);
}

test("a tap before the page is awake is not cut off by news", async (t) => {
  const { url } = await market();
  const { page: console_, slug } = await openLive(t, url);
  const context = await newContext(t, url);
  const page = await openPage(t, { context });
  let wake;
  const woken = new Promise((resolve) => (wake = resolve));
  let send;
  const sent = new Promise((resolve) => (send = resolve));
  await page.route("**/*.wasm", async (route) => {
    await woken;
    await route.continue();
  });
  await page.route("**/live/**", async (route) => {
    if (route.request().method() === "POST") await sent;
    await route.continue();
  });
  await page.goto(`/live/${slug}`);
  // Nothing asks the page itself while its form is held: that would wait for the answer.
  const listening = page.waitForRequest(/su-kien/);
  const form = page.waitForRequest((request) => request.method() === "POST");
  await page.locator(".bar button[value=add]").click({ noWaitAfter: true });
  await form;
  wake();
  await listening;
  // The viewers' page hears of this while the form is still on its way.
  await console_.locator("button", { hasText: "Ghim A2" }).click();
  await console_.waitForLoadState("load");
  await page.waitForTimeout(1_500);
  send();
  await page.waitForURL(/\/gio\//);
});

for (const script of [true, false]) {
  test(`sold out, in line, restocked, offered and bought ${script ? "with" : "without"} script`, async (t) => {
    const { url } = await market();
    const { slug, offers, context: host } = await openLive(t, url, { goods: 1, from: script ? 1 : 2 });
    // Without script, so that no news reads its page anew under the tap.
    const greedy = await openPage(t, { context: await newContext(t, url, { script: false }), script: false });
    await greedy.goto(`/live/${slug}`);
    const all = await left(greedy);
    assert.ok(all > 0, "something is there");
    await greedy.goto(`/live/${slug}?count=${all}`);
    await toBasket(greedy, greedy.locator(".bar button[value=add]"));
    const context = await newContext(t, url, { script, userAgent: zalo });
    const late = await openPage(t, { context, script });
    await late.goto(`/live/${slug}`);
    assert.match(await late.locator("main").innerText(), /Hết hàng/);
    await toBasket(late, late.locator(".bar button", { hasText: "Vào danh sách chờ (số 1)" }));
    assert.match(await late.locator("main").innerText(), /Đang chờ/);
    await keepPicture(late, "live-waiting");
    await restock(host, offers[0], 1);
    for (let tries = 0; tries < 20 && !/Giữ cho bạn đến/.test(await late.locator("main").innerText()); tries += 1) {
      await late.waitForTimeout(250);
      await late.reload();
    }
    assert.match(await late.locator("main").innerText(), /Giữ cho bạn đến/, "offered");
    await order(late, script);
  });
}

test("pasted comments are looked at before they count, and a flash price stays above the floor", async (t) => {
  const { url } = await market();
  const { page, slug } = await openLive(t, url, { expect: [/status of 422/] });
  await page.getByLabel("Dán bình luận").fill("Hoa: chốt A1 x2\nTư: đẹp quá\nMai: A1 loại to");
  await page.getByRole("button", { name: "Xem trước", exact: true }).click();
  await page.getByText("Chưa tính.").waitFor();
  assert.match(await page.locator("main").innerText(), /A1 × 2/);
  assert.match(await page.locator("main").innerText(), /hỏi lại A1/);
  assert.equal(await page.getByText("Bình luận đã đọc").count(), 0);
  await keepPicture(page, "live-preview");
  await page.getByRole("button", { name: "Tính 3 bình luận" }).click();
  await page.getByText("Bình luận đã đọc").waitFor();
  assert.match(await page.getByLabel("Trả lời để chép").last().inputValue(), /giỏ của bạn: http/);
  const section = page.locator("section", { hasText: "Ghim A1" });
  await section.locator("summary", { hasText: "Giá chớp" }).click();
  await section.getByLabel("Giá trong lúc này").fill("1.000.000k");
  await section.getByRole("button", { name: "Đặt giá chớp" }).click();
  await page.locator(".err").first().waitFor();
  await assertAccessible(page);
  await section.getByLabel("Giá trong lúc này").fill("150k");
  await section.getByRole("button", { name: "Đặt giá chớp" }).click();
  await page.getByText(/Giá chớp đến/).first().waitFor();
  const viewer = await openPage(t, { context: await newContext(t, url) });
  await viewer.goto(`/live/${slug}`);
  assert.match(await viewer.locator("main").innerText(), /150\.000/);
  assert.match(await viewer.locator("main").innerText(), /Giá chớp đến/);
  await page.locator("input[type=file]").setInputFiles({ name: "live.csv", mimeType: "text/csv", buffer: Buffer.from("Tên,Bình luận\nLan,A1 x1\n") });
  await page.getByRole("button", { name: "Xem trước tệp" }).click();
  await page.getByText("Chưa tính.").waitFor();
  assert.equal(await page.getByLabel("Dán bình luận").inputValue(), "Lan: A1 x1");
});

test("the viewers' page on both screens", async (t) => {
  const { url } = await market();
  const server = await market();
  const { slug } = await openLive(t, url);
  await checkPage(t, `/live/${slug}`, "live", { server });
});

test("a seller goes live once the cooperative said yes, and comments come in from the simulated broadcast", async (t) => {
  const server = await startServer();
  const { url } = server;
  const head = await signedIn(t, url, "director");
  const rate = await head.request.post("/htx/chia-se/muc", { form: { percent: "5" }, headers: { "sec-fetch-site": "same-origin" }, maxRedirects: 0 });
  assert.equal(rate.status(), 303);
  const booth = await openPage(t, { server, context: head });
  await booth.goto("/htx/live");
  await booth.locator("label", { hasText: "Hỏi trước" }).click();
  await booth.getByRole("button", { name: "Lưu" }).click();
  await booth.waitForURL(/\/htx\/live$/);
  for (const script of [true, false]) {
    const context = await signedIn(t, url, "officer", { script });
    await context.request.post("/nguoi-ban", {
      form: { shown_name: "Lan", legal_name: "Nguyễn Thị Lan", born: "20/8/1996", id_number: "020196000001", terms: "1" },
      headers: { "sec-fetch-site": "same-origin" },
      maxRedirects: 0,
    });
    const seller = await openPage(t, { server, context, script });
    await seller.goto("/nguoi-ban/live");
    await assertNoSidewaysScroll(seller);
    if (script) await assertAccessible(seller);
    await keepPicture(seller, "seller-live-list");
    await seller.locator("label.tickbox").first().click();
    await seller.getByRole("button", { name: "Mở phiên" }).click();
    await seller.waitForURL(/\/nguoi-ban\/live\/\w+$/);
    const slug = new URL(seller.url()).pathname.split("/").pop();
    assert.match(await seller.locator("main").innerText(), /Chờ hợp tác xã đồng ý/);
    const viewer = await openPage(t, { server, script });
    await viewer.goto(`/live/${slug}`);
    assert.doesNotMatch(await viewer.locator("main").innerText(), /A1/);
    await booth.goto("/htx/live");
    await keepPicture(booth, "live-asked");
    await booth.getByRole("button", { name: /^Đồng ý/ }).first().click();
    await booth.waitForLoadState();
    // With script the page follows the opening by itself.
    if (script) await viewer.locator("main", { hasText: "A1" }).waitFor();
    else await viewer.goto(`/live/${slug}`);
    const shown = await viewer.locator("main").innerText();
    assert.match(shown, /A1/);
    assert.match(shown, /Lan, được hưởng hoa hồng/);
    await keepPicture(viewer, "seller-live");
    await seller.reload();
    await assertNoSidewaysScroll(seller);
    if (script) await assertAccessible(seller);
    assert.equal(await seller.locator("form[action$='/chop']").count(), 0, "no flash price");
    await seller.getByRole("button", { name: /Ghim A1/ }).click();
    await seller.waitForURL(new RegExp(slug));
    const log = await readFile(path.join(server.data, "server.log"), "utf8");
    const broadcast = /Bình luận trực tiếp \(mô phỏng\): (\S+)/.exec(log)[1];
    await seller.locator("summary", { hasText: "Nối với bình luận" }).click();
    await seller.locator("select[name=feed]").selectOption("facebook");
    await seller.fill("[name=feed_of]", "1");
    await seller.locator("form[action$='/nguon'] button").first().click();
    await seller.waitForURL(new RegExp(slug));
    const name = script ? "Chị Hoa" : "Chị Mai";
    await fetch(`${broadcast}/viet`, { method: "POST", body: new URLSearchParams({ name, text: "A1 1" }), redirect: "manual" });
    for (let tries = 0; tries < 40 && !(await seller.locator("main").innerText()).includes(name); tries += 1) {
      await seller.waitForTimeout(250);
      // With script the console follows by itself and may be under way already.
      await seller.reload().catch(() => {});
    }
    assert.match(await seller.locator("main").innerText(), new RegExp(name));
    await keepPicture(seller, "seller-live-console");
    await seller.getByRole("button", { name: "Kết thúc phiên" }).click();
    await seller.waitForLoadState();
  }
});
