import { expect, test } from 'vitest'
import { keyOf, maskReply } from './mask-reply.ts'

test.each([
  ['554 5.7.1 <a.b@c.example>: blocked', '554 5.7.1 @ : blocked'],
  ['550-5.1.1 The user\n550 5.1.1 is unknown', '550 5.1.1 the user\n 550 5.1.1 is unknown'],
  ['host mx7.firma.de[192.0.2.1] said: 421', 'host $[#] said: 421'],
  ['blocked using zen.spamhaus.org; see https://www.spamhaus.org/query/ip/192.0.2.1', 'blocked using zen.spamhaus see https://spamhaus/query/ip/#'],
  ['id=1MNcgj-1ue23t3pyV-00S2YR c=r0201 v=198.51.100.42', 'id=# c=r0201 v=#'],
  ['[TSS04] Messages from 1.2.3.4 (S3150) OFR_416 OFR_102', '[tss04] messages from # (s3150) ofr 416 ofr 102'],
  ['retry in 300 seconds', 'retry in # seconds'],
  ['please try again.Contact us', 'please try again.contact us'],
  ['Postfach VOLL: Übermaß', 'postfach voll: übermaß'],
])('%j becomes %j', (reply, masked) => {
  expect(maskReply(reply).text).toBe(masked)
})

test('the key is that of the masked text', () => {
  expect(keyOf('550 <a@b.example> unknown')).toBe(keyOf('550 <other.person@else.example> UNKNOWN'))
  expect(keyOf('550 unknown')).not.toBe(keyOf('450 unknown'))
  expect(maskReply('550 unknown').key).toBe(keyOf('550 unknown'))
})

test('of a very long reply the beginning and the end are looked at', () => {
  const text = `550 first ${'x '.repeat(5_000)} last words`
  expect(maskReply(text).text).toMatch(/^550 first .* last words$/s)
})
