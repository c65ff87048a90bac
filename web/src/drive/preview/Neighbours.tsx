/** The files before and after this one in its folder, in the order of its list, without going back to it. */
import { useEffect } from "react";
import { useNavigate } from "@tanstack/react-router";
import { ArrowLeft, ArrowRight } from "lucide-react";
import { useWords } from "../../kernel/words";
import { IconButton } from "../../ui/IconButton";
import { addressOf } from "../addresses";
import { useItems } from "../list/useItems";
import type { Item } from "../shapes";
import { useSort } from "../sorting";
import { useKeys } from "./useKeys";

/** Of a larger folder the files at hand are walked, and no count is told. */
const MOST_LOADED = 2000;

export function Neighbours({ id, folder }: { readonly id: string; readonly folder: string }) {
  const t = useWords("viewers");
  const navigate = useNavigate();
  const { rows, hasMore, loadMore, isLoading } = useItems(folder, useSort());
  const files = rows.filter(({ kind }) => kind === "file");
  const at = files.findIndex((file) => file.id === id);
  useEffect(() => {
    if (hasMore && !isLoading && rows.length < MOST_LOADED) loadMore();
  }, [rows.length, hasMore, isLoading]);
  const [previous, next] = at < 0 ? [] : [files[at - 1], files[at + 1]];
  // In the place of this page in the history: going back leads to the list.
  const go = (file: Item | undefined) => file && void navigate({ to: addressOf("file", file.id), replace: true });
  useKeys({ "Alt+ArrowUp": () => go(previous), "Alt+ArrowDown": () => go(next) });
  if (at < 0 || files.length < 2) return null;
  return (
    <div role="group" aria-label={t("around.group")} className="flex items-center text-second">
      <IconButton icon={ArrowLeft} name={t("around.previous")} keys="Alt+↑" size={32} isDisabled={previous === undefined} onPress={() => go(previous)} />
      <span className="min-w-14 text-center">{hasMore ? at + 1 : t("around.count", { at: at + 1, count: files.length })}</span>
      <IconButton icon={ArrowRight} name={t("around.next")} keys="Alt+↓" size={32} isDisabled={next === undefined} onPress={() => go(next)} />
    </div>
  );
}
