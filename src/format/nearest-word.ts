import { distance } from 'fastest-levenshtein';

/** The word that was most likely meant: the closest one, if at most a third of it is mistyped. */
export function nearestWord(typed: string, words: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(typed.length / 3)) + 1;
  for (const word of words) {
    const apart = distance(typed.toLowerCase(), word.toLowerCase());
    if (apart < bestDistance) {
      best = word;
      bestDistance = apart;
    }
  }
  return best;
}
