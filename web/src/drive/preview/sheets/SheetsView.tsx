/** A workbook: the address and formula of a cell above, the grid, the sheets below. */
import { useMemo, useState } from "react";
import { useWords } from "../../../kernel/words";
import { Button } from "../../../ui/Button";
import { ErrorState } from "../../../ui/ErrorState";
import { SkeletonRows } from "../../../ui/Skeleton";
import { lettersOf } from "../columns";
import { FrameTools, ZoomTools } from "../frameTools";
import { useServed, type Sheet, type Sheets } from "../served";
import type { Source } from "../source";
import { stepZoom } from "../spans";
import { Unshown } from "../Unshown";
import { useKeys } from "../useKeys";
import { Grid } from "./Grid";
import { keyOf, layOut } from "./layout";
import type { Place } from "./moving";
import { SheetTabs } from "./SheetTabs";

const LEAST = 0.5;
const MOST = 2;

interface SheetsViewProps {
  readonly source: Source;
  readonly book: Sheets;
}

export function SheetsView({ source, book }: SheetsViewProps) {
  const t = useWords("previews");
  const ui = useWords("ui");
  const [open, setOpen] = useState(book.active);
  const [zoom, setZoom] = useState(matchMedia("(width < 48rem)").matches ? 0.9 : 1);
  const [places, setPlaces] = useState<Readonly<Record<number, Place>>>({});
  const isFirst = open === book.active;
  const { data: whole, error, refetch } = useServed<Sheet>(source, `sheet-${open}`, !isFirst || !book.sheet.is_whole);
  const sheet = whole ?? (isFirst ? book.sheet : undefined);
  const layout = useMemo(() => (sheet === undefined ? undefined : layOut(sheet, zoom)), [sheet, zoom]);
  const active = places[open] ?? [1, 1];
  const cell = layout?.cells.get(keyOf(...active));
  const formula = cell?.[6];
  const zoomBy = (by: 1 | -1) => setZoom(stepZoom(zoom, by, MOST, LEAST));
  useKeys({ "-": () => zoomBy(-1), "+": () => zoomBy(1), ";": () => zoomBy(1), "0": () => setZoom(1) });
  return (
    <section aria-label={source.name} className="flex h-full flex-col overflow-hidden bg-page">
      <FrameTools>
        <ZoomTools percent={Math.round(zoom * 100)} isLeast={zoom === LEAST} isMost={zoom === MOST} onSmaller={() => zoomBy(-1)} onLarger={() => zoomBy(1)} />
      </FrameTools>
      <div className="edge-line-b flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-1.5">
        <span className="edge-line min-w-16 rounded-button px-3 py-0.5 text-center font-bold" aria-label={t("sheets.address")} role="status">
          {lettersOf(active[1])}
          {active[0]}
        </span>
        <span className="text-mute">{formula ? t("sheets.formula") : t("sheets.value")}</span>
        <p className="min-h-6 min-w-0 flex-1 truncate max-desk:basis-full" title={formula ? `=${formula}` : cell?.[4]}>
          {formula ? `=${formula}` : cell?.[4]}
        </p>
      </div>
      {layout !== undefined && error !== null && (
        <p role="alert" className="edge-line-b flex flex-wrap items-center gap-x-3 gap-y-1 bg-warn-ground px-4 py-1.5 text-second">
          {t("sheets.part")}
          <Button size="row" onPress={() => void refetch()}>
            {ui("again")}
          </Button>
        </p>
      )}
      {layout === undefined ? (
        <div className="flex-1 p-4">{error === null ? <SkeletonRows count={8} /> : <ErrorState title={t("sheets.lost")} error={error} onRetry={() => void refetch()} />}</div>
      ) : (
        <Grid key={open} layout={layout} source={source} name={book.sheets[open]!.name} active={active} onActive={(place) => setPlaces({ ...places, [open]: place })} />
      )}
      <div className="edge-line-t flex items-stretch gap-3 bg-page pl-3 max-desk:flex-col max-desk:gap-0">
        <SheetTabs sheets={book.sheets} open={open} onOpen={setOpen} />
        {sheet !== undefined && (
          <Unshown className="ml-auto self-center pr-4 max-desk:ml-0 max-desk:self-start max-desk:pb-2" unshown={[...book.unshown, ...sheet.unshown]} also={cutWords(t, sheet)} />
        )}
      </div>
    </section>
  );
}

function cutWords(t: ReturnType<typeof useWords>, sheet: Sheet): string[] {
  if (!sheet.is_whole) return [];
  const words: string[] = [];
  if (sheet.is_cut[0]) words.push(t("sheets.cut_below", { row: (sheet.cells.at(-1)?.[0] ?? 0).toLocaleString() }));
  if (sheet.is_cut[1]) words.push(t("sheets.cut_right", { column: lettersOf(200) }));
  return words;
}
