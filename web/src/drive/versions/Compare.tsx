/** Two versions side by side, the older left; of texts the lines that stand in only one are marked. */
import { useQueries } from "@tanstack/react-query";
import { X } from "lucide-react";
import { isProblem } from "../../kernel/problem";
import { useWords } from "../../kernel/words";
import { Button } from "../../ui/Button";
import { ErrorState } from "../../ui/ErrorState";
import { SkeletonRows } from "../../ui/Skeleton";
import * as drive from "../api";
import { Preview } from "../preview/Preview";
import { keys } from "../queries";
import type { Item } from "../shapes";
import { sourceOfVersion } from "./addresses";
import { findDiffering, type Differing } from "./lineDiff";
import { useVersion } from "./queries";
import type { Version } from "./shapes";
import { useShow } from "./useShown";
import { VersionTime } from "./VersionTime";

const MOST_TEXT_BYTES = 500_000;

interface CompareProps {
  readonly item: Item;
  readonly numbers: readonly [number, number];
}

export function Compare({ item, numbers }: CompareProps) {
  const t = useWords("versions");
  const show = useShow(item.id);
  const [older, newer] = [Math.min(...numbers), Math.max(...numbers)];
  const left = useVersion(item.id, older);
  const right = useVersion(item.id, newer);
  return (
    <section aria-label={t("compare.title", { older, newer })} className="edge-line-t min-h-0 flex-1 overflow-auto px-8 py-4 max-desk:px-4">
      <div className="mb-3 flex flex-wrap items-center gap-3">
        <h2 className="min-w-0 flex-1 text-section">{t("compare.title", { older, newer })}</h2>
        <Button icon={X} onPress={() => show(numbers[0] === item.version ? null : numbers[0])}>
          {t("compare.end")}
        </Button>
      </div>
      {left.data === undefined || right.data === undefined ? <Missing queries={[left, right]} /> : <Panes item={item} left={left.data} right={right.data} />}
    </section>
  );
}

interface MissingProps {
  readonly queries: readonly { readonly error: Error | null; readonly refetch: () => unknown }[];
}

/** On its way, or why it did not come; only what failed is asked for again. */
function Missing({ queries }: MissingProps) {
  const t = useWords("versions");
  const failed = queries.filter(({ error }) => error !== null);
  if (failed.length === 0) return <SkeletonRows count={6} />;
  const { error } = failed[0]!;
  const again = () => failed.forEach(({ refetch }) => void refetch());
  return <ErrorState title={t("compare.trouble")} error={error} onRetry={isProblem(error, "no_such_version") ? undefined : again} />;
}

interface PanesProps {
  readonly item: Item;
  readonly left: Version;
  readonly right: Version;
}

function Panes({ item, left, right }: PanesProps) {
  const t = useWords("versions");
  const areTexts = [left, right].every(({ media_type: type, size_bytes: size }) => /^text\/(plain|csv|markdown)/.test(type) && size <= MOST_TEXT_BYTES);
  if (left.sha256 === right.sha256) return <p className="edge-line rounded-card bg-sub px-4 py-8 text-center">{t("compare.same")}</p>;
  if (areTexts) return <Texts item={item} left={left} right={right} />;
  return (
    <div className="grid gap-4 desk:grid-cols-2">
      {[left, right].map((version) => (
        <Pane key={version.number} version={version}>
          <div className="flex h-[70dvh] flex-col"><Preview source={sourceOfVersion(item, version)} /></div>
        </Pane>
      ))}
    </div>
  );
}

function Pane({ version, note, children }: { readonly version: Version; readonly note?: string; readonly children: React.ReactNode }) {
  const t = useWords("versions");
  return (
    <div className="min-w-0">
      <h3 className="mb-2 flex flex-wrap items-baseline gap-x-3 font-bold">
        <span>
          {t("number", { number: version.number })} <VersionTime at={version.made_at} />
        </span>
        {version.name !== null && <span className="break-words">{version.name}</span>}
        {note !== undefined && <span className="text-second font-normal text-mute">{note}</span>}
      </h3>
      {children}
    </div>
  );
}

function Texts({ item, left, right }: PanesProps) {
  const t = useWords("versions");
  const [older, newer] = useQueries({
    queries: [left, right].map((version) => ({
      queryKey: [...keys.detail(item.id), "text", version.number],
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const charset = /charset=([\w-]+)/.exec(version.media_type)?.[1] ?? "utf-8";
        const bytes = await drive.fetchBytes(sourceOfVersion(item, version).contentUrl, { signal });
        return new TextDecoder(charset).decode(bytes).split(/\r?\n/);
      },
      staleTime: Infinity, // the bytes of a version never change
    })),
  });
  if (older?.data === undefined || newer?.data === undefined) return <Missing queries={[older!, newer!]} />;
  const differing = findDiffering(older.data, newer.data);
  const say = (side: keyof Differing) => (differing === null ? undefined : t("compare.lines", { count: differing[side].size }));
  return (
    <div className="grid gap-4 desk:grid-cols-2">
      <Pane version={left} note={say("older")}>
        <Lines lines={older.data} marked={differing?.older} look="border-err bg-err-ground" name={t("number", { number: left.number })} />
      </Pane>
      <Pane version={right} note={say("newer")}>
        <Lines lines={newer.data} marked={differing?.newer} look="border-ok bg-ok-ground" name={t("number", { number: right.number })} />
      </Pane>
    </div>
  );
}

interface LinesProps {
  readonly lines: readonly string[];
  readonly marked: ReadonlySet<number> | undefined;
  readonly look: string;
  readonly name: string;
}

/** A mark is a bar and a ground, and a word for readers. */
function Lines({ lines, marked, look, name }: LinesProps) {
  const t = useWords("versions");
  return (
    <pre tabIndex={0} aria-label={name} className="edge-line max-h-[70dvh] overflow-auto rounded-card bg-page py-3 font-sans whitespace-pre-wrap">
      {group(lines, marked).map(({ text, isMarked, at }) =>
        isMarked ? (
          <mark key={at} className={`block border-l-4 px-4 text-ink ${look}`}>
            <span className="sr-only">{t("compare.only")} </span>
            {text}
          </mark>
        ) : (
          <span key={at} className="block border-l-4 border-transparent px-4">
            {text}
          </span>
        ),
      )}
    </pre>
  );
}

interface Run {
  readonly at: number;
  readonly text: string;
  readonly isMarked: boolean;
}

/** Lines next to each other that are alike in this, as one: a page of ten thousand lines stays a few pieces. */
function group(lines: readonly string[], marked: ReadonlySet<number> | undefined): readonly Run[] {
  const runs: { at: number; lines: string[]; isMarked: boolean }[] = [];
  lines.forEach((line, at) => {
    const isMarked = marked?.has(at) ?? false;
    const last = runs.at(-1);
    if (last?.isMarked === isMarked) last.lines.push(line);
    else runs.push({ at, lines: [line], isMarked });
  });
  return runs.map(({ at, lines: each, isMarked }) => ({ at, isMarked, text: each.map((line) => (line === "" ? " " : line)).join("\n") }));
}
