import { builtinModules } from 'node:module'
import path from 'node:path'
import { expect, test } from 'vitest'
import { importsOf, pureFiles, readImports, sourceFiles, type Import } from './setup/import-graph.ts'
import { objectionTo } from './setup/import-rules.ts'

const root = path.resolve(import.meta.dirname, '..')
const files = sourceFiles(root)
const imports = readImports(root)
const packages = ['zod', 'tldts', 'ipaddr.js']
const pure = pureFiles(files, imports, packages)
const portable = pureFiles(files, imports, [...packages, ...builtinModules.map((name) => `node:${name}`)])

test('every import goes the way that lib/README.md allows', () => {
  const objections = imports.flatMap((line) => {
    const objection = objectionTo(line, pure, portable)
    return objection ? [`${line.from} imports ${line.to}: ${objection}`] : []
  })
  expect(objections).toEqual([])
})

test('every relative import names a file that is there, with its ending', () => {
  const generated = (file: string) => file.startsWith('lib/generated/') || /\.(css|json|svg|png)$/.test(file)
  const lost = imports.filter((line) => !line.isPackage && !generated(line.to) && !files.includes(line.to))
  expect(lost.map((line) => `${line.from} imports ${line.to}`)).toEqual([])
})

test('no file only passes others on, and no drawer takes what belongs nowhere', () => {
  const drawers = files.filter((file) => /(^|\/)(index|utils?|helpers?|common|misc|shared)\.(ts|tsx)$/.test(file))
  expect(drawers).toEqual([])
})

test('the reader finds imports over several lines, types, exports and lazy ones', () => {
  const text = `import type { A } from './a.ts'\nimport {\n  b,\n} from "../b.ts"\nexport * from 'zod'\nimport 'server-only'\nconst c = () => import('./c.ts')\n`
  expect(importsOf('lib/tickets/x.ts', text)).toEqual([
    { from: 'lib/tickets/x.ts', to: 'lib/tickets/a.ts', isPackage: false, isType: true },
    { from: 'lib/tickets/x.ts', to: 'lib/b.ts', isPackage: false, isType: false },
    { from: 'lib/tickets/x.ts', to: 'zod', isPackage: true, isType: false },
    { from: 'lib/tickets/x.ts', to: 'server-only', isPackage: true, isType: false },
    { from: 'lib/tickets/x.ts', to: 'lib/tickets/c.ts', isPackage: false, isType: false },
  ])
})

test.each([
  ['app/support/page.tsx', 'lib/tickets/ticket-records.ts', 'pages read views'],
  ['app/support/actions.ts', 'lib/db.ts', 'actions call operations'],
  ['components/tickets/row.tsx', 'lib/tickets/open-ticket.ts', 'rule files only'],
  ['lib/tickets/take-over-ticket.ts', 'lib/notices/notice-records.ts', 'of their own noun only'],
  ['lib/tickets/open-ticket.ts', 'lib/tickets/ticket-views.ts', 'where there are no pages'],
  ['lib/cases/lock-account.ts', 'next', 'where there are no pages'],
  ['lib/agent/main.ts', 'lib/db.ts', 'the agent imports the protocol'],
  ['lib/agent/main.ts', 'undici', 'the agent imports the protocol'],
  ['lib/protocol/events.ts', 'pg', 'zod only'],
  ['lib/worker/main.ts', 'components/ui/button.tsx', 'do not load their parts'],
])('%s must not import %s', (from, to, why) => {
  expect(objectionTo(lineOf(from, to), new Set())).toContain(why)
})

test('an agent may look at servers, but carries no other part that does more than reckon', () => {
  const agent = (to: string) => objectionTo(lineOf('lib/agent/main.ts', to), pure, portable)
  expect(agent('lib/probes/probe-host.ts')).toBeUndefined()
  expect(agent('lib/demo/run-hosts.ts')).toContain('what looks at servers only')
  expect(agent('lib/tickets/open-ticket.ts')).toContain('what looks at servers only')
})

test.each([
  ['app/support/page.tsx', 'lib/tickets/ticket-views.ts'],
  ['components/tickets/row.tsx', 'lib/tickets/ticket.ts'],
  ['lib/tickets/open-ticket.ts', 'lib/tickets/ticket-records.ts'],
  ['lib/cases/lock-account.ts', 'lib/notices/notice-records.ts'],
  ['lib/agent/main.ts', 'lib/tickets/ticket.ts'],
  ['lib/agent/main.ts', 'node:fs'],
])('%s may import %s', (from, to) => {
  expect(objectionTo(lineOf(from, to), new Set(['lib/tickets/ticket.ts']))).toBeUndefined()
})

function lineOf(from: string, to: string): Import {
  return { from, to, isPackage: !to.includes('/') || to.startsWith('node:'), isType: false }
}
