/** One thing in a list: tick, name, when and by whom, who sees it, label, size, its menu. Two lines on a phone. */
import { memo, type DragEvent, type MouseEvent } from "react";
import { Link } from "@tanstack/react-router";
import { Ellipsis, Lock } from "lucide-react";
import { useWords } from "../../kernel/words";
import { useMe } from "../../sessions/me";
import { Checkbox } from "../../ui/Checkbox";
import { Chip } from "../../ui/Chip";
import { wordSize } from "../../ui/dates";
import { Icon } from "../../ui/Icon";
import { KindIcon } from "../../ui/KindIcon";
import { TailTruncate } from "../../ui/TailTruncate";
import { Time } from "../../ui/Time";
import { addressOf } from "../addresses";
import { CommentsMark } from "../comments/CommentsLink";
import { HeldChip } from "../held/HeldMark";
import { ReceivedChip } from "../receive/ReceivedMark";
import { StarButton } from "../star/StarButton";
import { EditingMark } from "../versions/EditingMark";
import { idsOfAudience, isClosed, useNameOf, wordAudience, wordThing } from "../wording";
import { useWritersOf } from "../writers";
import { Writing } from "../Writing";
import { NameField } from "./NameField";
import { grids, isPlaced, type Columns, type Row } from "./row";

interface RowHands {
  readonly onTick: (id: string, isRange: boolean) => void;
  readonly onPoint: (id: string, event: MouseEvent) => void;
  readonly onOpen: (id: string) => void;
  readonly onMenu: (id: string, at: { readonly x: number; readonly y: number }) => void;
  readonly onStar: (id: string) => void;
  readonly onName: (id: string, name: string | null) => Promise<void>;
  readonly onDragStart: (id: string, event: DragEvent) => void;
  readonly onDragOver: (id: string, event: DragEvent) => void;
  readonly onDragLeave: (id: string, event: DragEvent) => void;
  readonly onDrop: (id: string, event: DragEvent) => void;
}

interface ItemRowProps {
  readonly row: Row;
  readonly index: number;
  readonly columns: Columns;
  readonly me: string;
  readonly isTicked: boolean;
  readonly isActive: boolean;
  readonly isChoosing: boolean;
  readonly isNaming: boolean;
  readonly isFresh: boolean;
  readonly isTarget: boolean;
  readonly isMovable: boolean;
  readonly hands: RowHands;
}

export const ItemRow = memo(function ItemRow(props: ItemRowProps) {
  const { row, columns, me, isTicked, isActive, isNaming, isFresh, isTarget, hands } = props;
  const t = useWords("drive");
  const { item } = row;
  const nameOf = useNameOf([item.owner]);
  const name = wordThing(t, item, me, nameOf);
  const ground = isTarget ? "bg-sel outline-2 -outline-offset-2 outline-dashed outline-pri" : isTicked ? "ground-sel" : isFresh ? "bg-ok-ground" : "hover:bg-sub";
  return (
    <div
      role="row"
      aria-rowindex={props.index + 2}
      aria-selected={isTicked}
      aria-label={name}
      data-row={item.id}
      tabIndex={isActive ? 0 : -1}
      draggable={props.isMovable && !isNaming}
      onClick={(event) => hands.onPoint(item.id, event)}
      onDoubleClick={() => hands.onOpen(item.id)}
      onContextMenu={(event) => {
        event.preventDefault();
        hands.onMenu(item.id, { x: event.clientX, y: event.clientY });
      }}
      onDragStart={(event) => hands.onDragStart(item.id, event)}
      onDragOver={(event) => hands.onDragOver(item.id, event)}
      onDragLeave={(event) => hands.onDragLeave(item.id, event)}
      onDrop={(event) => hands.onDrop(item.id, event)}
      className={`group/row edge-hair-b press relative grid min-h-row scroll-mt-16 scroll-mb-4 items-center -outline-offset-4 max-desk:min-h-row-two max-desk:grid-cols-[2.25rem_minmax(0,1fr)_2.75rem] ${grids[columns]} ${ground}`}
    >
      {isTicked && <span aria-hidden="true" className="absolute inset-y-0 left-0 w-1 bg-pri" />}
      {/* A click on the box is the box's own: the row must not take it for a second one. */}
      <span role="gridcell" onClick={(event) => event.stopPropagation()} className={`flex justify-center ${props.isChoosing ? "" : "max-desk:hidden"}`}>
        <Checkbox isChosen={isTicked} isLabelHidden tabIndex={-1} onChange={() => hands.onTick(item.id, false)}>
          {t("list.tick", { name })}
        </Checkbox>
      </span>
      <span aria-hidden="true" className={`justify-center ${props.isChoosing ? "hidden" : "flex desk:hidden"}`}>
        <KindIcon kind={item.kind} mediaType={item.media_type ?? undefined} size={24} />
      </span>
      <div role="gridcell" className="flex min-w-0 items-center gap-3 pr-3 max-desk:gap-0 max-desk:pr-0">
        <span className="flex max-desk:hidden">
          <KindIcon kind={item.kind} mediaType={item.media_type ?? undefined} />
        </span>
        {isNaming ? (
          <NameField name={item.name} isFolder={item.kind === "folder"} onName={(next) => hands.onName(item.id, next)} />
        ) : (
          <span className="min-w-0 flex-1">
            <span className="flex min-w-0 items-center gap-3">
              <Link to={addressOf(item.kind, item.id)} aria-label={name} tabIndex={-1} draggable={false} className="min-w-0 rounded-chip hover:underline">
                <TailTruncate name={name} />
              </Link>
              {item.held ? <HeldChip held={item.held} /> : <ReceivedChip item={item} />}
              <CommentsMark item={item} />
              {isFresh && <Chip look="ok">{t("list.fresh")}</Chip>}
            </span>
            <Second row={row} columns={columns} me={me} />
          </span>
        )}
        {/* Nothing is kept at hand in the bin. */}
        {columns !== "bin" && !isNaming && <StarButton name={name} isStarred={item.starred} isInRow tabIndex={-1} onPress={() => hands.onStar(item.id)} />}
      </div>
      <Cells row={row} columns={columns} me={me} />
      <span role="gridcell" className="flex justify-center">
        <button
          type="button"
          tabIndex={-1}
          aria-label={t("list.menu", { name })}
          aria-haspopup="menu"
          onClick={(event) => {
            event.stopPropagation();
            const place = event.currentTarget.getBoundingClientRect();
            hands.onMenu(item.id, { x: place.right, y: place.bottom });
          }}
          className="inline-flex size-8 items-center justify-center rounded-button hover:bg-hair max-desk:size-11"
        >
          <Icon of={Ellipsis} />
        </button>
      </span>
    </div>
  );
});

/** The columns of the desk; a narrow desk keeps only when and by whom. */
function Cells({ row, columns, me }: { readonly row: Row; readonly columns: Columns; readonly me: string }) {
  const cell = "min-w-0 truncate pr-3 text-second text-mute";
  const size = row.item.size_bytes;
  return (
    <>
      <span role="gridcell" className={`${cell} max-desk:hidden`}>
        <When row={row} />
      </span>
      {columns === "folder" && (
        <>
          <span role="gridcell" className={`${cell} max-wide:hidden`}>
            <Who row={row} me={me} />
          </span>
          <span role="gridcell" className={`${cell} max-wide:hidden`}>
            <Label label={row.item.label} />
          </span>
        </>
      )}
      {isPlaced(columns) && (
        <span role="gridcell" className={`${cell} max-wide:hidden`}>
          <Place row={row} me={me} />
        </span>
      )}
      {columns === "bin" && (
        <span role="gridcell" className={`${cell} max-wide:hidden`}>
          {row.purgedOn && <Time at={row.purgedOn} as="day" />}
        </span>
      )}
      <span role="gridcell" className={`${cell} text-right max-wide:hidden`}>
        {size === null ? "—" : wordSize(size)}
      </span>
    </>
  );
}

function When({ row }: { readonly row: Row }) {
  const nameOf = useNameOf([row.by]);
  const writers = useWritersOf(row.item.id);
  if (row.item.editing.length > 0) return <EditingMark editing={row.item.editing} />;
  if (writers.length > 0) return <Writing persons={writers} />;
  return (
    <>
      <Time at={row.at} /> {row.by === null ? row.item.received?.sender : nameOf(row.by)}
    </>
  );
}

function Who({ row, me }: { readonly row: Row; readonly me: string }) {
  const t = useWords("drive");
  // Who else sees it is not told to guests.
  const isGuest = useMe().person.is_guest;
  const { audience } = row.item;
  const nameOf = useNameOf(idsOfAudience(audience));
  if (audience === null) return isGuest ? "—" : t("list.as_folder");
  return <span className="text-ink">{wordAudience(t, audience, nameOf, me)}</span>;
}

function Label({ label }: { readonly label: number }) {
  const t = useWords("drive");
  return (
    <span className={`inline-flex items-center gap-1 ${isClosed(label) ? "text-ink" : ""}`}>
      {isClosed(label) && <Icon of={Lock} size={16} />}
      {t(`labels.${label}`)}
    </span>
  );
}

function Place({ row, me }: { readonly row: Row; readonly me: string }) {
  const t = useWords("drive");
  const step = row.path?.at(-1);
  const nameOf = useNameOf([step?.owner]);
  if (step === undefined) return null;
  return (
    <Link to={addressOf("folder", step.id)} tabIndex={-1} className="link-text">
      {wordThing(t, step, me, nameOf)}
    </Link>
  );
}

/** The second line of a phone. */
function Second({ row, columns, me }: { readonly row: Row; readonly columns: Columns; readonly me: string }) {
  const t = useWords("drive");
  const { audience, size_bytes: size, label } = row.item;
  return (
    <span className="flex min-w-0 items-center gap-1 truncate text-second text-mute desk:hidden">
      {isClosed(label) && <Icon of={Lock} size={16} />}
      <span className="min-w-0 truncate">
        <When row={row} />
        {columns === "folder" && audience !== null && (
          <>
            {t("dot")}
            <Who row={row} me={me} />
          </>
        )}
        {size !== null && `${t("dot")}${wordSize(size)}`}
      </span>
    </span>
  );
}
