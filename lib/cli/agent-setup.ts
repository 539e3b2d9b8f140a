import { parseArgs } from 'node:util'
import { checkLogSelector } from '../agent/host/exim/check-log-selector.ts'
import { describeExim } from '../agent/host/exim/exim-options.ts'
import { describePostfix } from '../agent/host/postfix/postfix-options.ts'
import { applySetup, planSetup } from '../agent/host/postfix/setup.ts'

const USAGE = `relayward agent setup --mta postfix [--config DIR] [--reports MAILDIR] [--apply] [--json]
relayward agent setup --mta exim [--program FILE] [--json]

Shows, as a diff, what main.cf and master.cf need so that relay locks act at once and leave the door to abuse@ and
postmaster@ open, and what would still be wrong. Changes nothing without --apply. Of Exim it shows what its log does
not tell; nothing is changed there.

  --reports MAILDIR  also lets a copy of each incoming delivery report fall into this folder, where the agent counts it
                     (relayward agent run --reports MAILDIR); customers' own mail is delivered as before

Exit codes: 0 nothing is missing, or it was applied; 1 something is to be changed or is wrong; 2 wrong use.
`

/** `relayward agent setup`; answers the exit code. */
export async function run(args: string[]): Promise<number> {
  const call = readCall(args)
  if (call === null) {
    process.stderr.write(USAGE)
    return 2
  }
  if (call.help) return print(USAGE, 0)
  try {
    return call.mta === 'exim' ? await lookAtExim(call) : await setUp(call)
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`)
    return 1
  }
}

type Call = { help: boolean; apply: boolean; json: boolean; mta: string; config: string | undefined; program: string | undefined; reports: string | undefined }

async function setUp({ config, apply, json, reports }: Call): Promise<number> {
  const instance = await describePostfix(config === undefined ? {} : { configDirectory: config })
  const plan = await planSetup(instance, { reports })
  const isChanged = plan.files.length > 0
  if (apply) await applySetup(instance, plan, { reports })

  if (json) print(`${JSON.stringify({ diff: plan.diff, findings: plan.findings, applied: apply })}\n`, 0)
  else {
    print(isChanged ? plan.diff : 'The configuration needs no change.\n', 0)
    for (const { file, line, id, message, cure } of plan.findings) print(`${file}:${line}: ${id}: ${message}; ${cure}\n`, 0)
    if (isChanged) print(apply ? 'Applied.\n' : 'Nothing was changed. Apply it with --apply.\n', 0)
  }
  return plan.findings.length > 0 || (isChanged && !apply) ? 1 : 0
}

async function lookAtExim({ program, json }: Call): Promise<number> {
  const instance = await describeExim(program === undefined ? {} : { program })
  const findings = checkLogSelector(instance)
  if (json) print(`${JSON.stringify({ findings })}\n`, 0)
  else print(findings.length === 0 ? 'The log tells all that the agent uses.\n' : findings.map(({ id, message, cure }) => `${id}: ${message}; ${cure}\n`).join(''), 0)
  return findings.length > 0 ? 1 : 0
}

function readCall(args: string[]): Call | null {
  const boolean = { type: 'boolean', default: false } as const
  const string = { type: 'string' } as const
  const options = { mta: string, config: string, program: string, reports: string, apply: boolean, json: boolean, help: boolean } as const
  try {
    const { values } = parseArgs({ args, options, strict: true })
    const { mta = '', program, config, reports } = values
    const isOfPostfix = config !== undefined || reports !== undefined || values.apply
    const isSound = mta === 'postfix' ? program === undefined : mta === 'exim' && !isOfPostfix
    if (!isSound && !values.help) return null
    return { help: values.help, apply: values.apply, json: values.json, mta, config, program, reports }
  } catch {
    return null
  }
}

function print(text: string, code: number): number {
  process.stdout.write(text)
  return code
}
