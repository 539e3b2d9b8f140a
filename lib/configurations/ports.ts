/** Names of ports as /etc/services of old and new systems have them. */
const NAMES: Record<string, number> = { smtp: 25, mail: 25, smtps: 465, ssmtp: 465, submissions: 465, urd: 465, submission: 587, msa: 587 }

/** The number of a port that is written as a number or as a name of a mail service; undefined when it is neither. */
export function portNumber(text: string): number | undefined {
  if (/^\d{1,5}$/.test(text)) {
    const number = Number(text)
    return number > 0 && number < 65_536 ? number : undefined
  }
  return Object.hasOwn(NAMES, text) ? NAMES[text] : undefined
}

/** Does an address only take connections from the host itself? */
export function isLoopback(address: string): boolean {
  return /^(127\.|localhost$|\[?(::1|::ffff:127\.|ip6-localhost))/i.test(address)
}
