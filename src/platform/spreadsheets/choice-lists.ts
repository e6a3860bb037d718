import { cellText } from './cell-text.js';

/** A list written into the validation itself may have this many characters, quotes included. */
const LONGEST_INLINE = 255;
export const CHOICE_SHEET = '代码';

/** Which choices to offer where. Lists too long for a validation go to a sheet of their own, in plain view. */
export class ChoiceLists {
  readonly onSheet: { readonly heading: string; readonly items: readonly string[] }[] = [];
  private readonly formulas = new Map<string, string>();

  /** The formula of the list validation: `"甲,乙"`, or the cells of the sheet 代码 where the list stands. */
  formulaFor(heading: string, choices: readonly string[]): string {
    const items = choices.map(cellText);
    const key = JSON.stringify(items);
    const known = this.formulas.get(key);
    if (known !== undefined) return known;
    const formula = inlineFormula(items) ?? this.enter(heading, items);
    this.formulas.set(key, formula);
    return formula;
  }

  private enter(heading: string, items: readonly string[]): string {
    this.onSheet.push({ heading, items });
    const column = columnLetters(this.onSheet.length);
    return `'${CHOICE_SHEET}'!$${column}$2:$${column}$${items.length + 1}`;
  }
}

/** 1 → A, 27 → AA. */
export function columnLetters(column: number): string {
  const last = (column - 1) % 26;
  const rest = (column - 1 - last) / 26;
  return (rest > 0 ? columnLetters(rest) : '') + String.fromCharCode(65 + last);
}

function inlineFormula(items: readonly string[]): string | undefined {
  const formula = `"${items.join(',')}"`;
  const splits = items.some((item) => /[,"\n]|^\s|\s$/u.test(item));
  return splits || formula.length > LONGEST_INLINE ? undefined : formula;
}
