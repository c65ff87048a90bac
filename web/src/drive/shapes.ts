/** What travels between the drive and the page; the same shapes as `src/zencho/drive/shapes.py`. */

export type Role = "viewer" | "commenter" | "editor" | "manager";
export const roles: readonly Role[] = ["viewer", "commenter", "editor", "manager"];

export interface Party {
  readonly kind: "person" | "unit" | "post" | "group" | "everyone" | "link";
  /** null for everyone alone. */
  readonly id: string | null;
}

export interface SharedParty extends Party {
  readonly role: Role;
  readonly people: number;
}

export interface Audience {
  readonly only_me: boolean;
  readonly people: number;
  /** The first three. */
  readonly parties: readonly SharedParty[];
  readonly more: number;
}

/** Why nobody may open a file yet; `virus` is the name of what was found. */
export interface Held {
  readonly why: "waits" | "unanswered" | "too_large" | "found";
  readonly virus: string | null;
}

export interface Item {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly folder: string | null;
  readonly root: "own" | "shared" | null;
  readonly owner: string | null;
  /** 1 to 5: 1, 2, 3C, 3B, 3A. */
  readonly label: number;
  readonly revision: number;
  readonly size_bytes: number | null;
  readonly media_type: string | null;
  readonly created_at: string;
  readonly created_by: string | null;
  readonly modified_at: string;
  readonly modified_by: string | null;
  readonly abilities: readonly string[];
  /** null where it equals the folder's. */
  readonly audience: Audience | null;
  /** Of a file: the number of its current version. */
  readonly version: number | null;
  /** Who has it open in an application or in the page, the first to begin first. */
  readonly editing: readonly Editing[];
  /** What came by a receive link: who said they sent it, and the number on their receipt. */
  readonly received: { readonly sender: string; readonly number: string } | null;
  readonly held: Held | null;
  /** Whether whoever asks keeps it at hand. */
  readonly starred: boolean;
  /** Those in threads that are open. */
  readonly comments: number;
}

export interface Editing {
  readonly person: string;
  readonly version: number;
  /** In the city's office editor. */
  readonly in_page: boolean;
  readonly since: string;
}

export interface ItemPage {
  readonly items: readonly Item[];
  readonly next: string | null;
  /** With the first page only. */
  readonly total: number | null;
}

export interface Step {
  readonly id: string;
  readonly name: string;
  readonly root: "own" | "shared" | null;
  readonly owner: string | null;
}

export interface Detail {
  readonly item: Item;
  readonly path: readonly Step[];
  readonly audience: Audience | null;
  readonly inherits: boolean;
  /** Whoever manages it can see who opened it. */
  readonly openings_told: boolean;
  /** Of a folder. */
  readonly about: About | null;
  /** Of a folder one may add to, where its drive is nearly full. */
  readonly little_room: { readonly used_bytes: number; readonly limit_bytes: number } | null;
}

/** What a folder is for; revision 0: nobody has said anything yet. */
export interface About {
  readonly description: string;
  readonly tags: readonly string[];
  readonly revision: number;
}

export interface FoundItem {
  readonly item: Item;
  readonly path: readonly Step[];
}

export interface Roots {
  /** null for guests, who have none. */
  readonly own: Item | null;
  readonly shared: readonly Item[];
}

export interface RecentItem {
  readonly item: Item;
  readonly path: readonly Step[];
  readonly opened_at: string | null;
  readonly edited_at: string | null;
}

export interface StarredItem {
  readonly item: Item;
  readonly path: readonly Step[];
  readonly starred_at: string;
}

export interface StarredPage extends Page<StarredItem> {
  /** With the first page only. */
  readonly total: number | null;
}

export interface BinnedItem {
  readonly item: Item;
  readonly binned_at: string;
  readonly binned_by: string | null;
  readonly purged_on: string;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

export interface Result {
  readonly id: string;
  /** null where it was done. */
  readonly code: string | null;
  readonly params: Readonly<Record<string, unknown>>;
  readonly item: Item | null;
  /** The folder it lay in before, for undo. */
  readonly before: string | null;
}

export interface Share {
  readonly party: Party;
  readonly role: Role;
  readonly people: number;
  /** The first moment it no longer holds. */
  readonly ends: string | null;
  readonly inherited: boolean;
  readonly where: string | null;
  readonly given_by: string | null;
  readonly given_at: string;
}

export interface Sharing {
  readonly shares: readonly Share[];
  readonly people: number;
  readonly inherits: boolean;
  readonly has_parent: boolean;
  /** For those who manage: what lies below, and the places below with rules of their own. */
  readonly inside: number | null;
  readonly apart: number | null;
}

export interface Give {
  readonly party: Party;
  readonly role: Role;
  /** The last day it holds. */
  readonly ends_on: string | null;
}

export interface SharingChange {
  readonly give: readonly Give[];
  readonly take: readonly Party[];
  readonly inherits: boolean | null;
}

export interface Preview {
  readonly before: number;
  readonly after: number;
  readonly gain: number;
  readonly lose: number;
  /** Keep seeing it with another role. */
  readonly other_role: number;
  /** The first ten. */
  readonly gaining: readonly string[];
  readonly losing: readonly string[];
}

/** Everyone is counted once, however many of the things they would see. */
export interface SeveralPreview {
  readonly gain: number;
  /** The first ten. */
  readonly gaining: readonly string[];
  readonly other_role: number;
}

export interface SharedResult {
  readonly id: string;
  readonly code: string | null;
  readonly params: Readonly<Record<string, unknown>>;
  /** Takes exactly this back; null where nothing was lacking. */
  readonly back: SharingChange | null;
}

export interface BeingWritten {
  readonly id: string;
  /** The first to come first. */
  readonly persons: readonly string[];
}

interface Reader {
  readonly person: string;
  readonly role: Role;
}

export interface ReaderPage {
  readonly readers: readonly Reader[];
  readonly people: number;
  /** How many the question fits. */
  readonly found: number;
  readonly next: string | null;
}

export type RoleCounts = Partial<Readonly<Record<Role, number>>>;

export interface UnitReaders {
  readonly unit: string;
  readonly people: number;
  readonly readers: RoleCounts;
  readonly has_units: boolean;
}

export interface ReadersByUnit {
  readonly unit: string;
  readonly above: readonly string[];
  readonly units: readonly UnitReaders[];
  readonly here: UnitReaders;
  readonly elsewhere: RoleCounts;
}

export interface ChainLink {
  readonly party: Party;
  readonly belongs_to: Party;
  readonly starts: string | null;
  readonly ends: string | null;
}

export interface Chain {
  readonly links: readonly ChainLink[];
  readonly share: Share;
  readonly down: readonly (string | null)[];
}

interface Remedy {
  readonly take: readonly Share[];
  readonly give: Role | null;
  readonly needs: Readonly<Record<string, unknown>>;
  readonly people: number;
}

export interface Reasons {
  readonly person: string;
  readonly permission: string;
  readonly allowed: boolean;
  readonly role: Role | null;
  readonly rules: readonly string[];
  /** What the guard rails ask of sign-in, device and place besides. */
  readonly conditions: Readonly<Record<string, unknown>>;
  readonly until: string | null;
  readonly chains: readonly Chain[];
  readonly remedy: Remedy | null;
}

export interface AccessRequest {
  readonly id: string;
  readonly thing: string;
  readonly kind: string;
  readonly name: string;
  readonly person: string;
  readonly reason: string;
  readonly role: Role;
  readonly until: string | null;
  readonly asked_at: string;
}
