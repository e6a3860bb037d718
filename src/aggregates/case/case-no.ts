/** Crockford's letters without Z: 31 is prime, so that the check character below finds what it promises. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXY';

/**
 * 个案编号: the year of opening, the last five digits of the township code and six characters of Crockford base32, the
 * last a check character. Derived from the case's id, so that it needs no counter; what people read, never what
 * anything is found or joined by: that is the id.
 */
export function caseNoOf(year: string, townCode: string, caseId: string): string {
  let rest = Number.parseInt(caseId.replaceAll('-', '').slice(-7), 16) % 31 ** 5;
  let letters = '';
  for (let i = 0; i < 5; i++) {
    letters = ALPHABET.charAt(rest % 31) + letters;
    rest = Math.floor(rest / 31);
  }
  const stem = year + townCode.slice(-5) + letters;
  const sum = [...stem].reduce((total, letter, index) => total + ALPHABET.indexOf(letter) * (index + 2), 0);
  return stem + ALPHABET.charAt(sum % 31);
}
