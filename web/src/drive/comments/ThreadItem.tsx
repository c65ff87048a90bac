/** A thread: what began it, the answers, and what one does with it. */
import { useEffect, useRef, useState } from "react";
import { Check, CornerDownRight, RotateCcw } from "lucide-react";
import { readDraft } from "../../kernel/drafts";
import { useWords } from "../../kernel/words";
import { useMe } from "../../sessions/me";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { Time } from "../../ui/Time";
import { useNameOf } from "../wording";
import { useCommentActs } from "./acts";
import { CommentBox } from "./CommentBox";
import { CommentLine } from "./CommentLine";
import { useAnswers } from "./queries";
import type { Author, Thread } from "./shapes";

interface ThreadItemProps {
  readonly file: string;
  readonly thread: Thread;
  readonly authors: ReadonlyMap<string, Author>;
  readonly current: number | null;
  readonly isWritable: boolean;
  /** The version that the page shows, where an address asked for it. */
  readonly shown: number | null;
  /** A notice led here. */
  readonly isAsked: boolean;
}

export function ThreadItem({ file, thread, authors, current, isWritable, shown, isAsked }: ThreadItemProps) {
  const t = useWords("comments");
  const me = useMe().person.id;
  const acts = useCommentActs(file);
  const { first } = thread;
  const draft = `comment.${file}.${first.id}`;
  const [isAnswering, setAnswering] = useState(() => isWritable && readDraft(me, draft) !== null);
  const [isWhole, setWhole] = useState(false);
  const all = useAnswers(file, thread, isWhole);
  const found = all.data?.pages.toReversed().flatMap((page) => page.thread.answers) ?? thread.answers;
  const known = new Map([...authors, ...(all.data?.pages ?? []).flatMap((page) => page.authors.map((author) => [author.id, author] as const))]);
  const hasEarlier = isWhole ? all.hasNextPage : thread.earlier !== null;
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isAsked) item.current?.scrollIntoView?.({ block: "center" });
  }, [isAsked]);
  const line = { file, current };
  return (
    <li ref={item} className={`edge-hair-b px-4 py-4 ${isAsked ? "ground-sel" : thread.resolved_at === null ? "" : "bg-sub"}`}>
      {thread.resolved_at !== null && <Resolved at={thread.resolved_at} by={thread.resolved_by} />}
      <CommentLine {...line} comment={first} author={known.get(first.author)} />
      {(found.length > 0 || hasEarlier) && (
        <div className="edge-line-l mt-3 ml-4 flex flex-col gap-4 pl-4">
          {hasEarlier && (
            <Button size="row" look="quiet" className="self-start" isPending={all.isFetching} onPress={() => (isWhole ? void all.fetchNextPage() : setWhole(true))}>
              {t("earlier_answers", { count: thread.count - found.length })}
            </Button>
          )}
          {found.map((answer) => (
            <CommentLine key={answer.id} {...line} comment={answer} author={known.get(answer.author)} />
          ))}
        </div>
      )}
      {isWritable && isAnswering && (
        <div className="mt-3 ml-4 pl-4">
          <CommentBox
            file={file}
            label={t("answer_label")}
            sendWords={t("send")}
            draft={draft}
            autoFocus
            onCancel={() => setAnswering(false)}
            onSend={async (body, key) => {
              await acts.add(body, first.id, shown, key);
              setAnswering(false);
            }}
          />
        </div>
      )}
      {isWritable && !isAnswering && (
        <div role="group" aria-label={t("acts")} className="mt-2 flex flex-wrap gap-2">
          <Button size="row" look="quiet" icon={CornerDownRight} onPress={() => setAnswering(true)}>
            {t("answer")}
          </Button>
          <Button size="row" look="quiet" icon={thread.resolved_at === null ? Check : RotateCcw} onPress={() => void acts.setResolved(first.id, thread.resolved_at === null)}>
            {t(thread.resolved_at === null ? "resolve" : "reopen")}
          </Button>
        </div>
      )}
    </li>
  );
}

function Resolved({ at, by }: { readonly at: string; readonly by: string | null }) {
  const t = useWords("comments");
  const name = useNameOf([by])(by);
  return (
    <p className="mb-2 flex items-center gap-1 text-second text-mute">
      <Icon of={Check} size={16} />
      <span>
        {t("resolved_by", { name })} <Time at={at} />
      </span>
    </p>
  );
}
