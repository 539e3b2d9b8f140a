import type { RefusalRule } from '../rule.ts'
import { CONTENT, EXPIRED, NETWORK, POLICY, PROTOCOL, SIZE, SYSTEM, VIRUS } from './general-message.ts'
import { BAD_DOMAIN, DISABLED, MAILBOX_FULL, RECIPIENT_POLICY, RELAY, UNKNOWN_USER } from './general-recipient.ts'
import { AUTH, BAD_SENDER, DYNAMIC_IP, GREYLIST, HELO, IP_BLOCK, LOGIN, RATE, RDNS, REPUTATION, SENDING_QUOTA, TLS } from './general-sender.ts'

const [listsOfNames, blocksInWords] = split(IP_BLOCK, 'address-listed')
const [troubleOfAKind, troubleInWords] = split(SYSTEM, 'system')

/** General rules in the order in which they are asked: the narrower meaning first. */
export const CLEAR_RULES: RefusalRule[] = [
  ...GREYLIST, ...SENDING_QUOTA, ...MAILBOX_FULL, ...RECIPIENT_POLICY, ...listsOfNames, ...DYNAMIC_IP, ...RDNS, ...TLS, ...AUTH, ...HELO,
  ...SIZE, ...RATE, ...BAD_SENDER, ...REPUTATION, ...blocksInWords, ...VIRUS, ...RELAY, ...DISABLED, ...UNKNOWN_USER, ...BAD_DOMAIN, ...LOGIN, ...CONTENT,
  ...EXPIRED, ...NETWORK, ...PROTOCOL, ...troubleOfAKind,
]

/** Words that say little: an enhanced status code that says more goes before them. */
export const VAGUE_RULES: RefusalRule[] = [...troubleInWords, ...POLICY]

/** Two parts of a list, the second one from the rule of that name on. */
function split(rules: RefusalRule[], from: string): [RefusalRule[], RefusalRule[]] {
  const at = rules.findIndex((each) => each.id === from)
  return [rules.slice(0, at), rules.slice(at)]
}
