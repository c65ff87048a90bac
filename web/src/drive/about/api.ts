/** What the page asks about what folders are for. */
import { request } from "../../kernel/request";
import type { About, FoundItem } from "../shapes";

type Signal = { readonly signal?: AbortSignal };

export interface UsedTag {
  readonly name: string;
  /** How many folders that I see bear it. */
  readonly folders: number;
}

export const saveAbout = (folder: string, said: Pick<About, "description" | "tags">, revision: number) =>
  request<About>("PUT", `/api/folders/${folder}/about`, { body: { description: said.description, tags: said.tags }, ifMatch: `"${revision}"` });

export const fetchTags = async (text: string, { signal }: Signal) =>
  (await request<{ tags: readonly UsedTag[] }>("GET", `/api/drive/tags?${new URLSearchParams({ query: text }).toString()}`, { signal })).tags;

export const fetchTagged = (tag: string, { signal }: Signal) =>
  request<{ items: readonly FoundItem[]; more: boolean }>("GET", `/api/drive/tagged?${new URLSearchParams({ tag }).toString()}`, { signal });
