/** A short fact about a thing. Colour only where it tells one: sent back, urgent, added, guest. */
import type { ReactNode } from "react";
import type { LucideIcon } from "lucide-react";
import { Icon } from "./Icon";

type ChipLook = "plain" | "ok" | "warn" | "err";

const looks: Record<ChipLook, string> = {
  plain: "bg-sub text-ink in-data-[theme=contrast]:edge-ctl",
  ok: "border border-ok bg-page text-ok",
  warn: "border border-warn bg-page font-bold text-warn",
  err: "border border-err bg-page font-bold text-err",
};

interface ChipProps {
  readonly children: ReactNode;
  readonly look?: ChipLook;
  readonly icon?: LucideIcon;
  /** In columns of chips: all equally wide. */
  readonly isWide?: boolean;
}

export function Chip({ children, look = "plain", icon, isWide = false }: ChipProps) {
  return (
    <span className={`inline-flex h-6 shrink-0 items-center justify-center gap-1 rounded-chip px-2 text-second whitespace-nowrap ${looks[look]} ${isWide ? "w-24" : ""}`}>
      {icon && <Icon of={icon} size={16} />}
      {children}
    </span>
  );
}
