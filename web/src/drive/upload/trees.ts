/**
 * Whole folder trees from this machine, dropped or chosen: first what is in them is counted, then their folders are
 * made (or used where they lie there already), empty ones too, then the files go on their way.
 */
import { Problem } from "../../kernel/problem";
import { request } from "../../kernel/request";
import { showTrouble } from "../../ui/toasts";
import { addUploads, type Wanted } from "./uploads";
import { tellPreparing } from "./preparing";

/** A file and the folders it lay in, the outermost first. */
interface Found {
  readonly path: readonly string[];
  readonly file: File;
}

interface Place {
  readonly id: string | null;
  readonly code: string | null;
  readonly params: Record<string, unknown>;
}

/** As many as one request of the server takes: paths, and names in all of them. */
const MOST_PATHS = 200;
const MOST_NAMES = 1000;
const collator = new Intl.Collator("ja", { numeric: true });
/** What systems put into folders by themselves, and nobody means to take along. */
const LEFT_BEHIND = /^(\.DS_Store|Thumbs\.db|desktop\.ini|~\$.*)$/i;

/** The entries must be taken in the moment of the drop: afterwards the browser forgets them. */
export async function takeDrop(folder: string, transfer: DataTransfer): Promise<void> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry?.() ?? []);
  if (entries.length === 0) {
    addUploads([...transfer.files].map((file) => ({ folder, file })));
    return;
  }
  await take(folder, async (onCount) => {
    const folders: (readonly string[])[] = [];
    const files: Found[] = [];
    await walk(entries, [], folders, files, () => onCount(files.length));
    return { folders, files };
  });
}

/** Files chosen with their folders (`webkitdirectory`); empty folders are not told of by the browser. */
export async function takeChosenTree(folder: string, chosen: readonly File[]): Promise<void> {
  const files = chosen
    .filter((file) => !LEFT_BEHIND.test(file.name))
    .map((file) => ({ file, path: file.webkitRelativePath.split("/").slice(0, -1) }));
  await take(folder, async () => ({ folders: [], files }));
}

async function take(folder: string, read: (onCount: (count: number) => void) => Promise<{ folders: (readonly string[])[]; files: Found[] }>): Promise<void> {
  tellPreparing(0);
  try {
    const { folders, files } = await read(tellPreparing);
    files.sort(byPlace);
    const made = await makeFolders(folder, [...folders, ...files.map(({ path }) => path)]);
    addUploads(files.map(({ path, file }) => place(folder, made.get(keyOf(path)), file)));
  } catch (error) {
    showTrouble(error);
  } finally {
    tellPreparing(null);
  }
}

/** Folder by folder, each in the order of its list; a picker gives them as they lie on the disk. */
function byPlace(one: Found, other: Found): number {
  return collator.compare(keyOf(one.path), keyOf(other.path)) || collator.compare(one.file.name, other.file.name);
}

function place(folder: string, made: Place | undefined, file: File): Wanted {
  if (made === undefined) return { folder, file };
  if (made.id !== null) return { folder: made.id, file };
  return { folder, file, trouble: new Problem(409, made.code ?? "unknown", made.params) };
}

function keyOf(path: readonly string[]): string {
  return path.join("/");
}

/** Slices of which the server takes each at once. */
function cut<T extends readonly [string, readonly string[]]>(all: readonly T[]): readonly (readonly T[])[] {
  const parts: T[][] = [];
  let names = Infinity;
  for (const each of all) {
    names += each[1].length;
    if (names > MOST_NAMES || parts.at(-1)!.length === MOST_PATHS) {
      parts.push([]);
      names = each[1].length;
    }
    parts.at(-1)!.push(each);
  }
  return parts;
}

/** Each path once, the outer before the inner. */
async function makeFolders(folder: string, paths: readonly (readonly string[])[]): Promise<ReadonlyMap<string, Place>> {
  const wanted = new Map<string, readonly string[]>();
  for (const path of paths) if (path.length > 0) wanted.set(keyOf(path), path);
  const all = [...wanted.entries()].sort(([, one], [, other]) => one.length - other.length);
  const made = new Map<string, Place>();
  for (const part of cut(all)) {
    const { folders } = await request<{ readonly folders: readonly Place[] }>("POST", `/api/folders/${folder}/tree`, { body: { paths: part.map(([, path]) => path) } });
    part.forEach(([key], at) => made.set(key, folders[at]!));
  }
  return made;
}

async function walk(entries: readonly FileSystemEntry[], path: readonly string[], folders: (readonly string[])[], files: Found[], onFound: () => void): Promise<void> {
  for (const entry of entries) {
    if (LEFT_BEHIND.test(entry.name)) continue;
    if (entry.isFile) {
      files.push({ path, file: await readFile(entry as FileSystemFileEntry) });
      onFound();
    } else {
      const inner = [...path, entry.name];
      folders.push(inner);
      await walk(await readAll((entry as FileSystemDirectoryEntry).createReader()), inner, folders, files, onFound);
    }
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
