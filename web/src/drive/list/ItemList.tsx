/**
 * A list of things: virtual, with a true count, one Tab stop, keys as file lists have them. The page around it scrolls;
 * rows that are not loaded yet hold their place and fetch themselves when they come near.
 */
import { useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { useNavigate } from "@tanstack/react-router";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import { useWords } from "../../kernel/words";
import { useMe } from "../../sessions/me";
import type { MenuAct } from "../../ui/Menu";
import { addressOf } from "../addresses";
import type { Item } from "../shapes";
import { useWriters, WritersContext } from "../writers";
import { ActsBar } from "./ActsBar";
import { ItemRow } from "./ItemRow";
import { ListHeader } from "./ListHeader";
import type { Sort } from "./order";
import { rowOf, type Columns, type Row } from "./row";
import { RowMenu } from "./RowMenu";
import { keepWithin, moveTo, noSelection, tick, tickAll, tickNone, tickRange, type Selection } from "./selection";
import { useFocusKept, useFocusRow } from "./useFocusRow";
import { useGridKeys } from "./useGridKeys";
import type { Rows } from "./useItems";
import { useRowDrag } from "./useRowDrag";
import { useScroller } from "./useScroller";
import { useStable } from "./useStable";

interface ItemListProps {
  readonly name: string;
  readonly list: Rows<Item> | Rows<Row>;
  readonly columns: Columns;
  readonly actsOf: (items: readonly Item[]) => readonly MenuAct[];
  readonly naming?: string | null;
  readonly onName?: (item: Item, name: string | null) => Promise<void>;
  readonly fresh?: ReadonlySet<string>;
  readonly sort?: Sort;
  readonly onSort?: (sort: Sort) => void;
  readonly onDropItems?: (items: readonly Item[], folder: Item) => void;
  readonly onDropFiles?: (transfer: DataTransfer, folder: Item) => void;
  /** One file, onto the row of a file of its kind. */
  readonly onDropVersion?: (file: File, item: Item) => void;
  /** Things in the bin open nowhere. */
  readonly isOpenable?: boolean;
  /** Left of the bar while nothing is ticked: the count, a new folder. */
  readonly resting?: (choosing: { readonly isChoosing: boolean; readonly onChoose: () => void }) => ReactNode;
  /** Whether the pointer is over the rows: they must not move then. */
  readonly onHover?: (isOver: boolean) => void;
}

const FETCH_AHEAD_ROWS = 40;
/** The bar has room for what one does with several; the rest is in the row's menu. */
const onlyInMenu = new Set(["why", "link", "star", "rename", "replace", "label", "download_old", "copy"]);

export function ItemList(props: ItemListProps) {
  const { list, columns, actsOf, naming = null, sort, isOpenable = true } = props;
  const t = useWords("drive");
  const me = useMe().person.id;
  const navigate = useNavigate();
  const rows = useMemo(() => list.rows.map((each) => ("item" in each ? each : rowOf(each))), [list.rows]);
  const order = useMemo(() => rows.map((row) => row.item.id), [rows]);
  const [selection, setSelection] = useSelection(order);
  const writers = useWriters(useMemo(() => rows.map(({ item }) => item), [rows]));
  const [isChoosing, setChoosing] = useState(false);
  const [menu, setMenu] = useState<{ readonly id: string; readonly x: number; readonly y: number } | null>(null);
  const grid = useRef<HTMLDivElement>(null);
  const virtualizer = useRef<VirtualizerHandle>(null);
  const [startMargin, scroller] = useScroller(grid);

  const byId = useMemo(() => new Map(rows.map((row) => [row.item.id, row.item])), [rows]);
  const itemsOf = (ids: Iterable<string>) => [...ids].flatMap((id) => byId.get(id) ?? []);
  const ticked = itemsOf(selection.ticked);
  const aimed = ticked.length > 0 ? ticked : itemsOf(selection.active === null ? [] : [selection.active]);
  const active = selection.active ?? order[0] ?? null;
  const activeIndex = active === null ? -1 : order.indexOf(active);

  const open = (id: string) => {
    const item = byId.get(id);
    if (item && isOpenable) void navigate({ to: addressOf(item.kind, item.id) });
  };
  const focusRow = useFocusRow(grid, virtualizer, order, activeIndex);
  useFocusKept(selection.active, order, focusRow);
  const move = (next: Selection) => {
    setSelection(next);
    if (next.active !== null) focusRow(next.active);
  };
  const loadIds = async () => {
    const everything = list.hasMore ? await (list as Rows<Item | Row>).loadAll() : list.rows;
    return everything.map((each) => ("item" in each ? each.item.id : each.id));
  };
  const tickEvery = async (isAll: boolean) => {
    if (!isAll) return setSelection(tickNone);
    const ids = await loadIds();
    setSelection((now) => tickAll(now, ids));
  };
  const goToEnd = async () => {
    const last = (await loadIds()).at(-1);
    if (last !== undefined) move({ ...selection, active: last, from: null });
  };
  const choose = () => {
    if (isChoosing) setSelection(tickNone);
    setChoosing(!isChoosing);
  };
  const openMenuAtRow = (id: string) => {
    const place = grid.current?.querySelector(`[data-row="${CSS.escape(id)}"]`)?.getBoundingClientRect();
    if (place) setMenu({ id, x: place.left + 48, y: place.bottom - 4 });
  };
  const onKeyDown = useGridKeys({
    order, selection, change: move, onOpen: open, onMenu: openMenuAtRow,
    onAll: () => void tickEvery(true),
    onEnd: list.hasMore ? () => void goToEnd() : undefined,
    acts: () => actsOf(aimed),
  });
  const drag = useRowDrag({
    find: (id) => byId.get(id),
    pick: (id) => (selection.ticked.has(id) ? ticked : itemsOf([id])),
    onItems: props.onDropItems,
    onFiles: props.onDropFiles,
    onVersion: props.onDropVersion,
  });
  const hands = useStable({
    onTick: (id: string, isRange: boolean) => setSelection((now) => (isRange ? tickRange(now, id, order) : tick(now, id))),
    onPoint: (id: string, event: { readonly shiftKey: boolean; readonly ctrlKey: boolean; readonly metaKey: boolean }) => {
      if (event.shiftKey) setSelection((now) => tickRange(now, id, order));
      else if (event.ctrlKey || event.metaKey || isChoosing) setSelection((now) => tick(now, id));
      else setSelection((now) => moveTo(now, id));
    },
    onOpen: open,
    onMenu: (id: string, at: { readonly x: number; readonly y: number }) => {
      setSelection((now) => (now.ticked.has(id) ? now : moveTo(now, id)));
      setMenu({ id, ...at });
    },
    onStar: (id: string) => actsOf(itemsOf([id])).find((act) => act.id === "star")?.onAction(),
    onName: async (id: string, name: string | null) => {
      const item = byId.get(id);
      if (item) await props.onName?.(item, name);
      focusRow(id);
    },
    ...drag.hands,
  });

  const places: readonly (Row | null)[] = useMemo(
    () => (list.total > rows.length ? [...rows, ...Array.from({ length: list.total - rows.length }, () => null)] : rows),
    [rows, list.total],
  );
  const fetchAhead = () => {
    const handle = virtualizer.current;
    if (handle === null || !list.hasMore) return;
    if (handle.findItemIndex(handle.scrollOffset + handle.viewportSize) > rows.length - FETCH_AHEAD_ROWS) list.loadMore();
  };
  useEffect(fetchAhead, [rows.length]);

  const isAll = rows.length > 0 && selection.ticked.size >= list.total;
  const menuItems = menu === null ? [] : selection.ticked.has(menu.id) ? ticked : itemsOf([menu.id]);
  return (
    <div>
      <div className="sticky top-0 z-10 bg-page max-desk:static">
        <ActsBar
          count={selection.ticked.size}
          isAll={isAll}
          acts={actsOf(ticked).filter(({ id }) => !onlyInMenu.has(id))}
          onAll={(all) => void tickEvery(all)}
          onEnd={() => {
            setSelection(tickNone);
            setChoosing(false);
          }}
          resting={props.resting?.({ isChoosing, onChoose: choose })}
        />
      </div>
      <div
        ref={grid}
        role="grid"
        aria-label={props.name}
        aria-rowcount={list.total + 1}
        aria-multiselectable
        onKeyDown={onKeyDown}
        onPointerEnter={(event) => event.pointerType === "mouse" && props.onHover?.(true)}
        onPointerLeave={() => props.onHover?.(false)}
      >
        <ListHeader columns={columns} sort={sort} onSort={props.onSort} isAll={isAll} isSome={selection.ticked.size > 0} onAll={(all) => void tickEvery(all)} />
        <WritersContext value={writers}>
          <Virtualizer
            ref={virtualizer}
            data={places}
            scrollRef={scroller}
            startMargin={startMargin}
            keepMounted={activeIndex >= 0 ? [activeIndex] : []}
            onScroll={fetchAhead}
          >
            {(row, index) =>
              row === null ? (
                <EmptyRow key={`place-${index}`} />
              ) : (
                <ItemRow
                  key={row.item.id}
                  row={row}
                  index={index}
                  columns={columns}
                  me={me}
                  isTicked={selection.ticked.has(row.item.id)}
                  isActive={row.item.id === active}
                  isChoosing={isChoosing}
                  isNaming={row.item.id === naming}
                  isFresh={props.fresh?.has(row.item.id) ?? false}
                  isTarget={drag.target === row.item.id}
                  isMovable={props.onDropItems !== undefined && row.item.abilities.includes("thing.move")}
                  hands={hands}
                />
              )
            }
          </Virtualizer>
        </WritersContext>
      </div>
      {menu !== null && (
        <RowMenu
          name={t("list.menu", { name: menuItems[0]?.name ?? "" })}
          at={menu}
          acts={actsOf(menuItems)}
          onClose={() => {
            setMenu(null);
            focusRow(menu.id);
          }}
        />
      )}
    </div>
  );
}

function EmptyRow() {
  return (
    <div role="row" className="edge-hair-b flex min-h-row items-center gap-4 px-3 max-desk:min-h-row-two">
      <span role="gridcell" className="h-3 w-2/5 rounded-full bg-hair" />
    </div>
  );
}

/** The selection, kept within what is in the list. */
function useSelection(order: readonly string[]) {
  const [selection, setSelection] = useState(noSelection);
  const before = useRef(order);
  useEffect(() => {
    const orderBefore = before.current;
    before.current = order;
    setSelection((now) => keepWithin(now, order, orderBefore));
  }, [order]);
  return [selection, setSelection] as const;
}
