/**
 * Who is here, in order of arrival. Names and colours never come from the other browser: the server signs each state
 * with the person's id, the order follows the time each says it came, and the name is asked of people.
 */
import { useEffect, useState } from "react";
import type { Awareness } from "y-protocols/awareness";

interface Here {
  readonly person: string;
  /** From 1; keeps the colour while others come and go. */
  readonly order: number;
  readonly clients: readonly number[];
}

interface Said {
  readonly user?: { readonly id?: unknown };
  readonly came?: unknown;
}

/** Everyone whose state the server has signed; the same person in two tabs stands once. */
export function listHere(states: ReadonlyMap<number, Said>, me: { readonly client: number; readonly person: string }): readonly Here[] {
  const found = new Map<string, { came: number; clients: number[] }>();
  for (const [client, state] of states) {
    const person = client === me.client ? me.person : state.user?.id;
    if (typeof person !== "string") continue;
    const came = typeof state.came === "number" ? state.came : Number.MAX_SAFE_INTEGER;
    const known = found.get(person);
    if (known === undefined) found.set(person, { came, clients: [client] });
    else {
      known.clients.push(client);
      known.came = Math.min(known.came, came);
    }
  }
  return [...found]
    .sort(([a, first], [b, second]) => first.came - second.came || (a < b ? -1 : 1))
    .map(([person, { clients }], index) => ({ person, order: index + 1, clients }));
}

export function useHerePeople(awareness: Awareness, person: string): readonly Here[] {
  const [here, setHere] = useState<readonly Here[]>([]);
  useEffect(() => {
    const me = { client: awareness.clientID, person };
    const read = () => {
      const next = listHere(awareness.getStates() as ReadonlyMap<number, Said>, me);
      setHere((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next));
    };
    awareness.setLocalStateField("came", Date.now());
    awareness.on("change", read);
    read();
    return () => awareness.off("change", read);
  }, [awareness, person]);
  return here;
}
