// A class beside a market that is no demonstration: every step of the board, a server that starts again in the middle, and
// nothing of it where the public looks.

import assert from "node:assert/strict";
import { before, test } from "node:test";

import { openPage } from "./lib/browser.mjs";
import { assertAccessible, assertNoSidewaysScroll, keepPicture } from "./lib/checks.mjs";
import { signedIn } from "./lib/people.mjs";
import { list, press, put, send, until } from "./lib/selling.mjs";
import { restartServer, startServer } from "./lib/server.mjs";

const steps = ["Đăng một món", "Nối sàn mô phỏng", "Đưa hàng lên sàn", "Có đơn từ sàn", "Nhận đơn", "Gói hàng", "Xem sổ tiền"];
const real = { args: ["--no-demo"], settings: { CHOPHIEN_PRACTICE: "on" } };
let server;

before(async () => {
  // Its goods and people are those of the demonstration; from now on it is a market like any other.
  server = await startServer();
  await restartServer(server, real);
});

const text = (page) => page.locator("main").innerText();

async function small(t, who, look) {
  const context = await signedIn(t, server.url, who, look);
  const page = await openPage(t, { ...look, server, context, expect: [/status of (422|404)/] });
  await page.setViewportSize({ width: 360, height: 640 });
  return page;
}

/** The learner comes into a new class; gives the trainer's page of its board. */
async function entered(t, learner, look) {
  const trainer = await small(t, "officer", look);
  await trainer.goto("/lien-minh/lop");
  await trainer.fill("#f-name", `Lớp buổi ${look.script ? "sáng" : "chiều"}`);
  await send(trainer, "Mở lớp");
  await learner.goto("/tap");
  await learner.fill("#f-code", trainer.url().split("/").pop());
  await send(learner, "Vào lớp");
  return trainer;
}

/** How many of the class have done each step, as the board says it. */
async function board(trainer) {
  await trainer.reload();
  const words = await text(trainer);
  return steps.filter((step) => new RegExp(`${step}\\s*1/1`).test(words));
}

/** Nothing of the learner's booth and goods is where the public looks, nor in search, nor in what is paid out. */
async function unseen(name, good) {
  const public_ = [
    "/",
    `/tim?q=${encodeURIComponent(name)}`,
    "/gian-hang",
    `/api/v1/products?q=${encodeURIComponent(name)}`,
    "/sitemap.xml",
    ...(await parts()),
  ];
  for (const address of public_) {
    const answer = await fetch(`${server.url}${address}`);
    assert.ok(answer.status < 500, address);
    // What was typed stands in the field of the search and in its sentence, never as a good.
    const body = await answer.text();
    assert.ok(!body.includes("HTX tập"), `${address} names the booth`);
    assert.ok(!body.includes(good), `${address} leads to the good`);
    assert.ok(!/\/gian-hang\/tap-/.test(body), `${address} leads to the booth`);
  }
  assert.equal((await fetch(`${server.url}${good}`)).status, 404);
}

async function parts() {
  const index = await (await fetch(`${server.url}/sitemap.xml`)).text();
  return [...index.matchAll(/<loc>[^<]*(\/sitemap\/[^<]+)<\/loc>/g)].map(([, path]) => path);
}

/** What operators pay out names no learner. */
async function unpaid(t, look) {
  const operator = await small(t, "operator", look);
  for (const address of ["/quan-tri/tien", "/quan-tri/kenh", "/lien-minh/htx"]) {
    await operator.goto(address);
    assert.doesNotMatch(await operator.locator("body").innerText(), /HTX tập/, address);
  }
  const sheet = await operator.request.get("/quan-tri/tien/chi-tra.csv");
  assert.doesNotMatch(await sheet.text(), /HTX tập/);
}

for (const script of [true, false]) {
  test(`a class does every step of the board, ${script ? "with" : "without"} script`, async (t) => {
    const look = { script, screen: "phone" };
    const name = script ? "Mật ong tập sáng" : "Mật ong tập chiều";
    const page = await small(t, "director", look);
    const trainer = await entered(t, page, look);
    assert.deepEqual(await board(trainer), []);
    const good = await list(t, page, name, 5);
    await page.goto("/htx/tap");
    await send(page, "Nối sàn mô phỏng");
    assert.match(page.url(), /xong=noi/);
    assert.deepEqual(await board(trainer), steps.slice(0, 2));
    await page.goto("/htx/kenh");
    const shop = await page.locator("main a[href*='/htx/kenh/']").first().getAttribute("href");
    await put(page, shop, name);
    assert.deepEqual(await board(trainer), steps.slice(0, 3));

    if (script) {
      // The server starts again: the shop stands there with its goods, and the learner goes on.
      await restartServer(server);
      await page.goto("/htx/tap");
      assert.equal(await page.getByRole("button", { name: "Nối sàn mô phỏng" }).count(), 0, "it is connected");
    }
    await until("somebody buys", 60, async () => {
      await page.goto("/htx/tap");
      if ((await page.locator("main li", { hasText: name }).count()) === 0) return false;
      await send(page, "Nhờ một khách mua thử");
      return page.url().includes("xong=mua");
    });
    const orders = await until("the order comes", 30, async () => {
      await page.goto("/htx/don?nhom=cho-nhan");
      const links = page.locator("main a[href*='/htx/don/']", { hasText: name });
      return (await links.count()) > 0 && links.first().getAttribute("href");
    });
    assert.deepEqual(await board(trainer), steps.slice(0, 4));
    for (const [deed, done] of [
      ["Nhận đơn", 5],
      ["Đã gói xong", 6],
    ]) {
      await page.goto(orders);
      await send(page, deed);
      assert.deepEqual(await board(trainer), steps.slice(0, done));
    }
    for (const [words, state] of [
      ["Bưu tá đến lấy hàng", /Đang giao/],
      ["Bưu tá giao xong", /Đã giao/],
      ["Người mua hài lòng, hoàn tất", /Xong|Hoàn tất/],
    ]) {
      await until(words, 30, async () => {
        await page.goto("/htx/tap");
        if (state.test(await page.locator("main li", { hasText: /MP\d+/ }).first().innerText())) return true;
        // One button, for what comes next; it comes when the channel has heard of the parcel.
        if ((await page.getByRole("button", { name: words }).count()) > 0) await send(page, words);
        return false;
      });
    }
    await page.goto("/htx/tien");
    await assertNoSidewaysScroll(page);
    await page.goto("/htx/tap");
    await send(page, "Tôi đã xem sổ tiền");
    assert.deepEqual(await board(trainer), steps);
    await assertNoSidewaysScroll(page);
    if (script) await assertAccessible(page);
    await keepPicture(page, "practice-done");
    await keepPicture(trainer, "practice-board-done");
    await unseen(name, good);
    await unpaid(t, look);
    await send(trainer, "Kết thúc lớp");
    assert.match(await text(trainer), /Đã kết thúc/);
  });
}

test("an order of before the server started again is told as such", async (t) => {
  const look = { script: false, screen: "phone" };
  const page = await small(t, "director", look);
  await entered(t, page, look);
  const name = "Mật ong tập tối";
  await list(t, page, name, 5);
  await page.goto("/htx/tap");
  await send(page, "Nối sàn mô phỏng");
  await page.goto("/htx/kenh");
  await put(page, await page.locator("main a[href*='/htx/kenh/']").first().getAttribute("href"), name);
  const buy = (most) =>
    until("somebody buys", 60, async () => {
      await page.goto("/htx/tap");
      if (await page.getByRole("button", { name: "Nhờ một khách mua thử" }).count()) {
        await send(page, "Nhờ một khách mua thử");
      }
      await page.goto("/htx/tap");
      return (await page.locator("main li", { hasText: "nhận đơn rồi gói" }).count()) >= most;
    });
  await buy(1);
  await restartServer(server);
  await page.goto("/htx/tap");
  assert.match(await text(page), /không còn đơn này/);
  await assertNoSidewaysScroll(page);
  await buy(1);
});
