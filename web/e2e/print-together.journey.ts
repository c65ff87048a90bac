/** Printing together: eight things, marks and running numbers, one PDF; what cannot be printed is told before and after. */
import { expect, it } from "vitest";
import { expectAccessible } from "./kit/axe";
import { takePicture } from "./kit/pictures";
import { addressIn, openDrive } from "./drive-steps";
import { Acts, printRows } from "./steps/counting";
import { EIGHT, makeFolderOf, waitForPdf } from "./steps/printing";

const TARGET = 5;
/** Each thing is a job of its own with children; a build server may be slow. */
const PATIENCE = { timeout: 240_000 };

it("makes one PDF of eight things for the assembly", PATIENCE, async () => {
  const page = await openDrive("suzuki");
  const folder = await makeFolderOf(page, "12月定例会", EIGHT);
  await page.goto(addressIn("suzuki", `/drive/folders/${folder}`));
  await page.locator("[data-row]").nth(7).waitFor();
  const acts = new Acts(page);
  await page.locator("[data-row]").first().focus();
  await acts.press("Control+a");
  await acts.click(page.getByRole("toolbar").getByRole("button", { name: "まとめて印刷" }));
  const dialog = page.getByRole("dialog", { name: "まとめて印刷" });
  await dialog.getByRole("listitem").nth(7).waitFor();
  expect(await dialog.getByRole("textbox", { name: /資料番号/ }).evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value))).toEqual(
    EIGHT.map((_, place) => `資料${place + 1}`),
  );
  expect(await dialog.getByRole("checkbox", { name: /通し頁/ }).isChecked()).toBe(true);
  await expectAccessible(page, "printing together");
  await takePicture(page, "print-together");
  await acts.click(dialog.getByRole("button", { name: "PDFをつくる" }));
  // 目次, one page for each at least, and the first has two.
  expect(await waitForPdf(page)).toBeGreaterThanOrEqual(EIGHT.length + 2);
  printRows([{ task: "print for the assembly: select → まとめて印刷 → PDFをつくる", ours: acts.count, target: TARGET }]);
  expect(acts.count).toBeLessThanOrEqual(TARGET);
  await page.getByText(/自分だけが見られます/).waitFor();
  await expectAccessible(page, "a PDF of several things");
  await takePicture(page, "printed-together");

  await page.getByRole("button", { name: "フォルダーに保存" }).click();
  const saving = page.getByRole("dialog");
  await saving.getByRole("button", { name: /^「12月定例会 \d+」に保存$/ }).click();
  await page.getByText(/に保存しました/).waitFor();
  await page.goto(addressIn("suzuki", `/drive/folders/${folder}`));
  await page.getByRole("grid").getByRole("link", { name: /^12月定例会 \d+ .*\.pdf$/ }).waitFor();
});

it("orders by keyboard, keeps a typed mark with its thing, and tells what cannot be printed", PATIENCE, async () => {
  const page = await openDrive("suzuki");
  const things = [["a.txt", Buffer.from("あ")], ["b.txt", Buffer.from("い")], ["c 録音.mp3", Buffer.from("ID3 ".repeat(9))]] as const;
  const folder = await makeFolderOf(page, "並べかえ", things);
  await page.goto(addressIn("suzuki", `/drive/folders/${folder}`));
  await page.locator("[data-row]").nth(2).waitFor();
  await page.locator("[data-row]").first().focus();
  await page.keyboard.press("Control+a");
  await page.getByRole("toolbar").getByRole("button", { name: "まとめて印刷" }).click();
  const dialog = page.getByRole("dialog", { name: "まとめて印刷" });
  await dialog.getByText("1件は印刷できません").waitFor();
  await dialog.getByText("音声・動画のため、印刷できません").waitFor();
  const marks = () => dialog.getByRole("textbox", { name: /資料番号/ }).evaluateAll((fields) => fields.map((field) => [(field as HTMLInputElement).value, field.getAttribute("aria-label")]));
  await dialog.getByRole("textbox", { name: "「a.txt」の資料番号" }).fill("議案第1号");
  await page.keyboard.press("Alt+ArrowDown");
  expect(await marks()).toEqual([["資料1", "「b.txt」の資料番号"], ["議案第1号", "「a.txt」の資料番号"], ["資料3", "「c 録音.mp3」の資料番号"]]);
  await dialog.getByRole("button", { name: "「c 録音.mp3」を上へ" }).click();
  await dialog.getByText("別紙1…").click();
  expect((await marks()).map(([mark]) => mark)).toEqual(["別紙1", "別紙2", "議案第1号"]);
  await dialog.getByRole("checkbox", { name: /目次/ }).uncheck();
  await dialog.getByRole("button", { name: "PDFをつくる" }).click();
  expect(await waitForPdf(page)).toBe(3);
  await page.getByText("別紙2 c 録音.mp3").waitFor();
});

it("goes on while other pages are visited, and is seen by nobody else", PATIENCE, async () => {
  const page = await openDrive("suzuki");
  const folder = await makeFolderOf(page, "続き", EIGHT.slice(0, 3));
  await page.goto(addressIn("suzuki", `/drive/folders/${folder}`));
  await page.locator("[data-row]").nth(2).waitFor();
  await page.locator("[data-row]").first().focus();
  await page.keyboard.press("Control+a");
  await page.getByRole("toolbar").getByRole("button", { name: "まとめて印刷" }).click();
  await page.getByRole("dialog").getByRole("listitem").nth(2).waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "PDFをつくる" }).click();
  await page.getByRole("progressbar").waitFor();
  const { pathname } = new URL(page.url());
  await page.getByRole("link", { name: "名簿" }).first().click();
  const panel = page.getByRole("region", { name: "まとめての操作" });
  await panel.getByText(/ができました/).waitFor({ timeout: 120_000 });
  const other = await openDrive("sato", "/drive", { expected: [/404/] });
  await other.goto(addressIn("sato", pathname));
  await other.getByRole("heading", { name: /見つかりません/ }).waitFor();
  await panel.getByRole("button", { name: "開く" }).click();
  await page.locator("[data-preview] canvas").first().waitFor({ timeout: 30_000 });
});
