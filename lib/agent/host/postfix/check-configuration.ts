import { readMainConfiguration, readMasterConfiguration, type Parameter, type Service } from './read-configuration.ts'

export type ConfigurationFile = { path: string; text: string }
export type FindingId = 'lock-hidden-by-master' | 'lock-map-not-live' | 'short-queue-ids' | 'no-recipient-check' | 'door-needs-delayed-reject'
/** What is wrong, where, and what to do about it. */
export type Finding = { file: string; line: number; id: FindingId; message: string; cure: string }

const RESTRICTIONS = /^smtpd_(client|helo|sender|relay|recipient|data|end_of_data)_restrictions$/
const LOCK_CHECK = /check_sasl_access[\s,]+\{?\s*([a-z]+):([^\s,}]+)/g
/** Act in sessions that are already open (measured for 3.7: facts D.6); the others need a reload or a new session. */
const LIVE_TYPES = new Set(['lmdb', 'sqlite', 'socketmap', 'tcp', 'mysql', 'pgsql', 'ldap', 'memcache', 'proxy'])

/** Reads main.cf and master.cf for what would make a relay lock, the door or the quarantine fail. Pure. */
export function checkConfiguration(main: ConfigurationFile, master: ConfigurationFile | null): Finding[] {
  const parameters = readMainConfiguration(main.text)
  const services = master ? readMasterConfiguration(master.text).filter(({ command }) => command === 'smtpd') : []
  const masterPath = master?.path ?? ''

  return [
    ...checkMaps(main.path, parameters),
    ...services.flatMap((service) => checkMaps(masterPath, service.overrides)),
    ...services.flatMap((service) => checkOverride(masterPath, service, parameters)),
    ...checkQueueIds(main.path, parameters),
    ...checkRecipients(main.path, parameters),
    ...checkDelay(main.path, parameters),
  ]
}

function checkMaps(file: string, parameters: Map<string, Parameter>): Finding[] {
  const restrictions = [...parameters].filter(([name]) => RESTRICTIONS.test(name))
  return restrictions.flatMap(([, { value, line }]) =>
    [...value.matchAll(LOCK_CHECK)].flatMap(([, type = '', path]): Finding[] => {
      if (LIVE_TYPES.has(type)) return []
      const message = `the lock map ${type}:${path} does not act in SMTP sessions that are already open`
      return [{ file, line, id: 'lock-map-not-live', message, cure: `use lmdb:${path} and build it with postmap` }]
    }),
  )
}

function checkOverride(file: string, service: Service, main: Map<string, Parameter>): Finding[] {
  const override = service.overrides.get('smtpd_sender_restrictions')
  const locks = [...(main.get('smtpd_sender_restrictions')?.value ?? '').matchAll(LOCK_CHECK)].map((match) => match[2])
  if (!override || locks.length === 0) return []

  const expanded = expand(override.value, main)
  if (locks.every((path) => path !== undefined && expanded.includes(path))) return []
  const message = `service ${service.name} sets its own smtpd_sender_restrictions, which hides the relay lock of main.cf`
  return [{ file, line: override.line, id: 'lock-hidden-by-master', message, cure: 'put the check_sasl_access of main.cf first there too' }]
}

function checkQueueIds(file: string, parameters: Map<string, Parameter>): Finding[] {
  const found = parameters.get('enable_long_queue_ids')
  if (found?.value === 'yes') return []
  const message = 'short queue ids are used again for other messages'
  return [{ file, line: found?.line ?? 1, id: 'short-queue-ids', message, cure: 'set enable_long_queue_ids = yes' }]
}

/** Without a list of recipients the host accepts mail for anybody and bounces it later, to forged senders. */
function checkRecipients(file: string, parameters: Map<string, Parameter>): Finding[] {
  const local = parameters.get('local_recipient_maps')
  const hasLocalDomains = parameters.get('mydestination')?.value !== ''
  const relay = parameters.get('relay_domains')
  const findings: Finding[] = []
  const add = (line: number, name: string) =>
    findings.push({ file, line, id: 'no-recipient-check', message: `${name} is not set: unknown recipients are accepted and bounced later`, cure: `list the valid recipients in ${name}` })

  if (local?.value === '' && hasLocalDomains) add(local.line, 'local_recipient_maps')
  if (relay && relay.value !== '' && !/^\$mydestination$/.test(relay.value) && !parameters.get('relay_recipient_maps')?.value) add(relay.line, 'relay_recipient_maps')
  return findings
}

/** The door asks for the recipient, which is not known yet when the sender is judged at MAIL FROM. */
function checkDelay(file: string, parameters: Map<string, Parameter>): Finding[] {
  const delay = parameters.get('smtpd_delay_reject')
  if (delay?.value !== 'no') return []
  const message = 'senders are judged before the recipient is known, so a locked account cannot reach abuse@ and postmaster@'
  return [{ file, line: delay.line, id: 'door-needs-delayed-reject', message, cure: 'set smtpd_delay_reject = yes' }]
}

function expand(value: string, main: Map<string, Parameter>, depth = 0): string {
  if (depth > 10) return value
  return value.replace(/\$\{?([A-Za-z0-9_]+)\}?/g, (_, name: string) => expand(main.get(name)?.value ?? '', main, depth + 1))
}
