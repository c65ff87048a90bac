/** A new document where one is: in the open folder, else in one's own drive; opened at once. */
import { fetchRoots } from "../drive/api";
import type { Go } from "../kernel/feature";
import { getHere } from "../kernel/here";
import { isProblem } from "../kernel/problem";
import { getWord } from "../kernel/words";
import { showTrouble } from "../ui/toasts";
import { addDocument } from "./api";

const MOST_TRIES = 5;

export async function makeDocument(go: Go): Promise<void> {
  try {
    const here = getHere();
    const folder = here?.kind === "folder" ? here.id : (await fetchRoots({})).own?.id;
    if (folder === undefined) return;
    const { id } = await addNamed(folder, getWord("documents", "untitled"));
    go(`/documents/${id}`);
  } catch (error) {
    showTrouble(error);
  }
}

/** The server refuses a name that is taken and offers a free one. */
async function addNamed(folder: string, name: string, tries = MOST_TRIES): Promise<{ readonly id: string }> {
  try {
    return await addDocument(folder, name);
  } catch (error) {
    const free = isProblem(error, "name_taken") ? error.params["suggestion"] : undefined;
    if (typeof free !== "string" || tries <= 1) throw error;
    return addNamed(folder, free, tries - 1);
  }
}
