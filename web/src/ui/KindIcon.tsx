/** The drawing of a kind of thing: its shape says it, the colour only helps. The words beside it name it. */
import { File, FileImage, FileSpreadsheet, FileText, Folder, Presentation, type LucideIcon } from "lucide-react";
import { Icon } from "./Icon";

const drawings: Readonly<Record<string, readonly [icon: LucideIcon, colour: string]>> = {
  folder: [Folder, "text-mute"],
  document: [FileText, "text-p1"],
  sheet: [FileSpreadsheet, "text-ok"],
  slides: [Presentation, "text-warn"],
  image: [FileImage, "text-mute"],
  file: [File, "text-mute"],
};

interface KindIconProps {
  /** folder, document, sheet, slides, file. */
  readonly kind: string;
  /** Of a file: its media type tells pictures apart. */
  readonly mediaType?: string;
  readonly size?: 16 | 20 | 24;
}

export function KindIcon({ kind, mediaType, size = 20 }: KindIconProps) {
  const shown = kind === "file" && mediaType?.startsWith("image/") ? "image" : kind;
  const [icon, colour] = drawings[shown] ?? drawings["file"]!;
  return <Icon of={icon} size={size} className={colour} />;
}
