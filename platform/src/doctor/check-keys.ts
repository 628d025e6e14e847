import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '@illuminate/contract';
import { StartRefused } from '../config/start-refused.ts';
import { nextKeyFile, readMasterKey } from '../keys/master-key.ts';
import { OPERATOR_KEY_FILE } from '../keys/operator-key.ts';
import { isToken } from '../keys/tokens.ts';
import { note, problem, warning, well } from './finding.ts';

interface CheckKeys {
  readonly masterKeyFile: string;
  readonly dataFolder: string;
  /** Which master key this data folder was sealed with; null if that is not known. */
  readonly sealedWith: string | null;
}

/** Whether the key files are there, closed to others, and the right ones. */
export function checkKeys({ masterKeyFile, dataFolder, sealedWith }: CheckKeys): Finding[] {
  const findings = [checkMasterKey(masterKeyFile, sealedWith), checkOperatorKey(join(dataFolder, OPERATOR_KEY_FILE))];
  if (existsSync(nextKeyFile(masterKeyFile))) {
    const about = { check: 'keys', subject: nextKeyFile(masterKeyFile) } as const;
    findings.push(note(about, 'The master key is being changed.', 'The next start finishes it if nothing else does.'));
  }
  return findings;
}

function checkMasterKey(file: string, sealedWith: string | null): Finding {
  const about = { check: 'keys', subject: file } as const;
  try {
    const key = readMasterKey(file);
    if (key === undefined) {
      return problem(
        about,
        'The master key is missing: nothing sealed can be opened at the next start.',
        'Put it back from where you keep its copy, or name it with ILLUMINATE_MASTER_KEY_FILE.',
      );
    }
    if (sealedWith !== null && key.id !== sealedWith) {
      return problem(
        about,
        `This is another master key (${key.id}) than the one this data folder was sealed with (${sealedWith}).`,
        'Put the right file back, or name it with ILLUMINATE_MASTER_KEY_FILE.',
      );
    }
    return well(about, `The master key ${key.id}. No dump and no backup holds it: keep a copy elsewhere.`);
  } catch (err) {
    if (!(err instanceof StartRefused)) throw err;
    return problem(about, err.message, 'Illuminate does not start before that is put right.');
  }
}

function checkOperatorKey(file: string): Finding {
  const about = { check: 'keys', subject: file } as const;
  if (!existsSync(file)) return note(about, 'There is no operator key.', 'The next start makes one.');
  try {
    if (!isToken(readFileSync(file, 'utf8').trim())) {
      return problem(about, 'The operator key is damaged.', 'Delete the file; the next start makes another.');
    }
  } catch {
    return problem(
      about,
      'The operator key cannot be read by this user.',
      'Run this as the user that Illuminate runs as.',
    );
  }
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
    return warning(
      about,
      'Others may read the operator key.',
      `Run: chmod 600 ${file}; delete it if somebody may have read it.`,
    );
  }
  return well(about, 'The operator key of this machine.');
}
