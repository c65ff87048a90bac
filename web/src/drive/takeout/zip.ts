/**
 * Things out of the drive as one zip. A link carries no list, so a ticket is asked for first; the download itself is the
 * browser's own, with its progress and its stop.
 */
import type { QueryClient } from "@tanstack/react-query";
import { request } from "../../kernel/request";
import { getWord, type Language } from "../../kernel/words";
import { getDay } from "../../ui/dates";
import { showTrouble } from "../../ui/toasts";
import { keys } from "../queries";
import { saveAs } from "../saveAs";
import type { Detail, Item } from "../shapes";
import { can } from "../wording";

/** For whom names inside are written: today's programs, or the Explorer of old Windows. */
type ZipNames = "utf8" | "cp932";

const MOST_TITLE = 200;

/** Files one may download, documents (they come as Markdown) and folders with what one may have of them. */
export function isTakeable(item: Item): boolean {
  if (item.kind === "file") return can(item, "file.download");
  return can(item, item.kind === "document" ? "document.read" : "thing.read");
}

/** 契約管理課 11月28日: the folder all lie in where it is known, else the first and how many more. */
export function wordTitle(queries: QueryClient, items: readonly Item[], now = new Date()): string {
  const word = (key: string, params: Record<string, unknown>) => getWord("takeout", key, params);
  const [first] = items;
  const folder = items.every((item) => item.folder === first!.folder) ? first!.folder : null;
  const around = folder === null ? undefined : queries.getQueryData<Detail>(keys.detail(folder))?.item;
  const nameOf = (item: Pick<Item, "name" | "root">) => (item.root === "own" ? getWord("drive", "own") : item.name);
  const name =
    items.length === 1 ? nameOf(first!) : around === undefined ? word("zip.many", { name: nameOf(first!), count: items.length - 1 }) : nameOf(around);
  return word("zip.title", { name: name.slice(0, MOST_TITLE), date: word("zip.date", { ...getDay(now) }) });
}

export async function downloadAsZip(queries: QueryClient, items: readonly Item[], names: ZipNames = "utf8"): Promise<void> {
  const title = wordTitle(queries, items);
  const language = document.documentElement.lang as Language;
  try {
    const body = { ids: items.map(({ id }) => id), title, names, language };
    const { url } = await request<{ url: string }>("POST", "/api/drive/archive", { body });
    saveAs(url, `${title}.zip`);
  } catch (error) {
    showTrouble(error);
  }
}
