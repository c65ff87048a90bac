/**
 * What one does to things in a list: rename, move, into the bin and back. Each tells the lists that are open, says
 * what happened, and offers the way back for ten seconds. What failed for some is told without hiding what was done.
 */
import type { QueryClient } from "@tanstack/react-query";
import { FolderInput, Pencil, Trash2, Undo2 } from "lucide-react";
import { Problem, wordProblem } from "../kernel/problem";
import { getWord } from "../kernel/words";
import { closeToast, showToast } from "../ui/toasts";
import * as api from "./api";
import { changeItems } from "./list/useItems";
import { keys } from "./queries";
import type { Item, Result } from "./shapes";

/** From here on one waits long enough to want to know how far it is. */
const WORTH_TELLING = 100;

function word(key: string, params: Record<string, unknown> = {}): string {
  return getWord("drive", key, params);
}

function showTrouble(error: unknown): void {
  showToast({ words: wordProblem(error), look: "trouble" });
}

/** 「仕様書.docx」 for one, 3件 for several. */
function wordItems(items: readonly Pick<Item, "name">[]): string {
  return items.length === 1 ? word("quoted", { name: items[0]!.name }) : word("list.count", { count: items.length });
}

/** Says what failed; returns what was done. */
function tellFailed(results: readonly Result[], items: readonly Item[]): readonly Result[] {
  const failed = results.filter((result) => result.code !== null);
  const first = failed[0];
  if (first !== undefined) {
    const name = items.find((item) => item.id === first.id)?.name ?? "";
    const reason = wordProblem(new Problem(409, first.code!, first.params));
    showToast({ words: word("acts.failed", { name, count: failed.length, reason }), look: "trouble" });
  }
  return results.filter((result) => result.code === null);
}

/** Says how far long work is. */
function startProgress(key: string, count: number): { readonly tell: (done: number) => void; readonly end: () => void } {
  if (count < WORTH_TELLING) return { tell: () => undefined, end: () => undefined };
  let toast = showToast({ words: word(key, { done: 0, all: count }) });
  return {
    tell: (done) => {
      closeToast(toast);
      toast = showToast({ words: word(key, { done, all: count }) });
    },
    end: () => closeToast(toast),
  };
}

function pick(items: readonly Item[], results: readonly Result[]): readonly Item[] {
  const done = new Set(results.map((result) => result.id));
  return items.filter((item) => done.has(item.id));
}

/** Rejects with what the server said, so that what was typed can stay. */
export async function renameThing(queries: QueryClient, item: Item, name: string): Promise<void> {
  const renamed = await api.rename(item.id, name, item.revision);
  tellChanged(queries, renamed);
  const undo = async () => {
    try {
      tellChanged(queries, await api.rename(item.id, item.name, renamed.revision));
    } catch (error) {
      showTrouble(error);
    }
  };
  showToast({ words: word("acts.renamed", { name: renamed.name }), icon: Pencil, undo: { act: () => void undo() } });
}

export function tellChanged(queries: QueryClient, item: Item): void {
  if (item.folder !== null) changeItems(queries, item.folder, { items: [item], gone: [] });
  void queries.invalidateQueries({ queryKey: keys.detail(item.id) });
  for (const part of ["recent", "with-me", "roots"]) void queries.invalidateQueries({ queryKey: ["drive", part] });
}

/** Takes rows out of the folders they lay in and puts what the server answered into where it lies now. */
function tellMoved(queries: QueryClient, before: readonly Item[], results: readonly Result[]): void {
  for (const item of before) {
    if (item.folder !== null) changeItems(queries, item.folder, { items: [], gone: [item.id] });
    void queries.invalidateQueries({ queryKey: keys.detail(item.id) });
  }
  for (const { item } of results) if (item?.folder) changeItems(queries, item.folder, { items: [item], gone: [] });
  for (const part of ["recent", "with-me", "bin"]) void queries.invalidateQueries({ queryKey: ["drive", part] });
}

export async function moveItems(queries: QueryClient, items: readonly Item[], folder: string, folderName: string): Promise<void> {
  const progress = startProgress("acts.moving", items.length);
  let count = 0;
  const onPart = (results: readonly Result[]) => {
    const part = results.filter(({ code }) => code === null);
    tellMoved(queries, pick(items, part), part);
    progress.tell((count += results.length));
  };
  try {
    const done = tellFailed(await api.moveThings(folder, items.map((item) => item.id), onPart), items);
    if (done.length === 0) return;
    const moved = pick(items, done);
    const words = word("acts.moved", { what: wordItems(moved), where: folderName });
    showToast({ words, icon: FolderInput, undo: { act: () => void moveBack(queries, done) } });
  } catch (error) {
    showTrouble(error);
  } finally {
    progress.end();
  }
}

async function moveBack(queries: QueryClient, moved: readonly Result[]): Promise<void> {
  const byFolder = new Map<string, Result[]>();
  for (const result of moved) {
    if (result.before !== null) byFolder.set(result.before, [...(byFolder.get(result.before) ?? []), result]);
  }
  try {
    for (const [folder, results] of byFolder) {
      const items = results.flatMap(({ item }) => (item === null ? [] : [item]));
      const done = tellFailed(await api.moveThings(folder, results.map(({ id }) => id)), items);
      tellMoved(queries, pick(items, done), done);
    }
  } catch (error) {
    showTrouble(error);
  }
}

export async function binItems(queries: QueryClient, items: readonly Item[]): Promise<boolean> {
  const progress = startProgress("acts.binning", items.length);
  let count = 0;
  const onPart = (results: readonly Result[]) => {
    tellMoved(queries, pick(items, results.filter(({ code }) => code === null)), []);
    progress.tell((count += results.length));
  };
  try {
    const binned = pick(items, tellFailed(await api.binThings(items.map((item) => item.id), onPart), items));
    if (binned.length === 0) return false;
    const words = word("acts.binned", { what: wordItems(binned) });
    showToast({ words, icon: Trash2, undo: { act: () => void restoreItems(queries, binned, false) } });
    return true;
  } catch (error) {
    showTrouble(error);
    return false;
  } finally {
    progress.end();
  }
}

/** Back to where it lay, or to the nearest folder above that still lives. */
export async function restoreItems(queries: QueryClient, items: readonly Item[], says = true): Promise<void> {
  try {
    const done = tellFailed(await api.restoreThings(items.map((item) => item.id)), items);
    if (done.length === 0) return;
    tellMoved(queries, [], done);
    for (const { id } of done) void queries.invalidateQueries({ queryKey: keys.detail(id) });
    if (says) showToast({ words: word("acts.restored", { what: wordItems(pick(items, done)) }), icon: Undo2 });
  } catch (error) {
    showTrouble(error);
  }
}

/** For good: asked before, never undone. */
export async function purgeItems(queries: QueryClient, items: readonly Item[]): Promise<void> {
  try {
    const done = tellFailed(await api.purgeThings(items.map((item) => item.id)), items);
    void queries.invalidateQueries({ queryKey: ["drive", "bin"] });
    if (done.length > 0) showToast({ words: word("acts.purged", { what: wordItems(pick(items, done)) }), icon: Trash2 });
  } catch (error) {
    showTrouble(error);
  }
}
