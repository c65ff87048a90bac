/** The acts of signing in and out. The session itself is a cookie no script can read. */
import { request } from "../kernel/request";

export async function signInWithPassword(number: string, password: string): Promise<void> {
  await request("POST", "/api/sessions/password", { body: { number, password } });
}

export async function signInWithLink(token: string): Promise<void> {
  await request("POST", "/api/sessions/link", { body: { token } });
}

/** Asks the device for a passkey of this person. Throws NotAllowedError when the person turns away. */
export async function signInWithPasskey(number: string): Promise<void> {
  const options = await request<{ publicKey: PublicKeyCredentialRequestOptionsJSON }>(
    "POST",
    "/api/sessions/passkeys/options",
    { body: number === "" ? {} : { number } },
  );
  const credential = await navigator.credentials.get({
    publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options.publicKey),
  });
  if (!(credential instanceof PublicKeyCredential)) throw new DOMException("no credential", "NotAllowedError");
  await request("POST", "/api/sessions/passkeys/verify", { body: { credential: credential.toJSON() } });
}

export async function signOut(): Promise<void> {
  await request("DELETE", "/api/sessions/current");
  // A fresh page holds nothing of the person who left.
  location.assign("/");
}

export function hasPasskeys(): boolean {
  return typeof PublicKeyCredential !== "undefined" && "parseRequestOptionsFromJSON" in PublicKeyCredential;
}
