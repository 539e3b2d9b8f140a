import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { replyClassifier } from '../refusals/classify-reply.ts'
import { NOTHING_TAUGHT, taughtRules, type Refusal, type TaughtRules } from '../refusals/refusal.ts'
import { CLASSIFY_USAGE, readClassifyCall, readReplyLine, type ClassifyCall } from './classify-input.ts'
import { WrongUse } from './host-arguments.ts'
import { linesOf } from './lines-of.ts'
import { table } from './table.ts'

type Id = string | number
type Classify = ReturnType<typeof replyClassifier>

/** `relayward classify`: what replies of receivers mean, as a table or as JSON. */
export async function run(args: string[]): Promise<number> {
  let call: ClassifyCall
  try {
    call = readClassifyCall(args)
  } catch (error) {
    if (!(error instanceof WrongUse)) throw error
    process.stderr.write(`${error.message}\n\n${CLASSIFY_USAGE}`)
    return 2
  }
  if (call.help) {
    process.stdout.write(CLASSIFY_USAGE)
    return 0
  }
  try {
    const classify = replyClassifier(await readTaught(call.taught))
    return call.json ? await printJson(call, classify) : await printTable(call, classify)
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`)
    return 1
  }
}

async function readTaught(file: string | undefined): Promise<TaughtRules> {
  return file === undefined ? NOTHING_TAUGHT : taughtRules.parse(JSON.parse(await readFile(file, 'utf8')))
}

async function printJson(call: ClassifyCall, classify: Classify): Promise<number> {
  const tails = new WeakMap<Refusal, string>()
  const tailOf = (refusal: Refusal) => {
    let tail = tails.get(refusal)
    if (tail === undefined) {
      const { class: refused, scope, permanent, receiver, rule } = refusal
      tails.set(refusal, (tail = `,${JSON.stringify({ class: refused, scope, permanent, receiver, rule }).slice(1)}\n`))
    }
    return tail
  }
  return eachBatch(call, classify, async (told) => {
    const text = told.map(({ id, refusal }) => `{"id":${JSON.stringify(id)}${tailOf(refusal)}`).join('')
    if (text !== '' && !process.stdout.write(text)) await once(process.stdout, 'drain')
  })
}

async function printTable(call: ClassifyCall, classify: Classify): Promise<number> {
  const rows: Record<string, string | number | null>[] = []
  const code = await eachBatch(call, classify, async (told) => {
    for (const { id, refusal } of told) {
      const { class: refused, scope, permanent, receiver, rule } = refusal
      rows.push({ id, class: refused, scope, permanent: permanent === null ? null : permanent ? 'yes' : 'no', receiver, rule })
    }
  })
  process.stdout.write(table(rows))
  return code
}

interface Told {
  id: Id
  refusal: Refusal
}

async function eachBatch(call: ClassifyCall, classify: Classify, print: (told: Told[]) => Promise<void>): Promise<number> {
  let lineNumber = 0
  let faults = 0
  for (const file of call.files.length === 0 ? [undefined] : call.files) {
    for await (const lines of linesOf(file)) {
      const told: Told[] = []
      for (const line of lines) {
        lineNumber++
        if (line.trim() === '') continue
        const reply = readReplyLine(line, lineNumber)
        if ('fault' in reply) {
          faults++
          process.stderr.write(`line ${lineNumber}: ${reply.fault}\n`)
        } else told.push({ id: reply.id, refusal: classify(reply.text, { mx: reply.mx ?? call.mx }) })
      }
      await print(told)
    }
  }
  return faults === 0 ? 0 : 1
}
