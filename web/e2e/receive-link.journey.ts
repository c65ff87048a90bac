/** 受け取りリンク, whole: a clerk makes one, somebody outside sends by it on a phone, the clerk finds it and stops it. */
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { makeFolder, openDrive, openFolder, row } from "./drive-steps";
import { expectAccessible } from "./kit/axe";
import { openWindow } from "./kit/browser";
import { takePicture } from "./kit/pictures";
import { handIn, makeReceiveLink, openOutside, pickFiles, readMadeLink } from "./steps/receiving";

const SUBJECT = "庁舎清掃 見積書の提出";

async function expectAccessibleInEachTheme(page: Page, where: string): Promise<void> {
  for (const theme of ["light", "dark", "contrast"] as const) {
    await page.evaluate((name) => document.documentElement.setAttribute("data-theme", name), theme);
    await expectAccessible(page, `${where} ${theme}`, theme === "light" ? undefined : "colours");
  }
  await page.evaluate(() => document.documentElement.setAttribute("data-theme", "light"));
}

it("receives files from outside, and stops", async () => {
  const clerk = await openDrive("sato");
  const folder = await makeFolder(clerk, "見積");
  await openFolder(clerk, folder);
  await clerk.getByRole("button", { name: "ファイルを受け取る" }).click();
  await clerk.getByRole("dialog").getByLabel("件名(相手に見えます)").fill(SUBJECT);
  await expectAccessible(clerk, "making a receive link");
  await clerk.keyboard.press("Enter");
  const url = await readMadeLink(clerk);
  await clerk.getByRole("dialog").getByRole("button", { name: "閉じる" }).click();
  await clerk.getByText("1件の受け取りリンクが使えます").waitFor();

  const outsider = await openOutside(url, SUBJECT);
  expect(new URL(outsider.url()).hash, "the secret leaves the address").toBe("");
  await pickFiles(outsider, ["見積書_R8.11.pdf", "内訳書_R8.11.xlsx"]);
  expect(await outsider.locator("body").innerText()).not.toContain(folder);
  await takePicture(outsider, "receive-outsider-phone");
  const number = await handIn(outsider, "株式会社みほん", 2);

  const reception = new RegExp(`月\\d+日 株式会社みほん \\(受付 ${number}\\)`);
  await clerk.getByRole("button", { name: /^通知/ }).click();
  await clerk.getByText("外からファイルが届きました").first().waitFor();
  await clerk.keyboard.press("Escape");
  await clerk.getByRole("grid").getByRole("link", { name: reception }).click();
  await row(clerk, "見積書_R8.11.pdf").getByText("外から受け取り").waitFor();
  await row(clerk, "見積書_R8.11.pdf").getByRole("link").click();
  await clerk.getByText(`株式会社みほん(受付 ${number})`).waitFor();
  await clerk.goBack();
  await clerk.getByRole("link", { name: folder }).first().click();

  await clerk.getByRole("button", { name: "見る・止める" }).click();
  await clerk.getByText("1回・2個届きました").waitFor();
  await takePicture(clerk, "receive-links");
  await clerk.getByRole("button", { name: `「${SUBJECT}」の受け取りを止める` }).click();
  await clerk.getByText(`「${SUBJECT}」の受け取りを止めました`).waitFor();
  const late = await openWindow({ width: "phone", expected: [/status of 404/] });
  await late.goto(url);
  await late.getByRole("heading", { name: "このリンクは、いまは使えません" }).waitFor();
});

it("asks for the passphrase, in English too", async () => {
  const clerk = await openDrive("kobayashi");
  await openFolder(clerk, await makeFolder(clerk, "合言葉"));
  const url = await makeReceiveLink(clerk, "図面の提出", "ひらけごま");
  const outsider = await openWindow({ width: "phone", language: "en", expected: [/status of 422/] });
  await outsider.goto(url);
  await outsider.getByLabel("Passphrase").fill("ちがう");
  await outsider.keyboard.press("Enter");
  await outsider.getByText("That is not the passphrase.").waitFor();
  await expectAccessible(outsider, "the passphrase");
  await outsider.getByLabel("Passphrase").fill("ひらけごま");
  await outsider.getByRole("button", { name: "Continue" }).click();
  await pickFiles(outsider, ["plan.pdf"], "Arrived");
  await expectAccessible(outsider, "handing in");
  await outsider.getByLabel("Company and name").fill("Mihon Ltd.");
  await outsider.getByRole("button", { name: "Send 1 file" }).click();
  await outsider.getByRole("heading", { name: "Received" }).waitFor();
  await expectAccessibleInEachTheme(outsider, "the receipt");
});
