/** きょう動かすもの: at most five rows, each done where it stands. The same rows are あなたの番 on a phone. */
import { useState } from "react";
import { useWords } from "../kernel/words";
import { useThings, type ResolvedThing } from "../gate/things";
import { useNames, type Name } from "../people/names";
import type { Notice } from "../notices/api";
import { Button } from "../ui/Button";
import { Chip } from "../ui/Chip";
import { lastMoment } from "../ui/dates";
import { ErrorState } from "../ui/ErrorState";
import { SkeletonRows } from "../ui/Skeleton";
import { Time } from "../ui/Time";
import { SectionHead } from "./SectionHead";
import { useHomeActs } from "./acts";
import { useWaitingRows, type WaitingRow } from "./waiting";

const SHOWN = 5;

export function Waiting() {
  const t = useWords("home");
  const { rows, error, again } = useWaitingRows();
  const [isWhole, setWhole] = useState(false);
  const things = useThings((rows ?? []).map(({ notice }) => notice.thing_id));
  const people = useNames((rows ?? []).flatMap(({ notice }) => notice.by ?? []));
  const count = rows?.length ?? 0;
  // A row says nothing before its name is known.
  const isReady = rows !== undefined && things !== undefined;
  const all = count > SHOWN && !isWhole && (
    <button type="button" className="link-text rounded-chip text-second" onClick={() => setWhole(true)}>
      {t("see_all", { count })}
    </button>
  );
  return (
    <section aria-labelledby="waiting">
      <div className="max-desk:sr-only">
        <SectionHead id="waiting" title={t("waiting")}>
          {all}
        </SectionHead>
      </div>
      {!isReady && (error ? <ErrorState title={t("failed")} error={error} onRetry={again} /> : <SkeletonRows count={3} lines={2} />)}
      {isReady && count === 0 && <p className="py-4 text-mute">{t("nothing")}</p>}
      {isReady && (
        <ul className="max-desk:flex max-desk:flex-col max-desk:gap-3">
          {(rows ?? []).slice(0, isWhole ? undefined : SHOWN).map((row) => (
            <li
              key={row.notice.id}
              className="edge-hair-b flex min-h-14 flex-wrap items-center gap-x-4 py-1 max-desk:edge-line max-desk:gap-y-2 max-desk:rounded-card max-desk:p-4"
            >
              <Row row={row} thing={things?.get(row.notice.thing_id)} person={people.get(row.notice.by ?? "")} />
            </li>
          ))}
        </ul>
      )}
      {all && <p className="pt-3 desk:hidden">{all}</p>}
    </section>
  );
}

/** When it rang; of what ends, its last day. */
function When({ notice }: { readonly notice: Notice }) {
  const { ends } = notice.detail;
  if (typeof ends === "string") return <Time at={lastMoment(ends).toISOString()} as="deadline" />;
  return <Time at={notice.at} />;
}

interface RowProps {
  readonly row: WaitingRow;
  readonly thing: ResolvedThing | undefined;
  readonly person: Name | undefined;
}

function Row({ row: { notice, asked }, thing, person }: RowProps) {
  const t = useWords("home");
  const acts = useHomeActs();
  const title = thing?.name || asked?.name || "";
  const name = person?.name ?? "";
  return (
    <>
      <Chip isWide>{t(`chips.${notice.kind}`)}</Chip>
      <div className="min-w-0 flex-1 max-desk:order-3 max-desk:basis-full">
        <p className="truncate font-bold max-desk:whitespace-normal" title={title}>
          {title}
        </p>
        <p className="flex gap-x-3 text-second text-mute max-desk:flex-wrap">
          {name && <span className="shrink-0">{name}</span>}
          {asked ? (
            <span className="truncate max-desk:whitespace-normal" title={asked.reason}>
              {t("reason", { reason: asked.reason })}
            </span>
          ) : null}
          {asked?.until && <Time at={asked.until} as="deadline" className="shrink-0" />}
          {!asked && <When notice={notice} />}
        </p>
      </div>
      <div className="flex gap-2 max-desk:order-4 max-desk:w-full max-desk:justify-end">
        {asked ? (
          <>
            <Button aria-label={t("decline_of", { name, title })} onPress={() => void acts.decline(asked, name)}>
              {t("decline")}
            </Button>
            <Button look="outlined" aria-label={t("grant_of", { name, title })} onPress={() => void acts.grant(asked, name)}>
              {t("grant")}
            </Button>
          </>
        ) : (
          <Button look="outlined" className="min-w-28" aria-label={t("open_of", { title })} onPress={() => void acts.open(notice, title)}>
            {t("open")}
          </Button>
        )}
      </div>
    </>
  );
}
