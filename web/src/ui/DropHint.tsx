/** Over a place while files are held over it: what dropping them there does. */
export function DropHint({ words }: { readonly words: string }) {
  return (
    <div aria-hidden="true" className="pointer-events-none absolute inset-0 z-20 rounded-card border-2 border-dashed border-pri bg-sel/70">
      <p className="sticky top-1/3 mx-auto mt-10 w-fit rounded-field bg-pri px-5 py-3 font-bold text-on-pri shadow-float">{words}</p>
    </div>
  );
}
