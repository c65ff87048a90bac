/**
 * The one way this page speaks to the server. Same origin, cookies only, JSON unless the body is a Blob. An answer
 * that is not 2xx becomes a `Problem`; no answer becomes `Unreachable`; an abort stays an abort.
 */
import { reportReached, reportUnreachable } from "./connection";
import { Problem, Unreachable } from "./problem";

interface RequestOptions {
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  /** The version the change was made from; the server answers 412 when someone was faster. */
  readonly ifMatch?: string;
  /** Same key, same effect once: lets a change be sent again when the answer was lost. */
  readonly idempotencyKey?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What comes back: JSON unless the bytes themselves are wanted (`T` is then `ArrayBuffer`). */
  readonly reads?: "json" | "bytes";
  /** Told how many bytes came so far, while bytes are read. */
  readonly onBytes?: (received: number) => void;
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

type Listener = () => void;
const signedOutListeners = new Set<Listener>();

/** Called when the server says nobody is signed in any more (401 outside the sign-in acts). */
export function onSignedOut(listener: Listener): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

export async function request<T = void>(method: Method, path: string, options: RequestOptions = {}): Promise<T> {
  const answer = await send(method, path, options);
  if (!answer.ok) {
    const problem = await readProblem(answer);
    if (answer.status === 401 && !path.startsWith("/api/sessions/")) {
      for (const listener of signedOutListeners) listener();
    }
    throw problem;
  }
  if (options.reads === "bytes") return (await readBytes(answer, options)) as T;
  if (answer.status === 204 || answer.headers.get("content-length") === "0") return undefined as T;
  const type = answer.headers.get("content-type") ?? "";
  return (type.includes("json") ? await answer.json() : undefined) as T;
}

async function send(method: Method, path: string, options: RequestOptions): Promise<Response> {
  const headers = new Headers({ accept: "application/json, application/problem+json", ...options.headers });
  let body: BodyInit | undefined;
  if (options.body instanceof Blob) {
    body = options.body;
  } else if (options.body !== undefined) {
    headers.set("content-type", "application/json");
    body = JSON.stringify(options.body);
  }
  if (options.ifMatch !== undefined) headers.set("if-match", options.ifMatch);
  if (options.idempotencyKey !== undefined) headers.set("idempotency-key", options.idempotencyKey);
  try {
    const answer = await fetch(path, { method, headers, body, signal: options.signal, credentials: "same-origin" });
    reportReached();
    return answer;
  } catch (error) {
    if (options.signal?.aborted) throw error;
    reportUnreachable();
    throw new Unreachable(`${method} did not reach the server`);
  }
}

/** A connection that breaks, or that the server closes early, is no answer. */
async function readBytes(answer: Response, { onBytes, signal }: RequestOptions): Promise<ArrayBuffer> {
  try {
    if (onBytes === undefined || answer.body === null) return await answer.arrayBuffer();
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    let received = 0;
    const reader = answer.body.getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      pieces.push(piece.value);
      onBytes((received += piece.value.length));
    }
    return await new Blob(pieces).arrayBuffer();
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Unreachable("the bytes were cut");
  }
}

interface ProblemBody {
  code?: unknown;
  params?: unknown;
}

async function readProblem(answer: Response): Promise<Problem> {
  let body: ProblemBody = {};
  try {
    body = (await answer.json()) as ProblemBody;
  } catch {
    // A proxy's own error page: the status is all there is to know.
  }
  const seconds = Number(answer.headers.get("retry-after"));
  return new Problem(
    answer.status,
    typeof body.code === "string" ? body.code : `status_${answer.status}`,
    (body.params ?? {}) as Record<string, unknown>,
    Number.isFinite(seconds) && seconds > 0 ? seconds : undefined,
  );
}

export function makeIdempotencyKey(): string {
  return crypto.randomUUID();
}
