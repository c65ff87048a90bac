/** お気に入り: set by the mouse and by the key, shown in all windows of the person, listed, taken off and put back. */
import type { Locator, Page } from "playwright-core";
import { expect, it } from "vitest";
import { makeFolder, openDrive, openFolder, row, upload } from "./drive-steps";

function star(within: Page | Locator, name: string): Locator {
  return within.getByRole("button", { name: `お気に入り: ${name}`, exact: true });
}

async function isStarred(button: Locator, pressed: boolean): Promise<void> {
  await expect.poll(() => button.getAttribute("aria-pressed")).toBe(String(pressed));
}

it("keeps at hand what one opens each day, in every window of the person", async () => {
  const mine = await openDrive("sato", "/drive");
  const name = await makeFolder(mine, "毎日のもの");
  await openFolder(mine, name);
  await upload(mine, [{ name: "台帳.txt", text: "一" }, { name: "日報.txt", text: "二" }]);
  await row(mine, "日報.txt").waitFor();
  const other = await openDrive("sato", new URL(mine.url()).pathname);
  await row(other, "日報.txt").waitFor();

  // Quiet until the row is pointed at.
  await mine.mouse.move(5, 5);
  const first = star(row(mine, "台帳.txt"), "台帳.txt");
  await expect.poll(() => first.evaluate((button) => getComputedStyle(button).opacity)).toBe("0");
  await row(mine, "台帳.txt").hover();
  await expect.poll(() => first.evaluate((button) => getComputedStyle(button).opacity)).toBe("1");
  await first.click();
  await isStarred(first, true);
  await isStarred(star(row(other, "台帳.txt"), "台帳.txt"), true);

  await row(mine, "日報.txt").click();
  await mine.keyboard.press("s");
  await isStarred(star(row(mine, "日報.txt"), "日報.txt"), true);
  await isStarred(star(row(other, "日報.txt"), "日報.txt"), true);
  await star(mine, name).click();

  await other.getByRole("navigation").getByRole("link", { name: "お気に入り" }).first().click();
  await other.getByRole("heading", { level: 1, name: "お気に入り" }).waitFor();
  await row(other, name).waitFor();
  await row(other, "台帳.txt").click();
  await other.keyboard.press("s");
  await row(other, "台帳.txt").waitFor({ state: "detached" });
  // The keys stand on the row that took its place.
  await expect.poll(() => other.evaluate(() => document.activeElement?.getAttribute("role"))).toBe("row");
  await isStarred(first, false);
  await other.getByText("「台帳.txt」をお気に入りから外しました").waitFor();
  await other.getByRole("button", { name: "元に戻す" }).click();
  await row(other, "台帳.txt").waitFor();
  await isStarred(first, true);

  // What the page lists comes and goes with what is done elsewhere.
  await first.click();
  await row(other, "台帳.txt").waitFor({ state: "detached" });
  await other.goto(new URL("/", other.url()).href);
  const home = other.getByRole("region", { name: "お気に入り" });
  await home.getByRole("link", { name: "日報.txt" }).click();
  await other.getByRole("heading", { level: 1, name: "日報.txt" }).waitFor();
  await isStarred(star(other, "日報.txt"), true);
});

it("goes back with the reason where it fails", async () => {
  const page = await openDrive("suzuki", "/drive", { expected: [/status of 409/] });
  await openFolder(page, await makeFolder(page, "満杯"));
  await upload(page, [{ name: "満杯.txt", text: "一" }]);
  const button = star(row(page, "満杯.txt"), "満杯.txt");
  await button.waitFor();
  const body = JSON.stringify({ type: "about:blank", title: "x", status: 409, code: "too_many_starred", params: { limit: 500 } });
  await page.route("**/star", (route) => route.fulfill({ status: 409, contentType: "application/problem+json", body }));
  await row(page, "満杯.txt").click();
  await page.keyboard.press("s");
  await page.getByText("お気に入りは500件までです").waitFor();
  await isStarred(button, false);
});

it("is there for the thumb at 390 px", async () => {
  const page = await openDrive("kobayashi", "/drive/starred", { width: "phone" });
  await page.getByText("お気に入りはまだありません").waitFor();
  await page.getByRole("link", { name: "共有ドライブ一覧" }).click();
  const button = star(page, "契約管理課");
  const { width, height } = (await button.boundingBox())!;
  expect([width, height]).toEqual([44, 44]);
  expect(await button.evaluate((each) => getComputedStyle(each).opacity)).toBe("1");
  await button.tap();
  await isStarred(button, true);
  await page.getByRole("link", { name: "お気に入り" }).click();
  await row(page, "契約管理課").waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await star(row(page, "契約管理課"), "契約管理課").tap();
  await page.getByText("お気に入りはまだありません").waitFor();
});
