/** Asks the person for files from this machine: to take into a folder (my drive when none is open), or for one. */
import { request } from "../../kernel/request";
import type { Roots } from "../shapes";
import { addUploads } from "./uploads";

export function askForFiles(folder: string | null): void {
  openChooser(true, (files) => void take(folder, files));
}

export function askForOneFile(onFile: (file: File) => void): void {
  openChooser(false, ([file]) => file && onFile(file));
}

function openChooser(isMultiple: boolean, onFiles: (files: readonly File[]) => void): void {
  const chooser = document.createElement("input");
  chooser.type = "file";
  chooser.multiple = isMultiple;
  chooser.hidden = true;
  chooser.dataset["upload"] = "";
  chooser.addEventListener("change", () => {
    onFiles([...(chooser.files ?? [])]);
    chooser.remove();
  });
  chooser.addEventListener("cancel", () => chooser.remove());
  document.body.append(chooser);
  chooser.click();
}

async function take(folder: string | null, files: readonly File[]): Promise<void> {
  if (files.length === 0) return;
  addUploads(folder ?? (await request<Roots>("GET", "/api/drive/roots")).own.id, files);
}
