/**
 * What can go wrong between the page and the server. The server sends a code and parameters (RFC 9457 with `code`
 * and `params`); the page words them in the person's language.
 */
import { findProblemWords, getWord } from "./words";

export class Problem extends Error {
  override readonly name = "Problem";

  constructor(
    readonly status: number,
    readonly code: string,
    readonly params: Readonly<Record<string, unknown>> = {},
    readonly retryAfterSeconds?: number,
  ) {
    super(`${status} ${code}`);
  }
}

/** The request never reached the server, or no answer came back. */
export class Unreachable extends Error {
  override readonly name = "Unreachable";
}

export function isProblem(error: unknown, code?: string): error is Problem {
  return error instanceof Problem && (code === undefined || error.code === code);
}

/** Passing troubles are worth another try; everything else would only fail again. */
export function isPassing(error: unknown): boolean {
  if (error instanceof Unreachable) return true;
  return error instanceof Problem && [429, 502, 503, 504].includes(error.status);
}

/** One sentence for a person, in the language of the screen. Never shows the server's own text. */
export function wordProblem(error: unknown): string {
  if (error instanceof Unreachable) return getWord("shell", "problems.unreachable");
  if (error instanceof Problem) {
    const words = findProblemWords(error.code, error.params);
    if (words !== undefined) return words;
    if (error.status === 404) return getWord("shell", "problems.not_found");
    if (error.status === 403) return getWord("shell", "problems.refused");
    if (error.status === 429) return getWord("shell", "problems.too_many");
    if (error.status >= 500) return getWord("shell", "problems.server");
  }
  return getWord("shell", "problems.unknown");
}
