/** Says something to screen readers without showing it. The regions are made once, before their first words. */

const regions = new Map<"polite" | "assertive", HTMLElement>();

export function startAnnouncing(): void {
  for (const urgency of ["polite", "assertive"] as const) {
    if (regions.get(urgency)?.isConnected) continue;
    const region = document.createElement("div");
    region.className = "sr-only";
    region.setAttribute("aria-live", urgency);
    document.body.append(region);
    regions.set(urgency, region);
  }
}

export function announce(words: string, urgency: "polite" | "assertive" = "polite"): void {
  const region = regions.get(urgency);
  if (region === undefined) return;
  // The same words twice are still news: an emptied region makes them a change.
  region.textContent = "";
  setTimeout(() => (region.textContent = words), 50);
}
