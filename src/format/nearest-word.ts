import { distance } from 'fastest-levenshtein';

/** The word that was most likely meant: one that begins so, or the closest one, if at most two fifths of it are mistyped. */
export function nearestWord(typed: string, words: readonly string[]): string | undefined {
  const begun = typed.length > 1 ? words.find((word) => word.toLowerCase().startsWith(typed.toLowerCase())) : undefined;
  if (begun !== undefined) return begun;
  let best: string | undefined;
  let bestDistance = Math.ceil(typed.length * 0.4) + 1;
  for (const word of words) {
    const apart = distance(typed.toLowerCase(), word.toLowerCase());
    if (apart < bestDistance) {
      best = word;
      bestDistance = apart;
    }
  }
  return best;
}
