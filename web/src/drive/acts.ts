/**
 * What one does to things in a list: rename, move, into the bin and back. Each tells the lists that are open, says
 * what happened, and offers the way back for ten seconds. What failed for some is told without hiding what was done.
 */
import type { QueryClient } from "@tanstack/react-query";
import { FolderInput, Pencil, Trash2, Undo2 } from "lucide-react";
import { Problem, wordProblem } from "../kernel/problem";
import { getWord } from "../kernel/words";
import { showToast, showTrouble } from "../ui/toasts";
import * as api from "./api";
import { startLong, tellEnd } from "./bulk/long";
import type { Running } from "./bulk/tasks";
import { changeItems } from "./list/useItems";
import { keys } from "./queries";
import type { Item, Result } from "./shapes";

function word(key: string, params: Record<string, unknown> = {}): string {
  return getWord("drive", key, params);
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
    const words = failed.length > 1 ? getWord("takeout", "bulk.failed", { name, count: failed.length, reason }) : word("acts.failed", { name, reason });
    showToast({ words, look: "trouble" });
  }
  return results.filter((result) => result.code === null);
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
  for (const part of ["recent", "starred", "tagged", "with-me", "roots"]) void queries.invalidateQueries({ queryKey: ["drive", part] });
}

/** Takes rows out of the folders they lay in and puts what the server answered into where it lies now. */
function tellMoved(queries: QueryClient, before: readonly Item[], results: readonly Result[]): void {
  for (const item of before) {
    if (item.folder !== null) changeItems(queries, item.folder, { items: [], gone: [item.id] });
    void queries.invalidateQueries({ queryKey: keys.detail(item.id) });
  }
  for (const { item } of results) if (item?.folder) changeItems(queries, item.folder, { items: [item], gone: [] });
  for (const part of ["recent", "starred", "tagged", "with-me", "bin"]) void queries.invalidateQueries({ queryKey: ["drive", part] });
}

export async function moveItems(queries: QueryClient, items: readonly Item[], folder: string, folderName: string): Promise<void> {
  const task = startLong("bulk.moving", items.length);
  const done = await moveInto(queries, items, folder, task);
  if (done.length === 0) return task?.drop();
  const moved = pick(items, done);
  const words = word("acts.moved", { what: wordItems(moved), where: folderName });
  tellEnd(task, words, { icon: FolderInput, undo: () => void moveBack(queries, done) });
}

/** Those that lie there now; what failed was told, and what was done before a failure counts. */
async function moveInto(queries: QueryClient, items: readonly Item[], folder: string, task?: Running, before = 0): Promise<readonly Result[]> {
  const results: Result[] = [];
  const onPart = (part: readonly Result[]) => {
    results.push(...part);
    const well = part.filter(({ code }) => code === null);
    tellMoved(queries, pick(items, well), well);
    return task?.tell(before + results.length);
  };
  try {
    await api.moveThings(folder, items.map((item) => item.id), onPart);
  } catch (error) {
    showTrouble(error);
  }
  return tellFailed(results, items);
}

async function moveBack(queries: QueryClient, moved: readonly Result[]): Promise<void> {
  const task = startLong("bulk.restoring", moved.length);
  const byFolder = new Map<string, Result[]>();
  for (const result of moved) {
    if (result.before !== null) byFolder.set(result.before, [...(byFolder.get(result.before) ?? []), result]);
  }
  let count = 0;
  for (const [folder, results] of byFolder) {
    if (task?.isStopped()) break;
    const items = results.flatMap(({ item }) => (item === null ? [] : [item]));
    count += (await moveInto(queries, items, folder, task, count)).length;
  }
  if (task !== undefined) tellEnd(task, word("acts.restored", { what: word("list.count", { count }) }), { icon: Undo2 });
}

export async function binItems(queries: QueryClient, items: readonly Item[]): Promise<boolean> {
  const task = startLong("bulk.binning", items.length);
  const results: Result[] = [];
  const onPart = (part: readonly Result[]) => {
    results.push(...part);
    tellMoved(queries, pick(items, part.filter(({ code }) => code === null)), []);
    return task?.tell(results.length);
  };
  try {
    await api.binThings(items.map((item) => item.id), onPart);
  } catch (error) {
    showTrouble(error);
  }
  const binned = pick(items, tellFailed(results, items));
  if (binned.length === 0) {
    task?.drop();
    return false;
  }
  const undo = () => void restoreItems(queries, binned, false);
  tellEnd(task, word("acts.binned", { what: wordItems(binned) }), { icon: Trash2, undo });
  return true;
}

/** Back to where it lay, or to the nearest folder above that still lives. */
export async function restoreItems(queries: QueryClient, items: readonly Item[], says = true): Promise<void> {
  const task = startLong("bulk.restoring", items.length);
  const results: Result[] = [];
  const onPart = (part: readonly Result[]) => {
    results.push(...part);
    tellMoved(queries, [], part.filter(({ code }) => code === null));
    return task?.tell(results.length);
  };
  try {
    await api.restoreThings(items.map((item) => item.id), onPart);
  } catch (error) {
    showTrouble(error);
  }
  const done = tellFailed(results, items);
  if (done.length === 0) return task?.drop();
  for (const { id } of done) void queries.invalidateQueries({ queryKey: keys.detail(id) });
  if (says || task !== undefined) tellEnd(task, word("acts.restored", { what: wordItems(pick(items, done)) }), { icon: Undo2 });
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
