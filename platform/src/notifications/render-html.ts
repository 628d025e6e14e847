// HTML for mail clients: tables and inline style, no pictures, no scripts, nothing fetched. What a client drops (the style
// element, rounded corners) is not needed to read it; dark schemes come by class and stay legible where a client inverts.
import { type Block, type Letter, oneLine, ownLines } from './letter.ts';

const INK = '#1c1b22';
const MUTED = '#57545f';
const PAPER = '#ffffff';
const SURFACE = '#f6f5f2';
const LINE = '#d9d6cf';
const PRIMARY = '#5a2a82';
const FONT = "font-family:'Source Sans 3','Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const BODY = `${FONT};font-size:16px;line-height:1.5;color:${INK}`;

const DARK = `@media (prefers-color-scheme:dark){
.back{background:#15141a!important}.card{background:#1f1e26!important;border-color:#3a3844!important}
.ink{color:#f2f0f5!important}.muted{color:#b9b5c3!important}.line{border-color:#3a3844!important}
.link{color:#9cc4ff!important}.button{background:#c9a6f0!important}.button a{color:#15141a!important}}`;

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

const said = (text: string): string => escaped(oneLine(text));

/** A letter as HTML, with the same words as its plain text. */
export function renderHtml(letter: Letter, address: string): string {
  const { subject, preview, heading, blocks, why } = letter;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no">
<title>${said(subject)}</title>
<style>${DARK}</style>
</head>
<body class="back" style="margin:0;padding:0;background:${SURFACE}">
<div style="display:none;max-height:0;overflow:hidden">${said(preview)}</div>
<table role="presentation" class="back" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:${SURFACE}">
<tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px">
<tr><td class="ink" style="${FONT};padding:0 8px 12px;font-size:18px;font-weight:700;color:${PRIMARY}">Illuminate</td></tr>
<tr><td class="card" style="background:${PAPER};border:1px solid ${LINE};border-radius:8px;padding:28px 28px 12px">
<h1 class="ink" style="${FONT};margin:0 0 16px;font-size:24px;line-height:1.25;font-weight:700;color:${INK}">${said(heading)}</h1>
${blocks.map((block) => renderBlock(block, address)).join('\n')}
</td></tr>
<tr><td class="muted" style="${FONT};padding:16px 8px 0;font-size:13px;line-height:1.5;color:${MUTED}">${said(why)}<br><a class="link" href="${escaped(address)}" style="color:#1d4f91">${escaped(address)}</a></td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
}

function renderBlock(block: Block, address: string): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p class="ink" style="${BODY};margin:0 0 16px">${said(block.text)}</p>`;
    case 'button': {
      const link = escaped(new URL(block.path, address).href);
      return `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 12px"><tr><td class="button" style="background:${PRIMARY};border-radius:6px"><a href="${link}" style="${FONT};display:inline-block;padding:12px 20px;font-size:16px;font-weight:600;color:#ffffff;text-decoration:none">${said(block.label)}</a></td></tr></table>
<p class="muted" style="${FONT};font-size:13px;line-height:1.5;color:${MUTED};margin:0 0 16px;word-break:break-all">Or open this address: <a class="link" href="${link}" style="color:#1d4f91">${link}</a></p>`;
    }
    case 'facts':
      return `<table cellpadding="0" cellspacing="0" border="0" style="margin:0 0 16px;width:100%">${block.facts.map(renderFact).join('')}</table>`;
    case 'list': {
      const tag = block.numbered ? 'ol' : 'ul';
      const items = block.items.map((item) => `<li style="margin:0 0 6px">${said(item)}</li>`).join('');
      return `<${tag} class="ink" style="${BODY};margin:0 0 16px;padding:0 0 0 22px">${items}</${tag}>`;
    }
    case 'quote':
      return `<blockquote class="ink line" style="${BODY};margin:0 0 16px;padding:4px 0 4px 14px;border-left:3px solid ${LINE}">${ownLines(block.text).map(escaped).join('<br>')}</blockquote>`;
  }
}

const renderFact = ([label, value]: readonly [string, string]): string =>
  `<tr><th class="muted line" align="left" valign="top" scope="row" style="${FONT};padding:6px 16px 6px 0;font-size:14px;font-weight:600;color:${MUTED};border-bottom:1px solid ${LINE};width:36%">${said(label)}</th><td class="ink line" valign="top" style="${BODY};font-size:15px;padding:6px 0;border-bottom:1px solid ${LINE}">${said(value)}</td></tr>`;
