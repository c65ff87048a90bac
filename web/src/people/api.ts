/** The calls to the server about the organisation, one function each. */
import { request } from "../kernel/request";
import type { AbsenceWanted, Order, PersonCard, PersonPage, PersonWanted, Pick, PostWanted, Rank, UnitCard, UnitLine, UnitWanted } from "./shapes";

interface Options {
  readonly signal?: AbortSignal;
}

const PAGE_PEOPLE = 100;

function ask(path: string, params: Readonly<Record<string, string | null>>): string {
  const given = Object.entries(params).filter((entry): entry is [string, string] => entry[1] !== null);
  return `${path}?${new URLSearchParams(given).toString()}`;
}

export function searchPeople(query: string, isAway: boolean, after: string | null, options: Options): Promise<PersonPage> {
  const params = { query, away: isAway ? "true" : null, after, limit: String(PAGE_PEOPLE) };
  return request("GET", ask("/api/people", params), options);
}

export function fetchUnitPeople(unit: string, order: Order, after: string | null, options: Options): Promise<PersonPage> {
  return request("GET", ask(`/api/units/${unit}/people`, { order, after, limit: String(PAGE_PEOPLE) }), options);
}

export function fetchPerson(id: string, options: Options): Promise<PersonCard> {
  return request("GET", `/api/people/${id}`, options);
}

export function fetchUnit(id: string, options: Options): Promise<UnitCard> {
  return request("GET", `/api/units/${id}`, options);
}

/** Right below `parent`; the top of the tree for null. */
export async function fetchUnits(parent: string | null, options: Options): Promise<readonly UnitLine[]> {
  return (await request<{ units: readonly UnitLine[] }>("GET", ask("/api/units", { parent }), options)).units;
}

export async function searchPrincipals(query: string, options: Options): Promise<readonly Pick[]> {
  return (await request<{ principals: readonly Pick[] }>("GET", ask("/api/principals", { query }), options)).principals;
}

function absencesOf(person: string | null): string {
  return person === null ? "/api/me/absences" : `/api/people/${person}/absences`;
}

/** `person` is null for one's own. */
export async function setAbsence(person: string | null, wanted: AbsenceWanted): Promise<string> {
  return (await request<{ id: string }>("POST", absencesOf(person), { body: wanted })).id;
}

export function removeAbsence(person: string | null, absence: string): Promise<void> {
  return request("DELETE", `${absencesOf(person)}/${absence}`);
}

/** A link that signs this person in once; it is shown this one time only. */
export async function makeSignInLink(person: string): Promise<string> {
  return (await request<{ url: string }>("POST", `/api/people/${person}/links`)).url;
}

export async function fetchRanks(options: Options): Promise<readonly Rank[]> {
  return (await request<{ ranks: readonly Rank[] }>("GET", "/api/ranks", options)).ranks;
}

export async function addUnit(wanted: UnitWanted): Promise<string> {
  return (await request<{ id: string }>("POST", "/api/units", { body: wanted })).id;
}

export async function addPerson(wanted: PersonWanted): Promise<string> {
  return (await request<{ id: string }>("POST", "/api/people", { body: wanted })).id;
}

export async function addPost(person: string, wanted: PostWanted): Promise<void> {
  await request("POST", `/api/people/${person}/posts`, { body: wanted });
}

export function endPost(post: string, on: string): Promise<void> {
  return request("POST", `/api/posts/${post}/end`, { body: { on } });
}
