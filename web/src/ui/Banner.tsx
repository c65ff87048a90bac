/** A sentence across the width of its place: what is so, and perhaps one act. */
import type { ReactNode } from "react";
import { CircleAlert, CircleCheck, Info, TriangleAlert, type LucideIcon } from "lucide-react";
import { Icon } from "./Icon";

type BannerLook = "info" | "ok" | "warn" | "err";

const looks: Record<BannerLook, readonly [ground: string, icon: LucideIcon]> = {
  info: ["bg-sub edge-line [&>svg]:text-mute", Info],
  ok: ["bg-ok-ground border border-ok [&>svg]:text-ok", CircleCheck],
  warn: ["bg-warn-ground border border-warn [&>svg]:text-warn", TriangleAlert],
  err: ["bg-err-ground border border-err [&>svg]:text-err", CircleAlert],
};

interface BannerProps {
  readonly look?: BannerLook;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

export function Banner({ look = "info", children, action }: BannerProps) {
  const [ground, icon] = looks[look];
  return (
    <div className={`flex items-start gap-3 rounded-field px-4 py-3 ${ground}`}>
      <Icon of={icon} className="mt-0.5" />
      <div className="min-w-0 flex-1">{children}</div>
      {action}
    </div>
  );
}
