const UUID = /([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/i;
/** Six digits in a row, or nine and more with gaps (`138 0000 1234`); a date has eight. */
const LONG_DIGITS = /[0-9０-９](?:[ -]?[0-9０-９]){8,}[Xx]?|[0-9０-９]{6,}/g;
const LONGEST = 300;

/** A sentence of ours: only what could be a phone, ID or bank number is masked. Ids stay, so that lines can be followed. */
export function withoutNumbers(text: string): string {
  return text
    .slice(0, LONGEST)
    .split(UUID)
    .map((piece, index) => (index % 2 === 1 ? piece : piece.replace(LONG_DIGITS, '***')))
    .join('');
}

/** A value that may come from outside: besides, everything that is not plain ASCII (names are) and what follows a `?`. */
export function codeOnly(text: string): string {
  return withoutNumbers(text)
    .replace(/\?\S*/g, '?***')
    .replace(/[^\x20-\x7e]+/g, '***');
}
