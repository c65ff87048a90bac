/** 「もとの場所 Z:\…」 of what came from an old file server, with a button that copies it. Most things have none. */
import { useQuery } from "@tanstack/react-query";
import { Copy } from "lucide-react";
import { request } from "../kernel/request";
import { useWords } from "../kernel/words";
import { copyText } from "../ui/copyText";
import { IconButton } from "../ui/IconButton";
import { showToast } from "../ui/toasts";

interface OldPlaces {
  readonly paths: readonly string[];
}

export function OldPlace({ id }: { readonly id: string }) {
  const t = useWords("drive");
  const { data } = useQuery({
    queryKey: ["drive", "old-places", id],
    queryFn: ({ signal }) => request<OldPlaces>("GET", `/api/things/${id}/old-places`, { signal }),
    staleTime: Infinity,
  });
  const copy = async (path: string) => {
    if (await copyText(path)) showToast({ words: t("old_place.copied") });
  };
  return data?.paths.map((path) => (
    <p key={path} className="flex items-center gap-2 pb-4 text-second text-mute max-desk:pb-1">
      <span className="min-w-0 break-words max-desk:truncate" title={path}>
        {t("old_place.title")} <span className="text-ink">{path}</span>
      </span>
      <IconButton icon={Copy} name={t("old_place.copy")} onPress={() => void copy(path)} />
    </p>
  ));
}
