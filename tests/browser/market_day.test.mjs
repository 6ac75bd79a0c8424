// One good on the storefront and on two marketplaces: listed with a photo, bought in all three places, one number everywhere
// after each purchase, then accepted, packed, sent, delivered and paid out.

import assert from "node:assert/strict";
import { before, test } from "node:test";

import { newContext, openPage } from "./lib/browser.mjs";
import { assertAccessible, assertNoSidewaysScroll, keepPicture } from "./lib/checks.mjs";
import { signedIn } from "./lib/people.mjs";
import { list, press, put, send, until } from "./lib/selling.mjs";
import { simulator, startServer } from "./lib/server.mjs";

const stock = 4;
let server;

before(async () => {
  server = await startServer();
});

const text = (page) => page.locator("main").innerText();

/** The member's page, on the smallest screen. */
async function booth(t, script) {
  const look = { script, screen: "phone" };
  const page = await openPage(t, { ...look, server, context: await signedIn(t, server.url, "director", look), expect: [/status of 422/] });
  await page.setViewportSize({ width: 360, height: 640 });
  return page;
}

/** A page of somebody who only looks and buys. */
async function stranger(t, url, script) {
  const context = await newContext(t, url, { script });
  const page = await openPage(t, { server: { url }, context, script });
  await page.setViewportSize({ width: 360, height: 640 });
  return page;
}

/** The four places that show a number, each as a person sees it. */
async function places(t, member, good, name, script) {
  const buyer = await stranger(t, server.url, script);
  const shopee = await stranger(t, await simulator(server, "Shopee"), script);
  const postmart = await stranger(t, await simulator(server, "Postmart, kết nối trực tiếp"), script);
  await shopee.goto("/");
  const shop = await shopee.locator("a", { hasText: "HTX Đồng Mỏ" }).first().getAttribute("href");
  const offered = async (page, address) => {
    await page.goto(address);
    const words = await page.locator("section", { hasText: name }).locator("option").first().innerText({ timeout: 2_000 }).catch(() => "");
    return Number(words.match(/còn (\d+)/)?.[1] ?? NaN);
  };
  return {
    buyer,
    shopee,
    postmart,
    shop,
    read: async () => {
      await buyer.goto(`${good}?count=99`);
      await member.goto(`/htx/hang?q=${encodeURIComponent(name)}`);
      return {
        storefront: Number((await text(buyer)).match(/Còn (\d+)/)?.[1] ?? NaN),
        booth: Number(await member.locator("input[name=so]").first().inputValue()),
        shopee: await offered(shopee, shop),
        postmart: await offered(postmart, "/"),
      };
    },
  };
}

/** Waits until all four say the same. On the way nobody offers what is gone for certain, and nobody less than is left. */
async function agree(where, expected, most) {
  let seen = {};
  return until(() => `${expected} everywhere, not ${JSON.stringify(seen)}`, 30, async () => {
    seen = await where.read();
    for (const [place, number] of Object.entries(seen)) {
      if (!Number.isNaN(number)) assert.ok(number >= 0 && number <= most, `${place} shows ${number} of ${most}`);
    }
    return Object.values(seen).every((number) => number === expected) && seen;
  });
}

async function buyHere(where, good, script) {
  const { buyer } = where;
  await buyer.goto(good);
  await press(buyer, "Thêm");
  await buyer.waitForURL(/gio-hang/);
  await press(buyer, "Đặt hàng");
  await buyer.waitForURL(/dat-hang/);
  await buyer.fill("[name=name]", "Nguyễn Thị Thuý Hạnh");
  await buyer.fill("[name=phone]", "0912345678");
  await buyer.fill("[name=street]", "Số 12 ngõ 68 đường Cầu Giấy");
  if (script) {
    await buyer.locator("html[data-awake]").waitFor();
    await buyer.locator("[name=ward_q]").pressSequentially("dich vong");
    await buyer.locator("[role=option]").filter({ hasText: "Cầu Giấy" }).first().click();
  } else {
    await buyer.fill("[name=ward_q]", "phường dịch vọng");
    await send(buyer, "Tìm xã, phường");
    await buyer.locator("label:visible, button:visible").filter({ hasText: "Cầu Giấy" }).first().click();
    await send(buyer, "Đặt hàng");
  }
  await buyer.getByText("Tổng cộng").waitFor();
  await press(buyer, "Đặt hàng");
  await buyer.waitForURL(/\/don\//);
}

/** Orders on a marketplace's own page, as many as `quantity`; gives what it answers. */
async function buyThere(page, address, name, quantity = 1) {
  await page.goto(address);
  const good = page.locator("section", { hasText: name }).first();
  await good.locator("input[name=quantity]").fill(String(quantity));
  await send(page, "Đặt mua", good);
  return page.locator("[role=status]").innerText();
}

/** The booth's orders of this good that wait for an answer. */
async function waiting(page, name) {
  await page.goto("/htx/don?nhom=cho-nhan");
  const links = page.locator("main a[href*='/htx/don/']", { hasText: name });
  return links.evaluateAll((all) => all.map((one) => one.getAttribute("href")));
}

async function deed(page, order, words) {
  await page.goto(order);
  await send(page, words);
}

/** What the booth says of an order, once it says this. */
const says = (page, order, words, seconds = 30) =>
  until(`${order} says ${words}`, seconds, async () => {
    await page.goto(order);
    return words.test(await text(page));
  });

/** Presses a button of the marketplace's newest order once it is there. */
async function move(page, address, words) {
  await until(`${words} on ${address}`, 30, async () => {
    await page.goto(address);
    const buttons = page.locator("button", { hasText: words });
    if ((await buttons.count()) === 0) return false;
    await send(page, words);
    return true;
  });
}

for (const script of [true, false]) {
  test(`a market day from the photo to the money, ${script ? "with" : "without"} script`, async (t) => {
    const name = script ? "Mật ong phiên sáng" : "Mật ong phiên chiều";
    const member = await booth(t, script);
    const good = await list(t, member, name, stock);
    await member.goto("/htx/kenh");
    const shopOf = (words) => member.locator("main a[href*='/htx/kenh/']", { hasText: words }).first().getAttribute("href");
    const shops = { shopee: await shopOf("Shopee"), postmart: await shopOf("Postmart (mô phỏng)") };
    await put(member, shops.shopee, name);
    await put(member, shops.postmart, name);
    await member.goto(shops.shopee);
    await keepPicture(member, "day-shop");
    const where = await places(t, member, good, name, script);
    await where.shopee.goto(where.shop);
    await send(where.shopee, "Duyệt ngay", where.shopee.locator("section", { hasText: name }).first());
    await agree(where, stock, stock);
    await until("Shopee's people have looked at it", 60, async () => {
      await member.goto(shops.shopee);
      return /Đang bán/.test(await member.locator("main li.box", { hasText: name }).first().innerText());
    });

    // Bought in three places; after each the same number stands everywhere.
    await buyHere(where, good, script);
    await agree(where, 3, 4);
    assert.match(await buyThere(where.shopee, where.shop, name), /Đã đặt đơn/);
    await agree(where, 2, 3);
    assert.match(await buyThere(where.postmart, "/", name), /Đã đặt đơn/);
    await agree(where, 1, 2);
    // Nobody gets two of the last one.
    assert.match(await buyThere(where.shopee, where.shop, name, 2), /Không đủ hàng/);
    assert.match(await buyThere(where.postmart, "/", name, 2), /Không đủ hàng/);
    await agree(where, 1, 1);

    // Accepted, packed, on its way.
    const orders = await waiting(member, name);
    assert.equal(orders.length, 3, "an order from each place");
    const from = {};
    for (const order of orders) {
      await deed(member, order, "Nhận đơn");
      await deed(member, order, "Đã gói xong");
      await member.goto(order);
      const words = await text(member);
      from[/Shopee/.test(words) ? "shopee" : /Postmart/.test(words) ? "postmart" : "storefront"] = order;
    }
    assert.equal(Object.keys(from).length, 3, JSON.stringify(from));
    for (const order of [from.storefront, from.postmart]) {
      await member.goto(order);
      await member.fill("#f-carrier", "Viettel Post");
      await member.fill("#f-tracking_no", `VTP${Date.now()}`);
      await send(member, "Đã giao xe");
    }
    // Shopee's own waybill is printed from the order's page, once Shopee has made it.
    const waybill = await until("Shopee's waybill", 40, async () => {
      const answer = await member.request.get(`${from.shopee}/van-don`);
      return answer.status() === 200 && answer;
    });
    assert.match(waybill.headers()["content-type"], /pdf/);
    await says(member, from.shopee, /Mã vận đơn/);
    assert.ok(await member.locator("a", { hasText: "In vận đơn của sàn" }).isVisible());
    await assertNoSidewaysScroll(member);
    if (script) await assertAccessible(member);
    await keepPicture(member, "day-order");
    await agree(where, 1, 1);

    // Delivered: by the carrier's word there, by the member's here.
    for (const words of ["Bưu tá lấy hàng", "Giao đến nơi", "Hoàn tất"]) {
      await move(where.shopee, where.shop, words);
      await move(where.postmart, "/", words);
    }
    await deed(member, from.storefront, "Khách đã nhận hàng");
    await says(member, from.storefront, /Đã giao(?! xe)/);
    for (const order of [from.shopee, from.postmart]) await says(member, order, /Hoàn tất|Xong/);
    await agree(where, 1, 1);

    // Paid out: every line is read on the smallest phone.
    await member.goto(`${shops.shopee}/doi-soat`);
    await send(member, "Hỏi sàn ngay");
    await until("Shopee's payout", 30, async () => {
      await member.goto(`${shops.shopee}/doi-soat`);
      return /sàn trả/.test(await text(member));
    });
    await keepPicture(member, "day-payout");
    const codes = orders.map((order) => order.split("/").pop());
    for (const address of [`${shops.shopee}/doi-soat`, "/htx/tien"]) {
      await member.goto(address);
      await assertNoSidewaysScroll(member);
      if (script) await assertAccessible(member);
    }
    const money = await text(member);
    for (const code of codes) assert.ok(money.includes(code), `${code} is in the money book`);
    await keepPicture(member, "day-money");
  });
}
