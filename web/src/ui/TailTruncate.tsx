/** A name on one line, cut before its tail. The text in the page stays whole: readers, find and copy get all of it. */
import { splitTail } from "./names";

export function TailTruncate({ name, className = "" }: { readonly name: string; readonly className?: string }) {
  const [head, tail] = splitTail(name);
  return (
    <span title={name} className={`flex min-w-0 whitespace-pre ${className}`}>
      {/* Not `truncate`: a space at the cut would be lost. */}
      <span className="min-w-0 overflow-hidden text-ellipsis">{head}</span>
      {tail && <span className="shrink-0">{tail}</span>}
    </span>
  );
}
