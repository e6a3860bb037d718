import type { CorrectedFields } from '../change/correction.js';

/** Of corrected fields the words and codes that a view keeps; what the decision let through is of the right kind. */
export function onlyText<Name extends string>(
  corrected: CorrectedFields,
  ...names: readonly Name[]
): { readonly [N in Name]?: string } {
  return only(corrected, names, (value) => typeof value === 'string') as { readonly [N in Name]?: string };
}

/** Of corrected fields the lists of codes that a view keeps. */
export function onlyCodes<Name extends string>(
  corrected: CorrectedFields,
  ...names: readonly Name[]
): { readonly [N in Name]?: readonly string[] } {
  return only(corrected, names, Array.isArray) as { readonly [N in Name]?: readonly string[] };
}

export function onlyAmounts<Name extends string>(
  corrected: CorrectedFields,
  ...names: readonly Name[]
): { readonly [N in Name]?: number } {
  return only(corrected, names, (value) => typeof value === 'number') as { readonly [N in Name]?: number };
}

function only(
  corrected: CorrectedFields,
  names: readonly string[],
  isKept: (value: unknown) => boolean,
): Record<string, unknown> {
  const kept = names.filter((name) => isKept(corrected[name]));
  return Object.fromEntries(kept.map((name) => [name, corrected[name]]));
}
