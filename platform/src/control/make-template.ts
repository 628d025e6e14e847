// Run when the product is built: node dist/make-template.mjs dist/control-template.tar.gz
import { makeTemplate } from './template.ts';

const [file] = process.argv.slice(2);
if (!file) {
  process.stderr.write('Say where the prepared control database goes: make-template OUTFILE\n');
  process.exit(2);
}
await makeTemplate(file);
