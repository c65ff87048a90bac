/**
 * A file is edited in the page, in the city's own office editor: what is saved there is the next version, everyone sees
 * who edits, and a share taken back ends it at once.
 */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { expectAccessible } from "./kit/axe";
import { findPersona, openWindow, type WindowOptions } from "./kit/browser";
import { startOffice, type Office } from "./kit/office";
import { takePicture } from "./kit/pictures";
import { startOwnProduct, type OwnProduct } from "./kit/product";
import { ask } from "./kit/writing";

const NAME = "清掃面積 積算表.csv";
const FIRST = "場所,面積\n本庁舎1階,1102\n";

let office: Office;
let own: OwnProduct;

beforeAll(async () => {
  office = await startOffice();
  own = await startOwnProduct({ ZENCHO_EDITOR_URL: office.url });
});

afterAll(async () => {
  await own?.stop();
  await office?.stop();
});

async function open(persona: string, path: string, options: WindowOptions = {}): Promise<Page> {
  // The frame of the editor is the one address beside ours that a page may ask.
  const expected = [new RegExp(`^asked another host: ${office.url}/`), ...(options.expected ?? [])];
  const page = await openWindow({ ...options, product: own.product, persona, expected });
  await page.goto(new URL(path, findPersona(persona, own.product).url).href);
  return page;
}

/** A file in the chief's own drive, which the clerk may edit as well. */
async function makeFile(page: Page): Promise<{ id: string; party: unknown }> {
  const { own: drive } = await ask<{ own: { id: string } }>(page, "GET", "/api/drive/roots");
  const folder = await ask<{ id: string }>(page, "POST", `/api/folders/${drive.id}/folders`, { name: `エディター ${Date.now()}` });
  const { id } = await page.evaluate(
    async ([path, text]) => (await (await fetch(path!, { method: "PUT", body: text! })).json()) as { id: string },
    [`/api/folders/${folder.id}/files?name=${encodeURIComponent(NAME)}`, FIRST],
  );
  const { principals } = await ask<{ principals: { kind: string; id: string }[] }>(page, "GET", `/api/principals?query=${encodeURIComponent("小林 恵")}`);
  const party = { kind: "person", id: principals.find(({ kind }) => kind === "person")!.id };
  await ask(page, "POST", `/api/things/${id}/sharing`, { give: [{ party, role: "editor" }] });
  return { id, party };
}

const frameOf = (page: Page) => page.frameLocator("iframe");

it("saves in the page, as a version, seen by those who look at the file", async () => {
  const chief = await open("suzuki", "/drive");
  const { id } = await makeFile(chief);
  const reader = await open("kobayashi", `/drive/files/${id}`);
  await reader.getByRole("button", { name: "ページで編集" }).waitFor();
  await chief.goto(new URL(`/drive/files/${id}`, chief.url()).href);
  await chief.getByRole("button", { name: "ページで編集" }).click();
  await chief.waitForURL(/\/edit$/);
  await frameOf(chief).locator("body[data-ready]").waitFor();
  const text = frameOf(chief).getByLabel("本文");
  expect(await text.inputValue()).toBe(FIRST);
  await expectAccessible(chief, "the editor in the page");
  await reader.getByText(/編集中 鈴木 \d+:\d\d〜/).waitFor();
  await reader.getByRole("button", { name: "一緒に編集" }).waitFor();
  await takePicture(reader, "edit-in-page");

  await text.fill(`${FIRST}本庁舎2階,1053\n`);
  await frameOf(chief).getByRole("button", { name: "保存" }).click();
  await frameOf(chief).getByText("保存しました").waitFor();
  await reader.getByText("本庁舎2階").waitFor();
  await reader.getByRole("button", { name: "版 2" }).click();
  await reader.getByText("ページで編集しました").waitFor();

  await frameOf(chief).getByRole("button", { name: "閉じる" }).click();
  await chief.waitForURL(new RegExp(`/drive/files/${id}$`));
  await reader.getByText(/編集中 鈴木/).waitFor({ state: "detached" });
  expect(office.calls.every((call) => call.endsWith(" 200"))).toBe(true);
  // The token was in no address that the browser keeps.
  expect(await chief.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name).join())).not.toContain("access_token");
});

it("ends at once when the share is taken back, and the editor can do nothing more", async () => {
  const chief = await open("suzuki", "/drive");
  const { id, party } = await makeFile(chief);
  const clerk = await open("kobayashi", `/drive/files/${id}/edit`, { width: "phone", expected: [/status of 40[34]/] });
  await frameOf(clerk).locator("body[data-ready]").waitFor();
  const seen = office.calls.length;
  await ask(chief, "POST", `/api/things/${id}/sharing`, { give: [{ party, role: "viewer" }] });
  await clerk.getByRole("heading", { name: "編集する権利がなくなりました" }).waitFor();
  expect(await clerk.locator("iframe").count()).toBe(0);
  await expectAccessible(clerk, "the right to edit was lost");
  expect(office.calls.slice(seen)).toEqual([]);
  await clerk.getByRole("link", { name: "ファイルのページへ戻る" }).last().click();
  await clerk.getByRole("heading", { level: 1, name: NAME }).waitFor();
});

it("goes with the sign-in", async () => {
  const chief = await open("suzuki", "/drive", { expected: [/status of 401/] });
  const { id } = await makeFile(chief);
  await chief.goto(new URL(`/drive/files/${id}/edit`, chief.url()).href);
  await frameOf(chief).locator("body[data-ready]").waitFor();
  await ask(chief, "DELETE", "/api/sessions/current");
  await chief.getByRole("heading", { name: "サインインが終わりました" }).waitFor();
  expect(await chief.locator("iframe").count()).toBe(0);
});

it("says so where the editor cannot be reached, and where it does not take the file", async () => {
  const chief = await open("suzuki", "/drive", { expected: [/status of 50[03]/] });
  const { id } = await makeFile(chief);
  const { own: drive } = await ask<{ own: { id: string } }>(chief, "GET", "/api/drive/roots");
  const other = await chief.evaluate(
    async (path) => ((await (await fetch(path, { method: "PUT", body: "x" })).json()) as { id: string }).id,
    `/api/folders/${drive.id}/files?name=${encodeURIComponent("図面.dwg")}`,
  );
  await chief.goto(new URL(`/drive/files/${other}/edit`, chief.url()).href);
  await chief.getByRole("heading", { name: "このファイルは、ページでは編集できません" }).waitFor();
  await chief.route("**/api/files/*/office-editor*", (route) => route.fulfill({ status: 503, contentType: "application/problem+json", body: JSON.stringify({ code: "office_editor_unreachable", params: {} }) }));
  await chief.goto(new URL(`/drive/files/${id}/edit`, chief.url()).href);
  await chief.getByRole("alert").getByText("エディターに接続できません").waitFor();
  await chief.unroute("**/api/files/*/office-editor*");
  await chief.getByRole("button", { name: "もう一度" }).click();
  await frameOf(chief).locator("body[data-ready]").waitFor();
});
