/**
 * What is dropped from the machine's desktop: files, and whole folders with what is in them. Folders are made first,
 * from the outside in; a folder that is already there under this name is not used again, it gets a number.
 */
import { isProblem, wordProblem } from "../../kernel/problem";
import { showToast } from "../../ui/toasts";
import * as api from "../api";
import type { Item } from "../shapes";
import { addUploads } from "./uploads";

/** The entries must be taken in the moment of the drop: afterwards the browser forgets them. */
export async function takeDrop(folder: string, transfer: DataTransfer): Promise<void> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry?.() ?? []);
  if (entries.length === 0) {
    addUploads(folder, [...transfer.files]);
    return;
  }
  try {
    await takeEntries(folder, entries);
  } catch (error) {
    showToast({ words: wordProblem(error), look: "trouble" });
  }
}

async function takeEntries(folder: string, entries: readonly FileSystemEntry[]): Promise<void> {
  const files: File[] = [];
  for (const entry of entries) {
    if (entry.isFile) files.push(await readFile(entry as FileSystemFileEntry));
  }
  if (files.length > 0) addUploads(folder, files);
  for (const entry of entries) {
    if (!entry.isDirectory) continue;
    const made = await addFolder(folder, entry.name);
    await takeEntries(made.id, await readAll((entry as FileSystemDirectoryEntry).createReader()));
  }
}

async function addFolder(folder: string, name: string): Promise<Item> {
  try {
    return await api.addFolder(folder, name);
  } catch (error) {
    const free = isProblem(error, "name_taken") ? error.params["suggestion"] : undefined;
    if (typeof free !== "string") throw error;
    return api.addFolder(folder, free);
  }
}

function readFile(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** A reader gives at most a hundred entries at a time, and none at the end. */
async function readAll(reader: FileSystemDirectoryReader): Promise<readonly FileSystemEntry[]> {
  const all: FileSystemEntry[] = [];
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (part.length === 0) return all;
    all.push(...part);
  }
}
