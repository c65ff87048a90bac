/** What the server says of the organisation; the same words as its `people/shapes.py`. */

export interface UnitName {
  readonly id: string;
  readonly name: string;
  readonly english: string;
  /** From below the agency down to the unit itself. */
  readonly path: readonly string[];
  readonly english_path: readonly string[];
}

export interface HeldPost {
  readonly id: string;
  readonly unit: UnitName;
  readonly rank: string;
  readonly rank_name: string;
  readonly rank_english: string;
  readonly level: number;
  /** Replaces the rank's name where it is set: 庶務担当. */
  readonly title: string;
  /** Days such as 2026-04-01. */
  readonly starts_on: string;
  readonly ends_on: string | null;
  readonly is_concurrent: boolean;
  readonly is_current: boolean;
}

export interface Away {
  readonly id: string;
  readonly starts_on: string;
  readonly ends_on: string;
  readonly stand_in: string | null;
}

export interface PersonLine {
  readonly id: string;
  readonly name: string;
  readonly reading: string;
  readonly former_surname: string;
  readonly telephone: string;
  readonly posts: readonly HeldPost[];
  readonly away: Away | null;
}

export interface PersonPage {
  readonly people: readonly PersonLine[];
  readonly next: string | null;
}

interface NamedPerson {
  readonly id: string;
  readonly name: string;
  readonly reading: string;
}

export interface PersonCard extends NamedPerson {
  readonly surname: string;
  readonly given: string;
  readonly surname_reading: string;
  readonly given_reading: string;
  readonly former_surname: string;
  readonly telephone: string;
  /** Where they sit: their own where one is kept, else their unit's. */
  readonly place: string;
  readonly own_place: string;
  readonly number: string | null;
  readonly is_guest: boolean;
  readonly is_me: boolean;
  /** The newest first; past and coming ones too. */
  readonly posts: readonly HeldPost[];
  readonly absences: readonly Away[];
  readonly stand_ins: readonly NamedPerson[];
  readonly abilities: readonly string[];
}

export interface UnitLine {
  readonly id: string;
  readonly name: string;
  readonly english: string;
  readonly reading: string;
  readonly kind: "agency" | "bureau" | "ward" | "department" | "section" | "team";
  readonly count: number;
  readonly has_children: boolean;
}

export interface UnitCard extends Omit<UnitLine, "has_children"> {
  readonly duty: string;
  readonly place: string;
  readonly telephone: string;
  readonly away_count: number;
  /** The top first. */
  readonly above: readonly UnitLine[];
  readonly children: readonly UnitLine[];
  readonly abilities: readonly string[];
}

/** Somebody a thing can be shared with or a text can mention, as `/api/principals` finds them. */
export interface Pick {
  readonly id: string | null;
  readonly kind: "person" | "unit" | "group" | "post" | "everyone";
  readonly name: string;
  readonly english: string;
  readonly reading: string;
  readonly detail: string;
  readonly english_detail: string;
  readonly count: number;
  readonly is_guest: boolean;
  readonly away_until: string | null;
}

export type Order = "reading" | "rank";

export interface AbsenceWanted {
  readonly starts_on: string;
  readonly ends_on: string;
  readonly stand_in: string | null;
}

export interface Rank {
  readonly key: string;
  readonly name: string;
  readonly english: string;
}

export interface UnitWanted {
  readonly kind: UnitLine["kind"];
  readonly name: string;
  readonly reading: string;
  readonly english: string;
  readonly parent: string | null;
}

export interface PersonWanted {
  readonly number: string;
  readonly surname: string;
  readonly given: string;
  readonly surname_reading: string;
  readonly given_reading: string;
}

/** What stays as it is, is said again. */
export interface PersonRenaming extends PersonWanted {
  readonly former_surname: string;
  readonly telephone: string;
  readonly place: string;
}

export interface UnitRenaming {
  readonly name: string;
  readonly reading: string;
  readonly english: string;
  readonly telephone: string;
  readonly place: string;
}

export interface PostWanted {
  readonly unit: string;
  readonly rank: string;
  readonly starts_on: string;
  readonly ends_on?: string | null;
  readonly title?: string;
  readonly is_concurrent?: boolean;
}

interface GroupLine {
  readonly id: string;
  readonly name: string;
  readonly reading: string;
  readonly count: number;
}

export interface Groups {
  readonly groups: readonly GroupLine[];
  readonly abilities: readonly string[];
}

export interface MemberLine {
  readonly id: string;
  readonly kind: "person" | "unit" | "group" | "post";
  readonly name: string;
  readonly english: string;
  readonly starts_on: string | null;
  readonly ends_on: string | null;
}

export interface GroupCard extends GroupLine {
  /** Past and coming ones too. */
  readonly members: readonly MemberLine[];
  readonly abilities: readonly string[];
}

export interface GroupNaming {
  readonly name: string;
  readonly reading: string;
}

export interface MemberWanted {
  readonly id: string;
  readonly starts_on: string | null;
  readonly ends_on: string | null;
}
