const REGEX_MAY_FOLLOW =
  /(?:^|[(,=:[!&|?{};+\-*%~^<>]|\b(?:return|typeof|case|in|of|delete|void|throw|new|await|yield|else|do))\s*$/;

/** Where a regular expression literal that begins at `start` ends. */
function endOfRegex(text, start) {
  let inClass = false;
  for (let at = start + 1; at < text.length; at += 1) {
    const char = text[at];
    if (char === '\n') return start + 1;
    if (char === '\\') at += 1;
    else if (char === '[') inClass = true;
    else if (char === ']') inClass = false;
    else if (char === '/' && !inClass) return at + 1;
  }
  return text.length;
}

function endOfString(text, start) {
  const quote = text[start];
  for (let at = start + 1; at < text.length; at += 1) {
    const char = text[at];
    if (char === '\\') at += 1;
    else if (char === quote || char === '\n') return at + 1;
  }
  return text.length;
}

/**
 * The source twice, each as long as the original so that places agree: without comments, and without comments, strings and regular
 * expressions. The code within `${…}` of a template stays.
 */
export function readSource(text) {
  const withoutComments = [...text];
  const codeOnly = [...text];
  const blank = (chars, from, to) => {
    for (let at = from; at < to; at += 1) if (chars[at] !== '\n') chars[at] = ' ';
  };
  /** Depth of braces within each open `${`; a template's own text when the last is null. */
  const templates = [];
  let at = 0;
  let lineSoFar = '';
  const skipTo = (end) => {
    lineSoFar = 'x';
    at = end;
  };
  while (at < text.length) {
    const char = text[at];
    const next = text[at + 1];
    if (templates.at(-1) === null) {
      if (char === '\\') {
        blank(codeOnly, at, at + 2);
        at += 2;
      } else if (char === '`') {
        templates.pop();
        skipTo(at + 1);
      } else if (char === '$' && next === '{') {
        templates.push(0);
        lineSoFar = '';
        at += 2;
      } else {
        blank(codeOnly, at, at + 1);
        at += 1;
      }
    } else if (char === '/' && next === '/') {
      const end = text.indexOf('\n', at);
      blank(withoutComments, at, end < 0 ? text.length : end);
      blank(codeOnly, at, end < 0 ? text.length : end);
      at = end < 0 ? text.length : end;
    } else if (char === '/' && next === '*') {
      const end = text.indexOf('*/', at + 2);
      blank(withoutComments, at, end < 0 ? text.length : end + 2);
      blank(codeOnly, at, end < 0 ? text.length : end + 2);
      at = end < 0 ? text.length : end + 2;
    } else if (char === "'" || char === '"') {
      const end = endOfString(text, at);
      blank(codeOnly, at + 1, end - 1);
      skipTo(end);
    } else if (char === '`') {
      templates.push(null);
      at += 1;
    } else if (char === '/' && REGEX_MAY_FOLLOW.test(lineSoFar)) {
      const end = endOfRegex(text, at);
      blank(codeOnly, at, end);
      skipTo(end);
    } else {
      if (templates.length > 0 && char === '{') templates.push(templates.pop() + 1);
      else if (templates.length > 0 && char === '}') {
        const depth = templates.pop();
        if (depth > 0) templates.push(depth - 1);
      }
      lineSoFar = char === '\n' ? '' : lineSoFar + char;
      at += 1;
    }
  }
  return { withoutComments: withoutComments.join(''), codeOnly: codeOnly.join('') };
}

const IMPORTS = [
  /\b(?:import|export)\b[^'"`;()]*?\bfrom\s*(['"])([^'"\n]+)\1/g,
  /\bimport\s*(['"])([^'"\n]+)\1/g,
  /\b(?:import|require)\s*\(\s*(['"`])([^'"`\n]+)\1/g,
];

/** The modules a source names, with the place of each; `isErased` where only types come from there. */
export function importsOf({ withoutComments, codeOnly }) {
  return IMPORTS.flatMap((pattern) =>
    [...withoutComments.matchAll(pattern)]
      // The keyword is code, and not the text of a string that looks like code.
      .filter(({ index }) => /[ier]/.test(codeOnly[index]))
      .map((match) => ({
        name: match[2],
        at: match.index,
        text: match[0],
        isErased: /^(import|export)\s+type\b/.test(match[0]),
      })),
  );
}
