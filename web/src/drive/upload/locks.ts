/** What this browser sends just now is under a lock of the browser: other tabs do not offer it as left over. */

const PREFIX = "upload:";

/** The ids of the uploads that some tab is sending. */
export async function listHeld(): Promise<ReadonlySet<string>> {
  const names = (await navigator.locks?.query())?.held?.map(({ name }) => name ?? "") ?? [];
  return new Set(names.filter((name) => name.startsWith(PREFIX)).map((name) => name.slice(PREFIX.length)));
}

/** Says to other tabs that this one is sending -> lets go of it. */
export function holdUpload(url: string | undefined): () => void {
  if (url === undefined || navigator.locks === undefined) return () => undefined;
  let letGo = () => undefined as void;
  const until = new Promise<void>((resolve) => (letGo = resolve));
  void navigator.locks.request(PREFIX + url.split("/").at(-1)!, () => until);
  return letGo;
}
