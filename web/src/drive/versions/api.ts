/** What the page asks about versions, one function per request. */
import { makeIdempotencyKey, request } from "../../kernel/request";
import type { Item } from "../shapes";
import type { Choice, Version, VersionPage } from "./shapes";

const PAGE = 50;
const of = (id: string, number: number) => `/api/files/${id}/versions/${number}`;

export const fetchVersions = (id: string, before: number | null, { signal }: { readonly signal?: AbortSignal }) =>
  request<VersionPage>("GET", `/api/files/${id}/versions?limit=${PAGE}${before === null ? "" : `&before=${before}`}`, { signal });

export const fetchVersion = (id: string, number: number, { signal }: { readonly signal?: AbortSignal }) =>
  request<Version>("GET", of(id, number), { signal });

export const restoreVersion = (id: string, number: number) =>
  request<Item>("POST", `${of(id, number)}/restored`, { idempotencyKey: makeIdempotencyKey() });

export const settleVersion = (id: string, number: number, choice: Choice) =>
  request<Item>("POST", `${of(id, number)}/settled`, { body: { choice }, idempotencyKey: makeIdempotencyKey() });

export const nameVersion = (id: string, number: number, name: string | null) => request<Version>("PUT", `${of(id, number)}/name`, { body: { name } });

export const keepVersion = (id: string, number: number, kept: boolean) => request<Version>("PUT", `${of(id, number)}/kept`, { body: { kept } });

/** A link to it was handed on: it must not go by age. */
export const linkVersion = (id: string, number: number) => request("POST", `${of(id, number)}/linked`);

export const beginEditing = (id: string, version: number) => request<Item>("PUT", `/api/files/${id}/editing`, { body: { version } });

export const stopEditing = (id: string) => request<Item>("DELETE", `/api/files/${id}/editing`);
