import { EvidenceTypeRefused } from './evidence-store.port.js';
import { acceptedTypeOf, assertBeginsAs } from './media-type.js';

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');
const beginnings: Readonly<Record<string, readonly Buffer[]>> = {
  'image/jpeg': [bytes('\u00ff\u00d8\u00ff\u00e0\u0000\u0010JFIF'), bytes('\u00ff\u00d8\u00ff\u00e1..Exif')],
  'image/png': [bytes('\u0089PNG\r\n\u001a\n\u0000\u0000\u0000\rIHDR')],
  'image/webp': [bytes('RIFF....WEBPVP8 ')],
  'application/pdf': [bytes('%PDF-1.7\n')],
  'video/mp4': [bytes('\u0000\u0000\u0000\u0020ftypM4V ....')],
  'audio/mp4': [bytes('\u0000\u0000\u0000\u0020ftypM4A ....')],
  'audio/mpeg': [bytes('ID3\u0004'), bytes('\u00ff\u00fb\u0090\u0064'), bytes('\u00ff\u00f3\u0040')],
  'audio/wav': [bytes('RIFF....WAVEfmt ')],
};
const refusedAlways = [
  bytes(''),
  bytes('\u00ff\u00d8'),
  bytes('<svg xmlns="http://www.w3.org/2000/svg">'),
  bytes('<!doctype html><script>'),
  bytes('GIF89a'),
  bytes('PK\u0003\u0004 a spreadsheet'),
  bytes('MZ\u0090 a program'),
  bytes('\u0000\u0000\u0000\u0020ftypheic....'),
  bytes('\u00ff\u00f1\u0050 raw AAC'),
  bytes('RIFF....AVI LIST'),
];

function begins(type: string, head: Buffer): boolean {
  try {
    assertBeginsAs(type, head);
    return true;
  } catch (error) {
    expect(error).toEqual(new EvidenceTypeRefused(`文件内容不是所称的类型 ${type}`));
    return false;
  }
}

describe('media types of evidence', () => {
  it('each is known by its beginning, and no beginning passes for another type', () => {
    const types = Object.keys(beginnings);
    const passed = types.flatMap((type) =>
      types.flatMap((declared) =>
        (beginnings[type] ?? []).filter((head) => begins(declared, head)).map(() => [type, declared]),
      ),
    );
    expect(passed).toEqual(types.flatMap((type) => (beginnings[type] ?? []).map(() => [type, type])));
    expect(
      types.flatMap((type) =>
        refusedAlways.filter((head) => begins(type, head)).map((head) => [type, head.toString()]),
      ),
    ).toEqual([]);
  });

  it('a plain MP4 container is taken as film or as sound, as telephones write both', () => {
    const plain = bytes('\u0000\u0000\u0000\u0020ftypisom....');
    expect(['video/mp4', 'audio/mp4', 'image/jpeg'].map((type) => begins(type, plain))).toEqual([true, true, false]);
  });

  it('other spellings and parameters of a type mean the same type', () => {
    const declared = [
      'image/jpeg',
      'IMAGE/JPG',
      ' image/png ; charset=binary',
      'audio/x-m4a',
      'audio/mp3',
      'audio/vnd.wave',
      'application/pdf',
    ];
    expect(declared.map(acceptedTypeOf)).toEqual([
      'image/jpeg',
      'image/jpeg',
      'image/png',
      'audio/mp4',
      'audio/mpeg',
      'audio/wav',
      'application/pdf',
    ]);
  });

  it('types outside the list are refused whatever the content is', () => {
    for (const declared of [
      '',
      'text/html',
      'image/svg+xml',
      'image/gif',
      'application/octet-stream',
      'constructor',
      '__proto__',
    ]) {
      expect(() => acceptedTypeOf(declared)).toThrow(
        '只接受图片(JPEG、PNG、WebP)、PDF 文件、MP4 视频和录音(M4A、MP3、WAV)',
      );
    }
  });
});
