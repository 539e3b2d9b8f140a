import { table } from '../cli/table.ts'
import { replyClassifier } from '../refusals/classify-reply.ts'
import { readLabelled, type LabelledReply } from '../refusals/labelled/read-labelled.ts'
import { CLEAR_RULES, VAGUE_RULES } from '../refusals/rules/general-rules.ts'
import { RECEIVER_RULES } from '../refusals/rules/receiver-rules.ts'
import { freshReplies } from './fresh-replies.ts'

const TEXTS = 400_000
const PEER_TEXTS = 20_000
const AIM_PER_CPU_SECOND = 300_000
const AIM_RIGHT = 92

/** How many labelled replies are told rightly, and how fast: beside the same rules tried as plain expressions one by one. */
export async function run(): Promise<number> {
  const labelled = readLabelled()
  const rows = [
    rightness('set aside before the rules', labelled.filter((each) => each.setAside)),
    rightness('of these, in Germany', labelled.filter((each) => each.setAside && each.country === 'de')),
    rightness('rules were written from', labelled.filter((each) => !each.setAside)),
  ]
  process.stdout.write(`classify: labelled replies\n${table(rows)}\n`)
  const ours = speed(TEXTS, labelled, classifyAll)
  const peer = speed(PEER_TEXTS, labelled, tryEveryExpression)
  process.stdout.write(`classify: speed, every other text new\n${table([
    { what: 'relayward classify', texts: TEXTS, 'texts per CPU second': ours, aim: AIM_PER_CPU_SECOND, 'times the peer': (ours / peer).toFixed(1) },
    { what: 'same rules, one expression after the other', texts: PEER_TEXTS, 'texts per CPU second': peer, aim: null, 'times the peer': '1.0' },
  ])}`)
  return Number(rows[0]?.['class %']) >= AIM_RIGHT && ours >= AIM_PER_CPU_SECOND ? 0 : 1
}

function rightness(name: string, replies: LabelledReply[]): Record<string, string | number> {
  const classify = replyClassifier()
  const percent = (right: (each: LabelledReply) => boolean) => ((100 * replies.filter(right).length) / replies.length).toFixed(1)
  return {
    part: name,
    texts: replies.length,
    'class %': percent((each) => classify(each.text, { mx: each.mx }).class === each.class),
    'class and scope %': percent((each) => matches(each, ['class', 'scope'])),
    'permanence %': percent((each) => each.permanent === undefined || classify(each.text, { mx: each.mx }).permanent === each.permanent),
  }

  function matches(each: LabelledReply, fields: ('class' | 'scope')[]): boolean {
    const refusal = classify(each.text, { mx: each.mx })
    return fields.every((field) => refusal[field] === each[field])
  }
}

type Texts = { text: string; mx: string | undefined }[]

function speed(count: number, labelled: LabelledReply[], work: (texts: Texts) => number): number {
  work(freshReplies(labelled, Math.min(count, 20_000), 7))
  const texts = freshReplies(labelled, count, 42)
  const begun = process.cpuUsage()
  work(texts)
  const { user, system } = process.cpuUsage(begun)
  return Math.round((count / (user + system)) * 1_000_000)
}

function classifyAll(texts: Texts): number {
  const classify = replyClassifier()
  let told = 0
  for (const { text, mx } of texts) if (classify(text, { mx }).rule !== null) told++
  return told
}

function tryEveryExpression(texts: Texts): number {
  const rules = [...new Set(Object.values(RECEIVER_RULES).flat()), ...CLEAR_RULES, ...VAGUE_RULES]
  let told = 0
  for (const { text } of texts) {
    const lower = text.toLowerCase()
    if (rules.find((each) => each.pattern.test(lower))) told++
  }
  return told
}
