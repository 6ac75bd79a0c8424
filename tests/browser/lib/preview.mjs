// What chats and search engines read of a page, by parsers that others wrote.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

import { default as Validator } from "@adobe/structured-data-validator";
import Extractor from "@marbec/web-auto-extractor";
import readOpenGraph from "open-graph-scraper-lite";

const require = createRequire(import.meta.url);

/** The tags of a page for previews, and its linked data by type: `{ tags, data: { Product: [...] }, html }`. */
export async function previewOf(url, path) {
  const started = performance.now();
  const answer = await fetch(`${url}${path}`, { headers: { "user-agent": "facebookexternalhit/1.1" } });
  const html = await answer.text();
  const took = performance.now() - started;
  assert.equal(answer.status, 200, path);
  const { error, result } = await readOpenGraph({ html });
  assert.ok(!error, `${path}: ${JSON.stringify(result)}`);
  const all = new Extractor({ addLocation: true, embedSource: ["rdfa", "microdata"] }).parse(html);
  return { tags: result, data: all.jsonld ?? {}, all, html, took, address: answer.url };
}

/** Fails when a chat would show no title, no words, no picture or another address, or when linked data is not as schema.org has it. */
export async function assertPreview(page, path) {
  const { tags } = page;
  for (const name of ["ogTitle", "ogDescription", "ogUrl", "ogType", "ogSiteName", "ogLocale", "twitterTitle", "twitterDescription"]) {
    assert.ok(tags[name], `${path}: ${name}`);
  }
  assert.equal(tags.twitterCard, "summary_large_image", `${path}: twitter:card`);
  const [image] = tags.ogImage ?? [];
  assert.ok(image?.url.startsWith("http"), `${path}: og:image`);
  assert.deepEqual([image.width, image.height, image.type], ["1200", "630", "image/jpeg"], `${path}: og:image`);
  assert.ok(image.alt, `${path}: og:image:alt`);
  assert.equal(tags.twitterImage?.[0]?.url, image.url, `${path}: twitter:image`);
  const wrong = await new Validator(await vocabulary()).validate(page.all);
  // What Google would like to know and we do not say, like ratings nobody gave, is a warning; a word schema.org does not have is not.
  const errors = wrong.filter(({ severity, errorType }) => severity === "ERROR" || errorType === "schemaOrg");
  assert.deepEqual(errors, [], `${path}: linked data`);
  return wrong.map(({ issueMessage, fieldNames }) => `${issueMessage} ${fieldNames ?? ""}`);
}

let known;

/** Every type of schema.org with its properties, out of the types that Google publishes, in the form the validator reads. */
async function vocabulary() {
  known ??= readFile(require.resolve("schema-dts").replace(/schema\.js$/, "schema.d.ts"), "utf8").then(graph);
  return known;
}

function graph(text) {
  const nodes = new Map();
  const node = (id, type) => {
    if (!nodes.has(id)) nodes.set(id, { "@id": `schema:${id}`, "@type": type });
    return nodes.get(id);
  };
  const domains = new Map();
  let open;
  for (const line of text.split("\n")) {
    const base = /^(?:export )?interface (\w+?)(Base|Leaf) extends (.+?) \{/.exec(line);
    if (base) {
      open = base[1];
      const parents = [...base[3].matchAll(/(\w+?)Base\b/g)].map(([, name]) => name).filter((name) => name !== open);
      const of = node(open, "rdfs:Class");
      if (parents.length > 0) of["rdfs:subClassOf"] = parents.map((name) => ({ "@id": `schema:${name}` }));
    } else if (line === "}") open = undefined;
    const property = open && /^ {4}"(\w+)"\?:/.exec(line);
    if (property) domains.set(property[1], [...(domains.get(property[1]) ?? []), open]);
  }
  const properties = [...domains].map(([name, types]) => ({
    "@id": `schema:${name}`,
    "@type": "rdf:Property",
    "schema:domainIncludes": types.map((type) => ({ "@id": `schema:${type}` })),
  }));
  return { "@graph": [...nodes.values(), ...properties] };
}
