import { expect, onTestFinished, test } from 'vitest'
import { startZone, type Zone } from '../dns/zone-for-tests.ts'
import { checkDmarc } from './check-dmarc.ts'
import type { Finding } from './domain-check.ts'

const dmarc = (...texts: string[]): Zone[string] => ({ TXT: texts })

const SITUATIONS: [words: string, domain: string, zone: Zone, finding: Finding, evidence?: object][] = [
  ['a policy with reports', 'a.test', { '_dmarc.a.test': dmarc('v=DMARC1; p=reject; rua=mailto:dmarc@a.test') }, 'policy', { policy: 'reject', notes: [] }],
  ['a policy that asks for nothing', 'a.test', { '_dmarc.a.test': dmarc('v=DMARC1; p=none') }, 'policy', { policy: 'none', notes: ['policy-none', 'no-reports'] }],
  ['strict alignment', 'a.test', { '_dmarc.a.test': dmarc('v=DMARC1;p=quarantine;aspf=s;adkim=s;rua=mailto:x@a.test') }, 'policy', { notes: ['strict-spf', 'strict-dkim'] }],
  ['a policy in pieces', 'a.test', { '_dmarc.a.test': { TXT: [['v=DMARC1; p=rej', 'ect; rua=mailto:x@a.test']] } }, 'policy', { policy: 'reject' }],
  ['a policy of the domain above', 'news.a.test', { '_dmarc.a.test': dmarc('v=DMARC1; p=reject; rua=mailto:x@a.test') }, 'policy', { policy: 'reject', policyDomain: 'a.test', notes: ['inherited'] }],
  ['a policy of the domain above for those below', 'news.a.test', { '_dmarc.a.test': dmarc('v=DMARC1; p=reject; sp=none; rua=mailto:x@a.test') }, 'policy', { policy: 'none', notes: ['inherited', 'policy-none'] }],
  ['its own policy before the one above', 'news.a.test', { '_dmarc.news.a.test': dmarc('v=DMARC1; p=none; rua=mailto:x@a.test'), '_dmarc.a.test': dmarc('v=DMARC1; p=reject') }, 'policy', { policy: 'none', notes: ['policy-none'] }],
  ['other texts at the same name', 'a.test', { '_dmarc.a.test': dmarc('something else', 'v=DMARC1; p=reject; rua=mailto:x@a.test') }, 'policy'],
  ['a policy over an alias', 'a.test', { '_dmarc.a.test': { CNAME: 'dmarc.b.test' }, 'dmarc.b.test': dmarc('v=DMARC1; p=reject; rua=mailto:x@b.test') }, 'policy'],
  ['no valid policy, but reports', 'a.test', { '_dmarc.a.test': dmarc('v=DMARC1; p=nonsense; rua=mailto:x@a.test') }, 'policy', { policy: 'none' }],
  ['no record', 'a.test', {}, 'no-policy'],
  ['a name that has other records', 'a.test', { '_dmarc.a.test': { A: ['198.51.100.1'] } }, 'no-policy'],
  ['a wildcard text that is SPF', 'a.test', { '_dmarc.a.test': dmarc('v=spf1 -all') }, 'no-policy'],
  ['a record without a policy', 'a.test', { '_dmarc.a.test': dmarc('v=DMARC1; rf=afrf') }, 'broken'],
  ['a record of a misspelt version', 'a.test', { '_dmarc.a.test': dmarc('v=DMARC; p=reject') }, 'broken'],
  ['a tag twice', 'a.test', { '_dmarc.a.test': dmarc('v=DMARC1; p=none; p=reject') }, 'broken'],
  ['two records', 'a.test', { '_dmarc.a.test': dmarc('v=DMARC1; p=none', 'v=DMARC1; p=reject') }, 'several-records'],
  ['servers that fail', 'a.test', { '_dmarc.a.test': 'servfail' }, 'no-answer'],
  ['servers that refuse', 'a.test', { '_dmarc.a.test': 'refused' }, 'no-answer'],
  ['servers that are silent', 'a.test', { '_dmarc.a.test': 'silent' }, 'no-answer'],
  ['servers of the domain above that fail', 'news.a.test', { '_dmarc.a.test': 'servfail' }, 'no-answer'],
  ['its own policy, with servers above that fail', 'news.a.test', { '_dmarc.news.a.test': dmarc('v=DMARC1; p=reject; rua=mailto:x@a.test'), '_dmarc.a.test': 'servfail' }, 'policy'],
]

test.each(SITUATIONS)('%s', async (_, domain, zone, finding, evidence = {}) => {
  const { resolve, stop } = await startZone(zone)
  onTestFinished(stop)
  const found = await checkDmarc({ domain, resolve })
  expect(found).toMatchObject({ check: 'dmarc', about: '', evidence: { finding, ...evidence } })
  expect(found.state).toBe(finding === 'policy' ? 'pass' : finding === 'no-answer' ? 'unknown' : 'fail')
  expect(found.cure).toBe(finding === 'no-policy' || finding === 'broken' ? 'v=DMARC1; p=none' : null)
})
