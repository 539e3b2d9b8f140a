import { openConfiguration } from '../../configurations/host-configuration.ts'
import { lintConfiguration } from '../../configurations/lint-configuration.ts'
import { maskSecrets } from '../../configurations/mask-secrets.ts'
import type { ConfigurationReading } from '../../protocol/configuration.ts'
import type { ConfigurationPlaces } from './configuration-places.ts'
import { diskFiles, type DiskFiles } from './disk-files.ts'
import type { NamedProgram } from './keep-front-end.ts'

const FINDINGS_MAX = 200
const PASSED_MAX = 500
const UNKNOWN_MAX = 200
const FILES_MAX = 500

export interface ConfigurationLook {
  reading: ConfigurationReading
  /** What was looked at, as it is now; a later one that differs means that something changed. */
  stamp(): string
  /** Every spamdyke that a service of the host starts. */
  spamdykes: NamedProgram[]
}

/** Looks at the host's configuration. Nothing of it leaves the host but findings, their lines with passwords taken out. */
export function readConfiguration({ root, files: filesOf }: ConfigurationPlaces, now: Date): ConfigurationLook {
  const folders = diskFiles(root, [])
  const files = diskFiles(root, filesOf(folders).slice(0, FILES_MAX))
  const { findings, passed, unknown } = lintConfiguration(files)
  const looked = files.looked()
  const isCut = findings.length > FINDINGS_MAX || passed.length > PASSED_MAX || unknown.length > UNKNOWN_MAX || looked.length > FILES_MAX
  return {
    stamp: () => `${folders.stamp()} ${files.stamp()}`,
    spamdykes: spamdykesIn(files),
    reading: {
      kind: 'configuration',
      lookedAt: now.toISOString(),
      findings: findings.slice(0, FINDINGS_MAX).map(({ id, file, line, text, message, cure, source, rewrittenBy }) => ({
        id, line, file: file.slice(0, 1000), text, message: message.slice(0, 1000), cure: cure.split('\n').map(maskSecrets).join('\n').slice(0, 4000), source: source.slice(0, 500), rewrittenBy: rewrittenBy?.slice(0, 500) ?? null,
      })),
      passed: passed.slice(0, PASSED_MAX).map(({ id, file }) => ({ id, file: file.slice(0, 1000) })),
      unknown: unknown.slice(0, UNKNOWN_MAX).map(({ id, file, reason }) => ({ id, file: file.slice(0, 1000), reason: reason.slice(0, 500) })),
      files: looked.slice(0, FILES_MAX).map(({ path, state, modifiedAt }) => ({ file: path.slice(0, 1000), state, modifiedAt: modifiedAt?.toISOString() ?? null })),
      isCut,
    },
  }
}

/** A name without a path would be looked for along a path that we do not know. */
function spamdykesIn(files: DiskFiles): NamedProgram[] {
  const names = new Set(openConfiguration(files).spamdykes.map(({ at }) => at.text))
  return [...names].map((name) => ({ name, place: name.startsWith('/') ? files.place(name) : null }))
}
