/** What the page asks about the city's office editor; the shapes of `src/zencho/wopi/shapes.py`. */
import { request } from "../../kernel/request";

export interface EditorCard {
  /** Of files it edits, in lower case; none where the city has no editor. */
  readonly extensions: readonly string[];
}

/** How the editor is opened: by a form sent to `address`, in a frame. */
export interface EditorOpening {
  readonly address: string;
  /** Whose messages count. */
  readonly origin: string;
  readonly access_token: string;
  /** When it ends at the latest, in ms since 1970. */
  readonly access_token_ttl: number;
}

export const fetchCard = ({ signal }: { readonly signal?: AbortSignal }) => request<EditorCard>("GET", "/api/office-editor", { signal });

export const openEditor = (id: string, language: string) => request<EditorOpening>("POST", `/api/files/${id}/office-editor?locale=${language}`);
