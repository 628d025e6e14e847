import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { access, open, readFile, stat } from 'node:fs/promises';
import { CommandFailed, UsageError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { whyUnreadable } from './why-unreadable.ts';

async function refuseExisting(path: string): Promise<void> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (isThere) {
    throw new CommandFailed(
      `${path} is there already, and a key is never written over. Name another file.`,
      EXIT.failed,
    );
  }
}

async function writeNew(path: string, text: string, mode: number): Promise<void> {
  const file = await open(path, 'wx', mode).catch((err: NodeJS.ErrnoException) => {
    throw new CommandFailed(`${path} cannot be written (${err.code}).`, EXIT.failed);
  });
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes a key pair: the private half in `path`, for its owner alone, the public one beside it. Gives the public one's path. */
export async function makeKey(path: string): Promise<string> {
  const publicPath = `${path}.pub`;
  await refuseExisting(path);
  await refuseExisting(publicPath);
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  await writeNew(path, privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(), 0o600);
  await writeNew(publicPath, publicKey.export({ format: 'pem', type: 'spki' }).toString(), 0o644);
  return publicPath;
}

async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((err: NodeJS.ErrnoException) => {
    throw new UsageError(whyUnreadable(path, 'file', err));
  });
}

/**
 * The private key of a file, and whether others on this machine may read it.
 * @throws UsageError if it is no Ed25519 private key in PEM
 */
export async function readPrivateKey(path: string): Promise<{ key: KeyObject; isOpenToOthers: boolean }> {
  const text = await readText(path);
  let key: KeyObject;
  try {
    key = createPrivateKey(text);
  } catch {
    throw new UsageError(
      `${path} holds no private key in PEM without a passphrase. Make one with illuminate deliver --make-key FILE.`,
    );
  }
  if (key.asymmetricKeyType !== 'ed25519') {
    throw new UsageError(`${path} holds a key for ${key.asymmetricKeyType}; an Ed25519 key is needed.`);
  }
  const { mode } = await stat(path);
  return { key, isOpenToOthers: process.platform !== 'win32' && (mode & 0o077) !== 0 };
}

/**
 * The public key of a file as PEM, to be registered.
 * @throws UsageError if it is none, and above all if it is the private one
 */
export async function readPublicKey(path: string): Promise<string> {
  const text = await readText(path);
  if (text.includes('PRIVATE KEY')) {
    throw new UsageError(
      `${path} is the private key, which stays with the sender. Give the public one: ${path}.pub, perhaps.`,
    );
  }
  try {
    if (createPublicKey(text).asymmetricKeyType === 'ed25519') return text;
  } catch {
    // Told below, whatever it is.
  }
  throw new UsageError(`${path} holds no Ed25519 public key in PEM (-----BEGIN PUBLIC KEY-----).`);
}
