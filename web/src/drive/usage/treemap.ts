/** Rectangles whose areas are in proportion, as near to squares as they come: what is large looks large. */

export interface Tile<T> {
  readonly of: T;
  /** In percent of the whole picture. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The largest first, laid in rows along the shorter side of what is left: a row takes one more as long as its
 * tiles come nearer to squares by that. `ratio` is width to height of the picture.
 */
export function layTiles<T>(parts: readonly T[], sizeOf: (part: T) => number, ratio: number): readonly Tile<T>[] {
  const sorted = parts.filter((part) => sizeOf(part) > 0).sort((one, other) => sizeOf(other) - sizeOf(one));
  const whole = sorted.reduce((sum, part) => sum + sizeOf(part), 0);
  const tiles: Tile<T>[] = [];
  let rest: Box = { left: 0, top: 0, width: ratio, height: 1 };
  let index = 0;
  while (index < sorted.length) {
    const side = Math.min(rest.width, rest.height);
    const row = [sorted[index]!];
    const area = (part: T) => (sizeOf(part) / whole) * ratio;
    while (index + row.length < sorted.length) {
      const longer = [...row, sorted[index + row.length]!];
      if (worst(longer.map(area), side) > worst(row.map(area), side)) break;
      row.push(sorted[index + row.length]!);
    }
    index += row.length;
    rest = layRow(row, area, rest, (tile) => tiles.push(tile));
  }
  return tiles.map(({ of, left, top, width, height }) => ({
    of, left: (left / ratio) * 100, top: top * 100, width: (width / ratio) * 100, height: height * 100,
  }));
}

/** How far from a square the worst of a row is. */
function worst(areas: readonly number[], side: number): number {
  const thickness = areas.reduce((sum, each) => sum + each, 0) / side;
  return Math.max(...areas.map((each) => each / thickness / thickness).map((flat) => Math.max(flat, 1 / flat)));
}

function layRow<T>(row: readonly T[], area: (part: T) => number, rest: Box, put: (tile: Tile<T>) => void): Box {
  const isUpright = rest.width >= rest.height;
  const side = isUpright ? rest.height : rest.width;
  const thickness = row.reduce((sum, part) => sum + area(part), 0) / side;
  let at = isUpright ? rest.top : rest.left;
  for (const part of row) {
    const length = area(part) / thickness;
    put(isUpright ? { of: part, left: rest.left, top: at, width: thickness, height: length } : { of: part, left: at, top: rest.top, width: length, height: thickness });
    at += length;
  }
  return isUpright
    ? { ...rest, left: rest.left + thickness, width: rest.width - thickness }
    : { ...rest, top: rest.top + thickness, height: rest.height - thickness };
}
