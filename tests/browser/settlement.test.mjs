// What cooperatives and sellers read of their money: the month, on paper, as a file, a carrier's statement with differences, payouts;
// empty, usual and very long, on a phone and on a desk, with script and without.

import assert from "node:assert/strict";
import { test } from "node:test";

import { newContext, openPage } from "./lib/browser.mjs";
import { assertAccessible, assertNoSidewaysScroll, keepPicture } from "./lib/checks.mjs";
import { placeOrder, signedIn } from "./lib/people.mjs";
import { startServer } from "./lib/server.mjs";

const good = "ca-phe-hat-rang-bich-thao";
const director = "0900000014";
const looks = ["phone", "desk"].flatMap((screen) => [true, false].map((script) => ({ screen, script })));

let started;
const server = () => (started ??= startServer());

const press = (page, words) => page.locator("button:visible", { hasText: words }).first().click();
const text = (page) => page.locator("main").innerText();
const same = { "sec-fetch-site": "same-origin" };
const dong = (words) => Number(words.replace(/[^\d−-]/g, "").replace("−", "-"));

/** The booth of a cooperative with a part that was delivered against cash; signed in. */
async function booth(t, look) {
  const { url } = await server();
  const context = await newContext(t, url, look);
  const signed = await context.request.post("/dang-nhap", { form: { phone: director, password: "cho-phien-demo" }, headers: same, maxRedirects: 0 });
  assert.equal(signed.status(), 303);
  return { context, page: await openPage(t, { ...look, context, server: await server() }) };
}

async function delivered(context) {
  const { url } = await server();
  const { sub_orders } = await placeOrder(url, [good]);
  const [{ code, total }] = sub_orders;
  for (const form of [{ viec: "accept" }, { viec: "pack" }, { viec: "hand_over", carrier: "Viettel Post", tracking_no: `V${code}` }, { viec: "deliver" }]) {
    const answer = await context.request.post(`/htx/don/${code}`, { form, headers: same, maxRedirects: 0 });
    assert.equal(answer.status(), 303, `${form.viec}: ${answer.status()}`);
  }
  return { code, total };
}

async function fits(page, name) {
  await assertNoSidewaysScroll(page);
  if (page.look.script) await assertAccessible(page);
  await keepPicture(page, name);
}

/** Label and amount of each row of sums in a section of the page. */
const sums = (page, at) =>
  page.locator("section.box").nth(at).locator("p.sum").evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));

test("everything on the page of a month adds up to what the cooperative receives", async (t) => {
  const { context, page } = await booth(t, { screen: "phone", script: false });
  await delivered(context);
  await page.goto("/htx/tien");
  const month = await sums(page, 0);
  const [label, whole] = month.at(-1);
  assert.match(label, /Bạn nhận về/);
  const goods = month.findIndex(([name]) => name === "Bạn nhận tiền hàng");
  const parts = month.slice(0, -1).filter((_, at) => at !== goods);
  const total = (rows) => rows.reduce((sum, [, amount]) => sum + dong(amount), 0);
  assert.equal(total(parts), dong(whole), JSON.stringify(month));
  if (goods >= 0) assert.equal(total(month.slice(0, goods)), dong(month[goods][1]));
  const where = (await sums(page, 1)).slice(0, 2);
  assert.equal(total(where), dong(whole), JSON.stringify(where));
  const rows = await page.locator("h2", { hasText: "từng đơn" }).locator("xpath=following-sibling::section[1]").locator("li b.r").allTextContents();
  assert.equal(rows.reduce((sum, amount) => sum + dong(amount), 0), dong(whole), "the orders");
  const months = await page.locator("h2", { hasText: "từng tháng" }).locator("xpath=following-sibling::section[1]").locator("li").first().innerText();
  assert.ok(months.includes(whole), `${months} has ${whole}`);
  const file = await context.request.get(await page.locator("a", { hasText: "Tải tệp CSV" }).getAttribute("href"));
  const lines = (await file.text()).trim().split(/\r?\n/).slice(1).map((line) => line.split(","));
  assert.equal(lines.reduce((sum, line) => sum + Number(line.at(-1)), 0), dong(whole), "the file");
});

for (const look of looks) {
  const how = `${look.screen}, ${look.script ? "with" : "without"} script`;

  test(`a month and its sheet, full and empty: ${how}`, async (t) => {
    const { context, page } = await booth(t, look);
    await delivered(context);
    await page.goto("/htx/tien");
    await fits(page, "money-month");
    await page.locator("a", { hasText: "In bảng kê" }).click();
    await page.waitForURL(/tien\/in/);
    assert.ok((await page.locator("article.statement tbody tr").count()) > 0);
    await fits(page, "statement");
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator("article.statement .no-print").isVisible(), false);
    await page.emulateMedia({ media: "screen" });
    await page.goto("/htx/tien?thang=2020-01");
    assert.match(await text(page), /Tháng 1\/2020/);
    await fits(page, "money-empty");
    await page.goto("/htx/tien/in?thang=2020-01");
    assert.match(await text(page), /chưa có đơn nào/);
    await fits(page, "statement-empty");
  });

  test(`a carrier's statement with very many differences: ${how}`, async (t) => {
    const { context, page } = await booth(t, look);
    const { code, total } = await delivered(context);
    const wrong = Array.from({ length: 90 }, (_, at) => `KHONG-CO-MA-NAY-${"9".repeat(40)}-${at};;1234567;0;0`);
    const csv = ["Mã đơn;Mã vận đơn;Tiền thu hộ;Cước;Phí thu hộ", `${code};;${total};20000;2500`, ...wrong, ""].join("\n");
    await page.goto("/htx/tien");
    await page.setInputFiles("[name=file]", { name: "doi-soat.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
    await press(page, "Đối soát từng dòng");
    await page.getByText("91 dòng, khớp 1").waitFor();
    await fits(page, "remittance-long");
    await page.goto("/htx/tien");
    await page.setInputFiles("[name=file]", { name: "doi-soat.csv", mimeType: "text/csv", buffer: Buffer.from("a,b\n1,2\n") }).catch(() => {});
    if (await page.locator("[name=file]").count()) {
      page.problems.length = 0;
      const answer = page.waitForResponse((one) => one.url().endsWith("/doi-soat"));
      await press(page, "Đối soát từng dòng");
      assert.equal((await answer).status(), 422);
      await fits(page, "remittance-wrong");
      page.problems.length = 0;
    }
  });

  test(`a seller's payouts and account: ${how}`, async (t) => {
    const { url } = await server();
    const context = await signedIn(t, url, "officer", look);
    await context.request.post("/nguoi-ban", {
      form: { shown_name: "Lan Chợ Phiên có tên hiện rất là dài", legal_name: "Nguyễn Thị Lan", born: "20/8/1996", id_number: "020196000001", terms: "1" },
      headers: same,
      maxRedirects: 0,
    });
    const page = await openPage(t, { ...look, context, server: await server(), expect: [/status of 422/] });
    await page.goto("/nguoi-ban");
    assert.match(await text(page), /Còn được nhận/);
    await fits(page, "seller-money");
    await page.fill("[name=number]", "12");
    await press(page, "Lưu tài khoản");
    await page.locator("[name=number][aria-invalid=true]").waitFor();
    await page.fill("[name=number]", "1234567890");
    await page.fill("[name=holder]", "NGUYEN THI LAN");
    await press(page, "Lưu tài khoản");
    await page.getByText("•••• 7890").waitFor();
    await fits(page, "seller-account");
    const operator = await signedIn(t, url, "operator", look);
    const screen = await openPage(t, { ...look, context: operator, server: await server() });
    await screen.goto("/quan-tri/tien");
    assert.match(await text(screen), /Nguyễn Thị Lan/);
    await fits(screen, "operator-accounts");
    if (look === looks.at(-1)) {
      await screen.locator("li.box", { hasText: "Nguyễn Thị Lan" }).locator("button").click();
      await screen.waitForLoadState();
      assert.doesNotMatch(await text(screen), /Nguyễn Thị Lan/);
    }
  });
}

test("the cart takes a voucher's code, says what is wrong with it, and passes it on", async (t) => {
  const { url } = await server();
  const made = await booth(t, { screen: "phone", script: false });
  await made.context.request.post("/htx/khuyen-mai", {
    form: { code: "GIOHANG5", off: "5.000", until: new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10) },
    headers: same,
    maxRedirects: 0,
  });
  for (const look of looks) {
    const context = await newContext(t, url, look);
    const page = await openPage(t, { ...look, context, server: await server(), expect: [/status of 422/] });
    await page.goto(`/p/${good}`);
    await press(page, "Thêm");
    await page.waitForURL(/gio-hang/);
    await page.fill("[name=voucher]", "KHONGCO");
    await press(page, "Dùng mã");
    await page.getByText("Không có mã này").first().waitFor();
    await fits(page, "cart-voucher-wrong");
    await page.fill("[name=voucher]", "giohang5");
    await press(page, "Dùng mã");
    await page.locator("p.sum", { hasText: "Mã giảm giá" }).waitFor();
    assert.doesNotMatch(await text(page), /hợp tác xã trả|chợ trả/);
    await fits(page, "cart-voucher");
    await press(page, "Đặt hàng");
    await page.waitForURL(/dat-hang/);
    assert.equal((await page.inputValue("[name=voucher]")).toUpperCase(), "GIOHANG5");
    assert.match(await text(page), /Mã giảm giá/);
  }
});
