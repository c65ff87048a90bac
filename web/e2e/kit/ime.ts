/**
 * Typing Japanese as an input method does: kana under composition, then the kanji, confirmed by an Enter that no page
 * may take for its own. Drives the browser's own composition; real input methods are tried by hand before a release.
 */
import type { CDPSession, Page } from "playwright-core";

const sessions = new WeakMap<Page, CDPSession>();

async function getSession(page: Page): Promise<CDPSession> {
  const known = sessions.get(page);
  if (known !== undefined) return known;
  const session = await page.context().newCDPSession(page);
  sessions.set(page, session);
  return session;
}

/** Leaves the kana under composition, as when somebody stops to look at the candidates. */
export async function compose(page: Page, kana: string): Promise<void> {
  const session = await getSession(page);
  for (let end = 1; end <= kana.length; end += 1) {
    await session.send("Input.imeSetComposition", { text: kana.slice(0, end), selectionStart: end, selectionEnd: end });
  }
}

/** The Enter of an input method: the page sees key code 229 while composing, then the text. */
export async function confirm(page: Page, kanji: string): Promise<void> {
  const session = await getSession(page);
  await session.send("Input.imeSetComposition", { text: kanji, selectionStart: kanji.length, selectionEnd: kanji.length });
  const key = { key: "Process", code: "Enter", windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229 };
  await session.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...key });
  await session.send("Input.insertText", { text: kanji });
  await session.send("Input.dispatchKeyEvent", { type: "keyUp", ...key });
}

export async function typeKanji(page: Page, kana: string, kanji: string): Promise<void> {
  await compose(page, kana);
  await confirm(page, kanji);
}
