/** Each run that brought an old share: how far it is, what came, what stayed behind, and the report of it. */
import { Link } from "@tanstack/react-router";
import { Download } from "lucide-react";
import { addressOfThing } from "../gate/things";
import { useWords } from "../kernel/words";
import { useNames } from "../people/names";
import { buttonLook } from "../ui/buttonLook";
import { Chip } from "../ui/Chip";
import { wordSize } from "../ui/dates";
import { EmptyState } from "../ui/EmptyState";
import { ErrorState } from "../ui/ErrorState";
import { Icon } from "../ui/Icon";
import { ProgressBar } from "../ui/ProgressBar";
import { SkeletonRows } from "../ui/Skeleton";
import { Time } from "../ui/Time";
import { countHeap, useRuns, type Run } from "./api";

export function ImportsPage() {
  const t = useWords("imports");
  const shell = useWords("shell");
  const { data: runs, error, refetch } = useRuns();
  return (
    <div className="max-w-220 px-10 py-6 max-desk:px-4">
      <title>{shell("title", { page: t("title") })}</title>
      <h1 className="text-title">{t("title")}</h1>
      <p className="mt-1 mb-4 text-second text-mute">{t("text")}</p>
      {error !== null && runs === undefined && <ErrorState title={t("failed")} error={error} onRetry={() => void refetch()} />}
      {runs === undefined && error === null && <SkeletonRows count={3} lines={2} />}
      {runs?.length === 0 && <EmptyState title={t("empty")} hint={t("empty_hint")} />}
      <ul aria-label={t("runs")} className="flex flex-col gap-4">
        {runs?.map((run) => (
          <li key={run.id}>
            <RunCard run={run} />
          </li>
        ))}
      </ul>
    </div>
  );
}

const stateLooks = { running: "plain", done: "ok", stopped: "warn", failed: "err" } as const;

function RunCard({ run }: { readonly run: Run }) {
  const t = useWords("imports");
  const by = useNames(run.started_by === null ? [] : [run.started_by]).get(run.started_by ?? "")?.name;
  const name = run.folder_name ?? t("hidden_drive");
  const done = run.counts.brought + run.counts.replaced + run.counts.same + run.counts.refused;
  return (
    <article aria-label={name} className="edge-line rounded-card p-5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="min-w-0 text-section break-words">
          {run.folder === null ? (
            name
          ) : (
            <Link to={addressOfThing("folder", run.folder)} className="link-text">
              {name}
            </Link>
          )}
        </h2>
        <Chip look={stateLooks[run.state]}>{t(`states.${run.state}`)}</Chip>
      </div>
      {run.old_root !== null && <p className="break-words text-mute">{run.old_root}</p>}
      <p className="text-second text-mute">
        {t("began")} <Time at={run.started_at} /> {run.started_by === null ? t("by_command") : by}
      </p>
      {run.state === "running" && run.files_expected !== null && (
        <div className="mt-4">
          <ProgressBar
            label={t("progress", { name })}
            value={done}
            most={run.files_expected}
            words={t("of_files", { done: done.toLocaleString(), all: run.files_expected.toLocaleString() })}
          />
        </div>
      )}
      {run.state === "stopped" && <p className="mt-2">{t("stopped_hint")}</p>}
      <Numbers run={run} />
      {run.folder !== null && (
        <div className="mt-4 flex flex-wrap gap-3">
          <Link to="/imports/$run" params={{ run: run.id } as never} className={buttonLook("outlined", "row")}>
            {t("see_notes")}
          </Link>
          <a href={`/api/imports/${run.id}/report`} download className={buttonLook("outlined", "row")}>
            <Icon of={Download} />
            {t("download")}
          </a>
        </div>
      )}
    </article>
  );
}

function Numbers({ run }: { readonly run: Run }) {
  const t = useWords("imports");
  const { counts } = run;
  const rows = [
    ["brought", counts.brought],
    ["replaced", counts.replaced],
    ["same", counts.same],
    ["refused", counts.refused],
    ["renamed", countHeap(counts, "renamed")],
    ["skipped", countHeap(counts, "skipped")],
    ["gone", countHeap(counts, "gone")],
  ] as const;
  return (
    <dl className="mt-4 flex flex-wrap gap-x-8 gap-y-2">
      {rows
        .filter(([key, count]) => count > 0 || key === "brought" || key === "refused")
        .map(([key, count]) => (
          <div key={key}>
            <dt className="text-second text-mute">{t(`counts.${key}`)}</dt>
            <dd className={key === "refused" && count > 0 ? "font-bold text-warn" : "font-bold"}>
              {t("files", { count })}
              {key === "brought" && count > 0 && <span className="ml-2 font-normal text-mute">{wordSize(counts.brought_bytes)}</span>}
            </dd>
          </div>
        ))}
    </dl>
  );
}
