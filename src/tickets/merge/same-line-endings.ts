/**
 * The texts of a base and two sides with the line endings of one of them: those that a side changed to, so that a file that
 * an editor has rewritten with CRLF is merged by what it says. A text that mixes the two stays as it is, and so do the others.
 */
export function sameLineEndings([base, ours, theirs]: [string, string, string]): [string, string, string] {
  const [was, our, their] = [endings(base), endings(ours), endings(theirs)];
  const target = our === was || our === 'none' ? their : our;
  if (our === 'mixed' || their === 'mixed' || target === 'none') return [base, ours, theirs];
  const convert = (text: string): string => {
    const unix = text.replaceAll('\r\n', '\n');
    return target === 'crlf' ? unix.replaceAll('\n', '\r\n') : unix;
  };
  return [convert(base), convert(ours), convert(theirs)];
}

function endings(text: string): 'lf' | 'crlf' | 'mixed' | 'none' {
  const lines = text.split('\n').length - 1;
  const crlf = text.split('\r\n').length - 1;
  if (lines === 0) return 'none';
  if (crlf === 0) return 'lf';
  return crlf === lines ? 'crlf' : 'mixed';
}
