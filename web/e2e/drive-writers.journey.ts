/** Lists and home say who writes in a document now, and stop saying so when they leave. */
import { expect, it } from "vitest";
import { openDrive, row } from "./drive-steps";
import { findThing } from "./axe-routes";
import { expectAccessible } from "./kit/axe";
import { ask } from "./kit/writing";

it("names the colleague who writes on home and in the folder, and forgets them when they leave", async () => {
  const sato = await openDrive("sato");
  const id = await findThing(sato, "入札参加資格 随時受付", "document");
  const { item } = await ask<{ item: { folder: string; name: string } }>(sato, "GET", `/api/things/${id}`);
  await sato.goto(new URL(`/documents/${id}`, sato.url()).href);
  const text = /ドキュメントの本文/;
  await sato.getByRole("textbox", { name: text }).waitFor();

  const suzuki = await openDrive("suzuki");
  await suzuki.goto(new URL(`/documents/${id}`, suzuki.url()).href);
  await suzuki.getByRole("textbox", { name: text }).waitFor();

  await sato.goto(new URL("/", sato.url()).href);
  const recent = sato.getByRole("region", { name: "続きから" });
  const line = recent.getByRole("link").filter({ hasText: item.name });
  await line.getByText("鈴木さんが編集中").waitFor();
  await expectAccessible(sato, "home with a writer");

  await sato.goto(new URL(`/drive/folders/${item.folder}`, sato.url()).href);
  const cell = row(sato, item.name).getByRole("gridcell").filter({ hasText: "鈴木さんが編集中" }).last();
  await cell.waitFor();
  await expectAccessible(sato, "a folder with a writer");
  await suzuki.close();
  await expect.poll(() => row(sato, item.name).innerText(), { timeout: 40_000 }).not.toContain("編集中");
}, 120_000);
