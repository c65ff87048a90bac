/** The way to what is said beside a file: among its buttons, on a phone beside its size, and a mark in lists. */
import { useEffect } from "react";
import { useSearch } from "@tanstack/react-router";
import { MessageSquare } from "lucide-react";
import { useWords } from "../../kernel/words";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { showFilePanel, useFilePanel } from "../filePanel";
import type { Item } from "../shapes";
import { can } from "../wording";

export function CommentsButton({ item }: { readonly item: Item }) {
  const t = useWords("drive");
  const isOpen = useFilePanel() === "comments";
  const { comment } = useSearch({ strict: false }) as { readonly comment?: unknown };
  // A notice leads to one comment.
  useEffect(() => {
    if (typeof comment === "string") showFilePanel("comments");
  }, [comment]);
  if (!can(item, "comment.read")) return null;
  return (
    <Button icon={MessageSquare} className="max-desk:hidden" aria-expanded={isOpen} onPress={() => showFilePanel(isOpen ? null : "comments")}>
      {t(item.comments === 0 ? "comments" : "comments_count", { count: item.comments })}
    </Button>
  );
}

export function CommentsLink({ item }: { readonly item: Item }) {
  const t = useWords("drive");
  if (!can(item, "comment.read")) return null;
  return (
    <button type="button" aria-haspopup="dialog" className="link-text min-h-6 desk:hidden" onClick={() => showFilePanel("comments")}>
      {t(item.comments === 0 ? "comments" : "comments_count", { count: item.comments })}
    </button>
  );
}

/** In a row of a list, where something is said in threads that are open. */
export function CommentsMark({ item }: { readonly item: Item }) {
  const t = useWords("drive");
  if (item.comments === 0) return null;
  const words = t("comments_mark", { count: item.comments });
  return (
    <span title={words} className="inline-flex shrink-0 items-center gap-1 text-second text-mute">
      <Icon of={MessageSquare} size={16} />
      <span aria-hidden="true">{item.comments}</span>
      <span className="sr-only">{words}</span>
    </span>
  );
}
