/** A list that was already on its way when something changed must not undo the change on arrival. */
import { QueryClient } from "@tanstack/react-query";
import { expect, it } from "vitest";
import type { Item, ItemPage } from "../shapes";
import { keys } from "../queries";
import { changeItems, getLoadedIds } from "./useItems";

function makeItem(id: string): Item {
  return {
    id, kind: "file", name: id, folder: "f", root: null, owner: null, label: 2, revision: 1, size_bytes: 1, media_type: null,
    created_at: "2026-11-20T00:00:00Z", created_by: null, modified_at: "2026-11-20T00:00:00Z", modified_by: null, abilities: [], audience: null, received: null, held: null, starred: false, comments: 0, version: null, editing: [],
  };
}

it("asks again for a list that left the server before the change", async () => {
  const queries = new QueryClient();
  let answers: ItemPage[] = [{ items: [makeItem("a")], next: null, total: 1 }];
  const key = keys.list("f", "name");
  const waiting: (() => void)[] = [];
  const fetchPage = async () => {
    const answer = answers.at(-1)!;
    await new Promise<void>((resolve) => waiting.push(resolve));
    return answer;
  };
  const options = { queryKey: key, queryFn: fetchPage, initialPageParam: null, getNextPageParam: () => null };
  const first = queries.fetchInfiniteQuery(options);
  waiting.shift()!();
  await first;
  // A second look begins, then b is added here, then the old answer arrives.
  void queries.refetchQueries({ queryKey: key, type: "all" });
  answers = [{ items: [makeItem("a"), makeItem("b")], next: null, total: 2 }];
  changeItems(queries, "f", { items: [makeItem("b")], gone: [] });
  for (const give of waiting.splice(0)) give();
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect([...getLoadedIds(queries, "f")]).toEqual(["a", "b"]);
});
