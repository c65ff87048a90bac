/** Signing in: by password, by a passkey made in 設定, by a one-time way in; and out, so that other windows notice. */
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { expectAccessible } from "./kit/axe";
import { openWindow } from "./kit/browser";
import { getProduct } from "./kit/product";

// The sample city's one password, written down in docs/sign-in.md.
const NUMBER = "020418";
const PASSWORD = "mihon-shi-no-mihon-2026";
const notSignedIn = [/status of 401/];

async function signIn(page: Page, password: string): Promise<void> {
  await page.getByRole("button", { name: "パスワード", exact: true }).click();
  await page.getByLabel("職員番号").fill(NUMBER);
  await page.getByLabel("パスワード").fill(password);
  await page.getByLabel("パスワード").press("Enter");
}

function ownName(page: Page) {
  return page.getByRole("banner").getByText("佐藤 みのり");
}

it("signs in by password, keeps the address, and says nothing about which part was wrong", async () => {
  const page = await openWindow({ expected: notSignedIn });
  await page.goto(`${getProduct().url}/settings`);
  await page.getByRole("heading", { name: "サインイン" }).waitFor();
  await expectAccessible(page, "sign-in");
  await signIn(page, "ちがう あいことば");
  await page.getByRole("alert").getByText("サインインできませんでした").waitFor();
  await page.getByLabel("パスワード").fill(PASSWORD);
  await page.getByRole("button", { name: "パスワードでサインイン" }).click();
  await ownName(page).waitFor();
  expect(new URL(page.url()).pathname).toBe("/settings");
  expect(await page.evaluate(() => document.cookie)).toBe("");
  const [cookie] = await page.context().cookies();
  expect(cookie).toMatchObject({ name: "__Host-session", httpOnly: true, secure: true, sameSite: "Lax", path: "/" });
});

it("makes a passkey and signs in with it, more strongly and without a number", async () => {
  const page = await openWindow({ persona: "suzuki", expected: notSignedIn });
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
  const origin = new URL(page.url()).origin;
  await page.goto(`${origin}/settings`);
  await page.getByRole("button", { name: "この端末にパスキーを作る" }).click();
  await page.getByText("パスキーを作りました").waitFor();
  await page.getByText("まだ使っていません").waitFor();
  await expectAccessible(page, "settings");
  await page.evaluate(() => fetch("/api/sessions/current", { method: "DELETE" }));
  await page.goto(`${origin}/people`);
  await page.getByRole("button", { name: "パスキーでサインイン" }).click();
  await page.getByRole("banner").getByText("鈴木 航").waitFor();
  expect(new URL(page.url()).pathname).toBe("/people");
  const me = await page.evaluate(async () => (await (await fetch("/api/me")).json()) as { assurance: number });
  expect(me.assurance).toBe(2);
});

it("ends another browser from the list, and that browser notices by itself", async () => {
  const here = await openWindow({ persona: "watanabe" });
  const there = await openWindow({ persona: "watanabe", expected: [/401/, /WebSocket/] });
  const { origin } = new URL(here.url());
  await there.goto(`${origin}/people`);
  await there.getByRole("heading", { name: "名簿" }).waitFor();
  await here.goto(`${origin}/settings`);
  await here.getByRole("button", { name: "ほかの端末をすべて終える" }).click();
  await here.getByText("ほかの端末のサインインをすべて終えました").waitFor();
  // Nothing is pressed there: the live connection tells the page, which stays as it is behind the way in.
  await there.getByText("サインインが終わりました").waitFor({ timeout: 5_000 });
  await here.reload();
  await here.getByRole("heading", { name: "サインイン中の端末" }).waitFor();
});

it("changes the password and signs out everywhere", async () => {
  const page = await openWindow({ persona: "mori", expected: [/status of 4(01|22)/] });
  const { origin } = new URL(page.url());
  await page.goto(`${origin}/settings`);
  await page.getByRole("button", { name: "パスワードを決める" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("新しいパスワード").fill("みじかい");
  await dialog.getByRole("button", { name: "変えて保存" }).click();
  await dialog.getByRole("alert").getByText("12文字以上").waitFor();
  await expectAccessible(page, "password dialog");
  await dialog.getByLabel("新しいパスワード").fill("かんさの ながい あいことば");
  await dialog.getByRole("button", { name: "変えて保存" }).click();
  await page.getByText("パスワードを変えました").waitFor();
  await page.getByRole("button", { name: "すべての端末でサインアウト" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "すべてサインアウト" }).click();
  await page.getByRole("heading", { name: "サインイン", exact: true }).waitFor();
});
