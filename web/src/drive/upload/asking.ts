/** Asks the person for files from this machine, and takes them into a folder (my drive when none is open). */
import { request } from "../../kernel/request";
import type { Roots } from "../shapes";
import { addUploads } from "./uploads";

export function askForFiles(folder: string | null): void {
  const chooser = document.createElement("input");
  chooser.type = "file";
  chooser.multiple = true;
  chooser.hidden = true;
  chooser.dataset["upload"] = "";
  chooser.addEventListener("change", () => {
    void take(folder, [...(chooser.files ?? [])]);
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
