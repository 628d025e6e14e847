import { z } from 'zod';

/** What a person enters. Form, CLI flags and documentation are drawn from it. */
export const __camel__Config = z.object({
  key: z
    .string()
    .trim()
    .regex(/^[\x21-\x7e]{8,200}$/, 'The key is one word of 8 to 200 characters.')
    .meta({ label: 'API key', help: 'Where in __Title__ a key is made. PROVISIONAL: not known yet.', secret: true }),
  host: z
    .string()
    .trim()
    .refine(isOrigin, 'The address is https:// and the name of the host, and nothing behind it.')
    .meta({ label: 'Address', help: 'Where your __Title__ answers, such as https://box.example.org.', secret: false }),
});

export type __Pascal__Config = z.infer<typeof __camel__Config>;

function isOrigin(text: string): boolean {
  return /^https?:\/\/[^/?#@\s]+\/?$/i.test(text) && URL.canParse(text);
}
