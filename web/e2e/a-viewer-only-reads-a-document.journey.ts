/** A viewer reads along, is told why there is no toolbar, and cannot write: not in the page, not with a client of one's own. */
import { expect, it } from "vitest";
import type { Page } from "playwright-core";
import { expectAccessible } from "./kit/axe";
import { openWindow } from "./kit/browser";
import { ask, expectSaved, makeDocument, openDocument, readText, text } from "./kit/writing";

interface Me {
  readonly person: { readonly id: string };
}

async function share(page: Page, id: string, person: string, role: string): Promise<void> {
  const give = [{ party: { kind: "person", id: person }, role, ends_on: null }];
  await ask(page, "POST", `/api/things/${id}/sharing`, { give, take: [], inherits: null });
}

async function openShared(role: string) {
  const [sato, suzuki] = await Promise.all([openWindow({ persona: "sato" }), openWindow({ persona: "suzuki" })]);
  const id = await makeDocument(sato, "見るだけ", "own");
  const me = await ask<Me>(suzuki, "GET", "/api/me");
  await share(sato, id, me.person.id, role);
  await Promise.all([openDocument(sato, id), openDocument(suzuki, id)]);
  return { sato, suzuki, id, viewer: me.person.id };
}

it("lets a viewer read what is being written, and says why nothing can be written", async () => {
  const { sato, suzuki } = await openShared("viewer");
  await text(sato).click();
  await sato.keyboard.insertText("本文です");
  await expect.poll(() => readText(suzuki)).toContain("本文です");
  await suzuki.getByText("あなたは閲覧者です。").waitFor();
  expect(await suzuki.getByRole("toolbar", { name: "書式" }).count()).toBe(0);
  await suzuki.getByText("本文です").click();
  await suzuki.keyboard.insertText("書けないはず");
  expect(await readText(suzuki)).not.toContain("書けないはず");
  await expectAccessible(suzuki, "a document that may only be read");
  await suzuki.getByRole("button", { name: "編集を依頼" }).click();
  await suzuki.getByRole("dialog").getByRole("heading", { name: /編集/ }).first().waitFor();
});

/** Opens a socket as the page does, and sends an update of one's own making: [channel][UPDATE=4][n=1][bytes]. */
async function writeByHand(page: Page, id: string): Promise<{ readonly writable: unknown; readonly answer: string }> {
  return page.evaluate(async (document) => {
    const socket = new WebSocket(`ws://${location.host}/live`);
    socket.binaryType = "arraybuffer";
    const ref = `document:${document}`;
    // A Yjs update of client 7: the root type "document" is given one empty paragraph.
    const update = [1, 1, 7, 0, 7, 1, 8, ...new TextEncoder().encode("document"), 3, 9, ...new TextEncoder().encode("paragraph"), 0];
    return new Promise((resolve, reject) => {
      let writable: unknown;
      setTimeout(() => reject(new Error("the server said nothing")), 10_000);
      socket.onopen = () => socket.send(JSON.stringify({ type: "sub", ref, room: { client: 7, since: 0 } }));
      socket.onmessage = ({ data }) => {
        if (typeof data === "string") {
          const said = JSON.parse(data) as { type: string; ref?: string; channel?: number; writable?: boolean };
          if (said.type !== "subbed" || said.ref !== ref) return;
          writable = said.writable;
          const channel: number[] = [];
          for (let rest = said.channel!; ; rest = Math.floor(rest / 128)) {
            channel.push(rest > 127 ? (rest % 128) | 128 : rest);
            if (rest <= 127) break;
          }
          socket.send(Uint8Array.from([...channel, 4, 1, update.length, ...update]));
          return;
        }
        const bytes = new Uint8Array(data as ArrayBuffer);
        // Behind the channel: [REFUSED=6][n][code] or [ACKNOWLEDGED=5]…
        const message = bytes.slice(bytes.findIndex((byte) => byte < 128) + 1);
        if (message[0] === 6) resolve({ writable, answer: `refused ${new TextDecoder().decode(message.slice(3))}` });
        if (message[0] === 5) resolve({ writable, answer: "acknowledged" });
      };
    });
  }, id);
}

it("refuses what a client made by hand sends for a viewer, and takes the same from an editor", async () => {
  const viewer = await openShared("viewer");
  const before = await readText(viewer.sato);
  expect(await writeByHand(viewer.suzuki, viewer.id)).toMatchObject({ writable: false, answer: expect.stringContaining("refused") });
  expect(await readText(viewer.sato)).toBe(before);
  const editor = await openShared("editor");
  expect(await writeByHand(editor.suzuki, editor.id)).toEqual({ writable: true, answer: "acknowledged" });
});

it("keeps and offers what was typed when the right to write ends under the fingers", async () => {
  const { sato, suzuki, id, viewer } = await openShared("editor");
  await text(suzuki).click();
  await suzuki.keyboard.insertText("保存された文");
  await expectSaved(suzuki);
  // What is typed from here on cannot leave the window.
  await suzuki.context().setOffline(true);
  await suzuki.keyboard.insertText("まだ送っていない文");
  await share(sato, id, viewer, "viewer");
  await suzuki.context().setOffline(false);
  await suzuki.getByText("このドキュメントに書く権限がなくなりました。").waitFor({ timeout: 30_000 });
  await expect.poll(() => suzuki.getByRole("textbox", { name: "保存されていない文" }).inputValue()).toContain("まだ送っていない文");
  expect(await readText(sato)).not.toContain("まだ送っていない文");
});

it("shows the 404 at once when reading ends", async () => {
  const { sato, suzuki, id, viewer } = await openShared("editor");
  await text(suzuki).click();
  await suzuki.keyboard.insertText("保存された文");
  await expectSaved(suzuki);
  await ask(sato, "POST", `/api/things/${id}/sharing`, { give: [], take: [{ kind: "person", id: viewer }], inherits: null });
  await text(suzuki).waitFor({ state: "detached", timeout: 3_000 });
  await suzuki.getByRole("heading", { level: 1 }).waitFor();
  expect(await suzuki.locator("#page").innerText()).not.toContain("保存された文");
});
