/**
 * Who writes in the documents of a list now. Asked for all of them at once and again now and then while the page is
 * looked at: a mark beside a row may be some seconds old, and nobody has to open a document to know.
 */
import { createContext, useContext } from "react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMe } from "../sessions/me";
import * as api from "./api";
import type { Item } from "./shapes";

const AGAIN_MILLISECONDS = 20_000;
const MOST_ASKED = 100;

type Writers = ReadonlyMap<string, readonly string[]>;
const nobody: Writers = new Map();

/** The others who write in these now, by the thing's id. */
export function useWriters(items: readonly Pick<Item, "id" | "kind">[]): Writers {
  const me = useMe().person.id;
  const ids = items.filter(({ kind }) => kind === "document").slice(0, MOST_ASKED).map(({ id }) => id);
  const { data } = useQuery({
    queryKey: ["drive", "writers", [...ids].sort()],
    queryFn: async ({ signal }) => new Map((await api.fetchWriters(ids, { signal })).map(({ id, persons }) => [id, persons])),
    enabled: ids.length > 0,
    placeholderData: keepPreviousData,
    refetchInterval: AGAIN_MILLISECONDS,
    refetchOnWindowFocus: true,
    refetchOnMount: "always",
  });
  if (data === undefined || ids.length === 0) return nobody;
  return new Map([...data].map(([id, persons]) => [id, persons.filter((person) => person !== me)]));
}

/** What the list asked, for its rows. */
export const WritersContext = createContext<Writers>(nobody);

export function useWritersOf(id: string): readonly string[] {
  return useContext(WritersContext).get(id) ?? [];
}
