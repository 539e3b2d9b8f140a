/** What a check found, in one sentence; `{name}` stands for a parameter. */
export const FINDINGS = {
  // Any check
  'not-reached': 'not reached: {reason}',
  'conversation-ended': 'could not be looked at: {reason}',
  'no-answer': 'no answer: {reason}',
  temporary: 'put off with {code}: it may be otherwise the next time',
  // greeting
  greets: 'greets with {code}; lines: {lines}',
  'greets-oddly': 'greets with {code}; {flaw}',
  'greeting-refuses': 'greets with {code}: no mail is taken from here',
  'greeting-wrong-code': 'greets with {code} where 220 is due',
  'greeting-flawed': 'the greeting is wrong: {flaw}',
  'greeting-unasked': 'says more than its greeting before it is asked',
  'closed-before-greeting': 'hangs up before it greets',
  'waits-for-tls': 'waits for TLS from the first byte where plain text is due',
  // ehlo
  'ehlo-answered': 'answers EHLO; lines: {lines}',
  'ehlo-answered-oddly': 'answers EHLO; {flaw}',
  'ehlo-unknown': 'refuses EHLO with {code}',
  'ehlo-wrong-code': 'answers EHLO with {code} where 250 is due',
  'ehlo-flawed': 'the answer to EHLO is wrong: {flaw}',
  'ehlo-unasked': 'says more than its answer to EHLO',
  'ehlo-closed': 'hangs up at EHLO',
  // TLS
  'starttls-is-offered': 'offers STARTTLS',
  'starttls-is-not-offered': 'does not offer STARTTLS',
  'starttls-is-last': 'STARTTLS is the last of {lines} lines',
  'starttls-is-not-last': 'another line follows STARTTLS',
  'starttls-refused': 'offers STARTTLS, and refuses it with {code}',
  'starttls-closed': 'offers STARTTLS, and hangs up at it',
  'starttls-flawed': 'the answer to STARTTLS is wrong: {flaw}',
  'tls-broken': 'TLS cannot be begun: {reason}',
  'tls-too-old': 'TLS cannot be begun: the server knows only versions older than TLS 1.2',
  'tls-works': 'speaks {protocol}, {cipher}',
  'dead-after-tls': 'TLS begins, and then there is no answer to EHLO: {reason}',
  'tls-from-first-byte': 'speaks TLS from the first byte: {protocol}, {cipher}',
  'plain-text': 'speaks plain text where TLS is due from the first byte',
  'closed-before-tls': 'hangs up at once, without TLS',
  // certificate
  'no-certificate-seen': 'no certificate was seen: {reason}',
  'certificate-good': 'the certificate for {name} is trusted until {until}',
  'certificate-expired': 'the certificate ended on {until}',
  'certificate-not-yet': 'the certificate begins on {since} only',
  'certificate-expires-soon': 'the certificate ends on {until}, in {days} days',
  'certificate-other-name': 'the certificate is not for {name}, but for {names}',
  'certificate-name-unknown': 'the certificate is for {names}; by which name clients reach the host is not known',
  'certificate-self-signed': 'the certificate is signed by itself',
  'certificate-chain-incomplete': 'the certificate is issued by {issuer}, and the server does not send the way to an authority we know',
  'certificate-not-trusted': 'the certificate is not trusted: {reason}',
  // auth
  'no-auth-before-tls': 'offers no AUTH before TLS',
  'auth-before-tls': 'offers AUTH before TLS: {mechanisms}',
  'auth-within-tls': 'everything is within TLS',
  // recipients
  'no-domain': 'not looked at: it was not said for which domain the host takes mail',
  'unknown-refused': 'refuses a recipient who does not exist with {code}',
  'unknown-accepted': 'accepts a recipient who does not exist with {code}',
  'all-refused': 'cannot be told: {code} is no answer about this recipient',
  'recipient-accepted': 'accepts {recipient}',
  'recipient-refused': 'refuses {recipient} with {code}',
  'relaying-refused': 'refuses mail for a foreign domain with {code}',
  'relaying-accepted': 'accepts a recipient at a foreign domain, {recipient}, from {from}',
  // round trip
  'round-trip-answered': '{recipient} answered, and nothing says that a program did',
  'round-trip-program': 'a program answered for {recipient}, and did not say that nobody reads',
  'round-trip-nobody-reads': 'a program answers for {recipient} that nobody reads it',
  'round-trip-returned': 'the mail to {recipient} was taken and came back',
  'round-trip-refused': 'the mail to {recipient} is refused, so nobody could be asked',
  'round-trip-not-sent': 'the mail to {recipient} could not be handed over',
  'round-trip-no-answer': 'no answer from {recipient} came within a day',
  // names
  'no-resolver': 'not looked at: there is no resolver to ask',
  'dns-failed': 'not known: {reason}',
  'reverse-agrees': '{address} is {name}, and {name} is {address}',
  'no-reverse': '{address} has no name',
  'reverse-not-forward': '{address} is called {name}, which does not lead back to it',
  'helo-agrees': 'calls itself {name}, which is {address}',
  'helo-no-name': 'calls itself {name}, which is no full host name',
  'helo-not-found': 'calls itself {name}, a name that does not exist',
  'helo-elsewhere': 'calls itself {name}, which is not {address}',
} as const
export type FindingId = keyof typeof FINDINGS

/** Puts the parameters of a check into the words for it; one that is missing stays as it is named. */
export function sayWith(words: string, parameters: Record<string, string>): string {
  return words.replace(/\{([a-z]+)\}/gi, (whole, name: string) => parameters[name] ?? whole)
}
