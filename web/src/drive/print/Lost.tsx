/** What of the things is not on paper: those left out with their reason, and what the pages of others lack. */
import { useWords } from "../../kernel/words";
import { Banner } from "../../ui/Banner";
import type { Part } from "./bundles";

export function Lost({ parts }: { readonly parts: readonly Part[] }) {
  const t = useWords("print");
  const previews = useWords("previews");
  const lines = parts.flatMap((part) => {
    const name = [part.mark, part.name === "" ? t("nameless") : part.name].filter((each) => each !== "").join(" ");
    if (part.reason !== null) return [{ name, words: t(`reasons.${part.reason}`) }];
    if (part.unshown.length === 0) return [];
    const lost = part.unshown.map(({ code, count }) => (code === "picture" ? t("lost_pictures", { count }) : previews(`unshown.${code}`, { count })));
    return [{ name, words: lost.join(t("and")) }];
  });
  if (lines.length === 0) return null;
  const left = parts.filter(({ reason }) => reason !== null).length;
  return (
    <div className="pb-3">
      <Banner look="warn">
        <details open={lines.length <= 3}>
          <summary className="cursor-pointer">{left > 0 ? t("left_out", { count: left }) : t("lost", { count: lines.length })}</summary>
          <ul className="mt-1 max-h-40 overflow-y-auto text-second">
            {lines.map(({ name, words }, place) => (
              <li key={place}>
                <span className="font-bold">{name}</span>: {words}
              </li>
            ))}
          </ul>
        </details>
      </Banner>
    </div>
  );
}
