import { cp, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkConfiguration, type Finding } from './check-configuration.ts'
import { mendMaps } from './check-postfix.ts'
import { REFUSAL_KEY } from './door-map.ts'
import { configArguments, type PostfixInstance } from './postfix-options.ts'
import { readMainConfiguration, readMasterConfiguration } from './read-configuration.ts'
import { LOCKED_CLASS } from './relay-map.ts'
import { copyReports, makeReportsFolder } from './set-up-reports.ts'
import { mustRun, runProgram } from './run-program.ts'
import { writeFileDurably } from './write-file-durably.ts'

/** `diff`: unified, '' when nothing is to be changed. `findings`: what would still be wrong after the change. */
export type SetupPlan = { diff: string; files: { path: string; text: string }[]; findings: Finding[] }

const FILES = ['main.cf', 'master.cf']

/** `reports`: the Maildir into which copies of incoming delivery reports are to fall; nothing of it is set up without. */
export type SetupOptions = { reports?: string | undefined }

/**
 * What has to stand in main.cf and master.cf so that relay locks work: the lock map first in
 * smtpd_sender_restrictions, in front of what was there, also where a service of master.cf sets its own; the class of
 * the locked with its door; long queue ids. Worked out on a copy by Postfix's own postconf. Changes nothing.
 */
export async function planSetup(instance: PostfixInstance, options: SetupOptions = {}): Promise<SetupPlan> {
  const types = await mustRun(instance.run.postconf, [...configArguments(instance), '-m'])
  for (const type of ['lmdb', 'pipemap', 'static']) {
    if (!types.split(/\s+/).includes(type)) throw new Error(`Postfix does not know ${type} maps here${type === 'lmdb' ? ': install postfix-lmdb' : ''}`)
  }

  const copy = await mkdtemp(join(tmpdir(), 'relayward-setup-'))
  try {
    for (const name of FILES) await cp(join(instance.configDirectory, name), join(copy, name))
    await changeCopy(instance, copy)
    if (options.reports !== undefined) await copyReports(instance, copy, options.reports)
    return await comparePlan(instance, copy)
  } finally {
    await rm(copy, { recursive: true })
  }
}

/** Carries a plan out: maps first, then the files, `postfix check`, reload. A failed check puts the files back. */
export async function applySetup(instance: PostfixInstance, plan: SetupPlan, options: SetupOptions = {}): Promise<void> {
  await mendMaps(instance)
  if (options.reports !== undefined) await makeReportsFolder(instance, options.reports)
  const before = await Promise.all(plan.files.map(async ({ path }) => ({ path, text: await readFile(path, 'utf8'), mode: (await stat(path)).mode & 0o777 })))
  for (const [index, { path, text }] of plan.files.entries()) writeFileDurably(path, text, before[index]?.mode ?? 0o644)

  const checked = await runProgram(instance.run.postfix, [...configArguments(instance), 'check'])
  if (checked.code !== 0) {
    for (const { path, text, mode } of before) writeFileDurably(path, text, mode)
    throw new Error(`Postfix refuses the new configuration, the old one is back: ${checked.stderr.trim().slice(0, 500)}`)
  }
  // `status` is 0 while Postfix runs; one that is down reads the files when it starts.
  const status = await runProgram(instance.run.postfix, [...configArguments(instance), 'status'])
  if (status.code === 0) await mustRun(instance.run.postfix, [...configArguments(instance), 'reload'])
}

async function changeCopy(instance: PostfixInstance, copy: string): Promise<void> {
  const main = readMainConfiguration(await readFile(join(copy, 'main.cf'), 'utf8'))
  const services = readMasterConfiguration(await readFile(join(copy, 'master.cf'), 'utf8'))
  const valueOf = (name: string) => main.get(name)?.value ?? ''
  const lockMap = `lmdb:${instance.lockMap}`
  const doorMap = `lmdb:${instance.doorMap}`

  const classes = valueOf('smtpd_restriction_classes').split(/[\s,]+/).filter((name) => name !== '' && name !== LOCKED_CLASS)
  const sender = valueOf('smtpd_sender_restrictions')
  await mustRun(instance.run.postconf, [
    '-c', copy, '-e',
    `smtpd_restriction_classes = ${[...classes, LOCKED_CLASS].join(', ')}`,
    `${LOCKED_CLASS} = check_recipient_access ${doorMap}, check_sasl_access pipemap:{static:${REFUSAL_KEY},${doorMap}}, reject`,
    `smtpd_sender_restrictions = ${withLockFirst(sender, lockMap, ', ', ' ')}`,
    'enable_long_queue_ids = yes',
  ])

  for (const service of services.filter(({ command }) => command === 'smtpd')) {
    const override = service.overrides.get('smtpd_sender_restrictions')
    if (!override || override.value.includes(lockMap)) continue
    // A blank would end the option in master.cf; in a list of restrictions a comma does as well.
    const value = withLockFirst(override.value.replaceAll(/[\s,]+/g, ','), lockMap, ',', ',')
    await mustRun(instance.run.postconf, ['-c', copy, '-P', `${service.name}/${service.type}/smtpd_sender_restrictions=${value}`])
  }
}

function withLockFirst(restrictions: string, lockMap: string, separator: string, blank: string): string {
  if (restrictions.startsWith(`check_sasl_access${blank}${lockMap}`)) return restrictions
  return [`check_sasl_access${blank}${lockMap}`, restrictions].filter((part) => part !== '').join(separator)
}

async function comparePlan(instance: PostfixInstance, copy: string): Promise<SetupPlan> {
  const plan: SetupPlan = { diff: '', files: [], findings: [] }
  const texts: { path: string; text: string }[] = []
  for (const name of FILES) {
    const path = join(instance.configDirectory, name)
    const text = await readFile(join(copy, name), 'utf8')
    texts.push({ path, text })
    if (text === (await readFile(path, 'utf8'))) continue
    // diff(1) ends with 1 when the files differ.
    const { stdout } = await runProgram('diff', ['-u', '--label', path, '--label', path, '--', path, join(copy, name)])
    plan.diff += stdout
    plan.files.push({ path, text })
  }
  const [main, master] = texts
  if (main && master) plan.findings = checkConfiguration(main, master)
  return plan
}
