/** Words that appear on hover and on keyboard focus. Never the only place where something is said. */
import type { ReactElement } from "react";
import { Tooltip as AriaTooltip, TooltipTrigger } from "react-aria-components/Tooltip";

interface TooltipProps {
  readonly words: string;
  /** One focusable thing. */
  readonly children: ReactElement;
}

export function Tooltip({ words, children }: TooltipProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={100}>
      {children}
      <AriaTooltip offset={8} className="fade-in max-w-80 rounded-chip bg-bar px-2 py-1 text-second text-on-bar shadow-float">
        {words}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
