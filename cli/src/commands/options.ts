import { Option } from 'commander';
import { UsageError } from '../errors.ts';

export const jsonOption = () => new Option('--json', "print the API's answer as JSON, for programs");

export const organisationOption = () =>
  new Option('--organisation <slug>', 'short name of the organisation').makeOptionMandatory();

export const secretOption = (what: string) => new Option('--secret-stdin', `read ${what} from standard input`);

/** Collects `--set name=value`, given any number of times. */
export const setOption = () =>
  new Option('--set <name=value>', 'a setting; may be given several times')
    .default({}, 'none')
    .argParser((text: string, before: Record<string, string>) => {
      const at = text.indexOf('=');
      if (at < 1) throw new UsageError(`--set ${text}: a setting is given as name=value.`);
      return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
    });

/** Arguments are visible to everybody on a machine, and stay in the shell's history. */
export function refuseSecrets(settings: Record<string, string>, fields: readonly { name: string; secret: boolean }[]) {
  const open = fields.find(({ name, secret }) => secret && name in settings);
  if (open !== undefined) {
    throw new UsageError(`${open.name} is secret: leave it out of --set and give it by --secret-stdin.`);
  }
}

export const integer = (text: string): number => {
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`"${text}" is not a whole number.`);
  return Number(text);
};
