/** What the server says of one's own sessions and credentials; the same words as its `sessions/shapes.py`. */

export interface SessionLine {
  readonly id: string;
  /** "Firefox, Linux"; empty where the browser does not say. */
  readonly browser: string;
  readonly how: "password" | "passkey" | "link" | "demo";
  readonly created_at: string;
  readonly seen_at: string;
  readonly ends_at: string;
  readonly is_current: boolean;
}

export interface PasskeyLine {
  readonly id: string;
  readonly name: string;
  readonly created_at: string;
  readonly used_at: string | null;
}

export interface Credentials {
  /** null where there is no password. */
  readonly password_changed_at: string | null;
  readonly passkeys: readonly PasskeyLine[];
}

export interface LinkCard {
  readonly purpose: "sign-in" | "guest" | "demo" | "first-administrator";
  readonly name: string | null;
}
