/** The frame of a list over several folders: its title, what it is, its rows or why there are none. */
import type { ReactNode } from "react";
import { useWords } from "../kernel/words";
import { ErrorState } from "../ui/ErrorState";
import { EmptyState } from "../ui/EmptyState";
import { SkeletonRows } from "../ui/Skeleton";
import { PlaceTabs } from "./PlaceTabs";
import type { Rows } from "./list/useItems";

interface ListPageProps {
  readonly title: string;
  readonly text?: string;
  readonly list: Pick<Rows<unknown>, "total" | "isLoading" | "error" | "again">;
  readonly empty: string;
  readonly hint?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function ListPage({ title, text, list, empty, hint, actions, children }: ListPageProps) {
  const t = useWords("drive");
  const shell = useWords("shell");
  return (
    <div className="px-8 pt-5 pb-6 max-desk:px-4 max-desk:pt-3">
      <title>{shell("title", { page: title })}</title>
      <PlaceTabs />
      <div className="flex flex-wrap items-center gap-3">
        <h1 className="text-title">{title}</h1>
        <div className="ml-auto flex gap-3">{actions}</div>
      </div>
      {text && <p className="mt-1 text-second text-mute">{text}</p>}
      {list.isLoading && <SkeletonRows count={8} />}
      {list.error !== null && <ErrorState title={t("list.trouble")} error={list.error} onRetry={list.again} />}
      {!list.isLoading && list.error === null && (list.total === 0 ? <EmptyState title={empty} hint={hint} /> : children)}
    </div>
  );
}

export function Count({ list }: { readonly list: Pick<Rows<unknown>, "total" | "hasMore"> }) {
  const t = useWords("drive");
  return <span className="text-second text-mute">{t(list.hasMore ? "list.count_more" : "list.count", { count: list.total })}</span>;
}
