import { withoutInvisibleInProse, withoutNoncharacters } from '../identity/invisible.js';

const LONGEST_SHEET_NAME = 31;
/** File systems count bytes: 255 on most, less what a browser adds for a second copy. */
const LONGEST_FILE_NAME = 200;

/** Forbidden in a sheet's or a file's name; the full-width sisters look alike and are allowed in both. */
const FORBIDDEN = /[:\\/?*[\]'"<>|]/gu;
const SISTERS: Readonly<Record<string, string>> = {
  ':': '：',
  '\\': '＼',
  '/': '／',
  '?': '？',
  '*': '＊',
  '[': '［',
  ']': '］',
  "'": '’',
  '"': '”',
  '<': '＜',
  '>': '＞',
  '|': '｜',
};
/** Device names of one operating system, with or without an extension; no file there can be called so. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/iu;
/** RFC 5987 `attr-char` is narrower than what encodeURIComponent lets through. */
const NOT_ATTR_CHAR = /['()*]/gu;

/**
 * A valid, readable name for a tab: at most 31 UTF-16 units, none of `: \ / ? * [ ] '`, not empty, not the reserved
 * History, and different from all in `used` also where case and width are ignored (the programs compare so). `used`
 * keeps the names in folded form and belongs to one workbook; the name is entered.
 */
export function sheetName(text: string, used: Set<string>): string {
  const wish = cut(readable(text), LONGEST_SHEET_NAME) || '表';
  for (let copy = 1; ; copy++) {
    const suffix = copy === 1 ? '' : ` (${copy})`;
    const name = `${cut(wish, LONGEST_SHEET_NAME - suffix.length)}${suffix}`;
    const key = folded(name);
    if (key === 'history' || used.has(key)) continue;
    used.add(key);
    return name;
  }
}

/**
 * Value of a Content-Disposition header that makes the browser save a file under this name: RFC 6266 with `filename*`
 * in UTF-8 for the Chinese name and an ASCII `filename` for clients without it. The extension is kept. What the name
 * says is the caller's affair: no names or numbers of persons, it ends in histories and proxies' logs.
 */
export function attachmentName(text: string): string {
  const whole = readable(text).replace(/^\.+|\.+$/gu, '');
  const extension = /\.[A-Za-z0-9]{1,8}$/u.exec(whole)?.[0] ?? '';
  const stem = cutBytes(whole.slice(0, whole.length - extension.length), LONGEST_FILE_NAME).trim() || '表';
  const name = `${stem}${extension}`.replace(DEVICE, '_$&');
  const plain = stem.replace(/[^A-Za-z0-9.-]+/gu, '_').replace(/^[_.]+|[_.]+$/gu, '');
  const fallback = `${plain === '' ? 'sheet' : plain}${extension}`.replace(DEVICE, '_$&');
  const encoded = encodeURIComponent(name).replace(
    NOT_ATTR_CHAR,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${fallback}"; filename*=UTF-8''${encoded}`;
}

function readable(text: string): string {
  const visible = withoutInvisibleInProse(withoutNoncharacters(text.toWellFormed()));
  return visible
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .replace(FORBIDDEN, (char) => SISTERS[char] ?? '_')
    .trim();
}

function folded(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}

/** Never through the middle of a surrogate pair. */
function cut(text: string, longest: number): string {
  return text.length <= longest
    ? text
    : text
        .slice(0, longest)
        .replace(/\p{Cs}$/u, '')
        .trim();
}

function cutBytes(text: string, longest: number): string {
  let bytes = 0;
  let kept = '';
  for (const char of text) {
    bytes += Buffer.byteLength(char);
    if (bytes > longest) break;
    kept += char;
  }
  return kept;
}
