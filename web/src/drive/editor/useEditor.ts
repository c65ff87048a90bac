/** Whether a file is edited in the page: the city has an editor that takes it, and the server offers the act. */
import { useQuery } from "@tanstack/react-query";
import { addressOf } from "../addresses";
import type { Item } from "../shapes";
import { can } from "../wording";
import { fetchCard } from "./api";

export const addressOfEditor = (id: string) => `${addressOf("file", id)}/edit`;

/** `undefined` while it is not known yet. */
export function useIsEditable(item: Item | undefined): boolean | undefined {
  const isOffered = item !== undefined && can(item, "file.edit");
  const { data, error } = useQuery({ queryKey: ["drive", "editor"], queryFn: fetchCard, staleTime: 5 * 60_000, enabled: isOffered });
  if (item === undefined) return undefined;
  if (!isOffered || error !== null) return false;
  return data && isTaken(data.extensions, item.name);
}

export function isTaken(extensions: readonly string[], name: string): boolean {
  const at = name.lastIndexOf(".");
  return at > 0 && extensions.includes(name.slice(at + 1).toLowerCase());
}

/** A page of its own, loaded anew: only there may the editor be framed. */
export function goToEditor(id: string): void {
  location.assign(addressOfEditor(id));
}
