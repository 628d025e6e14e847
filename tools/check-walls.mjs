// The walls between the workspaces: `node tools/check-walls.mjs [ROOT]`.

import { root } from './run-command.mjs';
import { checkWalls } from './walls/check-walls.mjs';

const { faults, filesRead } = await checkWalls(process.argv[2] ?? root);
if (faults.length === 0) console.log(`${filesRead} files, no wall crossed.`);
for (const fault of faults) console.log(fault);
process.exitCode = faults.length === 0 ? 0 : 1;
