/** Who has a thing open: ids of persons; names are asked of people. Whoever asks is seen by the others, too. */
import { useEffect, useState } from "react";
import { live } from "./socket";

interface Present {
  /** At most fifty. */
  readonly persons: readonly string[];
  readonly count: number;
}

const nobody: Present = { persons: [], count: 0 };

export function usePresence(ref: string | null): Present {
  const [present, setPresent] = useState(nobody);
  useEffect(() => {
    setPresent(nobody);
    if (ref === null) return undefined;
    return live.listen(ref, { onPresence: (persons, count) => setPresent({ persons, count }) });
  }, [ref]);
  return present;
}
