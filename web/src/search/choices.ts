/** What the list of the box shows: units, things, people and commands, in one order, as one kind of choice. */
import type { Command } from "../kernel/feature";
import { foldCase } from "../kernel/folding";
import type { Pick } from "../people/shapes";
import type { Choice, ChoiceGroup } from "../ui/suggesting";
import type { Found, FoundThing } from "./api";

export type FoundKind = "units" | "things" | "people" | "commands";
export const kinds: readonly FoundKind[] = ["units", "things", "people", "commands"];

export type FoundChoice = Choice &
  (
    | { readonly kind: "units" | "people"; readonly pick: Pick }
    | { readonly kind: "things"; readonly thing: FoundThing }
    | { readonly kind: "commands"; readonly command: Command }
  );

/** Every part of the query stands somewhere in the words, as typed. */
export function fits(words: string, query: string): boolean {
  const folded = foldCase(words);
  return foldCase(query).split(/\s+/).every((part) => folded.includes(part));
}

interface Options {
  readonly found: Found;
  readonly commands: readonly Command[];
  readonly only: FoundKind | null;
  /** At most so many of each kind while all kinds are shown. */
  readonly most: number;
  readonly nameOfThing: (thing: FoundThing) => string;
  readonly wordCommand: (command: Command) => string;
  readonly nameOf: (pick: Pick) => string;
  readonly nameOfKind: (kind: FoundKind) => string;
}

export function groupFound(options: Options): readonly ChoiceGroup<FoundChoice>[] {
  const { found, commands, only, most } = options;
  const all: Readonly<Record<FoundKind, readonly FoundChoice[]>> = {
    units: found.units.map((pick) => ({ kind: "units", id: `unit-${pick.id ?? ""}`, words: options.nameOf(pick), pick })),
    things: found.things.map((thing) => ({ kind: "things", id: `thing-${thing.id}`, words: options.nameOfThing(thing), thing })),
    people: found.people.map((pick) => ({ kind: "people", id: `person-${pick.id ?? ""}`, words: options.nameOf(pick), pick })),
    commands: commands.map((command) => ({ kind: "commands", id: `command-${command.id}`, words: options.wordCommand(command), command })),
  };
  return kinds
    .filter((kind) => (only === null || only === kind) && all[kind].length > 0)
    .map((kind) => ({ id: kind, name: options.nameOfKind(kind), choices: only === null ? all[kind].slice(0, most) : all[kind] }));
}
