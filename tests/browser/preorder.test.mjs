// A harvest is sold ahead, recorded, and moved: the booth and the buyers, without script and with it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { newContext, openPage } from "./lib/browser.mjs";
import { assertAccessible, assertNoSidewaysScroll, keepPicture } from "./lib/checks.mjs";
import { signedIn } from "./lib/people.mjs";
import { startServer } from "./lib/server.mjs";

const slug = "na-xa-chi-lang-loai-2";
const phone = "0912345678";

const press = async (page, words) => {
  await page.locator("button:visible, a.b:visible", { hasText: words }).first().click();
  await page.waitForLoadState("load");
};
const text = async (page) => (await page.locator("main").innerText()).replaceAll("\u00a0", " ");
const day = (ahead) => new Date(Date.now() + ahead * 86_400_000 + 7 * 3_600_000).toISOString().slice(0, 10);
const short = (iso) => `${Number(iso.slice(8))}/${Number(iso.slice(5, 7))}`;

/** Buys as a guest whose browser runs no script. Gives the order's page. */
async function order(t, server, count) {
  const context = await newContext(t, server.url, { script: false });
  const page = await openPage(t, { server, context, script: false });
  await page.goto(`/p/${slug}`);
  assert.match(await text(page), /Đặt trước – thu hoạch/);
  await assertNoSidewaysScroll(page);
  await keepPicture(page, "preorder-product");
  await page.fill("[name=count]", String(count));
  await press(page, "Đặt trước");
  await page.waitForURL(/gio-hang/);
  assert.match(await text(page), /Đặt trước · Thu hoạch/);
  await press(page, "Đặt hàng");
  await page.waitForURL(/dat-hang/);
  await page.fill("[name=name]", "Người thử");
  await page.fill("[name=phone]", phone);
  await page.fill("[name=street]", "Số 1 phố Mẫu");
  await page.fill("[name=ward_q]", "phường dịch vọng");
  await press(page, "Tìm xã, phường");
  await page.locator("label:visible, button:visible").filter({ hasText: "Cầu Giấy" }).first().click();
  await press(page, "Đặt hàng");
  await page.getByText("Tổng cộng").waitFor();
  await keepPicture(page, "preorder-checkout");
  await press(page, "Đặt hàng");
  await page.waitForURL(/\/don\//);
  assert.match(await text(page), /Đã đặt trước/);
  return page;
}

/** The booth's member, without script: the good is sold out and its harvest opened. */
async function openHarvest(page) {
  await page.goto("/htx/hang");
  const item = page.locator("li.box", { hasText: "loại 2" }).first();
  await item.locator("input[name=so]").fill("0");
  await item.locator("input[name=so]").press("Enter");
  await page.waitForLoadState("load");
  await page.goto("/htx/mua-vu");
  assert.match(await text(page), /Chưa có đợt thu hoạch nào/);
  const offer = page.locator("select[name=offer]");
  const label = await offer.locator("option", { hasText: "loại 2" }).first().innerText();
  await offer.selectOption({ label });
  await press(page, "Mở cho khách đặt");
  assert.match(await text(page), /Chọn một ngày, như/, "every field that is wrong says so");
  await page.fill("[name=from]", day(3));
  await page.fill("[name=to]", day(5));
  await page.fill("[name=quantity]", "20");
  await press(page, "Mở cho khách đặt");
  assert.match(await text(page), /Đã mở đợt đặt trước/);
  await assertNoSidewaysScroll(page);
  await keepPicture(page, "harvests");
}

test("a harvest is sold ahead, shared in order of payment, and moved", async (t) => {
  const server = await startServer();
  const member = await openPage(t, {
    server,
    script: false,
    context: await signedIn(t, server.url, "director", { script: false }),
    expect: [/status of 422/],
  });
  await openHarvest(member);
  const first = await order(t, server, 3);
  const second = await order(t, server, 4);
  await keepPicture(first, "preorder-waits");

  // The lot is enough for the first and for a part of the second.
  await member.goto("/htx/mua-vu");
  assert.match(await text(member), /đã nhận đặt\s+7 thùng/);
  await press(member, "Đã hái, nhập lô");
  assert.match(await text(member), /2 đơn đặt trước còn chờ 7 thùng/);
  await member.fill("[name=quantity]", "5");
  await press(member, "Nhập lô");
  await keepPicture(member, "lots-converted");
  await first.reload();
  assert.match(await text(first), /Đã thu hoạch, đủ hàng/);
  await second.reload();
  assert.match(await text(second), /đã có 2 thùng trong 4 thùng/);
  await keepPicture(second, "preorder-partly");

  // The days move: everybody who waits may wait or cancel.
  await member.goto("/htx/mua-vu");
  await press(member, "Dời ngày");
  await member.fill("[name=from]", day(8));
  await member.fill("[name=to]", day(9));
  await member.fill("[name=ship_by]", day(11));
  await press(member, "Dời ngày");
  assert.match(await text(member), /Đã dời ngày/);
  await member.locator("summary", { hasText: "Đơn đặt trước" }).first().click();
  assert.match(await text(member), /chia theo thứ tự trả tiền/, "the cooperative reads why");
  await keepPicture(member, "harvests-moved");
  await second.reload();
  assert.ok((await text(second)).includes(short(day(11))), "the new day stands there");
  await press(second, "Tôi chờ");
  assert.match(await text(second), /Bạn đang chờ/);
  await press(second, "Lấy 2 thùng đã có");
  assert.match(await text(second), /Đã thu hoạch, đủ hàng/);
  const third = await order(t, server, 1);
  await member.goto("/htx/mua-vu");
  await press(member, "Dời ngày");
  await member.fill("[name=from]", day(15));
  await member.fill("[name=to]", day(16));
  await member.fill("[name=ship_by]", day(18));
  await press(member, "Dời ngày");
  await third.reload();
  await keepPicture(third, "preorder-moved");
  await third.locator("button[value=refund]").click();
  await third.waitForLoadState("load");
  assert.match(await text(third), /đã huỷ/i);

  // The same pages with script, by the eyes of a program; and the desk.
  for (const screen of ["phone", "desk"]) {
    const director = await signedIn(t, server.url, "director", { screen });
    const page = await openPage(t, { server, context: director, screen });
    for (const [address, name] of [
      ["/htx/mua-vu", "harvests-script"],
      ["/htx/mua-vu?mo=1", "harvests-open"],
    ]) {
      await page.goto(address);
      await assertNoSidewaysScroll(page);
      await assertAccessible(page);
      await keepPicture(page, name);
    }
    const guest = await openPage(t, { server, screen, context: await newContext(t, server.url, { screen }) });
    for (const [address, name] of [
      ["/lich-mua", "calendar-ahead"],
      [`/p/${slug}`, "preorder-product-script"],
    ]) {
      await guest.goto(address);
      await assertNoSidewaysScroll(guest);
      await assertAccessible(guest);
      await keepPicture(guest, name);
    }
    assert.match(await text(guest), /không gửi được bằng đường bộ/, "where it cannot go stands there in words");
    await guest.goto("/lich-mua");
    assert.match(await text(guest), /Đặt trước được, theo tuần thu hoạch/);
  }
});

test("lots are added, held, released and used up on their page", async (t) => {
  const server = await startServer();
  const context = await signedIn(t, server.url, "director", { script: false });
  const page = await openPage(t, { server, context, script: false, expect: [/status of 422/] });
  await page.goto("/htx/hang");
  await page.locator("li.box summary").first().click();
  await press(page, "Các lô, hạn dùng");
  await page.fill("[name=quantity]", "x");
  await press(page, "Nhập lô");
  assert.equal(await page.locator("[name=quantity]").getAttribute("aria-invalid"), "true");
  await page.fill("[name=quantity]", "4");
  await press(page, "Nhập lô");
  assert.match(await text(page), /Đã nhập lô/);
  const lot = page.locator("li.box", { hasText: "còn 4" }).first();
  await lot.locator("summary", { hasText: "Ngừng bán" }).click();
  await lot.locator("[name=reason]").fill("xem lại");
  await lot.locator("button", { hasText: "Ngừng bán" }).click();
  await page.waitForLoadState("load");
  assert.match(await text(page), /Đang giữ, không bán: xem lại/);
  await assertNoSidewaysScroll(page);
  await keepPicture(page, "lots");
  await press(page, "Bán lại lô này");
  assert.match(await text(page), /Đã bán lại lô/);
  const again = page.locator("li.box", { hasText: "còn 4" }).first();
  await again.locator("summary", { hasText: "Bỏ phần còn lại" }).click();
  await again.locator("button", { hasText: "Bỏ phần còn lại" }).click();
  await page.waitForLoadState("load");
  assert.match(await text(page), /Đã bỏ phần còn lại/);
  const seen = await openPage(t, { server, context: await signedIn(t, server.url, "director") });
  await seen.goto(new URL(page.url()).pathname);
  await assertAccessible(seen);
});
