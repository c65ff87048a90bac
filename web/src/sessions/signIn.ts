/** The acts of signing in and out. The session itself is a cookie no script can read. */
import { forgetDrafts } from "../kernel/drafts";
import { request } from "../kernel/request";
import { createPasskey, getPasskey, type Offer } from "./passkey";
import type { LinkCard } from "./shapes";

export async function signInWithPassword(number: string, password: string): Promise<void> {
  await request("POST", "/api/sessions/password", { body: { number, password } });
}

/** The device offers the passkeys it has for this place: no account needs to be named. */
export async function signInWithPasskey(): Promise<void> {
  const offer = await request<Offer<PublicKeyCredentialRequestOptionsJSON>>("POST", "/api/sessions/passkeys/options");
  await request("POST", "/api/sessions/passkeys/verify", { body: { credential: await getPasskey(offer) } });
}

/** What a one-time link is for; looking does not use it up. */
export function lookAtLink(token: string): Promise<LinkCard> {
  return request("POST", "/api/sessions/link/look", { body: { token } });
}

export async function signInWithLink(token: string): Promise<void> {
  await request("POST", "/api/sessions/link", { body: { token } });
}

export interface Administrator {
  readonly number: string;
  readonly surname: string;
  readonly given: string;
  readonly surname_reading: string;
  readonly given_reading: string;
}

/** With a password, or with a passkey made now where it is null. */
export async function registerFirstAdministrator(token: string, person: Administrator, password: string | null): Promise<void> {
  const { number, ...naming } = person;
  const by = password === null ? { credential: await offerFirstPasskey(token, person) } : { password };
  await request("POST", "/api/sessions/first-administrator", { body: { token, number, naming, ...by } });
}

async function offerFirstPasskey(token: string, { number, surname, given }: Administrator): Promise<unknown> {
  const body = { token, number, name: `${surname} ${given}` };
  const offer = await request<Offer<PublicKeyCredentialCreationOptionsJSON>>("POST", "/api/sessions/first-administrator/options", { body });
  return createPasskey(offer);
}

export async function signOut(): Promise<void> {
  await request("DELETE", "/api/sessions/current");
  forgetDrafts();
  // A fresh page holds nothing of the person who left.
  location.assign("/");
}
