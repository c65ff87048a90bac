/**
 * A drive as a folder of the machine: a password for one device is made in the page, a program uses it, what it saves
 * is seen by everyone at once as the next version, and ended it opens nothing.
 */
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { addressIn, makeFolder, openDrive, openFolder, row } from "./drive-steps";
import { expectAccessible } from "./kit/axe";
import { takePicture } from "./kit/pictures";
import { getProduct } from "./kit/product";
import { ask } from "./kit/writing";

const DRIVE = "契約管理課";
const LOCK = '<lockinfo xmlns="DAV:"><lockscope><exclusive/></lockscope><locktype><write/></locktype></lockinfo>';

/** What a program on the device asks, with what its owner typed into it. */
class Program {
  constructor(
    private readonly number: string,
    private readonly secret: string,
  ) {}

  async ask(method: string, names: readonly string[], body?: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    const path = ["dav", ...names].map(encodeURIComponent).join("/");
    const authorization = `Basic ${btoa(`${this.number}:${this.secret}`)}`;
    return fetch(new URL(path, getProduct().url), { method, body: body ?? null, headers: { authorization, "user-agent": "davfs2/1.7", ...headers } });
  }
}

const newest = (page: Page) => section(page).getByRole("listitem").first();
const section = (page: Page) => page.getByRole("region", { name: "アプリパスワード" });

async function makePassword(page: Page, device: string): Promise<Program> {
  await page.goto(addressIn("sato", "/settings"));
  await section(page).getByRole("button", { name: "端末のパスワードを作る" }).click();
  await page.getByRole("dialog").getByLabel("どの端末で使うか").fill(device);
  await page.keyboard.press("Enter");
  const told = page.getByRole("dialog", { name: `「${device}」のパスワードを作りました` });
  await told.waitFor();
  expect(await told.getByLabel("つなぐ先", { exact: true }).inputValue()).toBe(`${getProduct().url}/dav/`);
  const number = await told.getByLabel("名前(職員番号)", { exact: true }).inputValue();
  const secret = await told.getByLabel("パスワード", { exact: true }).inputValue();
  await expectAccessible(page, "a new app password");
  await told.getByRole("button", { name: "端末に入れた" }).click();
  await newest(page).getByText("まだ使っていません").waitFor();
  return new Program(number, secret);
}

async function listVersions(page: Page): Promise<string[]> {
  const id = new URL(page.url()).pathname.split("/").at(-1)!;
  const { versions } = await ask<{ versions: { number: number; how: string }[] }>(page, "GET", `/api/files/${id}/versions`);
  return versions.map(({ number, how }) => `${number} ${how}`);
}

it("is written into by a program, as its person, until its password is ended", async () => {
  const mine = await openDrive("sato", "/settings");
  const program = await makePassword(mine, "窓口のPC");

  const seen = await openDrive("sato", "/drive/shared-drives");
  await seen.locator("main").getByRole("link", { name: DRIVE }).click();
  await seen.getByRole("grid").waitFor();
  const folder = await makeFolder(seen, "フォルダーとして");
  await openFolder(seen, folder);
  expect(await (await program.ask("PROPFIND", [DRIVE], undefined, { depth: "1" })).text()).toContain(folder);

  const place = [DRIVE, folder, "積算.csv"];
  expect((await program.ask("PUT", place, "場所,面積\n")).status).toBe(201);
  await row(seen, "積算.csv").getByRole("link").click();
  await seen.getByRole("heading", { level: 1, name: "積算.csv" }).waitFor();

  // Held by the program, everyone sees it; saved there, it is the next version here.
  const token = (await program.ask("LOCK", place, LOCK, { depth: "0" })).headers.get("lock-token")!;
  await seen.getByText(/編集中 自分 \d+:\d\d〜/).waitFor();
  expect((await program.ask("PUT", place, "場所,面積\n本庁舎1階,1102\n", { if: `(${token})` })).status).toBe(204);
  await seen.getByText("本庁舎1階").first().waitFor();
  expect(await listVersions(seen)).toEqual(["2 returned", "1 added"]);
  expect((await program.ask("UNLOCK", place, undefined, { "lock-token": token })).status).toBe(204);
  await seen.getByText(/編集中 自分/).waitFor({ state: "detached" });

  // As Word does on a drive of Windows: the file stays the one that is open here.
  const beside = (name: string) => [DRIVE, folder, name];
  const to = (name: string) => ({ destination: new URL(["dav", ...beside(name)].map(encodeURIComponent).join("/"), getProduct().url).href });
  await program.ask("PUT", beside("~WRD0001.tmp"), "場所,面積\n本庁舎2階,1052\n");
  await program.ask("MOVE", place, undefined, to("~WRL0002.tmp"));
  await program.ask("MOVE", beside("~WRD0001.tmp"), undefined, to("積算.csv"));
  await program.ask("DELETE", beside("~WRL0002.tmp"));
  await seen.getByText("本庁舎2階").first().waitFor();
  await seen.getByRole("heading", { level: 1, name: "積算.csv" }).waitFor();
  expect(await listVersions(seen)).toEqual(["3 replaced", "2 returned", "1 added"]);

  await mine.goto(addressIn("sato", "/settings"));
  await newest(mine).getByText("davfs2専用").waitFor();
  await newest(mine).getByText(/最後に使った時/).waitFor();
  await section(mine).scrollIntoViewIfNeeded();
  await takePicture(mine, "app-passwords");
  await newest(mine).getByRole("button", { name: "「窓口のPC」を終える" }).click();
  await mine.getByRole("alertdialog").getByRole("button", { name: "終える" }).click();
  await mine.getByText("「窓口のPC」のパスワードを終えました").waitFor();
  expect((await program.ask("GET", place)).status).toBe(401);
});
