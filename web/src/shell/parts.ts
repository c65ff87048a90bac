/** What the features plugged in, in the order the screen shows it. */
import { House } from "lucide-react";
import type { Command, CreateEntry, HomeSection, RailEntry, SettingsSection } from "../kernel/feature";
import { features } from "../features";
import { useMe } from "../sessions/me";

/** What waits for the person. A list fixed at build time: the hook is the same in each render. */
export const useHomeCount = features.find((feature) => feature.useHomeCount)?.useHomeCount ?? (() => 0);
const homeEntry: RailEntry = { id: "home", words: "shell:rail.home", icon: House, to: "/", order: 0, isTab: true };

/** Of these what whoever is signed in is offered. */
export function useMine<T extends { readonly guests?: "too" | "alone" }>(entries: readonly T[]): readonly T[] {
  const isGuest = useMe().person.is_guest;
  return entries.filter(({ guests }) => (isGuest ? guests !== undefined : guests !== "alone"));
}

function inOrder<T extends { readonly order: number }>(entries: readonly T[]): readonly T[] {
  return [...entries].sort((one, other) => one.order - other.order);
}

export const railEntries: readonly RailEntry[] = inOrder([homeEntry, ...features.flatMap((feature) => feature.rail ?? [])]);
export const createEntries: readonly CreateEntry[] = inOrder(features.flatMap((feature) => feature.create ?? []));
export const commands: readonly Command[] = features.flatMap((feature) => feature.commands ?? []);
export const homeSections: readonly HomeSection[] = inOrder(features.flatMap((feature) => feature.home ?? []));
export const settingsSections: readonly SettingsSection[] = inOrder(features.flatMap((feature) => feature.settings ?? []));
/** What the search box offers to do: what 新規 makes, and every command that acts. */
export const searchable: readonly Command[] = [...createEntries, ...commands.filter((command) => command.act)];
export const Search = features.find((feature) => feature.Search)?.Search;
export const searchPage = features.find((feature) => feature.searchPage)?.searchPage;
export const bells = features.flatMap((feature) => feature.Bell ?? []);
export const overlays = features.flatMap((feature) => feature.Overlay ?? []);
