/** Asks the person for files from this machine: to take into a folder (my drive when none is open), or for one. */
import { request } from "../../kernel/request";
import type { Roots } from "../shapes";
import { takeChosenTree } from "./trees";
import { addUploads } from "./uploads";

export function askForFiles(folder: string | null): void {
  openChooser("files", (files) => void into(folder, (id) => addUploads(files.map((file) => ({ folder: id, file })))));
}

export function askForFolder(folder: string | null): void {
  openChooser("folder", (files) => void into(folder, (id) => void takeChosenTree(id, files)));
}

export function askForOneFile(onFile: (file: File) => void): void {
  openChooser("file", ([file]) => file && onFile(file));
}

/** Any files, without a place of their own: those of uploads that go on. */
export function askForAnyFiles(onFiles: (files: readonly File[]) => void): void {
  openChooser("files", onFiles);
}

function openChooser(what: "file" | "files" | "folder", onFiles: (files: readonly File[]) => void): void {
  const chooser = document.createElement("input");
  chooser.type = "file";
  chooser.multiple = what === "files";
  chooser.webkitdirectory = what === "folder";
  chooser.hidden = true;
  chooser.dataset["upload"] = "";
  chooser.addEventListener("change", () => {
    const files = [...(chooser.files ?? [])];
    if (files.length > 0) onFiles(files);
    chooser.remove();
  });
  chooser.addEventListener("cancel", () => chooser.remove());
  document.body.append(chooser);
  chooser.click();
}

async function into(folder: string | null, take: (folder: string) => void): Promise<void> {
  const place = folder ?? (await request<Roots>("GET", "/api/drive/roots")).own?.id;
  if (place !== undefined) take(place);
}
