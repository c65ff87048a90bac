/** What journeys about documents do again and again. */
import type { Page } from "playwright-core";
import { expect } from "vitest";

interface Made {
  readonly id: string;
}

/** A request as the page itself makes it: its host, its cookie. */
export async function ask<T>(page: Page, method: string, path: string, body?: unknown): Promise<T> {
  return page.evaluate(
    async ([how, where, what]) => {
      const headers = { "content-type": "application/json" };
      const answer = await fetch(where!, { method: how, headers, body: what });
      if (!answer.ok) throw new Error(`${how} ${where} → ${answer.status}`);
      return (answer.status === 204 ? undefined : await answer.json()) as T;
    },
    [method, path, body === undefined ? undefined : JSON.stringify(body)] as const,
  ) as Promise<T>;
}

interface Roots {
  readonly own: { readonly id: string };
  readonly shared: readonly { readonly id: string; readonly name: string; readonly abilities: readonly string[] }[];
}

/** A blank document in the drive of the person's section (or their own). */
export async function makeDocument(page: Page, name: string, where: "shared" | "own" = "shared"): Promise<string> {
  const roots = await ask<Roots>(page, "GET", "/api/drive/roots");
  const folder = where === "own" ? roots.own : roots.shared.find(({ abilities }) => abilities.includes("folder.add"));
  const made = await ask<Made>(page, "POST", `/api/folders/${folder!.id}/documents`, { name: `${name} ${Date.now()}` });
  return made.id;
}

export const text = (page: Page) => page.getByRole("textbox", { name: "ドキュメントの本文" });

export async function openDocument(page: Page, id: string): Promise<void> {
  await page.goto(new URL(`/documents/${id}`, page.url()).href);
  await text(page).waitFor();
}

/** What the page says of what was typed: saved, sending, offline … */
export async function readSaving(page: Page): Promise<string | null> {
  return page.locator("[data-saving]").getAttribute("data-saving");
}

/** 保存済み is shown, and by then it is on disk. */
export async function expectSaved(page: Page): Promise<void> {
  await expect.poll(() => readSaving(page), { timeout: 15_000 }).toBe("saved");
}

/** The text as others would read it, carets left out. */
export async function readText(page: Page): Promise<string> {
  return text(page).evaluate((root) => {
    const copy = root.cloneNode(true) as HTMLElement;
    for (const caret of copy.querySelectorAll(".caret")) caret.remove();
    return copy.innerText;
  });
}
