/** A cell of CSV (RFC 4180). One that a spreadsheet would take for a formula gets an apostrophe in front: texts come from anywhere. */
export function csvCell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
