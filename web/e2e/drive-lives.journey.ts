/** What a colleague does in a shared folder appears by itself, but never under the pointer. */
import { expect, it } from "vitest";
import { addressIn, makeFolder, openDrive, openFolder, row, upload } from "./drive-steps";

it("shows what a colleague adds, marked as new, and what is renamed and removed", async () => {
  const mine = await openDrive("sato", "/drive/shared-drives");
  await mine.locator("main").getByRole("link", { name: /契約管理課/ }).click();
  await mine.getByRole("grid").waitFor();
  const name = await makeFolder(mine, "打合せ");
  await openFolder(mine, name);
  await upload(mine, [{ name: "議題.txt", text: "一つ目" }]);
  await row(mine, "議題.txt").waitFor();
  const theirs = await openDrive("suzuki", "/drive");
  await theirs.goto(addressIn("suzuki", new URL(mine.url()).pathname));
  await row(theirs, "議題.txt").waitFor();
  await mine.getByRole("button", { name: /いま見ている人.*鈴木/ }).waitFor();

  await mine.mouse.move(5, 5);
  await upload(theirs, [{ name: "資料.txt", text: "二つ目" }]);
  await row(mine, "資料.txt").waitFor();
  await row(mine, "資料.txt").getByText("新しく追加").waitFor();
  await row(mine, "資料.txt").getByText("新しく追加").waitFor({ state: "detached" });

  // The pointer rests over the rows: what comes is said and held, and shown when it leaves.
  await row(mine, "議題.txt").hover();
  await upload(theirs, [{ name: "追加.txt", text: "三つ目" }]);
  await mine.getByRole("button", { name: /新しい動きが1件/ }).waitFor();
  expect(await row(mine, "追加.txt").count()).toBe(0);
  await mine.mouse.move(5, 5);
  await row(mine, "追加.txt").waitFor();

  await row(theirs, "資料.txt").click();
  await theirs.keyboard.press("Delete");
  await row(mine, "資料.txt").waitFor({ state: "detached" });
});
