import { z } from 'zod';
import { defineOperation } from './operation.ts';
import { connectionMethod, dayText, evidenceLabel } from './words.ts';

/** A field of a connection's settings, from which forms and CLI flags are drawn. */
export const settingField = z
  .object({
    name: z.string(),
    label: z.string(),
    help: z.string(),
    secret: z.boolean(),
    required: z.boolean(),
    default: z.string().nullable(),
  })
  .meta({ id: 'SettingField' });

export const provider = z
  .object({
    id: z.string(),
    title: z.string(),
    summary: z.string(),
    since: dayText.meta({ description: 'The day since which its box offices can be connected.' }),
    supplies: z.array(z.object({ what: z.string(), by: z.array(connectionMethod) })),
    knownLimits: z.array(z.object({ what: z.string(), label: evidenceLabel, source: z.string() })),
    methods: z.array(
      z.object({
        method: connectionMethod,
        fields: z.array(settingField),
        steps: z.array(z.string()),
        whoCan: z.string().nullable().meta({ description: 'Who at the organisation can do it.' }),
        switchLabel: z.string().nullable().meta({ description: 'What the switch in the box office says.' }),
      }),
    ),
    collects: z.array(z.object({ stream: z.string(), fields: z.array(z.string()) })),
    reliesOn: z.array(z.object({ what: z.string(), label: evidenceLabel })),
    partnerCredential: z
      .object({ needed: z.boolean(), held: z.boolean(), fields: z.array(settingField) })
      .meta({ description: "The operator's own sign-in at the provider, for the method provider-consent." }),
  })
  .meta({ id: 'Provider' });
export type Provider = z.infer<typeof provider>;

export const listProviders = defineOperation({
  id: 'listProviders',
  tag: 'providers',
  method: 'get',
  path: '/providers',
  summary: 'Which box office systems are integrated, how, and what is collected',
  scope: 'public',
  output: z.object({ items: z.array(provider) }),
});

export const setPartnerCredential = defineOperation({
  id: 'setPartnerCredential',
  tag: 'providers',
  method: 'put',
  path: '/providers/{provider}/partner-credential',
  summary: "Set or rotate the operator's partner credential at a provider",
  scope: 'operator',
  params: z.object({ provider: z.string().max(60) }),
  body: z.strictObject({ settings: z.record(z.string(), z.string().max(2000)) }),
  output: z.object({ provider: z.string(), lastFour: z.string() }),
  errors: ['not-found', 'address-refused'],
});
