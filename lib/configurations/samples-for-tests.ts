import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import * as z from 'zod'
import { findingId } from '../protocol/configuration.ts'
import type { GivenRights } from './files-from-texts.ts'

const ROOT = path.join(import.meta.dirname, 'samples')

const expected = z.strictObject({
  about: z.string(),
  /** Files to look at; all when left out. */
  given: z.array(z.string()).optional(),
  /** What is there beside the texts, with rights that git cannot keep. */
  rights: z.record(z.string(), z.strictObject({ mode: z.string().regex(/^0[0-7]{3}$/).transform((text) => Number.parseInt(text, 8)), uid: z.number().optional(), gid: z.number().optional() })).default({}),
  /** The folders of these files hold nothing else. */
  whole: z.boolean().default(false),
  findings: z.array(z.strictObject({ id: findingId, file: z.string(), line: z.number() })),
  unknown: z.array(z.strictObject({ id: findingId, file: z.string() })).default([]),
})

export interface Sample {
  name: string
  /** Where its files lie, as below the root of a host. */
  root: string
  about: string
  texts: Map<string, string>
  given: string[] | undefined
  rights: Map<string, GivenRights>
  whole: boolean
  findings: { id: string; file: string; line: number }[]
  unknown: { id: string; file: string }[]
}

/** Configurations of hosts, right and wrong, with what is to be found in them. */
export function readSamples(): Sample[] {
  return readdirSync(ROOT).sort().map((name) => {
    const root = path.join(ROOT, name, 'files')
    const { rights, given, ...rest } = expected.parse(JSON.parse(readFileSync(path.join(ROOT, name, 'expected.json'), 'utf8')))
    const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    const texts = new Map(files.map((entry) => path.join(entry.parentPath, entry.name)).sort().map((file) => [file.slice(root.length), readFileSync(file, 'utf8')]))
    const known = new Map(Object.entries(rights).map(([file, { mode, uid, gid }]) => [file, { mode, ...(uid !== undefined && { uid }), ...(gid !== undefined && { gid }) }]))
    return { name, root, texts, given, rights: known, ...rest }
  })
}
