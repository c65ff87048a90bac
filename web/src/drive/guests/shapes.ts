/** What the server says of guests; the same words as its `guests/shapes.py`. */

export type GuestRole = "viewer" | "commenter" | "editor";

export interface GuestRules {
  readonly is_on: boolean;
  readonly is_labelled: boolean;
  readonly most_days: number;
}

export interface Invitation {
  readonly surname: string;
  readonly given: string;
  readonly surname_reading: string;
  readonly given_reading: string;
  readonly organisation: string;
  readonly address: string;
  readonly role: GuestRole;
  /** 2026-12-28 */
  readonly ends_on: string;
}

export interface GuestLink {
  readonly url: string;
  readonly link_ends_at: string;
}

export interface Invited extends GuestLink {
  readonly person: string;
  readonly number: string;
}

export interface GuestLine {
  readonly person: string;
  readonly name: string;
  readonly number: string;
  readonly organisation: string;
  readonly address: string;
  readonly voucher: string | null;
  readonly voucher_left: boolean;
  readonly invited_at: string | null;
  readonly signed_in_at: string | null;
  readonly ends_on: string;
  readonly ended_at: string | null;
  readonly is_ended: boolean;
  /** Those that I see too, of `things_total`. */
  readonly things: readonly { readonly id: string; readonly kind: string; readonly name: string }[];
  readonly things_total: number;
}

export interface GuestLines {
  readonly guests: readonly GuestLine[];
  readonly most_days: number;
  readonly is_on: boolean;
}
