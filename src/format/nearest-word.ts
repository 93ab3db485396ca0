import { distance } from 'fastest-levenshtein';

/** The word that was most likely meant: the closest one, if at most two fifths of it are mistyped. */
export function nearestWord(typed: string, words: readonly string[]): string | undefined {
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
