import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { RefusalRules } from '../../protocol/refusal-rules.ts'
import { TEXTS_PER_STEP } from '../deliveries/count-texts.ts'
import { standingStates } from '../journal/journal-standing.ts'
import { makeRig, type Rig } from '../test-rig.ts'
import { tellDeliveries } from './tell-deliveries.ts'

const STARS = 'The stars of ID-77123 do not agree with <friend@shop.example>'
const RULE: RefusalRules['rules'][number] = { id: 'stars', text: 'the stars of ID-71234 do not agree', class: 'policy', scope: 'receiver', permanent: true }
let rig: Rig
beforeEach(async () => {
  rig = await makeRig()
})
afterEach(() => rig.stop())

const refuse = (reply: string) => rig.memory.attempt(rig.memory.send({ account: 'info@customer.example', recipients: ['friend@shop.example'] }) ?? '', 'bounced', reply)
const put = (version: number, rules: RefusalRules['rules']) => rig.put({ kind: 'refusal-rules', key: '*', version, data: { rules } })
const read = () => vi.waitFor(() => {
  const counted = [...rig.agent.core.steps.values()].flatMap((step) => [...step.cells.values()]).reduce((sum, { count }) => sum + count, 0)
  expect(counted).toBe(rig.memory.state.lines.filter(({ kind }) => kind === 'attempt').length)
})

/** What a desk knows that was told all of it: the last telling of each text, the sum of what is in none. */
function known(): { texts: Record<string, number>; further: number; cells: Record<string, number> } {
  const texts: Record<string, number> = {}
  const further: Record<string, number> = {}
  const cells: Record<string, number> = {}
  for (const event of rig.eventsOf('deliveries')) {
    for (const { receiver, form, rule, count } of event.texts ?? []) texts[`${event.step} ${receiver} ${rule} ${form}`] = count
    if (event.furtherTexts !== undefined) further[event.step] = event.furtherTexts
    for (const { refusalClass, count } of event.cells) cells[`${event.step} ${refusalClass}`] = count
  }
  return { texts: summed(texts), further: Object.values(further).reduce((sum, count) => sum + count, 0), cells: summed(cells) }
}

function summed(counts: Record<string, number>): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const [key, count] of Object.entries(counts)) sums[key.slice(25)] = (sums[key.slice(25)] ?? 0) + count
  return sums
}

test('a text that nobody knows is counted by its form, to the last one, also over restarts', async () => {
  for (let n = 0; n < 30; n += 1) {
    refuse(`550 The stars of ID-${n}7123 do not agree with <friend${n}@shop.example>`)
    if (n % 2 === 0) refuse('550 5.1.1 User unknown')
    if (n % 4 === 0) {
      await read()
      tellDeliveries(rig.agent.core)
    }
    if (n % 10 === 9) await rig.restart()
  }
  await vi.waitFor(() => {
    tellDeliveries(rig.agent.core)
    expect(known().texts).toEqual({ 'shop.example null 550 the stars of # do not agree with @': 30 })
  })
  expect(rig.eventsOf('deliveries').flatMap(({ texts }) => texts ?? [])[0]?.example).toBe('550 The stars of ID-07123 do not agree with <…@shop.example>')
})

test('after two hundred different texts in a step the others are counted together, and none is lost', async () => {
  const made = (n: number) => `550 ${[...String(n)].map((digit) => 'abcdefghij'[Number(digit)]).join('')} zzz`
  for (let n = 0; n < 2 * TEXTS_PER_STEP; n += 1) refuse(made(1000 + n))
  await read()
  tellDeliveries(rig.agent.core)
  const { texts, further } = known()
  // The steps of ten minutes may be two when the clock stands at their border.
  expect(Object.values(texts).reduce((sum, count) => sum + count, 0) + further).toBe(2 * TEXTS_PER_STEP)
  expect(further).toBeGreaterThan(0)
  for (const { texts: told } of rig.eventsOf('deliveries')) expect(told?.length ?? 0).toBeLessThanOrEqual(100)
})

test('a taught rule is judged by at once and after a restart, counted by its name, and no longer when it is taken back', async () => {
  refuse(`550 ${STARS}`)
  await read()
  await put(1, [RULE])
  refuse(`550 ${STARS}`)
  await read()
  await rig.restart()
  refuse(`550 ${STARS}`)
  await read()
  await put(2, [])
  refuse(`550 ${STARS}`)
  await read()
  tellDeliveries(rig.agent.core)
  expect(known()).toMatchObject({
    cells: { unknown: 2, policy: 2 },
    texts: { 'shop.example null 550 the stars of # do not agree with @': 2, 'shop.example stars 550 the stars of # do not agree with @': 2 },
  })
})

test('what stands is shown with its version, and a rule of a class that only a newer desk knows is named and left out', async () => {
  const found = () => standingStates(rig.agent.core.journal).find(({ kind }) => kind === 'refusal-rules')
  await put(4, [RULE])
  expect(found()).toMatchObject({ version: 4, found: 'in-force' })
  await put(5, [{ ...RULE, id: 'newer', class: 'moon_phase' }, RULE])
  expect(found()).toMatchObject({ version: 5, found: 'unknown', detail: expect.stringContaining('newer') })
  refuse(`550 ${STARS}`)
  await read()
  tellDeliveries(rig.agent.core)
  expect(known().cells).toEqual({ policy: 1 })
})
