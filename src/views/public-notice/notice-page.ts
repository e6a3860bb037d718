import { htmlText } from '../../platform/http/html-text.js';
import type { PublicNotice } from './public-notice.query.js';

const STYLE =
  '@page{size:A4;margin:25mm}body{font:20px/1.9 serif;max-width:40rem;margin:2rem auto;padding:0 1rem}' +
  'h1{text-align:center}table{border-collapse:collapse;width:100%}th,td{border:1px solid #000;padding:.4rem .8rem;text-align:left}th{width:35%}';

/** A notice as one page to be printed and hung up: no script, no style sheet, no request to anywhere. */
export function noticePage(notice: PublicNotice): string {
  const { townName, villageName, placeName, from, until, fields, objections, erased } = notice;
  const rows = fields.map(({ name, value }) => `<tr><th>${htmlText(name)}</th><td>${htmlText(value)}</td></tr>`);
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>社会救助初审公示</title>
<style>${STYLE}</style></head><body><h1>社会救助初审公示</h1>
<p>${htmlText(townName)}　${htmlText(villageName)}</p>
<table>${rows.join('')}</table>
${erased ? '<p>公示内容已依法删除。</p>\n' : ''}<p>公示时间：${from} 至 ${until}</p>
<p>公示地点：${htmlText(placeName)}</p>
<p>${htmlText(objections)}。</p></body></html>`;
}
