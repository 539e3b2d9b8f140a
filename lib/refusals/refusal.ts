import * as z from 'zod'

/** What a refusal is about. */
export const REFUSAL_CLASSES = [
  'ip_block', 'domain_block', 'reputation_ip', 'reputation_domain', 'content', 'virus', 'rate', 'conn_limit', 'greylist', 'rdns', 'helo',
  'dynamic_ip', 'auth', 'tls', 'bad_sender', 'mailbox_full', 'unknown_user', 'disabled', 'recipient_policy', 'policy', 'size', 'relay',
  'protocol', 'system', 'network', 'bad_domain', 'expired', 'unknown',
] as const
export type RefusalClass = (typeof REFUSAL_CLASSES)[number]

/** What has to change for the mail to pass, or whose trouble it is. */
export const REFUSAL_SCOPES = ['ip', 'range', 'domain', 'account', 'message', 'recipient', 'receiver', 'host', 'unknown'] as const
export type RefusalScope = (typeof REFUSAL_SCOPES)[number]

/** What a reply means. */
export interface Refusal {
  class: RefusalClass
  scope: RefusalScope
  /** Repeating does not help; null when neither the meaning nor a code tells. */
  permanent: boolean | null
  /** The receiver's id, or the registrable domain of an unknown one; null when no server is named. */
  receiver: string | null
  /** The rule that decided; null when none did. */
  rule: string | null
}

/** A text that somebody of this installation has named. */
export const taughtRule = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
  /** The reply as it was sampled, or a part of it; ids, addresses and numbers in it stand for any others. */
  text: z.string().min(4).max(2_000),
  /** Only replies of this receiver. */
  receiver: z.string().min(1).max(253).optional(),
  class: z.enum(REFUSAL_CLASSES),
  scope: z.enum(REFUSAL_SCOPES),
  permanent: z.boolean().nullable(),
})
export type TaughtRule = z.infer<typeof taughtRule>

/** The taught rules of an installation, as a standing order carries them. */
export const taughtRules = z.strictObject({
  version: z.number().int().min(0),
  rules: z.array(taughtRule).max(5_000),
})
export type TaughtRules = z.infer<typeof taughtRules>

export const NOTHING_TAUGHT: TaughtRules = { version: 0, rules: [] }
