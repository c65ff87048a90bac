/**
 * A new server, as `zencho run` starts it: the link it prints makes the first administrator, who registers the city
 * hall, a unit and a colleague; the colleague comes in by a link for one use.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { expectAccessible } from "./kit/axe";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

let server: ChildProcess;
let folder: string;
let browser: Browser;
let link: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "zencho-run-"));
  const python = process.env["ZENCHO_PYTHON"] ?? join(ROOT, ".venv/bin/python");
  const command = ["-m", "zencho.entry.cli", "run", "--json", "--port", "0", "--data", join(folder, "data")];
  server = spawn(python, command, { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
  for await (const line of createInterface({ input: server.stdout! })) {
    const said = line.startsWith("{") ? (JSON.parse(line) as { ready?: boolean; first_administrator?: string }) : {};
    if (said.ready) {
      link = said.first_administrator!;
      break;
    }
  }
  server.stdout!.resume();
  browser = await chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
});

afterAll(async () => {
  await browser?.close();
  const ended = new Promise((resolve) => server.once("exit", resolve));
  server.kill("SIGTERM");
  await ended;
  await rm(folder, { recursive: true, force: true });
});

async function openWindow(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "ja-JP", timezoneId: "Asia/Tokyo", reducedMotion: "reduce" });
  await context.addInitScript(() => localStorage.setItem("zencho.preferences", JSON.stringify({ language: "ja", theme: "light" })));
  return context.newPage();
}

async function fill(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(values)) await page.getByRole("textbox", { name: new RegExp(`^${label}(必須)?`) }).first().fill(value);
}

it("goes from the printed link to a colleague at work", async () => {
  const page = await openWindow();
  await page.goto(link);
  await page.getByRole("heading", { name: "最初の管理者" }).waitFor();
  expect(page.url()).not.toContain("#");
  await expectAccessible(page, "first administrator");
  await page.getByRole("radio", { name: "パスワード" }).check({ force: true });
  await fill(page, { 姓: "岡本", 名: "直", 姓のよみ: "おかもと", 名のよみ: "なお", 職員番号: "015032", パスワード: "はじめての あいことば 1" });
  await page.getByRole("button", { name: "登録", exact: true }).click();
  await page.getByRole("banner").getByText("岡本 直").waitFor();

  const { origin } = new URL(page.url());
  await page.goto(`${origin}/people`);
  await page.getByRole("button", { name: "役所を登録" }).click();
  const dialog = page.getByRole("dialog");
  await fill(page, { 名前: "みほん市役所", よみ: "みほんしやくしょ" });
  await expectAccessible(page, "registering the city hall");
  await dialog.getByRole("button", { name: "作る" }).click();
  await page.getByRole("heading", { name: "みほん市役所" }).waitFor();
  await page.getByRole("button", { name: "下に組織を作る" }).click();
  await fill(page, { 名前: "財政局", よみ: "ざいせいきょく" });
  await dialog.getByLabel("よみ").press("Enter");
  await page.getByRole("navigation", { name: "組織" }).getByRole("link", { name: /財政局/ }).click();

  await page.getByRole("heading", { name: "財政局" }).waitFor();
  await page.getByRole("button", { name: "職員を加える" }).click();
  await fill(page, { 姓: "佐藤", 名: "みのり", 姓のよみ: "さとう", 名のよみ: "みのり", 職員番号: "020418" });
  await expectAccessible(page, "adding a person");
  await dialog.getByRole("button", { name: "登録", exact: true }).click();
  const card = page.getByRole("article", { name: "佐藤 みのり" });
  await card.getByRole("link", { name: "財政局 係員" }).waitFor();
  await card.getByRole("button", { name: "サインインのリンクを作る" }).click();
  const address = await dialog.getByLabel("リンク").inputValue();

  const other = await openWindow();
  await other.goto(address);
  await other.getByText("佐藤 みのりさんとしてサインインします").waitFor();
  await other.getByRole("button", { name: "サインイン" }).click();
  await other.getByRole("banner").getByText("佐藤 みのり").waitFor();
  const again = await openWindow();
  await again.goto(address);
  await again.getByRole("alert").getByText("このリンクは使われたか").waitFor();
  await again.goto(link);
  await again.getByRole("alert").waitFor();
});
