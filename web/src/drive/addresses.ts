/** Where each kind of thing is opened, and the page it is reached from outside by. */

export function addressOf(kind: string, id: string): string {
  if (kind === "folder") return `/drive/folders/${id}`;
  if (kind === "document") return `/documents/${id}`;
  return `/drive/files/${id}`;
}

/** The whole address, to hand on. */
export function linkOf(kind: string, id: string): string {
  return new URL(addressOf(kind, id), location.origin).href;
}

/** Where the bytes of a file are. */
export function contentOf(id: string, as: "inline" | "attachment"): string {
  return `/api/files/${id}/content${as === "inline" ? "?inline=true" : ""}`;
}
