/** Where each thing that can be found is opened. */
import { addressOfThing } from "../gate/things";
import type { FoundChoice } from "./choices";

export function addressOf(choice: Exclude<FoundChoice, { readonly kind: "commands" }>): string {
  if (choice.kind === "things") return addressOfThing(choice.thing.kind, choice.thing.id);
  return `/people/${choice.kind === "units" ? "units/" : ""}${choice.pick.id ?? ""}`;
}
