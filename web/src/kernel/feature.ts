/**
 * What a feature may plug into the shell. A feature is one module that exports one `Feature`; adding it is one line in
 * `features.ts`. Words are i18next keys with their area ("drive:rail.title"). Everything here is fixed at build time,
 * so the hooks below may be called in a loop.
 */
import type { ComponentType } from "react";
import type { LucideIcon } from "lucide-react";
import type { AnyRoute } from "@tanstack/react-router";

/** Where it stands: for the agency's own people where nothing is said, for guests too, or for guests alone. */
interface ForWhom {
  readonly guests?: "too" | "alone";
}

/** Goes to an address of this app. */
export type Go = (to: string) => void;

export interface RailEntry extends ForWhom {
  readonly id: string;
  readonly words: string;
  readonly icon: LucideIcon;
  readonly to: string;
  /** Other addresses whose things lie here (a document lies in the drive): the entry is marked there too. */
  readonly alsoUnder?: readonly string[];
  /** Home is 0; entries stand in ascending order. */
  readonly order: number;
  /** A number to act on, shown as a badge; 0 shows none. */
  readonly useCount?: () => number;
  /** Drawn below the entry on the wide rail while the entry is open (my drive, shared drives …). */
  readonly Below?: ComponentType;
  /** Stands among the tabs of the phone. */
  readonly isTab?: boolean;
}

export interface CreateEntry extends ForWhom {
  readonly id: string;
  readonly words: string;
  readonly icon: LucideIcon;
  readonly iconClassName?: string;
  /** A single letter, pressed while the menu is open. */
  readonly keys?: string;
  readonly order: number;
  readonly isApart?: boolean;
  readonly act: (go: Go) => void;
}

/** An act the search box and the keyboard know. */
export interface Command extends ForWhom {
  readonly id: string;
  readonly words: string;
  readonly icon?: LucideIcon;
  /** Shown in the key list; the shell listens for it when `isGlobal`. Written "Ctrl+Shift+C". */
  readonly keys?: string;
  readonly isGlobal?: boolean;
  /** Key list only: the page that has the act listens itself. */
  readonly act?: (go: Go) => void;
}

export interface HomeSection {
  readonly id: string;
  readonly column: "main" | "side";
  readonly order: number;
  readonly Section: ComponentType;
}

export interface SettingsSection extends ForWhom {
  readonly id: string;
  readonly order: number;
  readonly Section: ComponentType;
}

export interface Feature {
  readonly name: string;
  readonly routes?: (shell: AnyRoute) => readonly AnyRoute[];
  /** Pages that stand outside the shell and ask nobody to sign in (the demo's personas). */
  readonly outside?: (root: AnyRoute) => readonly AnyRoute[];
  readonly rail?: readonly RailEntry[];
  readonly create?: readonly CreateEntry[];
  readonly commands?: readonly Command[];
  readonly home?: readonly HomeSection[];
  readonly settings?: readonly SettingsSection[];
  /** How many things wait for the person: at home's tab, and in its heading on a phone. */
  readonly useHomeCount?: () => number;
  /** The search box of the header. Put `data-search-box` on its input: Ctrl+K focuses it. */
  readonly Search?: ComponentType<{ readonly commands: readonly Command[] }>;
  /** The page of the phone's さがす tab: the same box, with the room of a page. */
  readonly searchPage?: string;
  /** The bell of the header. */
  readonly Bell?: ComponentType;
  /** Always mounted over the pages: an upload panel, dialogs opened from the 新規 menu. */
  readonly Overlay?: ComponentType;
}
