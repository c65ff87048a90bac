/** What was typed outlives the server and its database; a tab whose person's post has ended loses the document within a second. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { openWindow } from "./kit/browser";
import { startOwnProduct, type OwnProduct } from "./kit/product";
import { ask, expectSaved, makeDocument, openDocument, readSaving, readText, text } from "./kit/writing";

let own: OwnProduct;

beforeAll(async () => {
  own = await startOwnProduct();
});

afterAll(async () => {
  await own.stop();
});

/** The window says that the server is away while it is. */
const away = [/ERR_CONNECTION|ERR_EMPTY_RESPONSE|WebSocket connection to|status of 50\d/];

it("has everything after the server was killed while somebody typed", async () => {
  const { product } = own;
  const [sato, suzuki] = await Promise.all([
    openWindow({ persona: "sato", product, expected: away }),
    openWindow({ persona: "suzuki", product, expected: away }),
  ]);
  const id = await makeDocument(sato, "停電");
  await Promise.all([openDocument(sato, id), openDocument(suzuki, id)]);
  await text(sato).click();
  await sato.keyboard.type("停電の前に書いた文。", { delay: 20 });
  await expectSaved(sato);
  await sato.keyboard.type("切れる間に", { delay: 20 });
  const killed = own.kill();
  await sato.keyboard.type("書いた文。", { delay: 40 });
  await killed;
  await sato.keyboard.type("止まってから書いた文。", { delay: 20 });
  await sato.locator("[data-saving='offline']").waitFor({ timeout: 15_000 });
  await sato.locator("header", { hasText: /オフライン \d+字 未送信/ }).waitFor();

  await own.startAgain();
  await expectSaved(sato);
  const whole = "停電の前に書いた文。切れる間に書いた文。止まってから書いた文。";
  expect(await readText(sato)).toContain(whole);
  await expect.poll(() => readText(suzuki), { timeout: 30_000 }).toContain(whole);
  await sato.reload();
  await text(sato).waitFor();
  await expect.poll(() => readText(sato)).toContain(whole);
});

it("keeps what was not yet sent over a reload of the tab", async () => {
  const { product } = own;
  const sato = await openWindow({ persona: "sato", product, expected: away });
  const id = await makeDocument(sato, "再読み込み");
  await openDocument(sato, id);
  await text(sato).click();
  await sato.keyboard.insertText("保存された文。");
  await expectSaved(sato);
  await own.kill();
  await sato.keyboard.insertText("送れていない文。");
  await sato.locator("[data-saving='offline']").waitFor({ timeout: 15_000 });
  await own.startAgain();
  sato.on("dialog", (dialog) => void dialog.accept());
  await sato.reload();
  await text(sato).waitFor();
  await expectSaved(sato);
  await expect.poll(() => readText(sato)).toContain("保存された文。送れていない文。");
});

const STOPPED_MILLISECONDS = 30_000;

it("keeps what is typed while the database stands still for half a minute, and says that it waits", async () => {
  const { product } = own;
  const [sato, suzuki] = await Promise.all([
    openWindow({ persona: "sato", product, expected: away }),
    openWindow({ persona: "suzuki", product, expected: away }),
  ]);
  const id = await makeDocument(sato, "停止");
  await Promise.all([openDocument(sato, id), openDocument(suzuki, id)]);
  await text(sato).click();
  await sato.keyboard.type("止まる前の文。", { delay: 20 });
  await expectSaved(sato);
  await expect.poll(() => readText(suzuki)).toContain("止まる前の文。");
  own.signalDatabase("SIGSTOP");
  const stopped = Date.now();
  try {
    let typed = "";
    while (Date.now() - stopped < STOPPED_MILLISECONDS) {
      await sato.keyboard.type("止まる間の文。", { delay: 40 });
      typed += "止まる間の文。";
      await sato.waitForTimeout(2_000);
      // 保存済み would be a lie, and what nobody has on disk nobody else sees.
      expect(await readSaving(sato)).toMatch(/^(sending|offline)$/);
      expect(await readText(sato)).toContain(`止まる前の文。${typed}`);
      expect(await readText(suzuki)).not.toContain("止まる間の文。");
    }
  } finally {
    own.signalDatabase("SIGCONT");
  }
  await expectSaved(sato);
  const whole = await readText(sato);
  expect(whole.split("止まる間の文。").length).toBeGreaterThan(10);
  await expect.poll(() => readText(suzuki), { timeout: 30_000 }).toBe(whole);
  await sato.keyboard.type("動いてからの文。", { delay: 20 });
  await expectSaved(sato);
  await sato.reload();
  await text(sato).waitFor();
  await expect.poll(() => readText(sato)).toContain("止まる間の文。動いてからの文。");
});

it("has everything, once, after the database was killed while somebody typed", async () => {
  const { product } = own;
  const [sato, suzuki] = await Promise.all([
    openWindow({ persona: "sato", product, expected: away }),
    openWindow({ persona: "suzuki", product, expected: away }),
  ]);
  const id = await makeDocument(sato, "強制終了");
  await Promise.all([openDocument(sato, id), openDocument(suzuki, id)]);
  await text(sato).click();
  await sato.keyboard.type("前の文。", { delay: 20 });
  const typing = sato.keyboard.type("そのときの文。".repeat(6), { delay: 40 });
  await sato.waitForTimeout(700);
  own.signalDatabase("SIGKILL");
  await typing;
  await expectSaved(sato);
  const whole = `前の文。${"そのときの文。".repeat(6)}`;
  expect(await readText(sato)).toContain(whole);
  await expect.poll(() => readText(suzuki), { timeout: 30_000 }).toContain(whole);
  await sato.reload();
  await text(sato).waitFor();
  await expect.poll(async () => (await readText(sato)).split("そのときの文。").length).toBe(7);
});

interface Me {
  readonly person: { readonly id: string };
}

interface Card {
  readonly posts: readonly { readonly id: string; readonly is_current: boolean }[];
}

it("takes the document away within a second when the post ends, and stores nothing after", async () => {
  const { product } = own;
  const [sato, suzuki, okamoto] = await Promise.all([
    openWindow({ persona: "sato", product }),
    openWindow({ persona: "suzuki", product, expected: [/status of 404/] }),
    openWindow({ persona: "okamoto", product }),
  ]);
  const id = await makeDocument(sato, "人事異動");
  await Promise.all([openDocument(sato, id), openDocument(suzuki, id)]);
  await text(suzuki).click();
  await suzuki.keyboard.insertText("異動の前の文。");
  await expectSaved(suzuki);

  const { person } = await ask<Me>(suzuki, "GET", "/api/me");
  const { posts } = await ask<Card>(okamoto, "GET", `/api/people/${person.id}`);
  const yesterday = new Date(Date.now() + 9 * 3_600_000 - 86_400_000).toISOString().slice(0, 10);
  const gone = text(suzuki).waitFor({ state: "detached", timeout: 10_000 });
  const current = posts.filter((post) => post.is_current);
  for (const post of current) await ask(okamoto, "POST", `/api/posts/${post.id}/end`, { on: yesterday });
  const ended = Date.now();
  await gone;
  // A second is promised; the browser and a busy test machine get a little more to draw it.
  expect(Date.now() - ended).toBeLessThan(2_500);
  await suzuki.keyboard.insertText("異動のあとの文。");
  await suzuki.getByRole("heading", { level: 1 }).waitFor();
  expect(await readText(sato)).toContain("異動の前の文。");
  expect(await readText(sato)).not.toContain("異動のあとの文。");
});
