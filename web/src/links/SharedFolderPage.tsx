/** A shared folder as whoever has no account sees it: names, sizes, days; each opens, and all come as one zip. */
import { Link, useParams } from "@tanstack/react-router";
import { useInfiniteQuery } from "@tanstack/react-query";
import { FolderArchive } from "lucide-react";
import { saveAs } from "../drive/saveAs";
import { usePreferences } from "../kernel/preferences";
import { useWords } from "../kernel/words";
import { fetchInside, sharedAddress, type OutsideThing } from "../outside/shared";
import { isClosed, SharedClosed, SharedFrame } from "../outside/SharedFrame";
import { Button } from "../ui/Button";
import { wordSize } from "../ui/dates";
import { EmptyState } from "../ui/EmptyState";
import { ErrorState } from "../ui/ErrorState";
import { KindIcon } from "../ui/KindIcon";
import { SkeletonRows } from "../ui/Skeleton";
import { TailTruncate } from "../ui/TailTruncate";
import { Time } from "../ui/Time";

export function SharedFolderPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const t = useWords("links");
  const { language } = usePreferences();
  return (
    <SharedFrame
      id={id}
      acts={({ thing }) => (
        <Button icon={FolderArchive} onPress={() => saveAs(`/api/shared/things/${id}/archive?language=${language}`, `${thing.name}.zip`)}>
          {t("shared.zip")}
        </Button>
      )}
    >
      {({ agency }) => <Inside key={id} id={id} agency={agency} />}
    </SharedFrame>
  );
}

function Inside({ id, agency }: { readonly id: string; readonly agency: string }) {
  const t = useWords("links");
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["outside", id, "items"],
    queryFn: ({ pageParam, signal }) => fetchInside(id, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    retry: false,
  });
  if (isClosed(error)) return <SharedClosed agency={agency} />;
  if (data === undefined) {
    return error === null ? <SkeletonRows count={5} /> : <ErrorState title={t("shared.trouble")} error={error} onRetry={() => void refetch()} />;
  }
  const items = data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <EmptyState title={t("shared.empty")} />;
  return (
    <>
      <ul aria-label={t("shared.inside")} className="edge-line-t">
        {items.map((item) => (
          <li key={item.id} className="edge-hair-b">
            <Row item={item} />
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button className="mt-4 self-start" isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          {t("shared.more")}
        </Button>
      )}
    </>
  );
}

function Row({ item }: { readonly item: OutsideThing }) {
  return (
    <Link to={sharedAddress(item.kind, item.id)} className="flex min-h-12 items-center gap-3 rounded-field px-2 py-2 hover:bg-sub">
      <KindIcon kind={item.kind} mediaType={item.media_type ?? undefined} size={24} />
      <span className="min-w-0 flex-1">
        <TailTruncate name={item.name} />
        <span className="block text-second text-mute desk:hidden">
          <Time at={item.modified_at} as="day" /> {item.size_bytes !== null && wordSize(item.size_bytes)}
        </span>
      </span>
      <span className="w-24 text-right text-second text-mute max-desk:hidden">{item.size_bytes !== null && wordSize(item.size_bytes)}</span>
      <span className="w-32 text-right text-second text-mute max-desk:hidden">
        <Time at={item.modified_at} as="day" />
      </span>
    </Link>
  );
}
