/** A timestamp as an id begins: `20260530-053259`. */
export function stampOf(time: string): string {
  const day = `${time.slice(0, 4)}${time.slice(5, 7)}${time.slice(8, 10)}`;
  return `${day}-${time.slice(11, 13)}${time.slice(14, 16)}${time.slice(17, 19)}`;
}
