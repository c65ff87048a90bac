/** One's own sessions and credentials: reading and changing them. */
import { useQuery, type QueryClient } from "@tanstack/react-query";
import { forgetDrafts } from "../kernel/drafts";
import { request } from "../kernel/request";
import { createPasskey, type Offer } from "./passkey";
import type { Credentials, SessionLine } from "./shapes";

const SESSIONS = ["sessions"] as const;
const CREDENTIALS = ["credentials"] as const;

export function useSessions() {
  return useQuery({
    queryKey: SESSIONS,
    queryFn: async ({ signal }) => (await request<{ sessions: readonly SessionLine[] }>("GET", "/api/sessions", { signal })).sessions,
  });
}

export function useCredentials() {
  return useQuery({ queryKey: CREDENTIALS, queryFn: ({ signal }) => request<Credentials>("GET", "/api/me/credentials", { signal }) });
}

/** A changed credential ends other sessions too. */
export function renewCredentials(queries: QueryClient): void {
  void queries.invalidateQueries({ queryKey: SESSIONS });
  void queries.invalidateQueries({ queryKey: CREDENTIALS });
}

export function endSession(id: string): Promise<void> {
  return request("DELETE", `/api/sessions/${id}`);
}

/** Every browser but this one -> how many there were. */
export async function endOtherSessions(): Promise<number> {
  return (await request<{ count: number }>("DELETE", "/api/sessions?but_this=true")).count;
}

export async function signOutEverywhere(): Promise<void> {
  await request("DELETE", "/api/sessions");
  forgetDrafts();
  location.assign("/");
}

export async function addPasskey(name: string): Promise<void> {
  const offer = await request<Offer<PublicKeyCredentialCreationOptionsJSON>>("POST", "/api/me/passkeys/options");
  await request("POST", "/api/me/passkeys", { body: { credential: await createPasskey(offer), name } });
}

export function removePasskey(id: string): Promise<void> {
  return request("DELETE", `/api/me/passkeys/${id}`);
}

export function changePassword(password: string, present: string): Promise<void> {
  return request("PUT", "/api/me/password", { body: { password, present } });
}
