/** The people of the sample city whom this machine may be; outside the demo there are none. */
import { useQuery } from "@tanstack/react-query";
import { isProblem } from "../kernel/problem";
import { request } from "../kernel/request";

export interface PersonaCard {
  readonly host: string;
  readonly person: string;
  readonly name: string;
  readonly is_guest: boolean;
  readonly unit: string;
  readonly title: string;
  readonly title_english: string;
  readonly shows: string;
  readonly shows_english: string;
  /** Opening it signs that person in, under a host name of their own. */
  readonly enter: string;
  /** What is to do on that person's home. */
  readonly waiting: number;
}

interface PersonaCards {
  readonly city: string;
  readonly personas: readonly PersonaCard[];
}

const nobody: PersonaCards = { city: "", personas: [] };

async function fetchPersonas(signal: AbortSignal): Promise<PersonaCards> {
  try {
    // Outside the demo this address is a page like any other, or nothing.
    return (await request<PersonaCards | undefined>("GET", "/demo/personas", { signal })) ?? nobody;
  } catch (error) {
    if (isProblem(error) && error.status === 404) return nobody;
    throw error;
  }
}

export function usePersonas() {
  return useQuery({ queryKey: ["personas"], queryFn: ({ signal }) => fetchPersonas(signal) });
}

/** The way in that ends on a page of that person's. */
export function enterAt(persona: PersonaCard, to: string): string {
  return `${persona.enter}?${new URLSearchParams({ to }).toString()}`;
}

/** A window on the right half of the screen; the browser lets one press open one. */
export function openBeside(address: string, name: string): void {
  const { availWidth, availHeight } = screen;
  const half = Math.floor(availWidth / 2);
  window.open(address, `zencho-${name}`, `popup,left=${half},top=0,width=${availWidth - half},height=${availHeight}`);
}
