import { hash, type Options, verify } from '@node-rs/argon2';

/** Argon2id with what OWASP recommends for it: 19 MiB, two passes, one thread. */
const COST: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The same letters may be typed as different code points on different keyboards. */
const normal = (password: string): string => password.normalize('NFC');

export function hashPassword(password: string): Promise<string> {
  return hash(normal(password), COST);
}

let hashOfNobody: Promise<string> | null = null;

/** With no hash to compare with it takes as long and says no: who has an account cannot be told by the clock. */
export async function isPassword(password: string, hashed: string | null): Promise<boolean> {
  hashOfNobody ??= hashPassword('nobody has this password');
  const isRight = await verify(hashed ?? (await hashOfNobody), normal(password));
  return isRight && hashed !== null;
}
