// Pooled goods: bought without choosing who sends them, and what buyer and cooperative read of the choice.

import assert from "node:assert/strict";
import { test } from "node:test";

import { newContext, openPage } from "./lib/browser.mjs";
import { assertAccessible, assertNoSidewaysScroll, keepPicture } from "./lib/checks.mjs";
import { sharedServer } from "./lib/server.mjs";

const path = "/p/long-nhan-say-nha-vuon-son-la";
const buyer = { name: "Trần Văn Bình", phone: "0987654321", street: "Số 5 phố Huế" };
const directors = { "HTX Bảo Minh": "0900000016", "HTX Toàn Thắng": "0900000017", "HTX An Phú": "0900000015" };
const password = "cho-phien-demo";

const press = (page, words) => page.locator("button:visible", { hasText: words }).first().click();
const words = (page) => page.locator("main").innerText();

async function checkOut(page) {
  await page.goto("/dat-hang");
  await page.fill("[name=name]", buyer.name);
  await page.fill("[name=phone]", buyer.phone);
  await page.fill("[name=street]", buyer.street);
  await page.fill("[name=ward_q]", "phường dịch vọng");
  await press(page, "Tìm xã, phường");
  await page.waitForLoadState("load");
  await page.locator("label:visible, button:visible").filter({ hasText: "Cầu Giấy" }).first().click();
  await press(page, "Đặt hàng");
  await page.getByText("Tổng cộng").waitFor();
  await press(page, "Đặt hàng");
  await page.waitForURL(/\/don\//);
  return new URL(page.url()).pathname.split("/").pop();
}

async function signIn(t, phone) {
  const { url } = await sharedServer();
  const context = await newContext(t, url, {});
  const answer = await context.request.post("/dang-nhap", {
    form: { phone, password },
    headers: { "sec-fetch-site": "same-origin" },
    maxRedirects: 0,
  });
  assert.equal(answer.status(), 303);
  return openPage(t, { context });
}

test("pooled goods are bought without choosing, and the choice explains itself", async (t) => {
  const page = await openPage(t, { script: false });
  await page.goto(path);
  const text = await words(page);
  for (const name of Object.keys(directors)) assert.ok(text.includes(name), `${name} can supply it`);
  assert.match(text, /Để chợ chọn nơi gửi/);
  assert.equal(await page.locator("[name=cooperative_id]:checked").inputValue(), "", "the market chooses by default");
  await assertNoSidewaysScroll(page);
  await keepPicture(page, "pooled-product");
  await press(page, "Thêm");
  await page.waitForURL(/gio-hang/);
  const code = await checkOut(page);
  const order = await words(page);
  const sender = Object.keys(directors).find((name) => order.includes(name));
  assert.ok(sender, "the order says who sends it");
  assert.match(order, /Chợ giao cho|Vì sao/, "and why");
  await keepPicture(page, "pooled-order");

  const booth = await signIn(t, directors[sender]);
  await booth.goto("/htx/don");
  await booth.locator(`a[href*="${code}"]`).first().click();
  await booth.waitForLoadState("load");
  assert.match(await words(booth), /Vì sao đơn này về đây/);
  await assertAccessible(booth);
  await keepPicture(booth, "pooled-why-here");
  await booth.goto("/htx/phan-don");
  assert.match(await words(booth), /Về đây/);

  const [other] = Object.keys(directors).filter((name) => name !== sender);
  const elsewhere = await signIn(t, directors[other]);
  await elsewhere.goto("/htx/phan-don");
  const read = await words(elsewhere);
  assert.match(read, /Nơi khác/);
  assert.ok(!read.includes(buyer.name) && !read.includes(code), "nothing of the buyer");
  await assertNoSidewaysScroll(elsewhere);
  await assertAccessible(elsewhere);
  await keepPicture(elsewhere, "pooled-decisions");
  await elsewhere.goto("/htx/chung/long-nhan-say-nha-vuon-son-la/phan");
  assert.match(await words(elsewhere), /Phần thoả thuận/);
  await assertAccessible(elsewhere);
  await elsewhere.goto("/htx/chung/long-nhan-say-nha-vuon-son-la");
  await assertNoSidewaysScroll(elsewhere);
  await assertAccessible(elsewhere);
  await keepPicture(elsewhere, "pooled-own");
});

test("a chosen cooperative sends pooled goods", async (t) => {
  const page = await openPage(t, { script: false });
  await page.goto(path);
  await page.locator("label.pick", { hasText: "HTX An Phú" }).locator("input").check();
  await press(page, "Thêm");
  await page.waitForURL(/gio-hang/);
  assert.match(await words(page), /HTX An Phú/);
  await checkOut(page);
  assert.match(await words(page), /HTX An Phú/);
});
