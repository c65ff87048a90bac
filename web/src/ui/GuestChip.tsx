/** Beside the name of somebody from outside, wherever it stands. */
import { useWords } from "../kernel/words";
import { Chip } from "./Chip";

export function GuestChip() {
  return <Chip look="warn">{useWords("ui")("guest")}</Chip>;
}
