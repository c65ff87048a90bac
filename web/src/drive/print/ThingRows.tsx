/** Things in the order of paper: dragged by the handle, or moved by buttons and Alt+↑↓. */
import { useRef, useState, type DragEvent, type KeyboardEvent } from "react";
import { ArrowDown, ArrowUp, GripVertical, X } from "lucide-react";
import { useWords } from "../../kernel/words";
import { announce } from "../../ui/announce";
import { fieldLook } from "../../ui/fieldLook";
import { Icon } from "../../ui/Icon";
import { IconButton } from "../../ui/IconButton";
import { KindIcon } from "../../ui/KindIcon";
import { TailTruncate } from "../../ui/TailTruncate";
import type { Found } from "./bundles";
import { MOST_MARK, moveTo } from "./order";

interface ThingRowsProps {
  readonly things: readonly Found[];
  readonly markAt: (id: string, place: number) => string;
  readonly onOrder: (things: readonly Found[]) => void;
  readonly onMark: (id: string, mark: string) => void;
}

export function ThingRows({ things, markAt, onOrder, onMark }: ThingRowsProps) {
  const t = useWords("print");
  const list = useRef<HTMLOListElement>(null);
  const [dragged, setDragged] = useState<string>();
  const move = (from: number, to: number) => {
    const next = moveTo(things, from, to);
    if (next === things) return;
    onOrder(next);
    announce(t("moved", { name: things[from]!.name, place: to + 1 }));
  };
  const onKeyDown = (event: KeyboardEvent, place: number) => {
    const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (!event.altKey || step === 0) return;
    event.preventDefault();
    move(place, place + step);
  };
  const onDragOver = (event: DragEvent, place: number) => {
    const from = things.findIndex(({ id }) => id === dragged);
    if (from < 0) return;
    event.preventDefault();
    if (from !== place) onOrder(moveTo(things, from, place));
  };
  return (
    <ol ref={list} aria-label={t("things")} className="edge-line max-h-58 overflow-y-auto rounded-card" tabIndex={-1}>
      {things.map((thing, place) => (
        <li
          key={thing.id}
          onKeyDown={(event) => onKeyDown(event, place)}
          onDragOver={(event) => onDragOver(event, place)}
          onDrop={(event) => event.preventDefault()}
          className={`edge-hair-b flex min-h-11 max-desk:flex-wrap items-center gap-2 px-3 py-1 last:border-0 ${dragged === thing.id ? "bg-sel" : ""}`}
        >
          <span
            draggable
            aria-hidden="true"
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = "move";
              event.dataTransfer.setData("text/plain", thing.name);
              setDragged(thing.id);
            }}
            onDragEnd={() => setDragged(undefined)}
            className="cursor-grab text-mute max-desk:hidden"
          >
            <Icon of={GripVertical} size={16} />
          </span>
          <span className="w-6 shrink-0 text-right text-second text-mute max-desk:hidden">{place + 1}</span>
          <span className="w-22 shrink-0">
            <input
              aria-label={t("mark_of", { name: thing.name })}
              value={markAt(thing.id, place)}
              maxLength={MOST_MARK}
              onChange={(event) => onMark(thing.id, event.target.value)}
              className={`h-9 px-2 font-bold ${fieldLook}`}
            />
          </span>
          <span className="max-desk:hidden">
            <KindIcon kind={thing.kind} mediaType={thing.media_type ?? undefined} />
          </span>
          <span className="min-w-0 flex-1">
            <TailTruncate name={thing.name} />
            {(thing.reason !== null || thing.folder !== "") && (
              <span className={`block text-second ${thing.reason === null ? "truncate text-mute" : "text-warn"}`}>
                {thing.reason === null ? t("in_folder", { name: thing.folder }) : t(`reasons.${thing.reason}`)}
              </span>
            )}
          </span>
          <span className="flex shrink-0 max-desk:w-full max-desk:justify-end">
            <IconButton size={32} icon={ArrowUp} name={t("up", { name: thing.name })} keys="Alt+↑" isDisabled={place === 0} onPress={() => move(place, place - 1)} />
            <IconButton size={32} icon={ArrowDown} name={t("down", { name: thing.name })} keys="Alt+↓" isDisabled={place === things.length - 1} onPress={() => move(place, place + 1)} />
            <IconButton size={32} icon={X} name={t("take_out", { name: thing.name })} isDisabled={things.length === 1} onPress={() => onOrder(things.filter(({ id }) => id !== thing.id))} />
          </span>
        </li>
      ))}
    </ol>
  );
}
