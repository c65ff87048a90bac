/** The browser asks whoever leaves the page while something is under way that would be lost. */
const holders = new Set<() => void>();

/** From now on it asks -> lets go again. */
export function holdPage(): () => void {
  const letGo = () => {
    holders.delete(letGo);
    if (holders.size === 0) removeEventListener("beforeunload", ask);
  };
  holders.add(letGo);
  addEventListener("beforeunload", ask);
  return letGo;
}

function ask(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
