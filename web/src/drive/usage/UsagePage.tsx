/** 容量: how full a drive is, and what fills it, folder by folder. */
import { Link, useParams } from "@tanstack/react-router";
import { ThingTrouble } from "../../gate/ThingTrouble";
import { useWords } from "../../kernel/words";
import { useMe } from "../../sessions/me";
import { Breadcrumbs } from "../../ui/Breadcrumbs";
import { wordSize } from "../../ui/dates";
import { EmptyState } from "../../ui/EmptyState";
import { KindIcon } from "../../ui/KindIcon";
import { SkeletonRows } from "../../ui/Skeleton";
import { Time } from "../../ui/Time";
import { addressOf } from "../addresses";
import { useDetail } from "../queries";
import { useNameOf, wordThing, type NameOf } from "../wording";
import { addressOfUsage, ages, parts, sorts, useUsage, type LargeFile, type Usage } from "./api";
import { InFolder } from "./InFolder";
import { Meter } from "./Meter";
import { Portions } from "./Portions";

export function UsagePage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { data: usage, error, refetch } = useUsage(id);
  if (error !== null && usage === undefined) return <ThingTrouble error={error} onRetry={() => void refetch()} />;
  return (
    <div className="max-w-240 px-8 pt-5 pb-10 max-desk:px-4 max-desk:pt-3">{usage === undefined ? <SkeletonRows count={8} /> : <Content id={id} usage={usage} />}</div>
  );
}

function Content({ id, usage }: { readonly id: string; readonly usage: Usage }) {
  const t = useWords("usage");
  const drive = useWords("drive");
  const shell = useWords("shell");
  const me = useMe().person.id;
  const { data: detail } = useDetail(id);
  const nameOf = useNameOf([detail?.item.owner, ...usage.path.map((step) => step.owner)]);
  const name = detail === undefined ? usage.name : wordThing(drive, detail.item, me, nameOf);
  const isMine = detail?.item.root === "own" && detail.item.owner === me;
  const title = isMine ? t("own_title") : t("title", { name });
  const folder = isMine ? "/drive" : addressOf("folder", id);
  const crumbs = [
    ...usage.path.map((step) => ({ id: step.id, name: wordThing(drive, step, me, nameOf), to: addressOfUsage(step.id) })),
    { id, name, to: folder },
  ];
  const { here } = usage;
  const bySize = sorts.toSorted((one, other) => (usage.sorts[other]?.size_bytes ?? 0) - (usage.sorts[one]?.size_bytes ?? 0));
  return (
    <>
      <title>{shell("title", { page: title })}</title>
      <Breadcrumbs crumbs={crumbs} here={t("word")} />
      <h1 className="mt-1 text-title">{title}</h1>
      <section aria-label={t("of_drive")} className="mt-4 max-w-160">
        <Meter label={t("of_drive")} usedBytes={usage.drive_bytes} limitBytes={usage.limit_bytes} />
        <p className="mt-2 text-second text-mute">{t("counts")}</p>
      </section>
      {here.size_bytes === 0 ? (
        <EmptyState title={t("empty")} hint={t("empty_hint")} />
      ) : (
        <>
          <section aria-labelledby="usage-here" className="mt-8">
            <h2 id="usage-here" className="text-section">
              {t("here")} <span className="text-body font-normal text-mute">{t("here_sum", { size: wordSize(here.size_bytes), count: here.files })}</span>
            </h2>
            <div className="mt-3">
              <InFolder usage={usage} name={name} />
            </div>
          </section>
          <div className="mt-8 grid grid-cols-3 gap-8 max-desk:grid-cols-1">
            <Portions title={t("by_sort")} order={bySize} portions={usage.sorts} wordOf={(key) => t(`sorts.${key}`)} wholeBytes={here.size_bytes} />
            <Portions title={t("by_part")} order={parts} portions={usage.parts} wordOf={(key) => t(`parts.${key}`)} wholeBytes={here.size_bytes} />
            <Portions title={t("by_age")} order={ages} portions={usage.ages} wordOf={(key) => t(`ages.${key}`)} wholeBytes={here.size_bytes} />
          </div>
          {usage.largest.length > 0 && <Largest files={usage.largest} me={me} nameOf={nameOf} />}
        </>
      )}
    </>
  );
}

function Largest({ files, me, nameOf }: { readonly files: readonly LargeFile[]; readonly me: string; readonly nameOf: NameOf }) {
  const t = useWords("usage");
  const drive = useWords("drive");
  return (
    <section aria-labelledby="usage-largest" className="mt-8">
      <h2 id="usage-largest" className="text-section">
        {t("largest")}
      </h2>
      <p className="text-second text-mute">{t("largest_hint")}</p>
      <ul className="edge-line-t mt-3">
        {files.map((file) => (
          <li key={file.id} className="edge-hair-b flex min-h-row-two items-center gap-3 py-2">
            <KindIcon kind={file.kind} />
            <span className="min-w-0 flex-1">
              <Link to={addressOf(file.kind, file.id)} className="link-text break-words">
                {file.name}
              </Link>
              <span className="block truncate text-second text-mute">
                {file.path.map((step) => wordThing(drive, step, me, nameOf)).join(" / ")} <Time at={file.modified_at} />
              </span>
            </span>
            <span className="shrink-0 text-right">
              {wordSize(file.size_bytes)}
              {file.versions_bytes > file.size_bytes && <span className="block text-second text-mute">{t("with_versions", { size: wordSize(file.versions_bytes) })}</span>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
