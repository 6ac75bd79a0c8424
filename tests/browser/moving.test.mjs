// An order that its cooperative does not answer: the clock runs ahead, another one sends it, and an operator reads why.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";

import { newContext, openPage } from "./lib/browser.mjs";
import { assertAccessible, assertNoSidewaysScroll, keepPicture } from "./lib/checks.mjs";
import { placeOrder, signedIn } from "./lib/people.mjs";
import { startServer, stopServer } from "./lib/server.mjs";

const own = "ca-phe-hat-rang-bich-thao";
const pooled = "long-nhan-say-nha-vuon-son-la";
const phone = "0912345678";
/** Longer than any cooperative has to answer, nights and rests included. */
const hours = 72;

/** The server on data that stays, its clock so many hours ahead. */
const serve = (data, ahead) =>
  startServer({
    settings: {
      CHOPHIEN_DATA_DIR: data,
      CHOPHIEN_CLOCK_AHEAD_HOURS: String(ahead),
    },
  });

/** Asks until the answer is what is waited for. */
async function until(what, ask) {
  for (let n = 0; n < 100; n += 1) {
    const answer = await ask();
    if (answer) return answer;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`in vain: ${what}`);
}

/** The order as its buyer follows it over the API. */
const follow = (url, code) =>
  fetch(`${url}/api/v1/orders/${code}?phone=${phone}`).then((answer) => answer.json());

async function buyersPage(t, server, code, script) {
  const context = await newContext(t, server.url, { script });
  const page = await openPage(t, { server, context, script });
  await page.goto("/don");
  await page.fill("[name=phone]", phone);
  await page.fill("[name=code]", code);
  await page.locator("main button[type=submit]").click();
  await page.waitForURL(new RegExp(`/don/${code}`));
  return page;
}

test("silence moves an order on, and everybody can read why", async (t) => {
  const data = await mkdtemp(path.join(tmpdir(), "chophien-moving-"));
  t.after(() => rm(data, { recursive: true, force: true }));
  const before = await serve(data, 0);
  const { code, sub_orders: parts } = await placeOrder(before.url, [pooled]);
  const silent = parts[0].cooperative.name;
  const alone = await placeOrder(before.url, [own]);
  await stopServer(before);

  const server = await serve(data, hours);
  const moved = await until("another part", async () => {
    const order = await follow(server.url, code);
    return order.sub_orders.length > 1 && order;
  });
  assert.equal(moved.sub_orders[0].status, "timed_out");
  assert.deepEqual(moved.sub_orders[0].replaced_by, [`${code}-2`]);
  assert.notEqual(moved.sub_orders[1].cooperative.name, silent);
  assert.equal(moved.total, moved.sub_orders[1].total, "only the living part is paid");

  for (const script of [true, false]) {
    const page = await buyersPage(t, server, code, script);
    const text = await page.locator("main").innerText();
    assert.match(text, /Kiện\s1\b/, "the part that is left counts from one");
    assert.doesNotMatch(text, /Kiện\s2\b/, "what moved on is history");
    await page.locator("details.why summary").first().click();
    assert.match(await page.locator("details.why").first().innerText(), /gửi thay/);
    await assertNoSidewaysScroll(page);
    if (script) await assertAccessible(page);
    await keepPicture(page, "order-moved");
  }

  // Nobody else sells this one: the buyer chooses, without script.
  await until("an answer in vain", async () => {
    const order = await follow(server.url, alone.code);
    return order.sub_orders[0].status === "timed_out";
  });
  const choosing = await buyersPage(t, server, alone.code, false);
  assert.match(await choosing.locator("main").innerText(), /Chờ có hàng/);
  await assertNoSidewaysScroll(choosing);
  await keepPicture(choosing, "order-choice");
  await choosing.locator("button[value=refund]").click();
  await choosing.waitForLoadState("load");
  assert.match(await choosing.locator("main").innerText(), /đã huỷ/i);

  const operator = await signedIn(t, server.url, "operator", { screen: "desk" });
  const page = await openPage(t, { server, context: operator, screen: "desk" });
  await page.goto(`/quan-tri/don/${code}`);
  const text = await page.locator("main").innerText();
  assert.match(text, /Sau khi không trả lời/);
  assert.match(text, /không trả lời/);
  await assertAccessible(page);
  await keepPicture(page, "operator-decisions");
  await page.goto("/quan-tri/viec");
  await assertAccessible(page);
  await keepPicture(page, "operator-tasks");
});
