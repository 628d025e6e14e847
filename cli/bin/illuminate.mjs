#!/usr/bin/env node
// The command `illuminate`: a launcher over the bundle, which is built first where that has not been done.
import '../../tools/require-node.mjs';

import('../../tools/run-cli.mjs').then(({ runCli }) => runCli());
