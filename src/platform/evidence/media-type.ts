import { EvidenceTypeRefused } from './evidence-store.port.js';

const ALIASES: ReadonlyMap<string, string> = new Map([
  ['image/jpg', 'image/jpeg'],
  ['image/pjpeg', 'image/jpeg'],
  ['audio/m4a', 'audio/mp4'],
  ['audio/x-m4a', 'audio/mp4'],
  ['audio/mp3', 'audio/mpeg'],
  ['audio/x-wav', 'audio/wav'],
  ['audio/wave', 'audio/wav'],
  ['audio/vnd.wave', 'audio/wav'],
]);

/** Telephones write sound into plain MP4 containers too, so these brands do for both; HEIC, AVIF and others are not among them. */
const MP4_BRANDS = [
  'isom',
  'iso2',
  'iso4',
  'iso5',
  'iso6',
  'mp41',
  'mp42',
  'avc1',
  'MSNV',
  'dash',
  '3gp4',
  '3gp5',
  '3gp6',
];

const BEGINNINGS: ReadonlyMap<string, (head: Buffer) => boolean> = new Map<string, (head: Buffer) => boolean>([
  ['image/jpeg', (head) => head.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))],
  ['image/png', (head) => text(head, 0, 8) === '\u0089PNG\r\n\u001a\n'],
  ['image/webp', (head) => text(head, 0, 4) === 'RIFF' && text(head, 8, 12) === 'WEBP'],
  ['application/pdf', (head) => text(head, 0, 5) === '%PDF-'],
  ['video/mp4', (head) => text(head, 4, 8) === 'ftyp' && [...MP4_BRANDS, 'M4V '].includes(text(head, 8, 12))],
  ['audio/mp4', (head) => text(head, 4, 8) === 'ftyp' && [...MP4_BRANDS, 'M4A ', 'M4B '].includes(text(head, 8, 12))],
  ['audio/mpeg', (head) => text(head, 0, 3) === 'ID3' || isMpegFrame(head)],
  ['audio/wav', (head) => text(head, 0, 4) === 'RIFF' && text(head, 8, 12) === 'WAVE'],
]);

/** The declared type in its one spelling, if such content is taken at all; else {@link EvidenceTypeRefused}. */
export function acceptedTypeOf(declared: string): string {
  const bare = declared.split(';')[0]?.trim().toLowerCase() ?? '';
  const type = ALIASES.get(bare) ?? bare;
  if (!BEGINNINGS.has(type)) {
    throw new EvidenceTypeRefused('只接受图片(JPEG、PNG、WebP)、PDF 文件、MP4 视频和录音(M4A、MP3、WAV)');
  }
  return type;
}

/** Refuses content whose beginning is not that of the accepted type: a page of script named photo.jpg. */
export function assertBeginsAs(type: string, head: Buffer): void {
  if (BEGINNINGS.get(type)?.(head) !== true) throw new EvidenceTypeRefused(`文件内容不是所称的类型 ${type}`);
}

function text(head: Buffer, from: number, to: number): string {
  return head.toString('latin1', from, to);
}

/** Eleven bits of sync, then a layer that exists: told apart from JPEG (no sync) and raw AAC (layer 0). */
function isMpegFrame(head: Buffer): boolean {
  const [first = 0, second = 0] = head;
  return first === 0xff && (second & 0xe0) === 0xe0 && (second & 0x06) !== 0;
}
