/** The pictures of the README and the documentation, from the sample city as it stands (`PICTURES=1`). */
import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { findThing } from "./axe-routes";
import { openWindow } from "./kit/browser";
import { takePicture } from "./kit/pictures";

async function goTo(page: Page, address: string): Promise<void> {
  await page.goto(new URL(address, page.url()).href);
  await page.waitForLoadState("networkidle");
}

async function openHome(): Promise<Page> {
  const page = await openWindow({ persona: "sato" });
  await page.getByRole("region", { name: "続きから" }).getByRole("link").nth(1).waitFor();
  await page.getByRole("heading", { name: "契約管理課" }).waitFor();
  // As on every day but the first.
  await page.getByRole("button", { name: "もう出さない" }).click();
  await page.waitForLoadState("networkidle");
  return page;
}

describe.runIf(process.env["PICTURES"] === "1")("pictures", () => {
  it("home", async () => takePicture(await openHome(), "home"));

  it("sharing and why", async () => {
    const page = await openHome();
    await goTo(page, `/drive/folders/${await findThing(page, "契約事務", "folder")}`);
    await page.getByRole("row").nth(2).waitFor();
    await page.getByRole("button", { name: /なぜ/ }).first().click();
    await page.getByRole("dialog").getByRole("img").first().waitFor();
    await page.waitForLoadState("networkidle");
    await page.getByRole("dialog").getByText("契約係 係員").first().waitFor();
    await takePicture(page, "why");
    await page.keyboard.press("Escape");
    await goTo(page, `/documents/${await findThing(page, "変更契約の起案メモ", "document")}`);
    await page.getByRole("button", { name: "共有", exact: true }).first().click();
    await page.getByRole("dialog").getByRole("combobox").fill("予算係");
    await page.getByRole("option").first().waitFor();
    await page.keyboard.press("Enter");
    await page.getByText(/見られるようになります/).waitFor();
    await takePicture(page, "share-dialog");
  });

  it("a document, two writing", async () => {
    const colleague = await openWindow({ persona: "suzuki" });
    const id = await findThing(colleague, "係会議 議事録", "document");
    await goTo(colleague, `/documents/${id}`);
    await colleague.getByRole("textbox", { name: "ドキュメントの本文" }).locator("p").nth(3).click();
    const page = await openHome();
    await goTo(page, `/documents/${id}`);
    await page.getByRole("textbox", { name: "ドキュメントの本文" }).locator("p").nth(1).click();
    await page.waitForTimeout(1500);
    await takePicture(page, "document");
  });

  it("the directory", async () => {
    const page = await openHome();
    await goTo(page, "/people/units/" + (await page.evaluate(() => fetch("/api/me").then((answer) => answer.json()))).posts[0].unit.id);
    await page.getByRole("link", { name: /鈴木 航/ }).first().waitFor();
    await takePicture(page, "directory");
  });
});
