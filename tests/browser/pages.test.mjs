// Every page of every part: fits the phone and the desk, light and dark, with and without script; no errors in the
// console, no serious finding of axe. The pictures are kept to be looked at.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { openPage, schemes, screens } from "./lib/browser.mjs";
import { assertAccessible, assertNoSidewaysScroll, assertTargets, keepPicture } from "./lib/checks.mjs";
import { placeOrder, signedIn } from "./lib/people.mjs";
import { sharedServer } from "./lib/server.mjs";

const found = {};

before(async () => {
  const { url } = await sharedServer();
  const { items } = await (await fetch(`${url}/api/v1/products?limit=100`)).json();
  const ours = items.filter((item) => item.cooperative?.slug === "dong-mo");
  assert.ok(ours.length > 0, "goods of Đồng Mỏ are on sale");
  const order = await placeOrder(url, ours.map((item) => item.slug));
  Object.assign(found, { url, product: ours[0].slug, order: order.code, part: order.sub_orders[0].code });
  // Something of every kind is looked up where an officer or operator finds it.
  found.cooperative = "ban-mau";
});

/** Pages by who looks at them: address (braces name a value of `found`), name of the picture, expected status. */
const pages = {
  visitor: [
    ["/", "home"],
    ["/en", "home-en"],
    ["/tim?q=na", "search"],
    ["/en/tim?q=na", "search-en"],
    ["/tim?q=khong%20co%20mon%20nay", "search-empty"],
    ["/danh-muc/trai-cay", "category"],
    ["/tinh/lang-son", "province"],
    ["/p/{product}", "product"],
    ["/en/p/{product}", "product-en"],
    ["/gian-hang", "booths"],
    ["/gian-hang/dong-mo", "booth-public"],
    ["/gio-hang", "cart-empty"],
    ["/lich-mua", "calendar"],
    ["/giao-toi", "destination"],
    ["/giao-toi?q=dich%20vong", "destination-found"],
    ["/cach-xep", "ranking"],
    ["/doi-tra", "returns"],
    ["/khieu-nai", "complaints"],
    ["/chinh-sach-rieng-tu", "privacy"],
    ["/don", "order-lookup"],
    ["/dang-nhap", "sign-in"],
    ["/htx/mo-gian", "open-booth"],
    ["/htx/tin-nhan", "messages"],
    ["/api", "api"],
    ["/khong-co-trang-nay", "not-found", 404],
  ],
  director: [
    ["/htx", "booth-home"],
    ["/htx/don", "booth-orders"],
    ["/htx/don/{part}", "booth-order"],
    ["/htx/don/{part}/ly-do/decline", "booth-decline"],
    ["/htx/hang", "booth-goods"],
    ["/htx/hang/moi", "booth-new"],
    ["/htx/hang/{product}", "booth-good"],
    ["/htx/giay", "booth-papers"],
    ["/htx/tien", "booth-money"],
    ["/htx/cai-dat", "booth-settings"],
    ["/htx/thanh-vien", "booth-members"],
    ["/htx/hang/tap-tin", "booth-spreadsheet"],
    ["/htx/kenh", "booth-channels"],
    ["/en/htx", "booth-home-en"],
    ["/tai-khoan", "account"],
    ["/tap", "practice-way-in"],
  ],
  officer: [
    ["/lien-minh", "officer-home"],
    ["/lien-minh/htx", "officer-cooperatives"],
    ["/lien-minh/htx?tt=suspended", "officer-cooperatives-empty"],
    ["/lien-minh/htx/{cooperative}", "officer-cooperative"],
    ["/lien-minh/duyet", "officer-reviews"],
    ["/en/lien-minh", "officer-home-en"],
    ["/lien-minh/chung-nhan", "officer-certificates"],
    ["/lien-minh/lop", "officer-classes"],
    ["/lien-minh/chung-nhan/{certificate}", "officer-certificate"],
  ],
  operator: [
    ["/quan-tri", "operator-home"],
    ["/en/quan-tri", "operator-home-en"],
    ["/lien-minh/duyet/{review}", "operator-review"],
    ["/quan-tri/viec", "operator-work"],
    ["/quan-tri/nguoi", "operator-people"],
    ["/quan-tri/nguoi/{person}", "operator-person"],
    ["/quan-tri/don", "operator-orders"],
    ["/quan-tri/don/{order}", "operator-order"],
    ["/quan-tri/nhat-ky", "operator-log"],
    ["/quan-tri/hang-doi", "operator-queue"],
    ["/quan-tri/kenh", "operator-channels"],
  ],
};

const hrefs = {
  review: ["/lien-minh/duyet", /^\/lien-minh\/duyet\/[0-9a-f-]{36}$/],
  certificate: ["/lien-minh/chung-nhan", /^\/lien-minh\/chung-nhan\/[0-9a-f-]{36}$/],
  person: ["/quan-tri/nguoi", /^\/quan-tri\/nguoi\/[0-9a-f-]{36}$/],
};

/** The address with its braces filled in; rows that only staff know are followed from their lists. Null when there is none. */
async function filled(pattern, page) {
  let address = pattern;
  for (const [whole, name] of pattern.matchAll(/\{(\w+)\}/g)) {
    if (!found[name] && hrefs[name]) found[name] = await first(page, ...hrefs[name]);
    if (!found[name]) return null;
    address = address.replace(whole, found[name]);
  }
  return address;
}

async function first(page, list, pattern) {
  await page.goto(list);
  const links = await page.locator("main a").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
  return links.find((href) => pattern.test(href))?.split("/").pop();
}

async function look(t, who, list, { screen, scheme, script }) {
  const context = who === "visitor" ? undefined : await signedIn(t, found.url, who, { screen, scheme, script });
  const page = await openPage(t, { screen, scheme, script, context, expect: [/status of 404/] });
  page.look = { screen, scheme, script };
  for (const [pattern, name, status = 200] of list) {
    const address = await filled(pattern, page);
    if (!address) continue;
    const answer = await page.goto(address, { waitUntil: "load" });
    assert.equal(answer.status(), status, address);
    await assertNoSidewaysScroll(page);
    if (script) await assertAccessible(page);
    if (script && scheme === "light") await assertTargets(page);
    if (screen === "phone") {
      await page.setViewportSize({ width: 320, height: 640 });
      await assertNoSidewaysScroll(page);
      await page.setViewportSize(screens.phone.viewport);
    }
    await keepPicture(page, name);
    if (name === "home" && screen === "desk" && scheme === "light" && script) await keepForReadme(page);
  }
}

/** The picture of the README, made anew on request. */
async function keepForReadme(page) {
  if (!process.env.CHOPHIEN_UPDATE_SNAPSHOTS) return;
  await page.screenshot({ path: fileURLToPath(new URL("../../docs/home.png", import.meta.url)) });
}

for (const [who, list] of Object.entries(pages)) {
  for (const screen of Object.keys(screens)) {
    for (const scheme of schemes) {
      test(`pages of ${who}: ${screen}, ${scheme}`, (t) => look(t, who, list, { screen, scheme, script: true }));
    }
    test(`pages of ${who}: ${screen}, without script`, (t) => look(t, who, list, { screen, scheme: "light", script: false }));
  }
}
