/**
 * A folder's list lives: what colleagues do there arrives as events, is gathered for a moment, asked for by ids and
 * put in its place. While the pointer rests over the rows (or a name is being changed) nothing moves: it is held and
 * said. New rows carry the green ground for three seconds; readers hear of them at most every five.
 */
import { useEffect, useRef, useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { getWord } from "../../kernel/words";
import { useTopic } from "../../live/topics";
import { useMe } from "../../sessions/me";
import { announce } from "../../ui/announce";
import * as api from "../api";
import { keys } from "../queries";
import type { Item } from "../shapes";
import { changeItems, getLoadedIds } from "./useItems";

const GATHER_MILLISECONDS = 150;
const FRESH_MILLISECONDS = 3000;
const SAY_MILLISECONDS = 5000;
const MOST_ASKED = 200;

interface Held {
  readonly items: ReadonlyMap<string, Item>;
  readonly gone: ReadonlySet<string>;
}

const nothing: Held = { items: new Map(), gone: new Set() };

interface LiveFolder {
  readonly fresh: ReadonlySet<string>;
  /** How many rows wait to be shown. */
  readonly held: number;
  readonly show: () => void;
}

export function useLiveFolder(folder: string, isHeld: boolean): LiveFolder {
  const queries = useQueryClient();
  const me = useMe().person.id;
  const [held, setHeld] = useState(nothing);
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const say = useSaying();
  const isHeldNow = useRef(isHeld);
  isHeldNow.current = isHeld;

  const show = (change: Held) => {
    const known = getLoadedIds(queries, folder);
    const items = [...change.items.values()];
    changeItems(queries, folder, { items, gone: [...change.gone] });
    const added = items.filter((item) => !known.has(item.id) && item.modified_by !== me).map((item) => item.id);
    if (added.length === 0) return;
    say(added.length);
    setFresh((now) => new Set([...now, ...added]));
    setTimeout(() => setFresh((now) => new Set([...now].filter((id) => !added.includes(id)))), FRESH_MILLISECONDS);
  };
  const ask = async (things: readonly string[]) => {
    const items = await api.fetchItemsById(folder, things);
    const present = new Set(items.map((item) => item.id));
    const change: Held = { items: new Map(items.map((item) => [item.id, item])), gone: new Set(things.filter((id) => !present.has(id))) };
    if (isHeldNow.current && wouldMove(change, getLoadedIds(queries, folder), me)) setHeld((now) => join(now, change));
    else show(change);
  };
  const gather = useGathering(ask);
  const missed = () => {
    setHeld(nothing);
    void queries.invalidateQueries({ queryKey: keys.lists(folder) });
    void queries.invalidateQueries({ queryKey: keys.detail(folder) });
  };
  const showHeld = () => {
    if (held === nothing) return;
    setHeld(nothing);
    show(held);
  };
  useEffect(() => {
    if (!isHeld) showHeld();
    // What is held is shown when the pointer leaves, not when more is held.
  }, [isHeld]);
  useTopic(
    `folder:${folder}`,
    (_name, data) => {
      const { thing_id: thing, thing_ids: several } = data as { thing_id?: unknown; thing_ids?: readonly string[] };
      if (several !== undefined) several.forEach(gather);
      else if (thing === folder) void queries.invalidateQueries({ queryKey: keys.detail(folder) });
      else if (typeof thing === "string") gather(thing);
    },
    { onMissed: missed, onGone: () => void queries.resetQueries({ queryKey: keys.detail(folder) }) },
  );
  return { fresh, held: held.items.size + held.gone.size, show: showHeld };
}

/** A row that only changes where it stands moves nothing; one of a colleague that comes, or one that goes, does. */
function wouldMove(change: Held, known: ReadonlySet<string>, me: string): boolean {
  return [...change.items.values()].some((item) => !known.has(item.id) && item.modified_by !== me) || [...change.gone].some((id) => known.has(id));
}

function join(before: Held, after: Held): Held {
  const items = new Map([...before.items, ...after.items]);
  for (const id of after.gone) items.delete(id);
  const gone = new Set([...before.gone, ...after.gone].filter((id) => !items.has(id)));
  return { items, gone };
}

/** Events come in bursts: one question for all of a moment. */
function useGathering(ask: (things: readonly string[]) => Promise<void>): (thing: string) => void {
  const waiting = useRef(new Set<string>());
  const newest = useRef(ask);
  newest.current = ask;
  useEffect(() => () => waiting.current.clear(), []);
  return (thing) => {
    if (waiting.current.size === 0) {
      setTimeout(() => {
        const things = [...waiting.current];
        waiting.current.clear();
        for (let start = 0; start < things.length; start += MOST_ASKED) {
          // The next event or the reconnection brings what this one could not.
          newest.current(things.slice(start, start + MOST_ASKED)).catch(() => undefined);
        }
      }, GATHER_MILLISECONDS);
    }
    waiting.current.add(thing);
  };
}

function useSaying(): (count: number) => void {
  const waiting = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (count) => {
    waiting.current += count;
    timer.current ??= setTimeout(() => {
      announce(getWord("drive", "list.said", { count: waiting.current }));
      waiting.current = 0;
      timer.current = undefined;
    }, SAY_MILLISECONDS);
  };
}
