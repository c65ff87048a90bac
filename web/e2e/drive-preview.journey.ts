/** Reading files in the page: a long PDF, a table, old text, pictures, sound; hostile ones do nothing, and a share taken back ends it. */
import { deflateSync, gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { openDrive } from "./drive-steps";
import { expectAccessible } from "./kit/axe";
import { openWindow } from "./kit/browser";
import { makePdf, stream } from "./kit/pdf";
import { ask } from "./kit/writing";

interface Made {
  readonly id: string;
  readonly media_type: string;
}

interface Roots {
  readonly own: { readonly id: string };
}

let made = 0;

/** A folder of this test's own with these files, put there as a program would. */
async function give(page: Page, files: Readonly<Record<string, Buffer>>): Promise<Record<string, Made>> {
  const { own } = await ask<Roots>(page, "GET", "/api/drive/roots");
  const folder = await ask<Made>(page, "POST", `/api/folders/${own.id}/folders`, { name: `見るもの ${Date.now()}${(made += 1)}` });
  const given: Record<string, Made> = {};
  for (const [name, data] of Object.entries(files)) {
    given[name] = await send(page, `/api/folders/${folder.id}/files?name=${encodeURIComponent(name)}`, data);
  }
  return given;
}

/** Packed on its way into the browser: many megabytes of nothing would take seconds there. */
function send(page: Page, path: string, data: Buffer): Promise<Made> {
  return page.evaluate(
    async ([where, packed]) => {
      const bytes = new Blob([Uint8Array.from(atob(packed!), (letter) => letter.charCodeAt(0))]);
      const body = await new Response(bytes.stream().pipeThrough(new DecompressionStream("gzip"))).blob();
      return (await (await fetch(where!, { method: "PUT", body })).json()) as Made;
    },
    [path, gzipSync(data).toString("base64")] as const,
  );
}

const frame = (page: Page) => page.locator("[data-preview]");

async function look(page: Page, file: Made): Promise<void> {
  await page.goto(new URL(`/drive/files/${file.id}`, page.url()).href);
  await frame(page).waitFor();
}

/** Without going back to the list: the page stays, only what it shows changes. */
async function lookAtNext(page: Page, name: string): Promise<void> {
  await page.keyboard.press("Alt+ArrowDown");
  await page.getByRole("heading", { level: 1, name }).waitFor();
  await frame(page).waitFor();
}

/** A real picture where it is small; a head that only claims to be one where it is said to be huge. */
function makePng(width: number, height: number): Buffer {
  const size = Buffer.alloc(13);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  size.set([8, 0], 8);
  const rows = width > 1000 ? Buffer.alloc(9) : Buffer.alloc((width + 1) * height, 90);
  for (let row = 0; width <= 1000 && row < height; row += 1) rows[row * (width + 1)] = 0;
  const chunk = (kind: string, body: Buffer) => {
    const whole = Buffer.concat([Buffer.from(kind), body]);
    const edges = [Buffer.alloc(4), Buffer.alloc(4)] as const;
    edges[0].writeUInt32BE(body.length);
    edges[1].writeUInt32BE(crc32(whole));
    return Buffer.concat([edges[0], whole, edges[1]]);
  };
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", size), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

function crc32(bytes: Buffer): number {
  let rest = 0xffffffff;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  }
  return (rest ^ 0xffffffff) >>> 0;
}

/** Silence, eight bits at 8 kHz. */
function makeWav(seconds: number): Buffer {
  const head = Buffer.alloc(44);
  const count = 8000 * seconds;
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + count, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8000, 24);
  head.writeUInt32LE(8000, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write("data", 36);
  head.writeUInt32LE(count, 40);
  return Buffer.concat([head, Buffer.alloc(count, 128)]);
}

const LONG_BYTES = 20_000_000;

it("reads a long PDF: the first page at once, found in, walked by number and by keys, over the whole window", async () => {
  const page = await openDrive("sato");
  const pages = Array.from({ length: 400 }, (_, index) => [`${index + 1}枚目 ガラス清掃の仕様`, index === 0 ? "神﨑・髙橋・見積 第1号" : ""]);
  const files = await give(page, { "1 仕様書.pdf": makePdf({ pages, paddingBytes: LONG_BYTES }), "2 次.txt": Buffer.from("次のファイル") });
  let bytes = 0;
  page.on("response", (answer) => {
    if (answer.url().includes("/content")) bytes += Number(answer.headers()["content-length"] ?? 0);
  });
  await look(page, files["1 仕様書.pdf"]!);
  const first = frame(page).getByRole("group", { name: "1ページ", exact: true });
  await first.getByText("神﨑・髙橋・見積 第1号").waitFor();
  expect(bytes).toBeLessThan(LONG_BYTES / 4);
  await frame(page).getByText("1 / 2", { exact: true }).waitFor();
  await expectAccessible(page, "a PDF");

  await page.keyboard.press("Control+f");
  await page.keyboard.type("399枚目ｶﾞﾗｽ");
  await frame(page).getByText("1 / 1件").waitFor();
  await frame(page).getByRole("group", { name: "399ページ" }).locator("[data-hit]").first().waitFor();
  await page.keyboard.press("Escape");
  await frame(page).getByLabel("ページ番号").fill("２００");
  await page.keyboard.press("Enter");
  await frame(page).getByText("200枚目").waitFor();
  expect(await frame(page).locator("canvas").count()).toBeLessThanOrEqual(6);

  await frame(page).getByRole("document").focus();
  await page.keyboard.press("f");
  await expect.poll(async () => (await frame(page).boundingBox())?.width).toBe(1280);
  await page.keyboard.press("Escape");
  await expect.poll(async () => (await frame(page).boundingBox())?.width).toBeLessThan(1280);
  await lookAtNext(page, "2 次.txt");
  await frame(page).getByText("次のファイル").waitFor();
});

it("shows a table and old text as they were meant, and says what it does not show", async () => {
  const page = await openDrive("sato");
  // 品名,数 / "窓, 大",1,200 in CP932; 単価表 in EUC-JP.
  const table = Buffer.concat([Buffer.from("956996bc2c9094", "hex"), Buffer.from("\r\n"), Buffer.from('"', "latin1"), Buffer.from("918b", "hex"), Buffer.from(', L\nx","1,200"\r\n', "latin1")]);
  const files = await give(page, {
    "a.csv": table,
    "b.txt": Buffer.from("c3b1b2c1c9bd0a", "hex"),
    "c.png": makePng(60, 40),
    "d.png": makePng(40_000, 40_000),
    "e.wav": makeWav(60),
    "f.pdf": Buffer.from("%PDF-1.7\nbroken"),
    "g.heic": Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from("ftypheic"), Buffer.alloc(40)]),
  });
  await look(page, files["a.csv"]!);
  await frame(page).getByText("1 / 7", { exact: true }).waitFor();
  const grid = frame(page).getByRole("grid");
  await grid.getByRole("columnheader", { name: "品名" }).waitFor();
  await grid.focus();
  await page.keyboard.press("ArrowRight");
  await frame(page).getByRole("status").getByText("1,200").waitFor();
  expect(await grid.getByRole("gridcell", { name: "1,200" }).evaluate((cell) => getComputedStyle(cell).textAlign)).toBe("right");
  await page.keyboard.press("ArrowLeft");
  expect(await frame(page).getByRole("status").first().innerText()).toBe("窓, L\nx");
  await expectAccessible(page, "a table");

  await lookAtNext(page, "b.txt");
  await frame(page).getByText("単価表").waitFor();
  await lookAtNext(page, "c.png");
  await expect.poll(() => frame(page).getByRole("img", { name: "c.png" }).evaluate((each) => (each as HTMLImageElement).naturalWidth)).toBe(60);
  await lookAtNext(page, "d.png");
  await frame(page).getByText("40,000 × 40,000の画像は大きすぎて画面では見られません").waitFor();
  await expectAccessible(page, "what cannot be shown");
  await lookAtNext(page, "e.wav");
  const sound = frame(page).locator("audio");
  await expect.poll(() => sound.evaluate((each) => (each as HTMLAudioElement).duration)).toBe(60);
  await sound.evaluate((each) => ((each as HTMLAudioElement).currentTime = 50));
  await expect.poll(() => sound.evaluate((each) => (each as HTMLAudioElement).seeking)).toBe(false);
  await lookAtNext(page, "f.pdf");
  await frame(page).getByText("壊れているか、途中で切れているため表示できません").waitFor();
  await lookAtNext(page, "g.heic");
  await frame(page).getByText("HEICの写真は画面では見られません").waitFor();
});

it("lets nothing of a file run, and nothing huge or endless take the page", async () => {
  const page = await openDrive("sato");
  const script = "<script>window.hasRun = true; fetch('http://127.0.0.1:9/')</script>";
  const loop = stream("/X Do", "/Type/XObject/Subtype/Form/BBox[0 0 100 100]/Resources<</XObject<</X 5 0 R>>>>");
  const action = "<</S/JavaScript/JS(app.alert\\(1\\); this.submitForm\\('http://127.0.0.1:9/'\\);)>>";
  const link = "<</Type/Annot/Subtype/Link/Rect[0 0 595 842]/A<</S/URI/URI(http://127.0.0.1:9/)>>>>";
  const files = await give(page, {
    "a.html": Buffer.from(`<!doctype html>${script}わるいページ`),
    "b.svg": Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" onload="window.hasRun = true">${script}</svg>`),
    "c.pdf": Buffer.concat([makePdf({ pages: [["紙のふり"]] }), Buffer.from(`\n<html>${script}`)]),
    "d.pdf": makePdf({ pages: [["動かないPDF"]], catalog: `/OpenAction ${action}/AA<</WC ${action}>>`, annotations: link, objects: [loop], resources: "/XObject<</X 5 0 R>>", drawing: "/X Do" }),
    "e.pdf": makePdf({ pages: [["とても大きな紙"]], size: [14_400, 14_400] }),
  });
  for (const [name, words] of [["a.html", "わるいページ"], ["b.svg", "onload"], ["c.pdf", "紙のふり"], ["d.pdf", "動かないPDF"], ["e.pdf", "とても大きな紙"]] as const) {
    if (name === "a.html") {
      await look(page, files[name]!);
      await frame(page).getByText("1 / 5", { exact: true }).waitFor();
    }
    if (name !== "a.html") await lookAtNext(page, name);
    await frame(page).getByText(words).first().waitFor();
    if (name === "d.pdf") await frame(page).getByText(words).click({ force: true });
    const canvases = await frame(page).locator("canvas").evaluateAll((all) => all.map((each) => (each as HTMLCanvasElement).width * (each as HTMLCanvasElement).height));
    for (const points of canvases) expect(points).toBeLessThanOrEqual(12_000_000);
  }
  expect(await page.evaluate(() => "hasRun" in window)).toBe(false);
  for (const name of ["a.html", "b.svg"]) {
    const headers = await page.evaluate(async (path) => Object.fromEntries((await fetch(path)).headers), `/api/files/${files[name]!.id}/content?inline=true`);
    expect(headers["content-disposition"]).toMatch(/^attachment/);
    expect(headers["content-security-policy"]).toMatch(/sandbox$/);
  }
});

it("ends within a second for whoever loses the share, and asks for no more of it", async () => {
  const mine = await openDrive("sato");
  const pages = Array.from({ length: 50 }, (_, index) => [`${index + 1}枚目`]);
  const file = (await give(mine, { "共有する.pdf": makePdf({ pages, paddingBytes: 4_000_000 }) }))["共有する.pdf"]!;
  const { principals } = await ask<{ principals: readonly { id: string; kind: string }[] }>(mine, "GET", `/api/principals?query=${encodeURIComponent("鈴木 航")}&limit=8`);
  const party = { kind: "person", id: principals.find(({ kind }) => kind === "person")!.id };
  await ask(mine, "POST", `/api/things/${file.id}/sharing`, { give: [{ party, role: "viewer" }] });
  const theirs = await openWindow({ persona: "suzuki", expected: [/status of 404/] });
  await look(theirs, file);
  await frame(theirs).getByText("1枚目", { exact: true }).waitFor();
  await theirs.waitForTimeout(500);
  await ask(mine, "POST", `/api/things/${file.id}/sharing`, { take: [party] });
  const taken = Date.now();
  await frame(theirs).waitFor({ state: "detached" });
  expect(Date.now() - taken).toBeLessThan(3000);
  let asked = 0;
  theirs.on("request", (request) => (asked += Number(request.url().includes("/content"))));
  await theirs.waitForTimeout(500);
  expect(asked).toBe(0);
});
