/** Whether a file may be a newer version of another, told from the ends of their names. */

function endingOf(name: string): string {
  return /\.[^.]+$/.exec(name)?.[0].toLowerCase() ?? "";
}

export function isSameKind(file: { readonly name: string }, item: { readonly name: string }): boolean {
  return endingOf(file.name) === endingOf(item.name);
}
