import type { Flaw } from './reply.ts'

const FLAWS: Record<Flaw, string> = {
  endless: 'sie nimmt kein Ende',
  'no-code': 'einer Zeile fehlt der Code aus drei Ziffern',
  'codes-differ': 'ihre Zeilen haben verschiedene Codes',
  control: 'in einer Zeile stehen Steuerzeichen',
  'long-line': 'eine Zeile ist länger als 512 Bytes',
  'bare-lf': 'Zeilen enden nur mit LF, ohne CR',
  'not-ascii': 'es kommen Zeichen außerhalb von ASCII vor',
}

/** Why something is not known, as our own programs say it. What others say, such as OpenSSL, stays as it is. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^the connection was refused$/, 'die Verbindung wurde abgewiesen'],
  [/^there is no way to it from here \((.+)\)$/, 'von hier führt kein Weg dorthin ($1)'],
  [/^no answer in time$/, 'keine Antwort in der Zeit'],
  [/^TLS was not ready in time$/, 'TLS kam in der Zeit nicht zustande'],
  [/^the server broke the connection off \((.+)\)$/, 'der Server brach die Verbindung ab ($1)'],
  [/^the server closed the connection$/, 'der Server beendete die Verbindung'],
  [/^the server says more than anybody (?:reads|asked)$/, 'der Server hört nicht auf zu reden'],
  [/^the server hung up again and again$/, 'der Server legte immer wieder auf'],
  [/^the connection was answered with (.+)$/, 'die Verbindung wurde mit $1 beantwortet'],
  [/^(EHLO|STARTTLS) was answered with (.+)$/, '$1 wurde mit $2 beantwortet'],
  [/^greeted with (.+)$/, 'mit $1 begrüßt'],
  [/^does not offer STARTTLS$/, 'bietet kein STARTTLS an'],
  [/^the answer to STARTTLS is wrong$/, 'die Antwort auf STARTTLS ist falsch'],
  [/^it waits for TLS from the first byte$/, 'er wartet ab dem ersten Byte auf TLS'],
  [/^the server showed none$/, 'der Server zeigte keines'],
  [/^the host did not say its name$/, 'der Host nannte seinen Namen nicht'],
  [/^nothing (?:came|was heard)$/, 'es kam nichts'],
  [/^nothing was tried$/, 'nichts wurde versucht'],
  [/^there is no resolver to ask$/, 'kein Resolver ist zu fragen'],
  [/^the resolver did not answer in time$/, 'der Resolver antwortete nicht in der Zeit'],
  [/^the resolver's port is closed$/, 'der Port des Resolvers ist zu'],
  [/^the answer could not be read$/, 'die Antwort war nicht zu lesen'],
  [/^the answer was too long for a datagram, and could not be fetched by TCP$/, 'die Antwort war zu lang für ein Datagramm und nicht über TCP zu holen'],
  [/^the resolver could not find out \(SERVFAIL\)$/, 'der Resolver bekam es nicht heraus (SERVFAIL)'],
  [/^the resolver refused the question \(REFUSED\)$/, 'der Resolver wies die Frage ab (REFUSED)'],
  [/^the resolver answered with error (\d+)$/, 'der Resolver antwortete mit Fehler $1'],
  [/^the resolver only named others to ask$/, 'der Resolver nannte nur andere, die man fragen soll'],
  [/^the resolver answers for names that cannot exist$/, 'der Resolver antwortet für Namen, die es nicht geben kann'],
]

/** The parameters of a finding with what our own programs put in said in German. */
export function parametersInGerman(parameters: Record<string, string>): Record<string, string> {
  const flaw = FLAWS[parameters.flawId as Flaw]
  const { reason } = parameters
  return { ...parameters, ...(flaw === undefined ? {} : { flaw }), ...(reason === undefined ? {} : { reason: reasonInGerman(reason) }) }
}

/** Why something is not known, in German; words of others stay as they are. */
export function reasonInGerman(reason: string): string {
  const cause = /^TLS did not begin: (.*)$/.exec(reason)?.[1]
  if (cause !== undefined) return `TLS begann nicht: ${reasonInGerman(cause)}`
  const [words, german] = REASONS.find(([each]) => each.test(reason)) ?? []
  return words && german !== undefined ? reason.replace(words, german) : reason
}
