import { REFUSAL_CLASSES, type RefusalClass } from './refusal.ts'

/**
 * Whose matter a refusal is. `us`: the receiver judges our host, our address or how we send. `unclear`: nobody
 * answered, or the reply is not recognised, which may be a block or a dead domain. `first-contact`: put off on principle, taken the next time.
 * `single`: the matter of a recipient or of one mail, which says nothing about us.
 */
export type Verdict = 'us' | 'unclear' | 'first-contact' | 'single'

const VERDICTS: Record<RefusalClass, Verdict> = {
  ip_block: 'us', domain_block: 'us', reputation_ip: 'us', reputation_domain: 'us', content: 'us', rate: 'us', conn_limit: 'us', rdns: 'us', helo: 'us',
  dynamic_ip: 'us', auth: 'us', tls: 'us', policy: 'us', relay: 'us', protocol: 'us',
  network: 'unclear', system: 'unclear', unknown: 'unclear',
  greylist: 'first-contact',
  virus: 'single', bad_sender: 'single', mailbox_full: 'single', unknown_user: 'single', disabled: 'single', recipient_policy: 'single', size: 'single', bad_domain: 'single', expired: 'single',
}

/** A class that this version does not know, told by a newer agent, is one it does not recognise. */
export function verdictOf(refusalClass: string): Verdict {
  return VERDICTS[REFUSAL_CLASSES.find((name) => name === refusalClass) ?? 'unknown']
}

/** The classes of a verdict, for queries. */
export function classesOf(verdict: Verdict): RefusalClass[] {
  return REFUSAL_CLASSES.filter((name) => VERDICTS[name] === verdict)
}

/** Classes that may be a receiver's verdict on us. */
export const CLASSES_ABOUT_US: readonly RefusalClass[] = [...classesOf('us'), ...classesOf('unclear')]
