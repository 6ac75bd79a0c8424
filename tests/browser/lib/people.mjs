// Somebody to be in a test: the people of the demonstration, and rows for pages that need one.

import { strict as assert } from "node:assert";

import { newContext, openPage } from "./browser.mjs";

/** Phones of the demonstration's people. */
export const phones = {
  director: "0900000010",
  officer: "0900000002",
  operator: "0900000001",
};

const password = "cho-phien-demo";

/** A context of somebody's, signed in through the page. */
export async function signedIn(t, url, who, look = {}) {
  const context = await newContext(t, url, look);
  const answer = await context.request.post("/dang-nhap", {
    form: { phone: phones[who], password },
    headers: { "sec-fetch-site": "same-origin" },
    maxRedirects: 0,
  });
  assert.equal(answer.status(), 303, `${who} signs in`);
  return context;
}

/** Places an order of one pack of a good that is on sale and can be sent to Hà Nội; gives its answer. */
export async function placeOrder(url, slugs, method = "cod", { voucher, phone = "0912 345 678" } = {}) {
  for (const slug of slugs) {
    const good = await (await fetch(`${url}/api/v1/products/${slug}`)).json();
    for (const variant of good.variants ?? []) {
      const answer = await fetch(`${url}/api/v1/orders`, {
        method: "POST",
        headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
        body: JSON.stringify({
          lines: [{ variant_id: variant.id, quantity: "1" }],
          contact: { name: "Người thử", phone },
          address: { ward_code: "00166", street: "Số 1 phố Mẫu" },
          payment_method: method,
          voucher,
        }),
      });
      if (answer.status === 201) return answer.json();
    }
  }
  throw new Error(`none of ${slugs} can be ordered`);
}

/** Opens a livestream of the director's goods, counting taps, from the good at `from`; gives its address, the console and the taps. */
export async function openLive(t, url, { goods = 3, from = 0, ...look } = {}) {
  const context = await signedIn(t, url, "director", look);
  const page = await openPage(t, { context, ...look });
  await page.goto("/htx/live");
  let taps = 0;
  const ticks = page.locator("input[name=offer]");
  const [names, offers] = [[], []];
  const count = Math.min(from + goods, await ticks.count());
  for (let at = from; at < count; at += 1) {
    const label = page.locator("label.tickbox").nth(at);
    names.push(await label.innerText());
    offers.push(await ticks.nth(at).getAttribute("value"));
    await label.click();
    taps += 1;
  }
  await page.getByRole("button", { name: "Mở phiên" }).click();
  taps += 1;
  await page.waitForURL(/\/htx\/live\/\w+$/);
  return { slug: new URL(page.url()).pathname.split("/").pop(), page, taps, names, offers, context };
}
