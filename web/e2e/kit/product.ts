/**
 * Starts the product for the journeys: `zencho demo` as a child process with a data folder of its own on a free port,
 * one for each of the files that are walked at once, stopped at the end. `ZENCHO_URL` takes one that already runs
 * instead (personas then from `ZENCHO_PERSONAS`).
 */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { inject } from "vitest";
import type { TestProject } from "vitest/node";
import { signalDatabase } from "./postgres";

export interface Persona {
  /** sato, kobayashi …: also the host name. */
  readonly key: string;
  readonly name: string;
  /** Opening it signs this person in, in the host name of theirs. */
  readonly url: string;
}

export interface Product {
  readonly url: string;
  readonly pid: number;
  readonly personas: readonly Persona[];
}

declare module "vitest" {
  interface ProvidedContext {
    products: readonly Product[];
  }
}

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const READY_MILLISECONDS = 280_000;
const STOP_MILLISECONDS = 15_000;

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const running = process.env["ZENCHO_URL"];
  if (running !== undefined) {
    const personas = JSON.parse(process.env["ZENCHO_PERSONAS"] ?? "[]") as Persona[];
    project.provide("products", [{ url: running, pid: 0, personas }]);
    return async () => undefined;
  }
  const folder = await mkdtemp(join(tmpdir(), "zencho-journeys-"));
  const children = Array.from({ length: project.config.maxWorkers }, (_, at) => startProduct(join(folder, String(at))));
  const stop = async () => {
    await Promise.all(children.map(stopProduct));
    await rm(folder, { recursive: true, force: true });
  };
  try {
    project.provide("products", await Promise.all(children.map(waitUntilReady)));
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

/** The one of the worker that walks this file: no other file is walked in it meanwhile. */
export function getProduct(): Product {
  const products = inject("products");
  return products[(Number(process.env["VITEST_POOL_ID"] ?? 1) - 1) % products.length]!;
}

export interface OwnProduct {
  readonly product: Product;
  /** As a power cut: nothing is told, nothing is finished. */
  readonly kill: () => Promise<void>;
  /** On the same port, with the same data. */
  readonly startAgain: () => Promise<void>;
  /** A signal to every process of its database; the server itself runs on. */
  readonly signalDatabase: (signal: NodeJS.Signals) => void;
  readonly stop: () => Promise<void>;
}

/** A city of one's own, for journeys that kill the server, end somebody's post, or need settings of their own. */
export async function startOwnProduct(settings: Readonly<Record<string, string>> = {}): Promise<OwnProduct> {
  const folder = await mkdtemp(join(tmpdir(), "zencho-own-"));
  let child = startProduct(folder, "0", settings);
  const product = await waitUntilReady(child);
  return {
    product,
    kill: async () => {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGKILL");
      await ended;
    },
    startAgain: async () => {
      child = startProduct(folder, new URL(product.url).port, settings);
      await waitUntilReady(child);
    },
    signalDatabase: (signal) => {
      if (signalDatabase(child.pid!, signal) === 0) throw new Error("no database runs below the product");
    },
    stop: async () => {
      await stopProduct(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function startProduct(folder: string, port = "0", settings: Readonly<Record<string, string>> = {}): ChildProcess {
  const python = process.env["ZENCHO_PYTHON"] ?? join(ROOT, ".venv/bin/python");
  const command = ["-m", "zencho.entry.cli", "demo", "--json", "--port", port, "--data", join(folder, "data")];
  return spawn(python, command, { cwd: dirname(folder), stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, ...settings } });
}

/** The first line that says ready; a line that says it cannot start, or the end of the process, fails. */
async function waitUntilReady(child: ChildProcess): Promise<Product> {
  const timer = setTimeout(() => child.kill("SIGTERM"), READY_MILLISECONDS);
  try {
    for await (const line of createInterface({ input: child.stdout! })) {
      if (!line.startsWith("{")) continue;
      const said = JSON.parse(line) as { ready?: boolean; code?: string } & Partial<Product>;
      if (said.ready === false) throw new Error(`the product cannot start: ${said.code}`);
      if (said.ready) return { url: said.url!, pid: said.pid ?? child.pid!, personas: said.personas ?? [] };
    }
  } finally {
    clearTimeout(timer);
    // Whatever it says later must not fill the pipe.
    child.stdout!.resume();
  }
  throw new Error("the product ended before it was ready");
}

async function stopProduct(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), STOP_MILLISECONDS);
  await ended;
  clearTimeout(timer);
}
