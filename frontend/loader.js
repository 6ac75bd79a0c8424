// Wakes the islands of a page when the browser is idle. The page works before, and without it.
const idle = window.requestIdleCallback ?? ((run) => setTimeout(run, 200));

/** Wakes the islands below `node`, outer ones first; `waiting` are the children callbacks of islands around it. */
async function wake(node, module, waiting) {
  if (node.localName === "leptos-island") {
    const island = module[node.dataset.component];
    waiting.at(-1)?.();
    if (island) await island(node);
    else console.warn(`No function for the island ${node.dataset.component}`);
  }
  const inner = node.localName === "leptos-children" ? [...waiting, node.$$on_hydrate] : waiting;
  for (const child of node.children) await wake(child, module, inner);
}

// A form on its way must not be cut off by an island that reads the page anew, also when it was sent before anything woke.
addEventListener("submit", (sent) => {
  if (!sent.defaultPrevented) document.documentElement.dataset.leaving = "";
});
// Back on a page that the browser kept.
addEventListener("pageshow", (shown) => {
  if (shown.persisted) delete document.documentElement.dataset.leaving;
});

if (document.querySelector("leptos-island")) {
  idle(
    async () => {
      const module = await import("./__JS__");
      await module.default({ module_or_path: new URL("./__WASM__", import.meta.url) });
      module.hydrate();
      await wake(document.body, module, []);
      document.documentElement.dataset.awake = "";
    },
    { timeout: 2000 },
  );
}
