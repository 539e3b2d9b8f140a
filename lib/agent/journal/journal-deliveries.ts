import { deliveryCell, refusalText, replySample, type DeliveryCell, type RefusalText, type ReplySample } from '../../protocol/deliveries.ts'
import type { Changes } from '../carry-out/count-events.ts'
import { FURTHER, type Texts } from '../deliveries/count-texts.ts'
import type { Journal } from './open-journal.ts'

const KEPT_MS = 86_400_000
/** So long the same report is known again; its file is gone within seconds. */
const REPORTS_KEPT_MS = 30 * KEPT_MS

/** Writes down what was counted of deliveries in one go. */
export function saveCounted(journal: Journal, { cells, samples, texts }: Pick<Changes, 'cells' | 'samples' | 'texts'>): void {
  for (const { step, key, cell } of cells.values()) saveCell(journal, step, key, cell)
  for (const { step, key, sample } of samples) saveSample(journal, step, key, sample)
  for (const { step, key } of texts.values()) saveText(journal, step.start, key, step.texts)
}

function saveCell(journal: Journal, step: string, key: string, cell: DeliveryCell): void {
  journal.prepare('INSERT OR REPLACE INTO delivery_cells (step, key, cell, is_told) VALUES (?, ?, ?, 0)').run(step, key, JSON.stringify(cell))
}

function saveSample(journal: Journal, step: string, key: string, sample: ReplySample): void {
  journal.prepare('INSERT INTO reply_samples (step, key, sample) VALUES (?, ?, ?)').run(step, key, JSON.stringify(sample))
}

/** What is in no text is kept under an empty key, as a mere figure. */
function saveText(journal: Journal, step: string, key: string, texts: Texts): void {
  const text = key === FURTHER ? texts.further : texts.byKey.get(key)
  journal.prepare('INSERT OR REPLACE INTO refusal_texts (step, key, text, is_told) VALUES (?, ?, ?, 0)').run(step, key, JSON.stringify(text))
}

export function loadTexts(journal: Journal, step: string): Texts {
  const rows = journal.prepare('SELECT key, text FROM refusal_texts WHERE step = ?').all(step)
  const texts: Texts = { byKey: new Map(), further: 0 }
  for (const { key, text } of rows) {
    if (key === FURTHER) texts.further = Number(text)
    else texts.byKey.set(String(key), refusalText.parse(JSON.parse(String(text))))
  }
  return texts
}

export function loadCells(journal: Journal, step: string): Map<string, DeliveryCell> {
  const rows = journal.prepare('SELECT key, cell FROM delivery_cells WHERE step = ?').all(step)
  return new Map(rows.map((row) => [String(row.key), deliveryCell.parse(JSON.parse(String(row.cell)))]))
}

/** How many samples of each kind were taken in a step. */
export function countSamples(journal: Journal, step: string): Map<string, number> {
  const rows = journal.prepare('SELECT key, count(*) AS n FROM reply_samples WHERE step = ? GROUP BY key').all(step)
  return new Map(rows.map((row) => [String(row.key), Number(row.n)]))
}

// Keys begin with the outcome (`cellKey`).
const OF_REFUSALS = "AND key NOT LIKE 'delivered %'"

export function hasUntoldRefusals(journal: Journal): boolean {
  return journal.prepare(`SELECT 1 FROM delivery_cells WHERE is_told = 0 ${OF_REFUSALS} LIMIT 1`).get() !== undefined
}

export type Untold = { step: string; cells: DeliveryCell[]; samples: ReplySample[]; texts: RefusalText[]; furtherTexts: number | undefined }

/**
 * Cells, samples and texts that changed since the last call, by step, oldest first; they count as told from now on.
 * `refusals`: of the cells, those of what was refused or put off only.
 */
export function takeUntoldDeliveries(journal: Journal, which: 'all' | 'refusals' = 'all'): Untold[] {
  const chosen = which === 'all' ? '' : OF_REFUSALS
  const cells = journal.prepare(`SELECT step, cell FROM delivery_cells WHERE is_told = 0 ${chosen} ORDER BY step`).all()
  const samples = journal.prepare('SELECT step, sample FROM reply_samples WHERE is_told = 0 ORDER BY step, id').all()
  const texts = journal.prepare('SELECT step, key, text FROM refusal_texts WHERE is_told = 0 ORDER BY step').all()
  if (texts.length > 0) journal.prepare('UPDATE refusal_texts SET is_told = 1 WHERE is_told = 0').run()
  if (cells.length > 0) journal.prepare(`UPDATE delivery_cells SET is_told = 1 WHERE is_told = 0 ${chosen}`).run()
  if (samples.length > 0) journal.prepare('UPDATE reply_samples SET is_told = 1 WHERE is_told = 0').run()

  const steps = new Map<string, Untold>()
  const untold = (step: string): Untold => {
    const known = steps.get(step) ?? { step, cells: [], samples: [], texts: [], furtherTexts: undefined }
    steps.set(step, known)
    return known
  }
  for (const row of cells) untold(String(row.step)).cells.push(deliveryCell.parse(JSON.parse(String(row.cell))))
  for (const row of samples) untold(String(row.step)).samples.push(replySample.parse(JSON.parse(String(row.sample))))
  for (const row of texts) {
    if (row.key === FURTHER) untold(String(row.step)).furtherTexts = Number(row.text)
    else untold(String(row.step)).texts.push(refusalText.parse(JSON.parse(String(row.text))))
  }
  return [...steps.values()]
}

export function dropOldDeliveries(journal: Journal, now: Date): void {
  const before = new Date(now.getTime() - KEPT_MS).toISOString()
  journal.write(() => {
    journal.prepare('DELETE FROM reports_read WHERE at < ?').run(new Date(now.getTime() - REPORTS_KEPT_MS).toISOString())
    journal.prepare('DELETE FROM delivery_cells WHERE step < ?').run(before)
    journal.prepare('DELETE FROM reply_samples WHERE step < ?').run(before)
    journal.prepare('DELETE FROM refusal_texts WHERE step < ?').run(before)
  })
}
