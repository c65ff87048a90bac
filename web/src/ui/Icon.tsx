/** One outline icon beside words. Decorative: the words carry the meaning, so readers skip it. */
import type { LucideIcon } from "lucide-react";

interface IconProps {
  readonly of: LucideIcon;
  /** 16 in small text, 20 by default, 24 in rails and on phones. */
  readonly size?: 16 | 20 | 24;
  readonly className?: string;
}

export function Icon({ of: Drawing, size = 20, className = "" }: IconProps) {
  return <Drawing aria-hidden="true" size={size} strokeWidth={2} absoluteStrokeWidth className={`shrink-0 ${className}`} />;
}
