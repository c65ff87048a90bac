/**
 * The net under a page: when drawing it fails, what was typed is offered for copying instead of being lost. Text is
 * remembered as it is typed, because the fields are gone by the time the failure is known. Never passwords.
 */
import { Component, type ErrorInfo, type FormEvent, type ReactNode } from "react";

interface Props {
  readonly children: ReactNode;
  /** The address drawn: going elsewhere leaves a failure behind. */
  readonly address: string;
  /** Draws the failure; `texts` are the longest-lived copies, newest last. */
  readonly fallback: (error: unknown, texts: readonly string[], again: () => void) => ReactNode;
}

interface State {
  readonly error: unknown;
  readonly hasFailed: boolean;
}

export class TextKeeper extends Component<Props, State> {
  override state: State = { error: null, hasFailed: false };
  private readonly typed = new Map<EventTarget, string>();

  static getDerivedStateFromError(error: unknown): State {
    return { error, hasFailed: true };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    console.error("page failed", error instanceof Error ? error.name : "unknown", info.componentStack);
  }

  override componentDidUpdate(before: Props): void {
    if (before.address === this.props.address) return;
    this.typed.clear();
    if (this.state.hasFailed) this.again();
  }

  private readonly remember = (event: FormEvent): void => {
    const target = event.target;
    const text = readText(target);
    if (text === null) return;
    this.typed.delete(target);
    if (text.trim() !== "") this.typed.set(target, text);
  };

  private readonly again = (): void => {
    this.typed.clear();
    this.setState({ error: null, hasFailed: false });
  };

  override render(): ReactNode {
    if (this.state.hasFailed) return this.props.fallback(this.state.error, [...this.typed.values()], this.again);
    return (
      <div className="contents" onInputCapture={this.remember}>
        {this.props.children}
      </div>
    );
  }
}

function readText(target: EventTarget): string | null {
  if (target instanceof HTMLTextAreaElement) return target.value;
  if (target instanceof HTMLInputElement) return target.type === "password" ? null : target.value;
  if (target instanceof HTMLElement && target.isContentEditable) return target.innerText;
  return null;
}
