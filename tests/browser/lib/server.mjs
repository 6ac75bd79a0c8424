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
  const env = {
    CHOPHIEN_ASSETS_DIR: path.join(root, "target/site"),
    ...process.env,
    CHOPHIEN_BIND: `127.0.0.1:${port}`,
    CHOPHIEN_PUBLIC_URL: url,
    CHOPHIEN_DATA_DIR: data,
    CHOPHIEN_RATE_LIMITS: "off",
    ...settings,
  };
  const server = { url, data, log, command: [binary, ["serve", ...args], env] };
  spawned(server);
  started.push(server);
  await writeFile(path.join(data, "server.pid"), String(server.pid));
  await ready(server);
  return server;
}

function spawned(server) {
  const [binary, args, env] = server.command;
  const { fd } = server.log;
  server.child = spawn(binary, args, { cwd: root, stdio: ["ignore", fd, fd], env });
  server.pid = server.child.pid;
}

/** Where a server says that its simulated marketplace of this name is; it says so when it listens. */
export async function simulator(server, name) {
  const log = await readFile(path.join(server.data, "server.log"), "utf8");
  const found = log.match(new RegExp(`${name} \\(mô phỏng\\): (http://\\S+)`));
  return found?.[1];
}

/** Stops the process and starts it again on the same address with the same data; `args` and `settings` as for a start. */
export async function restartServer(server, { settings = {}, args } = {}) {
  await ended(server);
  await server.log.close();
  const [binary, before, env] = server.command;
  server.command = [binary, args ? ["serve", ...args] : before, { ...env, ...settings }];
  server.log = await open(path.join(server.data, "server.log"), "w");
  spawned(server);
  await ready(server);
}

/** Stops one server by its process id and removes its data. */
export async function stopServer(server) {
  await ended(server);
  await server.log.close();
  await rm(server.data, { recursive: true, force: true });
}

async function ended(server) {
  if (server.child.exitCode !== null || server.child.signalCode !== null) return;
  const exit = new Promise((resolve) => server.child.once("exit", resolve));
  process.kill(server.pid, "SIGTERM");
  const timer = setTimeout(() => process.kill(server.pid, "SIGKILL"), 5_000);
  await exit;
  clearTimeout(timer);
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
