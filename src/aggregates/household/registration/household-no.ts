/** Crockford's letters without Z: 31 is prime, so that the check character below finds what it promises. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXY';

/**
 * 户编号: the last eight digits of the village code and six characters of Crockford base32, the last a check
 * character. Derived from the household's id, so that it needs no counter and can be printed by a phone without a
 * signal. It stays when the family moves.
 *
 * What people read, not what anything is found, refused or joined by: that is the id. Five free characters are
 * 28,629,151 numbers for each village, so a city of 20,000 households in 121 villages has one chance in eighteen that
 * two of them bear the same (3,500 households: one in six hundred), always within one village. To rule it out every
 * registration would have to ask a second stream, which a phone without a signal cannot. Whoever orders by the number
 * lets the id decide between equals; whoever is to link by it (I-26) asks which of two is meant.
 */
export function householdNoOf(villageCode: string, householdId: string): string {
  const tail = householdId.replaceAll('-', '').slice(-7);
  let rest = Number.parseInt(tail, 16) % 31 ** 5;
  let letters = '';
  for (let i = 0; i < 5; i++) {
    letters = letterAt(rest % 31) + letters;
    rest = Math.floor(rest / 31);
  }
  const stem = villageCode.slice(-8) + letters;
  return stem + checkCharacter(stem);
}

/** True when the check character fits: a mistyped number is told apart from an unknown one. */
export function isHouseholdNo(text: string): boolean {
  return /^\d{8}[0-9A-HJKMNP-TV-Y]{6}$/.test(text) && checkCharacter(text.slice(0, -1)) === text.slice(-1);
}

/** Weighted sum modulo 31: finds every single wrong character and every swap of neighbours. */
function checkCharacter(stem: string): string {
  const sum = [...stem].reduce((total, letter, index) => total + ALPHABET.indexOf(letter) * (index + 2), 0);
  return letterAt(sum % 31);
}

function letterAt(index: number): string {
  return ALPHABET.charAt(index);
}
