/** A text as it stands in a page: what would be markup, or would end an attribute, is written out. */
export function htmlText(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
