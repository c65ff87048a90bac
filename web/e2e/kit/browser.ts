/**
 * A browser for journeys, with eyes open: whatever asks another host, prints an error or breaks the content security
 * policy while a window is open fails the test that opened it.
 */
import { afterAll, afterEach, expect } from "vitest";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { getProduct, type Persona, type Product } from "./product";

export type Theme = "light" | "dark" | "contrast";

export interface WindowOptions {
  /** Signed in as this persona; nobody when left out. */
  readonly persona?: string;
  readonly theme?: Theme;
  readonly language?: "ja" | "en";
  readonly width?: "desk" | "phone";
  /** Console errors that this journey means to provoke, e.g. the 401 before signing in. */
  readonly expected?: readonly RegExp[];
  /** Another than the one all journeys share. */
  readonly product?: Product;
}

const sizes = { desk: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } } as const;

let browser: Browser | undefined;
const open: { readonly context: BrowserContext; readonly troubles: string[] }[] = [];

async function getBrowser(): Promise<Browser> {
  browser ??= await chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    // Root, as in many build machines, has no sandbox; an ordinary user keeps it.
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
  return browser;
}

export function findPersona(key: string, product = getProduct()): Persona {
  const persona = product.personas.find((each) => each.key === key);
  if (persona === undefined) throw new Error(`the demo has no persona ${key}`);
  return persona;
}

/** A new window: its own cookies, Japanese, at the size asked for. With a persona it stands on that person's home. */
export async function openWindow(options: WindowOptions = {}): Promise<Page> {
  const { theme = "light", language = "ja", width = "desk", expected = [], product = getProduct() } = options;
  const context = await (await getBrowser()).newContext({
    viewport: sizes[width],
    hasTouch: width === "phone",
    locale: language === "ja" ? "ja-JP" : "en-US",
    timezoneId: "Asia/Tokyo",
    reducedMotion: "reduce",
  });
  const kept = JSON.stringify({ theme, language });
  await context.addInitScript((preferences) => {
    if (window !== window.top) return; // a frame is somebody else's
    if (localStorage.getItem("zencho.preferences") === null) localStorage.setItem("zencho.preferences", preferences);
  }, kept);
  const troubles: string[] = [];
  open.push({ context, troubles });
  const page = await context.newPage();
  watch(page, troubles, expected, product);
  if (options.persona !== undefined) await page.goto(findPersona(options.persona, product).url);
  return page;
}

/** Our hosts: localhost and the personas' names under it, on the product's port. */
function isOurs(address: string, product: Product): boolean {
  const url = new URL(address);
  if (url.protocol === "blob:" || url.protocol === "data:" || url.protocol === "about:") return true;
  const ours = new URL(product.url);
  const isHost = url.hostname === ours.hostname || url.hostname.endsWith(".localhost") || url.hostname === "localhost";
  return isHost && url.port === ours.port;
}

function watch(page: Page, troubles: string[], expected: readonly RegExp[], product: Product): void {
  const note = (trouble: string) => {
    if (!expected.some((pattern) => pattern.test(trouble))) troubles.push(trouble);
  };
  page.on("request", (request) => {
    if (!isOurs(request.url(), product)) note(`asked another host: ${request.url()}`);
  });
  page.on("websocket", (socket) => {
    if (!isOurs(socket.url().replace(/^ws/, "http"), product)) note(`socket to another host: ${socket.url()}`);
  });
  // A breach of the content security policy is a console error too.
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") note(`${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => note(`uncaught: ${error.message}`));
}

afterEach(async () => {
  const windows = open.splice(0);
  await Promise.all(windows.map(({ context }) => context.close()));
  expect(windows.flatMap(({ troubles }) => troubles)).toEqual([]);
});

afterAll(async () => {
  await browser?.close();
  browser = undefined;
});
