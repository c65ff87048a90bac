/** Copies: small ones are there at once, trees go on at the server and are followed here by the topic of the person. */
import { useEffect, useRef } from "react";
import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { Copy } from "lucide-react";
import { Problem, wordProblem } from "../../kernel/problem";
import { request } from "../../kernel/request";
import { getWord } from "../../kernel/words";
import { useTopic } from "../../live/topics";
import { useMe } from "../../sessions/me";
import { showToast, showTrouble } from "../../ui/toasts";
import * as api from "../api";
import { changeItems, showItems } from "../list/useItems";
import type { Item } from "../shapes";
import { putTask, useTasks } from "./tasks";

/** The same shape as `BulkShape` of the server. */
interface Bulk {
  readonly id: string;
  readonly target: string;
  readonly state: "running" | "done" | "stopped" | "failed";
  readonly trouble: string | null;
  readonly total: number;
  readonly done: number;
  readonly left_out: Readonly<Record<string, number>>;
  readonly made: readonly string[];
}

function word(key: string, params: Record<string, unknown> = {}): string {
  return getWord("takeout", key, params);
}

export async function copyThings(queries: QueryClient, items: readonly Item[], folder: string): Promise<void> {
  try {
    const body = { ids: items.map(({ id }) => id) };
    const bulk = await request<Bulk>("POST", `/api/folders/${folder}/copies`, { body });
    showMade(queries, bulk);
    if (bulk.state === "running") {
      follow(queries, bulk);
      return;
    }
    const left = Object.values(bulk.left_out).reduce((sum, count) => sum + count, 0);
    if (left > 0) showToast({ words: wordLeftOut(bulk), look: "trouble" });
    if (bulk.made.length === 0) return;
    showToast({ words: word("copy.done", { count: bulk.done }), icon: Copy, undo: { act: () => void takeBack(queries, bulk) } });
  } catch (error) {
    showTrouble(error);
  }
}

function showMade(queries: QueryClient, { target, made }: Bulk): void {
  if (made.length > 0) showItems(queries, target, made.slice(-200));
}

async function takeBack(queries: QueryClient, bulk: Bulk): Promise<void> {
  try {
    await api.binThings(bulk.made);
    changeItems(queries, bulk.target, { items: [], gone: bulk.made });
    void queries.invalidateQueries({ queryKey: ["drive", "bin"] });
    showToast({ words: word("copy.taken_back", { count: bulk.made.length }), icon: Copy });
  } catch (error) {
    showTrouble(error);
  }
}

function wordLeftOut(bulk: Bulk): string {
  const [code, count] = Object.entries(bulk.left_out)[0] ?? ["", 0];
  const all = Object.values(bulk.left_out).reduce((sum, each) => sum + each, 0);
  return word("copy.left_out", { count: all, reason: count === 0 ? "" : wordProblem(new Problem(409, code, {})) });
}

/** Those begun or seen running here; what ended before this page was opened is nobody's news. */
const followed = new Set<string>();

function follow(queries: QueryClient, bulk: Bulk): void {
  followed.add(bulk.id);
  const stop = () => {
    request<Bulk>("POST", `/api/drive/bulks/${bulk.id}/stop`).then(
      (ended) => follow(queries, ended),
      showTrouble,
    );
  };
  const base = { id: bulk.id, done: bulk.done, all: bulk.total };
  if (bulk.state === "running") {
    putTask({ ...base, state: "running", words: word("copy.running"), stop });
    return;
  }
  if (!followed.delete(bulk.id)) return;
  const troubles = [
    ...(bulk.trouble === null ? [] : [wordProblem(new Problem(409, bulk.trouble, {}))]),
    ...(Object.keys(bulk.left_out).length === 0 ? [] : [wordLeftOut(bulk)]),
  ];
  putTask({
    ...base,
    state: bulk.state === "failed" ? "trouble" : bulk.state,
    words: word(bulk.state === "done" ? "copy.done" : "copy.ended", { count: bulk.done, all: bulk.total }),
    note: troubles.length === 0 ? undefined : troubles.join(" "),
    undo: bulk.made.length === 0 ? undefined : () => void takeBack(queries, bulk),
  });
  showMade(queries, bulk);
}

/** While one runs it is asked for again after this long, also where no event comes. */
const AGAIN_MILLISECONDS = 5_000;

/** Hears of one's copies, also of those begun in another tab or before this page was opened. */
export function useBulks(): void {
  const queries = useQueryClient();
  const me = useMe().person.id;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const read = async () => {
    clearTimeout(timer.current);
    try {
      const { bulks } = await request<{ bulks: readonly Bulk[] }>("GET", "/api/drive/bulks");
      for (const bulk of bulks) if (bulk.state === "running" || followed.has(bulk.id)) follow(queries, bulk);
    } catch {
      // What runs goes on at the server; it is asked for again below.
    }
    clearTimeout(timer.current);
    if (followed.size > 0) timer.current = setTimeout(() => void read(), AGAIN_MILLISECONDS);
  };
  useTopic(`person:${me}`, (name) => name === "BulkChanged" && void read(), { onMissed: () => void read() });
  const isFollowing = useTasks().some(({ id, state }) => state === "running" && followed.has(id));
  useEffect(() => {
    void read();
    return () => clearTimeout(timer.current);
  }, [isFollowing]);
}
