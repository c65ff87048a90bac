/** What lies in a folder by its size: a picture for the eye, and the same as a table with ways further in. */
import { Link } from "@tanstack/react-router";
import { EyeOff, Ellipsis, Trash2, type LucideIcon } from "lucide-react";
import { useWords } from "../../kernel/words";
import { wordSize } from "../../ui/dates";
import { Icon } from "../../ui/Icon";
import { KindIcon } from "../../ui/KindIcon";
import { addressOf } from "../addresses";
import { addressOfUsage, type Portion, type Usage } from "./api";
import { ShareBar } from "./Portions";
import { layTiles, type Tile } from "./treemap";

interface Row extends Portion {
  readonly key: string;
  readonly kind: "folder" | "file" | "document" | "small" | "unseen" | "binned";
  readonly name: string;
  readonly hint?: string;
  readonly to?: string;
}

/** Width to height, at the desk and on a phone. */
const RATIOS = { desk: 2.6, phone: 1.1 } as const;
const drawn: Partial<Record<Row["kind"], LucideIcon>> = { small: Ellipsis, unseen: EyeOff, binned: Trash2 };

export function InFolder({ usage, name }: { readonly usage: Usage; readonly name: string }) {
  const t = useWords("usage");
  const rows = useRows(usage);
  const whole = usage.here.size_bytes;
  return (
    <>
      <figure aria-label={t("picture", { name })}>
        <div aria-hidden="true">
          <Picture rows={rows} ratio={RATIOS.desk} className="max-desk:hidden" />
          <Picture rows={rows} ratio={RATIOS.phone} className="desk:hidden" />
        </div>
      </figure>
      <table className="mt-4 w-full border-collapse" aria-label={t("as_table")}>
        <thead>
          <tr className="edge-line-b text-left text-second text-mute">
            <th scope="col" className="py-1 pr-3 font-normal">
              {t("name")}
            </th>
            <th scope="col" className="w-40 py-1 pr-3 font-normal max-desk:hidden">
              {t("share")}
            </th>
            <th scope="col" className="w-24 py-1 pl-3 text-right font-normal">
              {t("size")}
            </th>
            <th scope="col" className="w-24 py-1 pl-3 text-right font-normal max-desk:hidden">
              {t("files")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} className="edge-hair-b">
              <th scope="row" className="py-2 pr-3 text-left font-normal">
                <span className="flex min-w-0 items-center gap-3">
                  <Sign row={row} />
                  <span className="min-w-0">
                    {row.to === undefined ? (
                      <span className="break-words">{row.name}</span>
                    ) : (
                      <Link to={row.to} className="link-text break-words">
                        {row.name}
                      </Link>
                    )}
                    {row.hint !== undefined && <span className="block text-second text-mute">{row.hint}</span>}
                  </span>
                </span>
              </th>
              <td className="py-2 pr-3 max-desk:hidden">
                <ShareBar part={row.size_bytes / whole} />
              </td>
              <td className="py-2 pl-3 text-right whitespace-nowrap">{wordSize(row.size_bytes)}</td>
              <td className="py-2 pl-3 text-right whitespace-nowrap text-mute max-desk:hidden">{t("files_count", { count: row.files })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function useRows(usage: Usage): readonly Row[] {
  const t = useWords("usage");
  const named = usage.things.map((thing): Row => {
    const to = thing.kind !== "folder" ? addressOf(thing.kind, thing.id) : thing.opens ? addressOfUsage(thing.id) : undefined;
    return { ...thing, key: thing.id, kind: thing.kind as Row["kind"], to };
  });
  const rest: readonly Row[] = [
    { ...usage.small, key: "small", kind: "small", name: t("small") },
    { ...usage.unseen, key: "unseen", kind: "unseen", name: t("unseen"), hint: t("unseen_hint") },
    { ...usage.binned, key: "binned", kind: "binned", name: t("binned"), to: "/drive/bin" },
  ];
  return [...named, ...rest.filter(({ size_bytes: size }) => size > 0)];
}

function Sign({ row }: { readonly row: Row }) {
  const sign = drawn[row.kind];
  return sign === undefined ? <KindIcon kind={row.kind} /> : <Icon of={sign} className="text-mute" />;
}

function Picture({ rows, ratio, className }: { readonly rows: readonly Row[]; readonly ratio: number; readonly className: string }) {
  const tiles = layTiles(rows, (row) => row.size_bytes, ratio);
  return (
    <div className={`relative w-full overflow-hidden rounded-field ${className}`} style={{ aspectRatio: String(ratio) }}>
      {tiles.map((tile) => (
        <TileOf key={tile.of.key} tile={tile} />
      ))}
    </div>
  );
}

/** Only for the eye and the mouse: readers and keys have the table. */
function TileOf({ tile }: { readonly tile: Tile<Row> }) {
  const { of: row, left, top, width, height } = tile;
  const isNamed = width > 9 && height > 14;
  const look = row.to !== undefined && row.kind === "folder" ? "bg-sel text-ink hover:underline" : "bg-sub text-ink";
  const words = isNamed && (
    <>
      <span className="block truncate">{row.name}</span>
      <span className="block truncate text-second text-mute">{wordSize(row.size_bytes)}</span>
    </>
  );
  const shown = {
    title: `${row.name} ${wordSize(row.size_bytes)}`,
    style: { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` },
    className: `absolute overflow-hidden border-2 border-page px-2 py-1 in-data-[theme=contrast]:edge-ctl ${look}`,
  };
  if (row.to === undefined) return <span {...shown}>{words}</span>;
  return (
    <Link to={row.to} tabIndex={-1} {...shown}>
      {words}
    </Link>
  );
}
