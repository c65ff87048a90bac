/** What the page asks about documents, one function per request. */
import { makeIdempotencyKey, request } from "../kernel/request";
import type * as shapes from "./shapes";

export const keys = {
  document: (id: string) => ["documents", id] as const,
};

export const fetchDocument = (id: string, { signal }: { readonly signal?: AbortSignal }) =>
  request<shapes.DocumentShape>("GET", `/api/documents/${id}`, { signal });

export const addDocument = (folder: string, name: string) =>
  request<shapes.DocumentMade>("POST", `/api/folders/${folder}/documents`, {
    body: { name },
    idempotencyKey: makeIdempotencyKey(),
  });
