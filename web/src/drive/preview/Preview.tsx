/** The bytes of a file in the page, or a word that they cannot be shown here. */
import { useState } from "react";
import { useWords } from "../../kernel/words";
import { KindIcon } from "../../ui/KindIcon";
import type { Source } from "./source";
import { viewers } from "./viewers";

export function Preview({ source }: { readonly source: Source }) {
  const t = useWords("drive");
  const [isBroken, setBroken] = useState(false);
  const viewer = isBroken ? undefined : viewers.find(({ takes }) => takes(source));
  if (viewer !== undefined) return <viewer.View source={source} onBroken={() => setBroken(true)} />;
  return (
    <div className="edge-line flex flex-col items-center gap-3 rounded-card bg-sub px-6 py-16 text-center">
      <KindIcon kind="file" mediaType={source.mediaType} size={24} />
      <p>{t("file.no_preview")}</p>
    </div>
  );
}
