import { textsOf, type Reply } from './reply.ts'

/** What a server says it can do. */
export interface Ehlo {
  /** The name it calls itself, the first word of the first line. */
  name: string
  starttls: 'absent' | 'last' | 'before-last'
  /** Ways to sign in, `PLAIN`, also from the old spelling `AUTH=PLAIN`. Dovecot names AUTH without any where there is none before TLS. */
  authMechanisms: string[]
}

/** Reads the reply to EHLO (RFC 5321, 4.1.1.1). */
export function readEhlo(reply: Reply): Ehlo {
  const [first = '', ...lines] = textsOf(reply)
  const words = lines.map((line) => line.trim().toUpperCase().split(/\s+/))
  const at = words.findLastIndex(([keyword]) => keyword === 'STARTTLS')
  const auth = words.filter(([keyword = '']) => keyword === 'AUTH' || keyword.startsWith('AUTH='))
  const mechanisms = auth.flatMap(([keyword = '', ...others]) => (keyword === 'AUTH' ? others : [keyword.slice(5), ...others]))
  return {
    name: first.trim().split(/\s+/)[0] ?? '',
    starttls: at === -1 ? 'absent' : at === words.length - 1 ? 'last' : 'before-last',
    authMechanisms: [...new Set(mechanisms)].filter((word) => word !== ''),
  }
}
