/** How full drives are: what is asked, and its shapes, the same as `src/zencho/drive/usage_shapes.py`. */
import { useQuery } from "@tanstack/react-query";
import { request } from "../../kernel/request";
import type { Step } from "../shapes";

export interface Quota {
  readonly drive: string;
  readonly name: string;
  readonly owner: string;
  /** The unit above the owner: sections of several wards have one name. */
  readonly above: string | null;
  readonly used_bytes: number;
  /** null: none. */
  readonly limit_bytes: number | null;
  readonly set_at: string | null;
}

export interface Portion {
  readonly size_bytes: number;
  readonly files: number;
}

export interface InFolder extends Portion {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  /** Its own picture may be asked for. */
  readonly opens: boolean;
}

export interface LargeFile {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly size_bytes: number;
  readonly versions_bytes: number;
  readonly modified_at: string;
  readonly path: readonly Step[];
}

type Portions<K extends string> = Readonly<Partial<Record<K, Portion>>>;

/** Current, older, in the bin; by kind; by age: each in the order in which it is shown. */
export const parts = ["current", "older", "bin"] as const;
export const sorts = ["picture", "film", "sound", "pdf", "word", "sheet", "slides", "archive", "other"] as const;
export const ages = ["month", "year", "years", "older"] as const;

export interface Usage {
  readonly drive: string;
  readonly drive_bytes: number;
  readonly limit_bytes: number | null;
  readonly path: readonly Step[];
  readonly name: string;
  /** All of the folder; `things`, `small`, `unseen` and `binned` are together the same. */
  readonly here: Portion;
  readonly things: readonly InFolder[];
  readonly small: Portion;
  readonly unseen: Portion;
  readonly binned: Portion;
  readonly parts: Portions<(typeof parts)[number]>;
  readonly sorts: Portions<(typeof sorts)[number]>;
  readonly ages: Portions<(typeof ages)[number]>;
  readonly largest: readonly LargeFile[];
}

export const NEARLY_FULL = 0.9;
const quotasKey = ["drive", "quotas"] as const;

export function addressOfUsage(folder: string): string {
  return `/drive/folders/${folder}/usage`;
}

export function useUsage(folder: string) {
  return useQuery({
    queryKey: ["drive", "usage", folder],
    queryFn: ({ signal }) => request<Usage>("GET", `/api/folders/${folder}/usage`, { signal }),
    // It is a picture of a moment: whoever comes back wants the one of now.
    staleTime: 0,
  });
}

export function useQuotas() {
  return useQuery({
    queryKey: quotasKey,
    queryFn: async ({ signal }) => (await request<{ drives: readonly Quota[] }>("GET", "/api/drive/quotas", { signal })).drives,
    staleTime: 0,
  });
}

export const setQuota = (drive: string, limitBytes: number | null) =>
  request<Quota>("PUT", `/api/drive/quotas/${drive}`, { body: { limit_bytes: limitBytes } });
