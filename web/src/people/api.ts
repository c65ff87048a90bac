/** The calls to the server about the organisation, one function each. */
import { request } from "../kernel/request";
import type * as shapes from "./shapes";

interface Options {
  readonly signal?: AbortSignal;
}

const PAGE_PEOPLE = 100;

function ask(path: string, params: Readonly<Record<string, string | null>>): string {
  const given = Object.entries(params).filter((entry): entry is [string, string] => entry[1] !== null);
  return `${path}?${new URLSearchParams(given).toString()}`;
}

export function searchPeople(query: string, isAway: boolean, after: string | null, options: Options): Promise<shapes.PersonPage> {
  const params = { query, away: isAway ? "true" : null, after, limit: String(PAGE_PEOPLE) };
  return request("GET", ask("/api/people", params), options);
}

export function fetchUnitPeople(unit: string, order: shapes.Order, after: string | null, options: Options): Promise<shapes.PersonPage> {
  return request("GET", ask(`/api/units/${unit}/people`, { order, after, limit: String(PAGE_PEOPLE) }), options);
}

export function fetchPerson(id: string, options: Options): Promise<shapes.PersonCard> {
  return request("GET", `/api/people/${id}`, options);
}

export function fetchUnit(id: string, options: Options): Promise<shapes.UnitCard> {
  return request("GET", `/api/units/${id}`, options);
}

/** Right below `parent`; the top of the tree for null. */
export async function fetchUnits(parent: string | null, options: Options): Promise<readonly shapes.UnitLine[]> {
  return (await request<{ units: readonly shapes.UnitLine[] }>("GET", ask("/api/units", { parent }), options)).units;
}

export async function searchPrincipals(query: string, options: Options): Promise<readonly shapes.Pick[]> {
  return (await request<{ principals: readonly shapes.Pick[] }>("GET", ask("/api/principals", { query }), options)).principals;
}

function absencesOf(person: string | null): string {
  return person === null ? "/api/me/absences" : `/api/people/${person}/absences`;
}

/** `person` is null for one's own. */
export async function setAbsence(person: string | null, wanted: shapes.AbsenceWanted): Promise<string> {
  return (await request<{ id: string }>("POST", absencesOf(person), { body: wanted })).id;
}

export function removeAbsence(person: string | null, absence: string): Promise<void> {
  return request("DELETE", `${absencesOf(person)}/${absence}`);
}

/** A link that signs this person in once; it is shown this one time only. */
export async function makeSignInLink(person: string): Promise<string> {
  return (await request<{ url: string }>("POST", `/api/people/${person}/links`)).url;
}

export async function fetchRanks(options: Options): Promise<readonly shapes.Rank[]> {
  return (await request<{ ranks: readonly shapes.Rank[] }>("GET", "/api/ranks", options)).ranks;
}

export async function addUnit(wanted: shapes.UnitWanted): Promise<string> {
  return (await request<{ id: string }>("POST", "/api/units", { body: wanted })).id;
}

export async function addPerson(wanted: shapes.PersonWanted): Promise<string> {
  return (await request<{ id: string }>("POST", "/api/people", { body: wanted })).id;
}

export async function addPost(person: string, wanted: shapes.PostWanted): Promise<void> {
  await request("POST", `/api/people/${person}/posts`, { body: wanted });
}

export function endPost(post: string, on: string): Promise<void> {
  return request("POST", `/api/posts/${post}/end`, { body: { on } });
}

/** Nothing stays as it was but what is said again. */
export function renamePerson(person: string, wanted: shapes.PersonRenaming): Promise<void> {
  return request("PATCH", `/api/people/${person}`, { body: wanted });
}

export function renameUnit(unit: string, wanted: shapes.UnitRenaming): Promise<void> {
  return request("PATCH", `/api/units/${unit}`, { body: wanted });
}

export function fetchGroups(options: Options): Promise<shapes.Groups> {
  return request("GET", "/api/groups", options);
}

export function fetchGroup(id: string, options: Options): Promise<shapes.GroupCard> {
  return request("GET", `/api/groups/${id}`, options);
}

export async function addGroup(wanted: shapes.GroupNaming): Promise<string> {
  return (await request<{ id: string }>("POST", "/api/groups", { body: wanted })).id;
}

export function renameGroup(group: string, wanted: shapes.GroupNaming): Promise<void> {
  return request("PATCH", `/api/groups/${group}`, { body: wanted });
}

/** Who is in it already gets these days. */
export function putGroupMember(group: string, wanted: shapes.MemberWanted): Promise<void> {
  return request("POST", `/api/groups/${group}/members`, { body: wanted });
}

export function removeGroupMember(group: string, member: string): Promise<void> {
  return request("DELETE", `/api/groups/${group}/members/${member}`);
}
