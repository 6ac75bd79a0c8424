// Paying by each way that the demonstration offers, against its simulators; a claim with a photo; the statement on a phone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { newContext, openPage } from "./lib/browser.mjs";
import { assertAccessible, assertNoSidewaysScroll, keepPicture } from "./lib/checks.mjs";
import { placeOrder, signedIn } from "./lib/people.mjs";
import { startServer } from "./lib/server.mjs";

const phone = "0912 345 678";
const goods = ["ca-phe-hat-rang-bich-thao", "che-shan-tuyet", "mien-dong"];
const providers = ["vnpay", "momo", "zalopay", "payos", "stripe"];
const photo = fileURLToPath(new URL("../../backend/demo/pictures/nhan.webp", import.meta.url));

let started;
const server = () => (started ??= startServer());

const press = (page, words) => page.locator("button:visible", { hasText: words }).first().click();
const text = (page) => page.locator("main").innerText();

/** The page of a new order that is paid in this way, as its buyer finds it. */
async function ordered(t, method, script) {
  const { url } = await server();
  const { code, sub_orders } = await placeOrder(url, goods, method);
  const context = await newContext(t, url, { script });
  const page = await openPage(t, { script, context, server: await server() });
  await page.goto("/don");
  await page.fill("[name=code]", code);
  await page.fill("[name=phone]", phone);
  await page.locator("main form button[type=submit]").first().click();
  await page.waitForURL(/\/don\/./);
  return { page, context, code, part: sub_orders[0].code };
}

/** Goes to the simulator, presses there, and gives its page. */
async function press_at(t, page, context, words) {
  const href = await page.locator("a", { hasText: "Trả thử" }).first().getAttribute("href");
  const simulator = await context.newPage();
  await simulator.goto(href);
  const anchor = new URL(simulator.url()).hash.slice(1);
  const scope = anchor ? simulator.locator(`section[id="${anchor}"]`) : simulator;
  await scope.locator("button", { hasText: words }).first().click();
  await simulator.getByText("Đã báo").first().waitFor();
  return simulator;
}

for (const script of [true, false]) {
  const how = script ? "with script" : "without script";

  for (const method of providers) {
    test(`${method}: the buyer pays, the provider says so, the page turns, ${how}`, async (t) => {
      const { page, context, code } = await ordered(t, method, script);
      assert.match(await text(page), /Chờ thanh toán/);
      await assertNoSidewaysScroll(page);
      if (script) await assertAccessible(page);
      await keepPicture(page, `pay-${method}`);
      // Coming back from the provider's page is no payment.
      await page.goto(`/don/${code}?vnp_ResponseCode=00&resultCode=0&status=1&code=00&success=true`);
      assert.match(await text(page), /Chờ thanh toán/);
      const simulator = await press_at(t, page, context, "Trả tiền");
      if (script) {
        await page.getByText("Đã trả:").first().waitFor();
      } else {
        const back = await simulator.locator("a", { hasText: "Về cửa hàng" }).getAttribute("href");
        assert.equal(new URL(back).pathname, `/don/${code}`);
        await page.goto(back);
      }
      assert.match(await text(page), /Đã trả:/);
      await keepPicture(page, `paid-${method}`);
    });
  }

  test(`vietqr: a transfer to the cooperative, told by the bank, ${how}`, async (t) => {
    const { page, context } = await ordered(t, "vietqr", script);
    const qr = page.locator("img[src*='/qr/']").first();
    assert.ok(await qr.evaluate((image) => image.complete && image.naturalWidth > 0).catch(() => true), "the code is drawn");
    await keepPicture(page, "pay-vietqr");
    await press_at(t, page, context, "Trả tiền");
    if (script) await page.getByText("Đã trả:").first().waitFor();
    else await page.reload();
    assert.match(await text(page), /Đã trả:/);
  });
}

test("a payment that fails can be made again; one that is made twice goes back", async (t) => {
  const { page, context } = await ordered(t, "momo", true);
  await press_at(t, page, context, "Thất bại");
  await page.reload();
  assert.match(await text(page), /Chờ thanh toán/);
  const twice = await ordered(t, "vnpay", true);
  await press_at(t, twice.page, twice.context, "Trả hai lần");
  await twice.page.getByText("Đã trả:").first().waitFor();
});

test("a transfer that is made twice goes back, and the page says why", async (t) => {
  const { page, context } = await ordered(t, "vietqr", true);
  const href = await page.locator("a", { hasText: "Trả thử" }).first().getAttribute("href");
  await press_at(t, page, context, "Trả tiền");
  await page.getByText("Đã trả:").first().waitFor();
  const bank = await context.newPage();
  await bank.goto(href);
  await bank.locator("button", { hasText: "Trả tiền" }).first().click();
  await bank.getByText("Đã báo").first().waitFor();
  for (let tries = 0; tries < 20 && !/Chuyển hai lần/.test(await text(page)); tries += 1) {
    await page.waitForTimeout(250);
    await page.reload();
  }
  assert.match(await text(page), /Đang hoàn .* cho bạn\. Chuyển hai lần/);
  await keepPicture(page, "paid-twice");
});

test("the checkout offers every way, and a voucher that is unknown is told at its field", async (t) => {
  for (const script of [true, false]) {
    const page = await openPage(t, { script, server: await server(), expect: [/status of 422/] });
    await page.goto("/p/ca-phe-hat-rang-bich-thao");
    await press(page, "Thêm");
    await page.waitForURL(/gio-hang/);
    await press(page, "Đặt hàng");
    await page.waitForURL(/dat-hang/);
    const ways = await page.locator("[name=payment_method]").evaluateAll((inputs) => inputs.map((one) => one.value));
    assert.deepEqual(ways.sort(), ["cod", "vietqr", ...providers].sort());
    await assertNoSidewaysScroll(page);
    if (script) await assertAccessible(page);
    await page.fill("[name=voucher]", "KHONGCO");
    await press(page, "Đặt hàng");
    await page.getByText("Không có mã này").first().waitFor();
    await keepPicture(page, "checkout-ways");
  }
});

test("a director gives a voucher, and a buyer pays less by it", async (t) => {
  const { url } = await server();
  for (const script of [true, false]) {
    const code = script ? "CAPHE1" : "CAPHE2";
    const context = await newContext(t, url, { script });
    const signed = await context.request.post("/dang-nhap", {
      form: { phone: "0900000014", password: "cho-phien-demo" },
      headers: { "sec-fetch-site": "same-origin" },
      maxRedirects: 0,
    });
    assert.equal(signed.status(), 303);
    const booth = await openPage(t, { script, context, server: await server() });
    await booth.goto("/htx/khuyen-mai");
    await assertNoSidewaysScroll(booth);
    if (script) await assertAccessible(booth);
    await booth.fill("[name=code]", code);
    await booth.fill("[name=off]", "5.000");
    await booth.fill("[name=until]", new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10));
    await press(booth, "Đặt mã");
    await booth.waitForURL(/xong=dat/);
    assert.match(await text(booth), new RegExp(code));
    await keepPicture(booth, "vouchers");
    const placed = await placeOrder(url, ["ca-phe-hat-rang-bich-thao"], "cod", { voucher: code, phone: script ? "0912345611" : "0912345612" });
    assert.equal(placed.sub_orders[0].discount, 5_000);
    assert.equal(placed.total, placed.sub_orders[0].total);
  }
});

/** Takes a part to its buyer's door. */
async function deliver(t, code, part) {
  const { url } = await server();
  const context = await newContext(t, url, { script: false });
  await context.request.post("/dang-nhap", {
    form: { phone: "0900000014", password: "cho-phien-demo" },
    headers: { "sec-fetch-site": "same-origin" },
    maxRedirects: 0,
  });
  const send = async (form) => {
    const answer = await context.request.post(`/htx/don/${part}`, { form, headers: { "sec-fetch-site": "same-origin" }, maxRedirects: 0 });
    assert.equal(answer.status(), 303, `${form.viec}: ${answer.status()}`);
  };
  await send({ viec: "accept" });
  await send({ viec: "pack" });
  await send({ viec: "hand_over", carrier: "Viettel Post", tracking_no: `V${code}` });
  await send({ viec: "deliver" });
  return context;
}

test("damaged goods are claimed for with a photo and answered in two taps; the statement fits a phone", async (t) => {
  const { page, context, code, part } = await ordered(t, "vietqr", false);
  await press_at(t, page, context, "Trả tiền");
  const booth = await deliver(t, code, part);
  await page.goto(`/don/${code}`);
  await page.locator("summary", { hasText: "Báo hàng hỏng" }).click();
  await page.fill("[name=note]", "Túi rách, ướt một nửa");
  await page.setInputFiles("[name=photo]", photo);
  await press(page, "Gửi cho hợp tác xã");
  await page.getByText("Hợp tác xã sẽ trả lời").waitFor();
  await keepPicture(page, "claimed");
  const money = await openPage(t, { script: false, context: booth, server: await server() });
  await money.setViewportSize({ width: 360, height: 640 });
  await money.goto("/htx/tien");
  await assertNoSidewaysScroll(money);
  await keepPicture(money, "money-claim");
  await press(money, "Hoàn một nửa");
  await money.waitForURL(/htx\/tien/);
  await press(money, "Đã chuyển trả khách");
  assert.match(await text(money), /Bạn nhận về/);
  await page.goto(`/don/${code}`);
  assert.match(await text(page), /Đã hoàn/);
  await money.goto("/htx/tien");
  await keepPicture(money, "money");
  await money.goto("/htx/tien/in");
  await assertNoSidewaysScroll(money);
  await keepPicture(money, "statement-print");
});

test("operators settle money on one page", async (t) => {
  const { url } = await server();
  for (const screen of ["phone", "desk"]) {
    const context = await signedIn(t, url, "operator", { screen });
    const page = await openPage(t, { context, screen, server: await server() });
    await page.goto("/quan-tri/tien");
    await assertNoSidewaysScroll(page);
    await assertAccessible(page);
    await keepPicture(page, "operator-money");
    await page.goto("/quan-tri/khuyen-mai");
    await assertNoSidewaysScroll(page);
    await assertAccessible(page);
    await keepPicture(page, "operator-vouchers");
  }
});
