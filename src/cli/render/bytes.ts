const units = ["bytes", "kB", "MB", "GB", "TB"];

/** A size for people, in powers of a thousand: `512 bytes`, `3.4 MB`. */
export function bytes(size: number): string {
  const power = Math.min(Math.max(0, Math.floor(Math.log10(Math.max(1, size)) / 3)), units.length - 1);
  const value = size / 1000 ** power;
  return `${power === 0 ? value : value.toFixed(1)} ${units[power]}`;
}
