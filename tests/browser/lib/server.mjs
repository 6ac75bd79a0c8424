// The server under test: the one `cargo xtask test` started, or one of our own.

import { spawn } from "node:child_process";
import { mkdtemp, open, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { after } from "node:test";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");
const readyWithinMs = 120_000;
const started = [];
let shared;

/** Address of the server with demo data that all tests of a run share. */
export async function sharedServer() {
  if (process.env.CHOPHIEN_BASE_URL) {
    return { url: process.env.CHOPHIEN_BASE_URL, data: process.env.CHOPHIEN_SERVER_DATA };
  }
  shared ??= startServer();
  return shared;
}

/**
 * Starts a server on a free port with an empty data directory; it stops when the test file ends.
 * `settings` are more environment variables, `args` more arguments of `chophien serve`.
 */
export async function startServer({ settings = {}, args = [] } = {}) {
  const data = await mkdtemp(path.join(tmpdir(), "chophien-browser-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const binary = process.env.CHOPHIEN_SERVER_BINARY ?? path.join(root, "target/debug/chophien");
  const log = await open(path.join(data, "server.log"), "w");
  const child = spawn(binary, ["serve", ...args], {
    cwd: root,
    stdio: ["ignore", log.fd, log.fd],
    env: {
      CHOPHIEN_ASSETS_DIR: path.join(root, "target/site"),
      ...process.env,
      CHOPHIEN_BIND: `127.0.0.1:${port}`,
      CHOPHIEN_PUBLIC_URL: url,
      CHOPHIEN_DATA_DIR: data,
      CHOPHIEN_RATE_LIMITS: "off",
      ...settings,
    },
  });
  const server = { url, data, pid: child.pid, child, log };
  started.push(server);
  await writeFile(path.join(data, "server.pid"), String(child.pid));
  await ready(server);
  return server;
}

/** Stops one server by its process id and removes its data. */
export async function stopServer(server) {
  if (server.child.exitCode === null && server.child.signalCode === null) {
    const ended = new Promise((resolve) => server.child.once("exit", resolve));
    process.kill(server.pid, "SIGTERM");
    const timer = setTimeout(() => process.kill(server.pid, "SIGKILL"), 5_000);
    await ended;
    clearTimeout(timer);
  }
  await server.log.close();
  await rm(server.data, { recursive: true, force: true });
}

async function ready(server) {
  const until = Date.now() + readyWithinMs;
  while (Date.now() < until) {
    if (server.child.exitCode !== null) break;
    try {
      if ((await fetch(`${server.url}/readyz`)).ok) return;
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const log = await readFile(path.join(server.data, "server.log"), "utf8");
  throw new Error(`the server does not answer:\n${log.slice(-4000)}`);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

after(async () => {
  for (const server of started.splice(0)) await stopServer(server);
});
