/** What a preview could not show, in words beside it: one as a sentence, several behind their number. */
import { useWords } from "../../kernel/words";
import type { NotShown } from "./served";

interface UnshownProps {
  readonly unshown: readonly NotShown[];
  /** Sentences of the view itself. */
  readonly also?: readonly string[];
  readonly className?: string;
  /** Where it stands above, its list opens downward. */
  readonly below?: boolean;
}

export function Unshown({ unshown, also = [], className = "", below = false }: UnshownProps) {
  const t = useWords("previews");
  const sentences = [...also, ...unshown.map(({ code, count }) => t(`unshown.${code}`, { count }))];
  if (sentences.length === 0) return null;
  if (sentences.length === 1) return <p className={`text-second text-mute ${className}`}>{sentences[0]}</p>;
  return (
    <details className={`relative text-second text-mute ${className}`}>
      <summary className="cursor-pointer py-1">{t("unshown_count", { count: sentences.length })}</summary>
      <ul className={`edge-line absolute z-10 w-max max-w-[80vw] list-disc rounded-card bg-raise py-3 pr-4 pl-8 text-ink shadow-float max-desk:right-auto max-desk:left-0 ${below ? "top-full left-0" : "right-0 bottom-full"}`}>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </details>
  );
}
