/** The lines of stderr by what they start with. A fault of the program shows itself by `others`: a stack. */
export function errorLines(stderr: string): { errors: string[]; hints: string[]; others: string[] } {
  const lines = stderr.split('\n').filter((line) => line !== '');
  const of = (start: string): string[] => lines.filter((line) => line.startsWith(start));
  return {
    errors: of('error: '),
    hints: of('hint: '),
    others: lines.filter((line) => !/^(?:error|hint): /.test(line)),
  };
}
