import { address, reply } from '../dns/dns-server-for-tests.ts'
import type { CheckId, CheckState, PortRole } from '../protocol/probes.ts'
import { crlf, DOMAIN, goodEhlo, HOST, multi, type Animal, type Session, type ZooNames } from './zoo-for-tests.ts'

/** One behaviour, and what each check must say of it; what is not named passes. */
export interface ZooCase extends Animal {
  name: string
  /** For which checks the state is another one than pass. `rest`: for all that are not named. */
  not?: Partial<Record<CheckId | 'rest', CheckState>>
  /** Words that must stand in the evidence or the cure of a check. */
  says?: Partial<Record<CheckId, string>>
  names?: ZooNames
  timeoutMs?: number
  /** What the port is for, where not for mail from other servers. */
  role?: PortRole
  /** Looked at without a domain. */
  withoutDomain?: boolean
}

const on = (wanted: RegExp, act: (session: Session, line: string) => void) => (line: string, session: Session) => {
  if (!wanted.test(line)) return false
  act(session, line)
  return true
}
const answering = (wanted: RegExp, ...lines: string[]) => on(wanted, (session) => session.send(crlf(...lines)))
const greeting = (...bytes: string[]) => ({ greet: (session: Session) => session.send(bytes.join('')) })
function octetByOctet(session: Session, left: string): void {
  session.send(left.slice(0, 1))
  if (left.length > 1) session.later(1, () => octetByOctet(session, left.slice(1)))
}

const RECIPIENTS_UNKNOWN = { 'refuses-unknown-recipient': 'unknown', 'postmaster-accepted': 'unknown', 'abuse-accepted': 'unknown' } as const
const NO_TLS = { 'starttls-works': 'unknown', certificate: 'unknown' } as const
/** Nothing is known but the names of the address. */
const DEAF = { rest: 'unknown', 'reverse-dns': 'pass' } as const
/** Long enough for what is expected on a busy machine, short enough to wait for. */
const HASTY = 1_500

const RIGHT: ZooCase[] = [
  { name: 'a good server' },
  { name: 'a greeting like a novel', ...greeting(multi(220, ['mx.zoo.test ESMTP', 'No spam, please.', 'We log everything.', 'Welcome'])) },
  { name: 'STARTTLS in small letters as the first keyword', ehlo: (s) => (s.isTls ? goodEhlo(s) : [HOST, 'starttls', 'SIZE']) },
  { name: 'lines that end with LF alone are tolerated and told', greet: (s) => s.send('220 mx.zoo.test\n'), says: { greeting: 'LF alone' } },
  { name: 'characters beyond ASCII in the greeting are told', greet: (s) => s.send(Buffer.from('220 mx.zoo.test Grüße\r\n', 'utf8')), says: { greeting: 'ASCII' } },
  { name: 'a tease before the greeting, as postscreen does', greet: (s) => { s.send('220-mx.zoo.test\r\n'); s.later(300, () => s.send('220 mx.zoo.test ESMTP\r\n')) } },
  { name: 'every octet on its own', greet: (s) => octetByOctet(s, '220 mx.zoo.test ESMTP\r\n') },
  { name: 'Postfix as Debian installs it: relaying is put off', hear: answering(/^RCPT TO:<.*@example/i, '454 4.7.1 <x@example.com>: Relay access denied') },
  { name: 'qmail with chkuser', hear: (line, s) => answering(/^RCPT TO:<.*@example/i, "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)")(line, s) || answering(/^RCPT TO:<relayward/i, '511 sorry, no mailbox here by that name (#5.1.1 - chkuser)')(line, s) },
  { name: 'Exchange refuses unknown recipients so', hear: answering(/^RCPT TO:<relayward.*zoo.test/i, '550 5.4.1 Recipient address rejected: Access denied') },
  { name: 'codes without any text', hear: answering(/^RSET/, '250') },
  { name: 'TLS is asked for before MAIL', hear: (line, s) => !s.isTls && answering(/^MAIL/, '530 5.7.0 Must issue a STARTTLS command first')(line, s) },
  { name: 'no mail from nobody: another sender is tried', hear: answering(/^MAIL FROM:<>/i, '550 5.7.1 null sender not accepted') },
  { name: 'a server that hangs up at an unknown recipient is asked again', hear: on(/^RCPT TO:<relayward.*zoo.test/i, (s) => { s.send(crlf('550 5.1.1 No such user')); s.hangUp() }) },
  { name: 'a young certificate that lives for days only', certificate: 'young' },
  { name: 'plain text behind STARTTLS is carried into TLS: told', keepsPlainText: true, says: { 'starttls-works': 'CVE-2011-0411' } },
  { name: 'nothing is said of a domain: the postmaster without one is tried', withoutDomain: true, not: { 'refuses-unknown-recipient': 'unknown', 'abuse-accepted': 'unknown' } },
]

const GREETINGS: ZooCase[] = [
  { name: 'refuses us', ...greeting('554 mx.zoo.test No SMTP service here\r\n'), not: { greeting: 'fail', ...DEAF } },
  { name: 'is busy', ...greeting('421 mx.zoo.test too many connections\r\n'), not: { ...DEAF } },
  { name: 'greets with 250', ...greeting('250 mx.zoo.test\r\n'), not: { greeting: 'fail', ...DEAF } },
  { name: 'is a web server', greet: (s) => { s.send('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'); s.hangUp() }, not: { greeting: 'fail', ...DEAF } },
  { name: 'is SSH', ...greeting('SSH-2.0-OpenSSH_9.2p1\r\n'), timeoutMs: HASTY, not: { greeting: 'fail', ...DEAF } },
  { name: 'talks before its banner', ...greeting('Please wait…\r\n', '220 mx.zoo.test\r\n'), not: { greeting: 'fail' } },
  { name: 'greets with codes that differ', ...greeting('250-mx.zoo.test\r\n', '220 mx.zoo.test\r\n'), not: { greeting: 'fail' }, says: { greeting: 'different codes' } },
  { name: 'says more than its greeting', ...greeting('220 mx.zoo.test\r\n', '250 what else\r\n'), not: { greeting: 'fail' } },
  { name: 'is silent', greet: () => {}, timeoutMs: HASTY, not: { ...DEAF }, says: { greeting: 'no answer' } },
  { name: 'waits for TLS where plain text is due', isTlsFirst: true, timeoutMs: 4_000, not: { greeting: 'fail', ...DEAF }, says: { greeting: 'wrappermode' } },
  { name: 'hangs up at once', greet: (s) => s.hangUp(), not: { greeting: 'fail', ...DEAF } },
  { name: 'resets the connection', greet: (s) => s.reset(), not: { greeting: 'fail', ...DEAF } },
  { name: 'greets without end', greet: (s) => s.repeat('220-more and more\r\n'.repeat(100), 0), not: { greeting: 'fail', ...DEAF }, says: { greeting: 'no end' } },
  { name: 'greets with a line of 10 MB', greet: (s) => s.repeat(Buffer.alloc(100_000, 'x'), 0, 100), not: { greeting: 'fail', ...DEAF }, says: { greeting: 'no end' } },
  { name: 'dribbles for ever', greet: (s) => { s.send('220-'); s.repeat('x', 50) }, timeoutMs: HASTY, not: { ...DEAF } },
  { name: 'has NUL in its greeting', ...greeting('220 mx.zoo.test\0\r\n'), not: { greeting: 'fail' }, says: { greeting: '\\x00' } },
  { name: 'has a line of 600 octets', ...greeting(`220 mx.zoo.test ${'x'.repeat(600)}\r\n`), not: { greeting: 'fail' } },
]

const EHLO: ZooCase[] = [
  { name: 'does not know EHLO', hear: answering(/^EHLO/, '502 5.5.1 Command not implemented'), not: { ehlo: 'fail', 'starttls-offered': 'unknown', 'starttls-not-last': 'unknown', 'auth-only-over-tls': 'unknown', 'helo-name': 'unknown', ...NO_TLS } },
  { name: 'answers EHLO with 220', hear: answering(/^EHLO/, '220 mx.zoo.test'), not: { ehlo: 'fail', 'starttls-offered': 'unknown', 'starttls-not-last': 'unknown', 'auth-only-over-tls': 'unknown', 'helo-name': 'unknown', ...NO_TLS } },
  { name: 'answers EHLO with codes that differ', hear: (line, s) => !s.isTls && answering(/^EHLO/, `220-${HOST}`, '250-STARTTLS', '250 SIZE')(line, s), not: { ehlo: 'fail' } },
  { name: 'is silent at EHLO', hear: on(/^EHLO/, () => {}), timeoutMs: HASTY, not: { ...DEAF, greeting: 'pass' } },
  { name: 'never ends its answer to EHLO', hear: answering(/^EHLO/, `250-${HOST}`, '250-STARTTLS'), timeoutMs: HASTY, not: { ...DEAF, greeting: 'pass' } },
  { name: 'hangs up at EHLO', hear: on(/^EHLO/, (s) => s.hangUp()), not: { ehlo: 'fail', ...DEAF, greeting: 'pass' } },
  { name: 'puts EHLO off', hear: answering(/^EHLO/, '451 4.3.0 try later'), not: { ...DEAF, greeting: 'pass' } },
  { name: 'answers twice to EHLO', hear: (line, s) => !s.isTls && answering(/^EHLO/, `250-${HOST}`, '250-STARTTLS', '250 SIZE', '250 again')(line, s), not: { ehlo: 'fail' } },
]

const STARTTLS: ZooCase[] = [
  { name: 'spamdyke 4: STARTTLS is the last line', ehlo: (s) => (s.isTls ? goodEhlo(s) : [HOST, 'PIPELINING', '8BITMIME', 'STARTTLS']), not: { 'starttls-not-last': 'fail' }, says: { 'starttls-not-last': '250 STARTTLS' } },
  { name: 'STARTTLS is the last line, and AUTH stands before it', ehlo: (s) => (s.isTls ? goodEhlo(s) : [HOST, 'AUTH LOGIN PLAIN CRAM-MD5', 'STARTTLS']), not: { 'starttls-not-last': 'fail', 'auth-only-over-tls': 'fail' } },
  { name: 'spamdyke 5: one more line', ehlo: (s) => (s.isTls ? goodEhlo(s) : [HOST, 'STARTTLS', 'X-NOTHING']) },
  { name: 'no STARTTLS', ehlo: () => [HOST, 'SIZE', '8BITMIME'], not: { 'starttls-offered': 'fail', 'starttls-not-last': 'unknown', ...NO_TLS } },
  { name: 'a firewall overwrites STARTTLS', ehlo: (s) => (s.isTls ? goodEhlo(s) : [HOST, 'XXXXXXXA', 'SIZE']), not: { 'starttls-offered': 'fail', 'starttls-not-last': 'unknown', ...NO_TLS } },
  { name: 'offers STARTTLS and has no certificate', hear: answering(/^STARTTLS/, '454 4.7.0 TLS not available due to local problem'), not: { 'starttls-works': 'fail', certificate: 'unknown' } },
  { name: 'offers STARTTLS and does not know it', hear: answering(/^STARTTLS/, '502 5.5.1 unimplemented (#5.5.1)'), not: { 'starttls-works': 'fail', certificate: 'unknown' } },
  { name: 'hangs up at STARTTLS', hear: on(/^STARTTLS/, (s) => s.hangUp()), not: { 'starttls-works': 'fail', certificate: 'unknown' } },
  { name: 'is silent at STARTTLS', hear: on(/^STARTTLS/, () => {}), timeoutMs: HASTY, not: { ...NO_TLS, ...RECIPIENTS_UNKNOWN, 'refuses-relaying': 'unknown' } },
  { name: 'lets TLS wait for ever: mail is looked at without', hear: on(/^STARTTLS/, (s) => { s.send(crlf('220 go')); s.swallow() }), timeoutMs: 6_000, not: NO_TLS },
  { name: 'hangs up in the handshake', hear: on(/^STARTTLS/, (s) => { s.send(crlf('220 go')); s.swallow(); s.later(20, () => s.hangUp()) }), not: { 'starttls-works': 'fail', certificate: 'unknown' } },
  { name: 'says something else than TLS', hear: on(/^STARTTLS/, (s) => { s.send(crlf('220 go')); s.swallow(); s.later(20, () => s.send('250 what now\r\n'.repeat(5))) }), not: { 'starttls-works': 'fail', certificate: 'unknown' } },
  { name: 'knows TLS 1.0 and 1.1 only', context: { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' }, not: { 'starttls-works': 'fail', certificate: 'unknown' } },
  { name: 'is dead after TLS', hear: (line, s) => s.isTls && on(/^EHLO/, (each) => each.hangUp())(line, s), not: { 'starttls-works': 'fail' } },
  { name: 'refuses EHLO after TLS', hear: (line, s) => s.isTls && answering(/^EHLO/, '503 5.5.1 already said')(line, s), not: { 'starttls-works': 'fail' } },
]

const CERTIFICATES: ZooCase[] = [
  { name: 'its certificate ended', certificate: 'expired', not: { certificate: 'fail' }, says: { certificate: 'ended on' } },
  { name: 'its certificate has not begun', certificate: 'notYet', not: { certificate: 'fail' }, says: { certificate: 'begins on' } },
  { name: 'its certificate ends soon', certificate: 'soon', not: { certificate: 'fail' }, says: { certificate: 'in 4 days' } },
  { name: 'its certificate is for another name', certificate: 'otherName', not: { certificate: 'fail' }, says: { certificate: 'other.zoo.test' } },
  { name: 'its certificate is its own', certificate: 'selfSigned', not: { certificate: 'fail' }, says: { certificate: 'signed by itself' } },
  { name: 'its certificate is from nobody we know', certificate: 'foreign', not: { certificate: 'fail' }, says: { certificate: 'Nobody Knows' } },
]

const AUTH: ZooCase[] = [
  { name: 'AUTH before TLS', ehlo: (s) => (s.isTls ? goodEhlo(s) : [HOST, 'STARTTLS', 'AUTH PLAIN LOGIN']), not: { 'auth-only-over-tls': 'fail' }, says: { 'auth-only-over-tls': 'PLAIN LOGIN' } },
  { name: 'AUTH before TLS in the old spelling', ehlo: (s) => (s.isTls ? goodEhlo(s) : [HOST, 'STARTTLS', 'AUTH=LOGIN']), not: { 'auth-only-over-tls': 'fail' } },
  { name: 'AUTH without any way to sign in before TLS, as Dovecot says it', ehlo: (s) => (s.isTls ? goodEhlo(s) : [HOST, 'AUTH ', 'STARTTLS', 'PIPELINING']) },
  { name: 'AUTH, and no TLS at all', ehlo: () => [HOST, 'AUTH LOGIN'], not: { 'auth-only-over-tls': 'fail', 'starttls-offered': 'fail', 'starttls-not-last': 'unknown', ...NO_TLS } },
]

const RECIPIENTS: ZooCase[] = [
  { name: 'accepts whomever (backscatter)', hear: answering(/^RCPT TO:<.*zoo.test/i, '250 2.1.5 Ok'), not: { 'refuses-unknown-recipient': 'fail' }, says: { 'refuses-unknown-recipient': 'validrcptto.cdb' } },
  { name: 'accepts whomever with 252', hear: answering(/^RCPT TO:<relayward.*zoo.test/i, '252 cannot verify'), not: { 'refuses-unknown-recipient': 'fail' } },
  { name: 'greylists', hear: answering(/^RCPT/, '450 4.2.0 Greylisted, see you in 300 seconds'), not: { ...RECIPIENTS_UNKNOWN, 'refuses-relaying': 'unknown' } },
  { name: 'is an open relay', hear: answering(/^RCPT TO:<.*@example/i, '250 2.1.5 Ok'), not: { 'refuses-relaying': 'fail' } },
  { name: 'relays for whoever claims its domain', hear: (line, s) => s.sender?.endsWith(`@${DOMAIN}`) === true && answering(/^RCPT TO:<.*@example/i, '250 2.1.5 Ok')(line, s), not: { 'refuses-relaying': 'fail' } },
  { name: 'refuses foreign domains that take no mail', hear: answering(/^RCPT TO:<.*@example/i, '556 5.1.10 Domain does not accept mail (nullMX)'), not: { 'refuses-relaying': 'unknown' } },
  { name: 'has no postmaster', hear: answering(/^RCPT TO:<postmaster/i, '550 5.1.1 User unknown'), not: { 'postmaster-accepted': 'fail' } },
  { name: 'has no abuse desk', hear: answering(/^RCPT TO:<abuse/i, '550 5.1.1 User unknown'), not: { 'abuse-accepted': 'fail' } },
  { name: 'knows nobody', hear: answering(/^RCPT TO:<.*zoo.test/i, '550 No such user here'), not: { 'postmaster-accepted': 'fail', 'abuse-accepted': 'fail' } },
  { name: 'blocks us by a list: nothing is known', hear: answering(/^RCPT/, '554 5.7.1 Service unavailable; Client host [127.0.0.1] blocked using zen.spamhaus.org'), not: { ...RECIPIENTS_UNKNOWN, 'refuses-relaying': 'unknown' } },
  { name: 'does not take mail for the domain', hear: answering(/^RCPT/, "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)"), not: RECIPIENTS_UNKNOWN },
  { name: 'wants a login first', hear: answering(/^MAIL/, '530 5.7.0 Authentication required'), not: RECIPIENTS_UNKNOWN },
  { name: 'puts MAIL off', hear: answering(/^MAIL/, '451 4.3.0 queue file write error'), not: { ...RECIPIENTS_UNKNOWN, 'refuses-relaying': 'unknown' } },
  { name: 'is silent at RCPT', hear: on(/^RCPT/, () => {}), timeoutMs: HASTY, not: { ...RECIPIENTS_UNKNOWN, 'refuses-relaying': 'unknown' } },
  { name: 'does not know RSET: each recipient gets a connection of its own', hear: answering(/^RSET/, '502 5.5.2 unimplemented') },
  { name: 'hangs up at every recipient', hear: on(/^RCPT/, (s) => s.hangUp()), not: { ...RECIPIENTS_UNKNOWN, 'refuses-relaying': 'unknown' } },
]

const NAMES: ZooCase[] = [
  { name: 'its address has no name', names: { ptr: [] }, not: { 'reverse-dns': 'fail' } },
  { name: 'its address has a name that leads elsewhere', names: { ptr: ['dyn.zoo.test'], a: { [HOST]: '127.0.0.1', 'dyn.zoo.test': '192.0.2.1' } }, not: { 'reverse-dns': 'fail' } },
  { name: 'the second of its names leads back', names: { ptr: ['dyn.zoo.test', HOST] } },
  { name: 'calls itself localhost', ehlo: () => ['localhost', 'STARTTLS', 'SIZE'], not: { 'helo-name': 'fail', certificate: 'fail' } },
  { name: 'calls itself by its address', ehlo: () => ['[127.0.0.1]', 'STARTTLS', 'SIZE'], not: { 'helo-name': 'fail', certificate: 'fail' } },
  { name: 'calls itself by a name that is not there', names: { a: {} }, not: { 'helo-name': 'fail', 'reverse-dns': 'fail' } },
  { name: 'calls itself by a name of another', names: { ptr: ['x.zoo.test'], a: { [HOST]: '192.0.2.9', 'x.zoo.test': '127.0.0.1' } }, not: { 'helo-name': 'fail' } },
  { name: 'the resolver fails', names: { instead: ({ query, send }) => send(reply(query, { rcode: 2 })) }, not: { 'helo-name': 'unknown', 'reverse-dns': 'unknown' } },
  { name: 'the resolver is silent', names: { instead: () => {} }, timeoutMs: 2_000, not: { 'helo-name': 'unknown', 'reverse-dns': 'unknown' } },
  { name: 'the resolver invents answers', names: { instead: ({ query, send }) => send(reply(query, { answers: [{ data: address('127.0.0.1') }] })) }, not: { 'helo-name': 'unknown', 'reverse-dns': 'unknown' } },
]

const AT_465: ZooCase[] = [
  { name: '465: TLS from the first byte', isTlsFirst: true },
  { name: '465: spamdyke in plain text', ehlo: () => [HOST, 'AUTH LOGIN PLAIN', 'STARTTLS'], not: { 'implicit-tls': 'fail', certificate: 'unknown', 'auth-only-over-tls': 'fail' }, says: { 'implicit-tls': 'tls-level=smtps' } },
  { name: '465: hangs up at once, as spamdyke without a certificate', greet: (s) => s.hangUp(), not: { 'implicit-tls': 'fail', ...DEAF }, says: { 'implicit-tls': 'tls-certificate-file' } },
  { name: '465: silent', greet: () => {}, hear: () => true, timeoutMs: 2_000, not: { ...DEAF } },
  { name: '465: garbage', ...greeting('\0\x01\x02garbage garbage\n'), timeoutMs: 2_000, not: { 'implicit-tls': 'fail', ...DEAF } },
  { name: '465: an expired certificate', isTlsFirst: true, certificate: 'expired', not: { certificate: 'fail' } },
  { name: '465: TLS, and then silence', isTlsFirst: true, greet: () => {}, timeoutMs: 2_000, not: { ...DEAF, 'implicit-tls': 'pass', 'auth-only-over-tls': 'pass' }, says: { certificate: 'not known' } },
  { name: '465: an open relay within TLS', isTlsFirst: true, hear: answering(/^RCPT TO:<.*@example/i, '250 ok'), not: { 'refuses-relaying': 'fail' } },
]

const AT_587: ZooCase[] = [
  { name: '587: wants a login before MAIL', role: 'submission', hear: answering(/^MAIL/, '530 5.7.0 Authentication required') },
  { name: '587: wants a login before RCPT, as Postfix says it', role: 'submission', hear: answering(/^RCPT/, '554 5.7.1 <unknown[127.0.0.1]>: Client host rejected: Access denied') },
  { name: '587: an open relay', role: 'submission', hear: answering(/^RCPT/, '250 2.1.5 Ok'), not: { 'refuses-relaying': 'fail' } },
  { name: '587: spamdyke 4, and AUTH before TLS', role: 'submission', ehlo: (s) => (s.isTls ? goodEhlo(s) : [HOST, 'AUTH LOGIN PLAIN', 'PIPELINING', '8BITMIME', 'STARTTLS']), not: { 'starttls-not-last': 'fail', 'auth-only-over-tls': 'fail' } },
]

export const ZOO: readonly ZooCase[] = [...RIGHT, ...GREETINGS, ...EHLO, ...STARTTLS, ...CERTIFICATES, ...AUTH, ...RECIPIENTS, ...NAMES, ...AT_587]
/** Where TLS is due from the first byte. */
export const ZOO_AT_465: readonly ZooCase[] = AT_465
