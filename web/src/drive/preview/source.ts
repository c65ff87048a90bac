/** What a preview is made of: bytes at an address, whichever version of a file they are. */
import { contentOf } from "../addresses";
import type { Item } from "../shapes";

export interface Source {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  /** The bytes as they may be shown in a page; ranges too. */
  readonly contentUrl: string;
  /** The same bytes to be saved, never shown. */
  readonly downloadUrl: string;
  /** The file as the server's readers gave it (Office, mail, archives). */
  readonly previewUrl: string;
}

export function sourceOf(item: Pick<Item, "id" | "name" | "media_type" | "size_bytes">): Source {
  return {
    id: item.id,
    name: item.name,
    mediaType: item.media_type ?? "",
    sizeBytes: item.size_bytes ?? 0,
    contentUrl: contentOf(item.id, "inline"),
    downloadUrl: contentOf(item.id, "attachment"),
    previewUrl: `/api/files/${item.id}/preview`,
  };
}
