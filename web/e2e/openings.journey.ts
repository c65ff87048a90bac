/** 未読 and when it was opened: told to whoever manages a file; whoever reads it knows that it is. */
import { expect, it } from "vitest";
import { makeFolder, openDrive, openFolder, row, upload } from "./drive-steps";
import { expectAccessible } from "./kit/axe";
import { ask } from "./kit/writing";

const NAME = "窓口当番のお知らせ.txt";
const TOLD = "開いたことが、共有を管理する人に見えます";

it("shows who has opened a file to whoever shares it, and says so to its readers", async () => {
  const sato = await openDrive("sato");
  await openFolder(sato, await makeFolder(sato, "既読のためし"));
  await upload(sato, [{ name: NAME, text: "来週の当番です\n" }]);
  await row(sato, NAME).getByRole("link").click();
  await sato.getByRole("heading", { level: 1, name: NAME }).waitFor();
  const id = new URL(sato.url()).pathname.split("/").at(-1)!;
  expect(await sato.getByText(TOLD).count()).toBe(0); // one's own alone
  const { principals } = await ask<{ principals: { kind: string; id: string }[] }>(sato, "GET", `/api/principals?query=${encodeURIComponent("鈴木 航")}`);
  const party = { kind: "person", id: principals.find(({ kind }) => kind === "person")!.id };
  await ask(sato, "POST", `/api/things/${id}/sharing`, { give: [{ party, role: "viewer" }] });

  await sato.getByRole("main").getByRole("button", { name: "共有" }).click();
  const dialog = sato.getByRole("dialog", { name: /共有/ });
  await dialog.getByRole("listitem").filter({ hasText: "鈴木 航" }).getByText("未読").waitFor();
  await sato.keyboard.press("Escape");

  const suzuki = await openDrive("suzuki", `/drive/files/${id}`);
  await suzuki.getByText("来週の当番です").waitFor();
  await suzuki.getByText(TOLD).waitFor();

  await sato.getByRole("main").getByRole("button", { name: "共有" }).click();
  await dialog.getByRole("listitem").filter({ hasText: "鈴木 航" }).getByText(/に開きました/).waitFor();
  await expectAccessible(sato, "openings");
  await dialog.getByRole("button", { name: "だれが、なぜ見られるか" }).click();
  await sato.getByRole("list", { name: "見られる人" }).getByText(/に開きました/).first().waitFor();
});
