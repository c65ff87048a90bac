/** What the page asks about comments, one function per request. */
import { makeIdempotencyKey, request } from "../../kernel/request";
import type { Pick } from "../../people/shapes";
import type { OneThread, ThreadPage } from "./shapes";

type Signal = { readonly signal?: AbortSignal };

const of = (file: string, comment?: string) => `/api/files/${file}/comments${comment === undefined ? "" : `/${comment}`}`;

function query(values: Readonly<Record<string, string | null>>): string {
  return new URLSearchParams(Object.entries(values).filter((each): each is [string, string] => each[1] !== null)).toString();
}

export const fetchThreads = (file: string, before: string | null, withResolved: boolean, { signal }: Signal) =>
  request<ThreadPage>("GET", `${of(file)}?${query({ before, resolved: String(withResolved) })}`, { signal });

export const fetchThread = (file: string, comment: string, before: string | null, { signal }: Signal) =>
  request<OneThread>("GET", `${of(file, comment)}?${query({ before })}`, { signal });

export const addComment = (file: string, body: string, thread: string | null, version: number | null, idempotencyKey: string) =>
  request<{ id: string }>("POST", of(file), { body: { body, thread, version }, idempotencyKey });

export const editComment = (file: string, comment: string, body: string, revision: number) =>
  request("PUT", of(file, comment), { body: { body }, ifMatch: `"${revision}"` });

export const deleteComment = (file: string, comment: string) => request("DELETE", of(file, comment));

export const restoreComment = (file: string, comment: string) =>
  request("POST", `${of(file, comment)}/restored`, { idempotencyKey: makeIdempotencyKey() });

export const setResolved = (file: string, thread: string, isResolved: boolean) =>
  request(isResolved ? "PUT" : "DELETE", `${of(file, thread)}/resolved`);

/** People who may read the file. */
export const findReaders = async (file: string, text: string, { signal }: Signal) =>
  (await request<{ people: readonly Pick[] }>("GET", `${of(file)}/readers?${query({ query: text })}`, { signal })).people;
