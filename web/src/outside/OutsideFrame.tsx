/** The sheet for people outside: the city's name, the other language, one column, and what is to be done below. */
import type { ReactNode } from "react";
import { Languages } from "lucide-react";
import { setPreferences, usePreferences } from "../kernel/preferences";
import { useWords } from "../kernel/words";
import { Button } from "../ui/Button";

interface OutsideFrameProps {
  readonly agency: string;
  /** What this is for, beside the name of the city. */
  readonly head: string;
  readonly title: string;
  /** As wide as the window: for what is read, not filled in. */
  readonly isWide?: boolean;
  readonly children: ReactNode;
  /** Stays at the bottom of the window. */
  readonly foot?: ReactNode;
}

export function OutsideFrame({ agency, head, title, isWide = false, children, foot }: OutsideFrameProps) {
  const t = useWords("links");
  const { language } = usePreferences();
  const other = language === "ja" ? "en" : "ja";
  const width = isWide ? "max-w-300" : "max-w-160";
  return (
    <div className="flex min-h-dvh flex-col bg-page text-ink">
      <title>{agency === "" ? title : `${title} - ${agency}`}</title>
      <header className="edge-line-b">
        <div className={`mx-auto flex min-h-14 w-full ${width} items-center gap-3 px-4`}>
          <p className="min-w-0 flex-1">
            <span className="text-section">{agency}</span> <span className="ml-1 text-second text-mute">{head}</span>
          </p>
          <Button look="quiet" icon={Languages} className="print:hidden" onPress={() => setPreferences({ language: other })}>
            <span lang={other}>{t("outside.language")}</span>
          </Button>
        </div>
      </header>
      <main className={`mx-auto flex w-full ${width} flex-1 flex-col px-4 pt-6 pb-8`}>{children}</main>
      {foot !== undefined && (
        <footer className="edge-line-t sticky bottom-0 bg-page print:hidden">
          <div className="mx-auto w-full max-w-160 px-4 py-3">{foot}</div>
        </footer>
      )}
    </div>
  );
}
