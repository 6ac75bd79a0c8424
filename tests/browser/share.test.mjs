// Links in chats: what is shown of them, what they open, that they end at once.

import assert from "node:assert/strict";
import { test } from "node:test";

import { newContext, openPage } from "./lib/browser.mjs";
import { assertAccessible, assertNoSidewaysScroll, checkPage, keepPicture } from "./lib/checks.mjs";
import { openLive, signedIn } from "./lib/people.mjs";
import { assertPreview, previewOf } from "./lib/preview.mjs";
import { sharedServer } from "./lib/server.mjs";

const good = "/p/na-bang-mac";
const booth = "/gian-hang/dong-mo";

/** The browsers inside the apps in which links are opened. */
const apps = {
  Zalo: "Mozilla/5.0 (Linux; Android 13; SM-A145F) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/124.0 Mobile Safari/537.36 Zalo android/12110 ZaloTheme/light",
  Facebook: "Mozilla/5.0 (Linux; Android 13; SM-A145F) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/124.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/460.0.0.30.108;]",
};

/** Makes a basket link of two goods at the booth; gives its path. */
async function basketLink(t, url, look = {}) {
  const context = await signedIn(t, url, "director", look);
  const page = await openPage(t, { context, ...look });
  await page.goto("/htx/chia-se");
  await page.locator("details", { hasText: "cả giỏ" }).locator("summary").click();
  const ticks = page.locator("details input[name=variant]");
  for (const at of [0, 1]) await ticks.nth(at).check({ force: true });
  await page.getByRole("button", { name: "Tạo link giỏ" }).click();
  await page.waitForURL(/chia-se\/link\//);
  const address = await page.getByLabel("Địa chỉ để gửi").inputValue();
  return { page, path: new URL(address).pathname };
}

/** Brings a lot in at the booth; gives the path of its page for everybody. */
async function aLot(t, url) {
  const page = await openPage(t, { context: await signedIn(t, url, "director") });
  await page.goto("/htx/hang");
  await page.goto(await page.locator("a[href$='/lo']").first().getAttribute("href"));
  await page.fill("[name=quantity]", "4");
  await page.getByRole("button", { name: "Nhập lô" }).click();
  await page.locator("a", { hasText: "In nhãn lô" }).first().click();
  await page.getByRole("heading", { name: "Nhãn lô", includeHidden: true }).waitFor();
  await keepPicture(page, "lot-label");
  const code = await page.locator("article.label .name").textContent();
  return `/t/${code.trim()}`;
}

test("a lot says where it comes from and nothing of households; a wrong code says so", async (t) => {
  const { url } = await sharedServer();
  const path = await aLot(t, url);
  for (const script of [true, false]) {
    const page = await openPage(t, { script, expect: [/status of 404/] });
    await page.goto(path);
    const said = await page.locator("main").textContent();
    assert.match(said, /Hợp tác xã khai/);
    assert.match(said, /Ngày thu hoạch/);
    assert.doesNotMatch(said, /Hộ số|thửa/);
    await assertNoSidewaysScroll(page);
    if (script) {
      await assertAccessible(page);
      await keepPicture(page, "lot");
    }
    const answer = await page.goto("/t/KHONG-CO-1");
    assert.equal(answer.status(), 404);
    assert.match(await page.locator("main").textContent(), /không có lô này/);
  }
});

test("every kind of page says of itself what chats and search engines read", async (t) => {
  const { url } = await sharedServer();
  const { path: basket } = await basketLink(t, url);
  const { slug } = await openLive(t, url);
  const lot = await aLot(t, url);
  const pages = ["/", "/tim?q=na", "/danh-muc/trai-cay", "/tinh/lang-son", "/gian-hang", booth, good, "/lich-mua", "/doi-tra", basket, `/live/${slug}`, `/en${good}`, lot, `/en${lot}`];
  for (const path of pages) {
    await t.test(path, async () => {
      const page = await previewOf(url, path);
      await assertPreview(page, path);
      const [image] = page.tags.ogImage;
      const card = await fetch(image.url.replace(/^https?:\/\/[^/]+/, url));
      const bytes = Buffer.from(await card.arrayBuffer());
      assert.equal(card.headers.get("content-type"), "image/jpeg", image.url);
      assert.ok(bytes.length < 300_000, `${image.url}: ${bytes.length} bytes`);
    });
  }
});

test("a product says its price, packs, papers and pictures; a changed price is another card", async (t) => {
  const { url } = await sharedServer();
  const { tags, data } = await previewOf(url, good);
  const [product] = data.Product;
  assert.equal(tags.ogType, "product");
  assert.equal(tags.ogPriceCurrency ?? tags.productPriceCurrency ?? "VND", "VND");
  assert.ok(product.image.length >= 2, "photo and card");
  assert.match(product.brand.name, /Bằng Mạc/);
  for (const offer of product.offers) {
    assert.equal(offer.priceCurrency, "VND");
    assert.ok(offer.price > 0 && offer.sku && offer.seller.name, JSON.stringify(offer));
    assert.match(offer.availability, /InStock|OutOfStock|PreOrder/);
  }
  assert.ok(product.additionalProperty.length > 0);
  for (const paper of product.hasCertification ?? []) assert.ok(paper.issuedBy.name && paper.expires);
  const home = await previewOf(url, "/");
  assert.ok(home.data.WebSite && home.data.Organization && home.data.ItemList);
  const shop = await previewOf(url, booth);
  assert.ok(shop.data.Organization && shop.data.BreadcrumbList && shop.data.ItemList);
  t.diagnostic(`first answers: home ${home.took.toFixed(0)} ms, booth ${shop.took.toFixed(0)} ms`);
});

for (const [app, userAgent] of Object.entries(apps)) {
  for (const script of [true, false]) {
    test(`a basket link opens filled in ${app}'s browser and is bought ${script ? "with" : "without"} script`, async (t) => {
      const { url } = await sharedServer();
      const { path } = await basketLink(t, url);
      const context = await newContext(t, url, { script, userAgent });
      const page = await openPage(t, { context, script });
      await page.goto(path);
      await page.waitForURL(/gio-hang/);
      const lines = await page.locator("main").innerText();
      assert.ok((lines.match(/₫/g) ?? []).length >= 2, "two goods are in the cart");
      await assertNoSidewaysScroll(page);
      await page.locator("button:visible", { hasText: "Đặt hàng" }).first().click();
      await page.waitForURL(/dat-hang/);
      await buy(page, script);
    });
  }
}

/** Fills in the checkout and orders. */
async function buy(page, script) {
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

test("a link that was ended opens for nobody at once", async (t) => {
  const { url } = await sharedServer();
  const { page, path } = await basketLink(t, url);
  assert.equal((await fetch(`${url}${path}`, { headers: { "user-agent": "Zalo" } })).status, 200);
  await page.getByRole("button", { name: "Dừng link này ngay" }).click();
  await page.waitForURL(/xong=dung/);
  for (const under of ["", "/qr.png", "/in"]) assert.equal((await fetch(`${url}${path}${under}`)).status, 404, under);
  const visitor = await openPage(t, { expect: [/status of 404/] });
  await visitor.goto(path);
  assert.match(await visitor.locator("main").innerText(), /đã dừng/);
});

for (const script of [true, false]) {
  test(`texts are copied by one tap, or by hand ${script ? "with" : "without"} script`, async (t) => {
    const { url } = await sharedServer();
    const { page } = await basketLink(t, url, { script });
    const first = page.getByLabel("Bài 1");
    const text = await first.inputValue();
    assert.match(text, /\/s\//);
    await first.click();
    assert.ok(await first.isEditable() === false, "nobody changes it by accident");
    await assertNoSidewaysScroll(page);
    await keepPicture(page, "share-link");
    if (!script) return;
    await assertAccessible(page);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: url });
    await page.locator("html[data-awake]").waitFor();
    await page.locator(".fld", { has: page.locator("#bai-1") }).getByRole("button", { name: "Chép" }).click();
    await page.locator("[role=status]:visible", { hasText: "Đã chép" }).waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), text);
  });
}

test("the booth's page of sharing", async (t) => {
  const { url } = await sharedServer();
  const context = await signedIn(t, url, "director");
  await checkPage(t, "/htx/chia-se", "share-booth", { context });
});
