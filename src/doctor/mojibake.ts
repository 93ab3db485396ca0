import { applyTextEdits } from '../format/edit-field.ts';

/** UTF-8 that was read as Latin-1 or Windows-1252 and written again: `ã\u0081\u0082` was `あ`. */
export interface Mojibake {
  /** Offsets of the damaged characters in the text. */
  start: number;
  end: number;
  repaired: string;
}

// What Windows-1252 has in the place of the C1 controls, in the order of the bytes from 0x80. It gives five of the bytes
// no character; programs then leave the control.
const SPECIALS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const BYTES = new Map([...SPECIALS].map((char, index) => [char, 0x80 + index]));

const NEXT = `[\\u0080-\\u00bf${SPECIALS}]`;
const FIRST_OF_TWO = '[\\u00c2-\\u00df]';
const SEQUENCES = new RegExp(
  `(?:${FIRST_OF_TWO}${NEXT}|[\\u00e0-\\u00ef]${NEXT}{2}|[\\u00f0-\\u00f4]${NEXT}{3})+`,
  'gu',
);
const CANDIDATE = new RegExp(`[\\u00c2-\\u00f4]${NEXT}`, 'u');

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Whether a text may hold mojibake at all: one quick look. */
export function mayBeMojibake(text: string): boolean {
  return CANDIDATE.test(text);
}

/**
 * The stretches of a text that are mojibake. Real text with accents and quotation marks is none: at least one stretch must
 * be beyond doubt, and then the letters next to it are taken for the same.
 */
export function findMojibake(text: string): Mojibake[] {
  const runs = [...text.matchAll(SEQUENCES)].flatMap((match) => {
    const [run] = match;
    const repaired = decode(run);
    // Nothing that decodes to controls, private or unassigned characters was text before.
    if (repaired === null || /[\p{Cc}\p{Co}\p{Cn}\ufffd]/u.test(repaired)) return [];
    return [{ start: match.index, end: match.index + run.length, repaired, isSure: isSure(run, repaired) }];
  });
  if (!runs.some((run) => run.isSure)) return [];
  return runs
    .filter((run) => run.isSure || /^[\p{L}\p{M}\p{S}]+$/u.test(run.repaired))
    .map(({ start, end, repaired }) => ({ start, end, repaired }));
}

/** A text with its mojibake read as it was meant. */
export function repairMojibake(text: string): string {
  if (!mayBeMojibake(text)) return text;
  return applyTextEdits(
    text,
    findMojibake(text).map(({ start, end, repaired }) => ({ start, end, text: repaired })),
  );
}

function decode(run: string): string | null {
  try {
    return decoder.decode(Uint8Array.from(run, (char) => BYTES.get(char) ?? char.charCodeAt(0)));
  } catch {
    return null;
  }
}

/**
 * Whether a run that could be UTF-8 surely is. `É»`, `ß“` and `é”—` could be, too, and stand in good French and German:
 * an accented letter before a closing quotation mark. So one of these is asked for:
 */
function isSure(run: string, repaired: string): boolean {
  // C1 controls, which stand in no text.
  if (/[\u0080-\u009f]/.test(run)) return true;
  // Two or more characters in a row.
  if ([...repaired].length >= 2) return !/^[\p{Lu}\u00df][»”“’…–—]/u.test(run) || [...repaired].length >= 3;
  // An emoji; a typographic character (`â€™`); a letter with a mark (`Ã©`, `Ä™`) or sign (`Â°`) of Western text.
  if (/^[\u00f0-\u00f4]|^â€|^â„|^ã[‚ƒ€]/u.test(run)) return true;
  return /^Ã[\u00a1-\u00aa\u00ac-\u00ba\u00bc-\u00bf]|^Â[\u00a1-\u00aa\u00ac\u00ae-\u00b1\u00b4-\u00b7\u00bc-\u00bf]/u.test(
    run,
  );
}
