const PROLOGUE = '<?xml version="1.0" encoding="UTF-8"?>\n';
const MEGABYTE = 1024 * 1024;

/** A document that does harm to a careless reader, piece by piece. `kind` is the value of the fault. */
export function* hostileXml(kind: string): Generator<string> {
  const [name, size] = kind.split(':');
  if (name === 'external') {
    yield `${PROLOGUE}<!DOCTYPE venues [<!ENTITY secret SYSTEM "file:///etc/passwd"><!ENTITY % more SYSTEM "http://127.0.0.1:9/more.dtd"> %more;]>\n`;
    yield '<venues><venue id="1"><name>&secret;</name><shows></shows></venue></venues>\n';
  } else if (name === 'endless') yield* endless((Number(size) || 300) * MEGABYTE);
  else if (name === 'deep') {
    const depth = 200_000;
    yield `${PROLOGUE}<venues>`;
    for (let level = 0; level < depth; level += 1000) yield '<venue>'.repeat(1000);
    for (let level = 0; level < depth; level += 1000) yield '</venue>'.repeat(1000);
    yield '</venues>\n';
  } else if (name === 'text') {
    yield `${PROLOGUE}<venues><venue id="1"><name><![CDATA[`;
    for (let megabyte = 0; megabyte < (Number(size) || 64); megabyte += 1) yield 'x'.repeat(MEGABYTE);
    yield ']]></name><shows></shows></venue></venues>\n';
  } else if (name === 'attributes') {
    yield `${PROLOGUE}<venues><venue id="1"`;
    for (let nth = 0; nth < 200_000; nth += 1) yield ` a${nth}="${nth}"`;
    yield '><name>x</name><shows></shows></venue></venues>\n';
  } else yield* entities();
}

/** A billion laughs: ten levels of ten. */
function* entities(): Generator<string> {
  yield `${PROLOGUE}<!DOCTYPE venues [\n<!ENTITY l0 "ha">\n`;
  for (let level = 1; level <= 9; level += 1) yield `<!ENTITY l${level} "${`&l${level - 1};`.repeat(10)}">\n`;
  yield ']>\n<venues><venue id="1"><name>&l9;</name><shows></shows></venue></venues>\n';
}

/** Shows without end, each of them well formed; the document is never closed. */
function* endless(bytes: number): Generator<string> {
  const filler = 'All work and no play. '.repeat(40);
  let sent = 0;
  let nth = 0;
  yield `${PROLOGUE}<venues>\n  <venue id="1">\n    <name><![CDATA[Endless]]></name>\n    <shows>\n`;
  while (sent < bytes) {
    let piece = '';
    for (let show = 0; show < 60; show += 1, nth += 1)
      piece += `      <show id="${nth + 1}"><name><![CDATA[Show ${nth}]]></name><description><![CDATA[${filler}]]></description><events></events></show>\n`;
    sent += piece.length;
    yield piece;
  }
}
