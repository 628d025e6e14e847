/** An element as tests read it. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  /** Text and CDATA, trimmed. */
  readonly text: string;
}

const TOKEN =
  /<!\[CDATA\[([\s\S]*?)\]\]>|<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/y;

/** Reads a document; throws where it isn't well-formed as far as the simulator's feeds go. */
export function readXml(document: string): Element {
  const root: Open = { name: '', attributes: {}, children: [], text: '' };
  const stack: Open[] = [root];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < document.length) {
    const from = TOKEN.lastIndex;
    const token = TOKEN.exec(document);
    if (!token) throw new Error(`Not well-formed at ${from}: ${document.slice(from, from + 60)}`);
    const [, section, closing, name, attributes = '', empty, text] = token;
    const top = stack.at(-1) ?? root;
    if (section !== undefined) top.text += section;
    else if (text !== undefined) top.text += unescapeXml(text);
    else if (name !== undefined && closing) {
      if (top.name !== name) throw new Error(`</${name}> closes <${top.name}>`);
      stack.pop();
    } else if (name !== undefined) {
      const opened: Open = { name, attributes: readAttributes(attributes), children: [], text: '' };
      top.children.push(opened);
      if (!empty) stack.push(opened);
    }
  }
  const [only] = root.children;
  if (stack.length !== 1 || root.children.length !== 1 || !only) throw new Error('Not one whole element');
  return trim(only);
}

/** Every element of a name, at any depth. */
export function findAll(element: Element, name: string): Element[] {
  return element.children.flatMap((each) => [...(each.name === name ? [each] : []), ...findAll(each, name)]);
}

/** The text of the element at a path such as `feed/url`; null where there is none. */
export function textAt(element: Element, path: string): string | null {
  let at: Element | undefined = element;
  for (const name of path.split('/')) at = at?.children.find((each) => each.name === name);
  return at?.text ?? null;
}

interface Open {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: Open[];
  text: string;
}

function trim(element: Open): Element {
  return { ...element, text: element.text.trim(), children: element.children.map(trim) };
}

function readAttributes(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/([\w:.-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, unescapeXml(value)]),
  );
}

function unescapeXml(text: string): string {
  return text.replace(
    /&(lt|gt|quot|amp);/g,
    (_, name: string) => ({ lt: '<', gt: '>', quot: '"', amp: '&' })[name] ?? '',
  );
}
