/** What the pages ask about guests, one function per request. */
import { useQuery, type QueryClient } from "@tanstack/react-query";
import { makeIdempotencyKey, request } from "../../kernel/request";
import type { GuestLine, GuestLines, GuestLink, GuestRules, Invitation, Invited } from "./shapes";

const ALL = "guests";

export function useGuestRules(thing: string) {
  return useQuery({
    queryKey: [ALL, "rules", thing],
    queryFn: ({ signal }) => request<GuestRules>("GET", `/api/things/${thing}/guests`, { signal }),
  });
}

export function useGuests(which: "mine" | "all") {
  return useQuery({
    queryKey: [ALL, which],
    queryFn: ({ signal }) => request<GuestLines>("GET", which === "all" ? "/api/guests/all" : "/api/guests", { signal }),
  });
}

export function renewGuests(queries: QueryClient): void {
  void queries.invalidateQueries({ queryKey: [ALL] });
}

export const inviteGuest = (thing: string, body: Invitation, idempotencyKey: string) =>
  request<Invited>("POST", `/api/things/${thing}/guests`, { body, idempotencyKey });

const of = (guest: GuestLine) => `/api/guests/${guest.person}`;

export const setLastDay = (guest: GuestLine, ends_on: string) => request("PUT", `${of(guest)}/last-day`, { body: { ends_on } });

export const endGuest = (guest: GuestLine) => request("POST", `${of(guest)}/end`, { idempotencyKey: makeIdempotencyKey() });

export const makeGuestLink = (guest: GuestLine) => request<GuestLink>("POST", `${of(guest)}/link`, { idempotencyKey: makeIdempotencyKey() });

export const setVoucher = (guest: GuestLine, person: string) => request("PUT", `${of(guest)}/voucher`, { body: { person } });
