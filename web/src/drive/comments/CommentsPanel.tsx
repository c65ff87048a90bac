/** What is said beside a file, the newest last, and the place to say something. */
import { useEffect, useRef, useState } from "react";
import { useSearch } from "@tanstack/react-router";
import { useWords } from "../../kernel/words";
import { Button } from "../../ui/Button";
import { EmptyState } from "../../ui/EmptyState";
import { ErrorState } from "../../ui/ErrorState";
import { SkeletonRows } from "../../ui/Skeleton";
import { FileColumn } from "../FileColumn";
import type { Item } from "../shapes";
import { can } from "../wording";
import { useCommentActs } from "./acts";
import { CommentBox } from "./CommentBox";
import { useThread, useThreads, type Threads } from "./queries";
import { ThreadItem } from "./ThreadItem";

export interface CommentsPanelProps {
  readonly item: Item;
  /** The version that the page shows, where an address asked for it: what is said is about that one. */
  readonly shown: number | null;
}

export function CommentsPanel({ item, shown }: CommentsPanelProps) {
  const t = useWords("comments");
  const acts = useCommentActs(item.id);
  const [withResolved, setWithResolved] = useState(false);
  const threads = useThreads(item.id, withResolved);
  const isWritable = can(item, "comment.write");
  return (
    <FileColumn
      name={t("title")}
      title={item.comments === 0 ? t("title") : t("count", { count: item.comments })}
      closeName={t("close")}
      footInSheet="last"
      foot={
        <div className="edge-line-t sticky bottom-0 bg-page px-4 py-3 max-desk:bg-raise">
          {isWritable ? (
            <CommentBox file={item.id} label={t("new_label")} sendWords={t("send")} draft={`comment.${item.id}`} onSend={(body, key) => acts.add(body, null, shown, key)} />
          ) : (
            <p className="text-second text-mute">{t("read_only")}</p>
          )}
        </div>
      }
    >
      <List item={item} shown={shown} threads={threads} withResolved={withResolved} onResolved={setWithResolved} />
    </FileColumn>
  );
}

interface ListProps extends CommentsPanelProps {
  readonly threads: Threads;
  readonly withResolved: boolean;
  readonly onResolved: (isShown: boolean) => void;
}

function List({ item, shown, threads, withResolved, onResolved }: ListProps) {
  const t = useWords("comments");
  const asked = useAsked(item.id, threads);
  const end = useRef<HTMLDivElement>(null);
  const newest = threads.threads.at(-1)?.first.id;
  useEffect(() => {
    if (newest !== undefined && asked.id === null) end.current?.scrollIntoView?.({ block: "nearest" });
  }, [newest, asked.id]);
  if (threads.error !== null) return <div className="p-4"><ErrorState title={t("trouble")} error={threads.error} onRetry={threads.again} /></div>;
  if (threads.isLoading) return <SkeletonRows count={3} lines={2} />;
  const row = { file: item.id, current: threads.current, isWritable: can(item, "comment.write"), shown };
  return (
    <>
      {threads.resolved > 0 && (
        <div className="edge-hair-b px-4 py-2">
          <Button size="row" look="quiet" aria-pressed={withResolved} onPress={() => onResolved(!withResolved)}>
            {t(withResolved ? "hide_resolved" : "show_resolved", { count: threads.resolved })}
          </Button>
        </div>
      )}
      {threads.threads.length === 0 && asked.apart === null && (
        <div className="px-4">
          <EmptyState title={t(threads.resolved > 0 ? "all_resolved" : "none")} hint={t(row.isWritable ? "none_hint" : "none_read_only")} />
        </div>
      )}
      {threads.hasEarlier && (
        <div className="p-4 text-center">
          <Button isPending={threads.isLoadingEarlier} onPress={threads.loadEarlier}>
            {t("earlier")}
          </Button>
        </div>
      )}
      <ol aria-label={t("title")}>
        {asked.apart && <ThreadItem {...row} thread={asked.apart.thread} authors={new Map(asked.apart.authors.map((author) => [author.id, author]))} isAsked />}
        {threads.threads.map((thread) => (
          <ThreadItem key={thread.first.id} {...row} thread={thread} authors={threads.authors} isAsked={thread.first.id === asked.id} />
        ))}
      </ol>
      <div ref={end} />
    </>
  );
}

/** The thread of the comment that an address asks for; `apart` where it is not among those that are loaded. */
function useAsked(file: string, threads: Threads) {
  const { comment } = useSearch({ strict: false }) as { readonly comment?: unknown };
  const wanted = typeof comment === "string" ? comment : null;
  const { data } = useThread(file, wanted);
  const id = data?.thread.first.id ?? null;
  const isLoaded = threads.threads.some((thread) => thread.first.id === id);
  return { id, apart: data === undefined || isLoaded ? null : data };
}
