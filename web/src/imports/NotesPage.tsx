/** What one run has to tell: old place and reason, as many rows as there are, of one reason where that is chosen. */
import { useRef, useState } from "react";
import { Link, useParams } from "@tanstack/react-router";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import { Download } from "lucide-react";
import { ThingTrouble } from "../gate/ThingTrouble";
import { isProblem } from "../kernel/problem";
import { useWords } from "../kernel/words";
import { buttonLook } from "../ui/buttonLook";
import { EmptyState } from "../ui/EmptyState";
import { ErrorState } from "../ui/ErrorState";
import { Icon } from "../ui/Icon";
import { Select } from "../ui/Select";
import { SkeletonRows } from "../ui/Skeleton";
import { useNotes, useRuns, type Note, type Run } from "./api";

const FETCH_AHEAD_ROWS = 40;
const EVERY = "every";

export function NotesPage() {
  const { run: id } = useParams({ strict: false }) as { run: string };
  const t = useWords("imports");
  const shell = useWords("shell");
  const { data: runs } = useRuns();
  const run = runs?.find((each) => each.id === id);
  const [chosen, setChosen] = useState(EVERY);
  const title = t("notes_of", { name: run?.folder_name ?? "" });
  const notes = useNotes(id, chosen === EVERY ? null : chosen);
  if (isProblem(notes.error) && notes.error.status === 404) return <ThingTrouble error={notes.error} onRetry={() => void notes.refetch()} />;
  const rows = notes.data?.pages.flatMap((page) => page.notes) ?? [];
  return (
    <div className="px-10 py-6 max-desk:px-4">
      <title>{shell("title", { page: title })}</title>
      <Link to="/imports" className="link-text text-second">
        {t("back")}
      </Link>
      <h1 className="mt-1 text-title break-words">{title}</h1>
      {run && <p className="break-words text-mute">{run.old_root}</p>}
      <div className="mt-4 flex flex-wrap items-end gap-3">
        {run && <ReasonSelect run={run} chosen={chosen} onChoose={setChosen} />}
        <a href={`/api/imports/${id}/report`} download className={buttonLook("outlined")}>
          <Icon of={Download} />
          {t("download")}
        </a>
      </div>
      {notes.isPending && <SkeletonRows count={8} />}
      {notes.error !== null && notes.data === undefined && <ErrorState title={t("failed")} error={notes.error} onRetry={() => void notes.refetch()} />}
      {notes.data !== undefined && (rows.length === 0 ? <EmptyState title={t("no_notes")} /> : <NoteList name={title} rows={rows} onMore={() => notes.hasNextPage && !notes.isFetchingNextPage && void notes.fetchNextPage()} />)}
    </div>
  );
}

interface ReasonSelectProps {
  readonly run: Run;
  readonly chosen: string;
  readonly onChoose: (reason: string) => void;
}

function ReasonSelect({ run, chosen, onChoose }: ReasonSelectProps) {
  const t = useWords("imports");
  const reasons = Object.entries(run.counts.reasons).sort(([, one], [, other]) => other - one);
  const choices = [
    { id: EVERY, label: t("all_reasons") },
    ...reasons.map(([reason, count]) => ({ id: reason, label: t(`reasons.${reason}`), second: t("notes_count", { count }) })),
  ];
  return (
    <div className="w-100 max-w-full">
      <Select label={t("reason")} value={chosen} choices={choices} onChange={onChoose} />
    </div>
  );
}

interface NoteListProps {
  readonly name: string;
  readonly rows: readonly Note[];
  readonly onMore: () => void;
}

function NoteList({ name, rows, onMore }: NoteListProps) {
  const t = useWords("imports");
  const handle = useRef<VirtualizerHandle>(null);
  const fetchAhead = () => {
    const list = handle.current;
    if (list !== null && list.findItemIndex(list.scrollOffset + list.viewportSize) > rows.length - FETCH_AHEAD_ROWS) onMore();
  };
  return (
    <div role="table" aria-label={name} aria-rowcount={-1} className="edge-line-t mt-4 max-h-[70dvh] overflow-y-auto" tabIndex={0}>
      <div role="row" className="sr-only">
        {["old_path", "why", "detail"].map((key) => (
          <span key={key} role="columnheader">
            {t(key)}
          </span>
        ))}
      </div>
      <Virtualizer ref={handle} data={rows as Note[]} onScroll={fetchAhead}>
        {(note) => (
          <div key={note.number} role="row" className="edge-hair-b flex min-h-row-two items-center gap-6 px-3 py-2 max-desk:flex-col max-desk:items-start max-desk:gap-1">
            <span role="cell" className="min-w-0 flex-1 break-all">
              {note.old_path}
            </span>
            <span role="cell" className="w-72 shrink-0 text-second max-desk:w-full">
              {t(`reasons.${note.reason}`)}
            </span>
            <span role="cell" className="w-60 shrink-0 text-second break-all text-mute max-desk:w-full">
              {note.detail}
            </span>
          </div>
        )}
      </Virtualizer>
    </div>
  );
}
