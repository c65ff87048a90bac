/** Which version an address asks for, and what it is to be compared with: `?version=3&compare=4`. */
import { useNavigate, useSearch } from "@tanstack/react-router";
import { addressOf } from "../addresses";
import type { Item } from "../shapes";
import { readNumber } from "./addresses";
import { useVersion } from "./queries";
import type { Version } from "./shapes";

export interface Shown {
  /** null: the file as it is. */
  readonly number: number | null;
  readonly version: Version | undefined;
  /** Another number, beside this one. */
  readonly compare: number | null;
  readonly error: Error | null;
  readonly again: () => void;
}

export function useShown(item: Item): Shown {
  const search = useSearch({ strict: false }) as { readonly version?: unknown; readonly compare?: unknown };
  const number = readNumber(search.version);
  const compare = number === null ? null : readNumber(search.compare);
  const { data, error, refetch } = useVersion(item.id, number);
  return { number, version: data, compare: compare === number ? null : compare, error, again: () => void refetch() };
}

/** Shows a version, or with none the file as it is. */
export function useShow(id: string): (number: number | null, compare?: number) => void {
  const navigate = useNavigate();
  return (number, compare) => {
    const search = number === null ? {} : { version: number, ...(compare === undefined ? {} : { compare }) };
    void navigate({ to: addressOf("file", id), search: search as never });
  };
}
