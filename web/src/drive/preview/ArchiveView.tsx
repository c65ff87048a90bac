/** A zip as a list of what lies in it. Nothing is unpacked until one of it is asked for. */
import { useMemo, useState } from "react";
import { foldCase } from "../../kernel/folding";
import { useWords } from "../../kernel/words";
import { wordSize } from "../../ui/dates";
import { SearchField } from "../../ui/SearchField";
import { Inner, type InnerFile } from "./Inner";
import type { NotShown } from "./served";
import type { Source } from "./source";
import { Unshown } from "./Unshown";

export interface Archive {
  readonly kind: "archive";
  readonly count: number;
  readonly size_bytes: number;
  readonly entries: readonly (InnerFile & { readonly at: string; readonly is_folder: boolean; readonly is_encrypted: boolean })[];
  readonly unshown: readonly NotShown[];
}

const FEW = 12;

export function ArchiveView({ source, archive }: { readonly source: Source; readonly archive: Archive }) {
  const t = useWords("previews");
  const [sought, setSought] = useState("");
  const files = useMemo(() => archive.entries.filter((entry) => !entry.is_folder), [archive]);
  const found = sought === "" ? files : files.filter((entry) => foldCase(entry.name).includes(foldCase(sought)));
  return (
    <section aria-label={source.name} className="min-h-full bg-page">
      <div className="edge-line-b flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3 max-desk:px-4">
        <p>{t("archive.count", { count: files.length, size: wordSize(archive.size_bytes) })}</p>
        <Unshown unshown={archive.unshown} below />
        {files.length > FEW && (
          <div className="ml-auto w-72 max-desk:w-full">
            <SearchField label={t("archive.find")} value={sought} onChange={setSought} />
          </div>
        )}
      </div>
      <div className="px-5 py-2 max-desk:px-4">
        <Inner source={source} files={found} />
      </div>
    </section>
  );
}
