import type { Provider } from '@illuminate/contract';
import { z } from 'zod';

const meta = z.object({
  label: z.string().optional(),
  help: z.string().default(''),
  secret: z.boolean().default(false),
});

export type SettingField = Provider['partnerCredential']['fields'][number];

/** The fields of a settings schema, from which forms, CLI flags and documentation are drawn. */
export function fieldsOf(schema: z.ZodType): SettingField[] {
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape as Record<string, z.ZodType>).map(([name, field]) => {
    const { label, help, secret } = meta.parse(field.meta() ?? {});
    const left = field.safeParse(undefined);
    return {
      name,
      label: label ?? name,
      help,
      secret,
      required: !left.success,
      default: left.success && typeof left.data === 'string' ? left.data : null,
    };
  });
}
