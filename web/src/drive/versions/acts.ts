/**
 * What one does with versions. Bytes that come back say which version they were made from, so they never cover what
 * somebody else did meanwhile; what was done says so, and offers the way back.
 */
import type { QueryClient } from "@tanstack/react-query";
import { FileUp, History, Link as LinkIcon } from "lucide-react";
import { getWord } from "../../kernel/words";
import { showToast, showTrouble } from "../../ui/toasts";
import { tellChanged } from "../acts";
import { keys } from "../queries";
import { saveAs } from "../saveAs";
import type { Item } from "../shapes";
import { addressOfVersion, contentOfVersion } from "./addresses";
import * as api from "./api";
import { forgetEditedFrom, getEditedFrom, rememberEditedFrom } from "./editedFrom";
import type { Choice, ReplacedItem } from "./shapes";

function word(key: string, params: Record<string, unknown> = {}): string {
  return getWord("versions", key, params);
}

function forget(queries: QueryClient, id: string): void {
  void queries.invalidateQueries({ queryKey: keys.detail(id) });
}

/** The version that what comes back now was made from: what this browser took out, else what lies there. */
export function basedOn(item: Item, me: string): number {
  return getEditedFrom(item.id) ?? item.editing.find(({ person, in_page }) => person === me && !in_page)?.version ?? item.version ?? 1;
}

/** After bytes came: what became of them. */
export function tellReplaced(queries: QueryClient, before: Item, done: ReplacedItem): void {
  forgetEditedFrom(done.id);
  tellChanged(queries, done);
  const params = { name: done.name, number: done.as_version };
  if (done.outcome !== "current") {
    showToast({ words: word(`done.${done.outcome}`, params), icon: FileUp });
    return;
  }
  const undo = () => void restore(queries, done, before.version ?? 1, false);
  showToast({ words: word("done.current", params), icon: FileUp, undo: { act: undo } });
}

/** Downloads the current version and marks the file for the others. */
export async function editInApp(queries: QueryClient, item: Item): Promise<void> {
  const version = item.version ?? 1;
  try {
    tellChanged(queries, await api.beginEditing(item.id, version));
  } catch (error) {
    showTrouble(error);
    return;
  }
  rememberEditedFrom(item.id, version);
  downloadVersion(item, version);
}

export async function stopEditing(queries: QueryClient, item: Item): Promise<void> {
  try {
    tellChanged(queries, await api.stopEditing(item.id));
    forgetEditedFrom(item.id);
  } catch (error) {
    showTrouble(error);
  }
}

export function downloadVersion(item: Pick<Item, "id" | "name">, number: number): void {
  saveAs(contentOfVersion(item.id, number, "attachment"), item.name);
}

/** Into the clipboard at once; the server is told that this version must stay. */
export async function copyVersionLink(queries: QueryClient, id: string, number: number): Promise<void> {
  try {
    await navigator.clipboard.writeText(new URL(addressOfVersion(id, number), location.origin).href);
    await api.linkVersion(id, number);
    showToast({ words: word("link_copied", { number }), icon: LinkIcon });
    forget(queries, id);
  } catch (error) {
    showTrouble(error);
  }
}

export async function restore(queries: QueryClient, item: Item, number: number, says = true): Promise<void> {
  try {
    const before = item.version ?? 1;
    const restored = await api.restoreVersion(item.id, number);
    tellChanged(queries, restored);
    const params = { number, as: restored.version };
    const undo = { act: () => void restore(queries, restored, before, false) };
    showToast({ words: word("done.restored", params), icon: History, undo: says ? undo : undefined });
  } catch (error) {
    showTrouble(error);
  }
}

/** Rejects with what the server said, so that what was typed can stay. */
export async function nameVersion(queries: QueryClient, id: string, number: number, name: string): Promise<void> {
  await api.nameVersion(id, number, name.trim() === "" ? null : name);
  forget(queries, id);
}

export async function keep(queries: QueryClient, id: string, number: number, kept: boolean): Promise<void> {
  try {
    await api.keepVersion(id, number, kept);
    forget(queries, id);
  } catch (error) {
    showTrouble(error);
  }
}

/** What becomes of a version beside the current one. */
export async function settle(queries: QueryClient, item: Item, number: number, choice: Choice): Promise<void> {
  try {
    const before = item.version ?? 1;
    const made = await api.settleVersion(item.id, number, choice);
    tellChanged(queries, made);
    forget(queries, item.id);
    const undo = choice === "current" ? { act: () => void restore(queries, made, before, false) } : undefined;
    showToast({ words: word(`settled.${choice}`, { name: made.name, number: made.version }), icon: History, undo });
  } catch (error) {
    showTrouble(error);
    forget(queries, item.id);
  }
}
