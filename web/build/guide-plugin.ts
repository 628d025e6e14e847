import { join } from 'node:path';
import type { Plugin } from 'vite';
import { passagesOf, readGuide } from './read-guide.ts';

const FOLDER = join(import.meta.dirname, '..', '..', 'docs', 'guide');
/** The pages, and apart from them what the search looks through, which only those load who search. */
const MODULES = ['virtual:guide', 'virtual:guide-passages'];

/** Makes the guide a part of the web app when that is built. */
export function guidePlugin(): Plugin {
  return {
    name: 'guide',
    resolveId: (id) => (MODULES.includes(id) ? `\0${id}` : null),
    async load(id) {
      if (!MODULES.some((name) => id === `\0${name}`)) return null;
      const { guide, files } = await readGuide(FOLDER);
      for (const file of files) this.addWatchFile(file);
      const told = id.endsWith('-passages') ? passagesOf(guide) : guide;
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(told))});`;
    },
  };
}
