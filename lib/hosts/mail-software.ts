/** What receives mail on a host; `version` is null where nobody knows it. */
export type MailSoftware = { name: string; version: string | null }

const NAMES: Record<string, string> = { postfix: 'Postfix', exim: 'Exim' }

/**
 * What a host says it runs (`mtaVersion` of its reading): the server with its version, on qmail the programs in front of
 * it. Empty where a qmail host names none.
 */
export function mailSoftwareOf({ kind, mtaVersion }: { kind: string; mtaVersion: string | null }): MailSoftware[] {
  const told = mtaVersion?.split(', ').map(readSoftware) ?? []
  const name = NAMES[kind]
  if (told.length === 0) return name === undefined ? [] : [{ name, version: null }]
  return told.map((one) => (one.name === '' ? { ...one, name: name ?? kind } : one))
}

function readSoftware(words: string): MailSoftware {
  const { name = '', version } = /^(?<name>[A-Za-z]\S*)?\s*(?<version>.+)?$/.exec(words.trim())?.groups ?? {}
  return { name, version: version ?? null }
}

/** `4.3.1` is a 4.3 too: the words for a program and each series it belongs to, the most exact first. */
export function seriesOf({ name, version }: MailSoftware): string[] {
  if (version === null) return []
  const parts = version.split('.')
  const lengths = /^\d+(\.\d+)+$/.test(version) ? Array.from({ length: parts.length - 1 }, (_, n) => parts.length - n) : [parts.length]
  return lengths.map((length) => `${name} ${parts.slice(0, length).join('.')}`)
}
