/**
 * Where one stands in the directory: which unit or search is listed, and whose card is open. It is all in the address,
 * so that it can be kept, sent and gone back to. `/people/<id>` and `/people/units/<id>` are the short ways in.
 */
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import type { Order } from "./shapes";

export interface Place {
  readonly unit: string | null;
  readonly group: string | null;
  readonly person: string | null;
  readonly query: string;
  readonly isAway: boolean;
  readonly order: Order;
}

export const DIRECTORY = "/people";

/** What stands in the address; what equals the beginning is left out. */
export function searchOf(place: Place): Record<string, string> {
  const { unit, group, person, query, isAway, order } = place;
  return {
    ...(unit === null ? {} : { unit }),
    ...(group === null ? {} : { group }),
    ...(person === null ? {} : { person }),
    ...(query === "" ? {} : { query }),
    ...(isAway ? { away: "yes" } : {}),
    ...(order === "reading" ? {} : { order }),
  };
}

function readPlace(search: Readonly<Record<string, unknown>>, params: Readonly<Record<string, unknown>>): Place {
  // The router reads an extension such as 2314 as a number.
  const read = (name: string) => String(params[name] ?? search[name] ?? "");
  return {
    unit: read("unit") || null,
    group: read("group") || null,
    person: read("person") || null,
    query: read("query"),
    isAway: read("away") === "yes",
    order: read("order") === "rank" ? "rank" : "reading",
  };
}

/** Another place: what is not said stays as it is. A unit and a group are never listed at once. */
export function change(place: Place, to: Partial<Place>): Place {
  const other = to.unit ? { group: null } : to.group ? { unit: null } : {};
  return { ...place, ...other, ...to };
}

export function usePlace() {
  const place = readPlace(useSearch({ strict: false }), useParams({ strict: false }));
  const navigate = useNavigate();
  return {
    place,
    go: (to: Partial<Place>, options: { readonly isReplacing?: boolean } = {}) =>
      void navigate({ to: DIRECTORY, search: searchOf(change(place, to)) as never, replace: options.isReplacing ?? false }),
  };
}
