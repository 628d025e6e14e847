// The reference of the API as one page that needs nothing from anywhere.
import { OPERATIONS, type Operation, type OperationId, WHO_MAY } from '@illuminate/contract';
import { errorsOf, openApiDocument } from './openapi.ts';

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const WHO: Readonly<Record<Operation['scope'], string>> = {
  public: 'anyone',
  read: 'a key that may read, the operator',
  write: 'a key that may write, the operator',
  operator: 'the operator',
  person: 'none: it is about the account of whoever is signed in',
  signed: 'a sender, by the signature of the request',
};

function sayRoles(id: OperationId): string {
  const who = WHO_MAY[id];
  if (who === 'signed-in') return 'whoever is signed in';
  return typeof who === 'string' || who.length === 0 ? 'nobody' : who.join(', ');
}

const STYLE = `
:root { color-scheme: light dark; --line: #8884; --soft: #8881; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem 6rem; }
h1 { font-size: 1.75rem; } h2 { margin-top: 3rem; border-bottom: 1px solid var(--line); }
article { margin: 1.5rem 0; } h3 { margin-bottom: .25rem; font-size: 1.05rem; }
code, pre { font: 0.875rem/1.5 ui-monospace, monospace; } code { overflow-wrap: anywhere; } .call { font-weight: 600; }
pre { overflow-x: auto; background: var(--soft); padding: .75rem; border-radius: 6px; }
dl { display: grid; grid-template-columns: 8rem 1fr; gap: .25rem 1rem; } dd { margin: 0; } dt { opacity: .75; }
nav ul { columns: 2; padding-left: 1.25rem; } a { color: inherit; }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; } nav ul { columns: 1; } }`;

export function referencePage(version: string): string {
  const operations = Object.values(OPERATIONS) as Operation[];
  const tags = [...new Set(operations.map(({ tag }) => tag))];
  const document = openApiDocument({ version }) as {
    paths: Record<
      string,
      Record<string, { parameters: { name: string; in: string; required: boolean; description?: string }[] }>
    >;
    components: { schemas: Record<string, unknown> };
  };
  const article = (operation: Operation): string => {
    const parameters = document.paths[`/api/v1${operation.path}`]?.[operation.method]?.parameters ?? [];
    const takes = parameters.map(
      ({ name, in: place, required, description }) =>
        `<code>${escaped(name)}</code> (${place}${required ? '' : ', optional'})${description === undefined ? '' : `: ${escaped(description)}`}`,
    );
    if (operation.body !== undefined) takes.push('a JSON body');
    if (operation.rawBody !== undefined) takes.push(`a body: ${escaped(operation.rawBody.description)}`);
    return `<article id="${operation.id}">
<h3>${escaped(operation.summary)}</h3>
<p class="call"><code>${operation.method.toUpperCase()} /api/v1${escaped(operation.path)}</code></p>
${operation.description === undefined ? '' : `<p>${escaped(operation.description)}</p>`}
<dl><dt>Keys</dt><dd>${WHO[operation.scope]}</dd>
${operation.scope === 'public' ? '' : `<dt>People</dt><dd>${sayRoles(operation.id as OperationId)}</dd>`}
${takes.length === 0 ? '' : `<dt>Takes</dt><dd>${takes.join('<br>')}</dd>`}
<dt>Answers</dt><dd>${operation.status}, ${[operation.answer === 'json' ? 'application/json' : 'text/event-stream', ...(operation.alsoAs ?? [])].join(' or ')}</dd>
<dt>Errors</dt><dd>${errorsOf(operation)
      .map((code) => `<code>${code}</code>`)
      .join(', ')}</dd></dl>
</article>`;
  };
  const schemas = Object.entries(document.components.schemas).map(
    ([name, schema]) => `<details id="schema-${name}"><summary><code>${name}</code></summary>
<pre>${escaped(JSON.stringify(schema, null, 2))}</pre></details>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>The API of Illuminate</title><style>${STYLE}</style></head>
<body><main>
<h1>The API of Illuminate</h1>
<p>Version ${escaped(version)}. The same as data: <a href="/api/v1/openapi.json">OpenAPI 3.1</a>. Send a key as
<code>Authorization: Bearer …</code>; people sign in with a session. Errors are <code>application/problem+json</code> and say who acts and what to do next.</p>
<nav aria-label="Operations"><ul>${operations.map(({ id, summary }) => `<li><a href="#${id}">${escaped(summary)}</a></li>`).join('')}</ul></nav>
${tags
  .map(
    (tag) =>
      `<section><h2>${escaped(tag)}</h2>${operations
        .filter((operation) => operation.tag === tag)
        .map(article)
        .join('')}</section>`,
  )
  .join('')}
<section><h2>schemas</h2>${schemas.join('')}</section>
</main></body></html>`;
}
