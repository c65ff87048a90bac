/** One way in which all of a folder divides: a bar for each part, with its words and its size. */
import { wordSize } from "../../ui/dates";
import type { Portion } from "./api";

interface PortionsProps<K extends string> {
  readonly title: string;
  readonly order: readonly K[];
  readonly portions: Readonly<Partial<Record<K, Portion>>>;
  readonly wordOf: (key: K) => string;
  readonly wholeBytes: number;
}

export function Portions<K extends string>({ title, order, portions, wordOf, wholeBytes }: PortionsProps<K>) {
  const shown = order.flatMap((key) => {
    const portion = portions[key];
    return portion !== undefined && portion.size_bytes > 0 ? [{ key, size: portion.size_bytes }] : [];
  });
  return (
    <section className="min-w-0">
      <h3 className="font-bold">{title}</h3>
      <ul className="mt-2 flex flex-col gap-3">
        {shown.map(({ key, size }) => (
          <li key={key}>
            <div className="flex items-baseline gap-2 text-second">
              <span className="min-w-0">{wordOf(key)}</span>
              <span className="ml-auto shrink-0">{wordSize(size)}</span>
            </div>
            <ShareBar part={size / wholeBytes} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The words beside it say the same. */
export function ShareBar({ part }: { readonly part: number }) {
  return (
    <div aria-hidden="true" className="mt-1 h-1.5 bg-hair in-data-[theme=contrast]:edge-ctl in-data-[theme=contrast]:bg-page">
      <div className="h-full min-w-0.5 bg-pri" style={{ width: `${part * 100}%` }} />
    </div>
  );
}
