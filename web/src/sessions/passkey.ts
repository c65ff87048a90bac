/** The browser's credential functions between the server's offer and its check. Throws NotAllowedError on turning away. */

export type Offer<T> = { readonly publicKey: T };

export function hasPasskeys(): boolean {
  return typeof PublicKeyCredential !== "undefined" && "parseRequestOptionsFromJSON" in PublicKeyCredential;
}

export function hasTurnedAway(error: unknown): boolean {
  return error instanceof DOMException && error.name === "NotAllowedError";
}

export async function createPasskey(offer: Offer<PublicKeyCredentialCreationOptionsJSON>): Promise<unknown> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(offer.publicKey);
  return toJson(await navigator.credentials.create({ publicKey }));
}

export async function getPasskey(offer: Offer<PublicKeyCredentialRequestOptionsJSON>): Promise<unknown> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(offer.publicKey);
  return toJson(await navigator.credentials.get({ publicKey }));
}

function toJson(credential: Credential | null): unknown {
  if (!(credential instanceof PublicKeyCredential)) throw new DOMException("no credential", "NotAllowedError");
  return credential.toJSON();
}
