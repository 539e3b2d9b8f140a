import { expect, test } from 'vitest'
import { foldHosts, isAsWanted } from './fold-hosts.ts'

const host = (name: string, more: object = {}) => ({ name, isSilent: false, wanted: 'locked', found: 'locked', isBehind: false, queued: 0, ...more })

test('a silent host is not as wanted, whatever it last said', () => {
  expect(isAsWanted(host('mx31', { isSilent: true }))).toBe(false)
  expect(isAsWanted(host('mx02', { isBehind: true }))).toBe(false)
  expect(isAsWanted(host('mx01'))).toBe(true)
})

test('forty hosts that do as wanted are one line under the few that matter', () => {
  const hosts = [...Array.from({ length: 38 }, (_, n) => host(`mx${n}`)), host('mx31', { isSilent: true }), host('mx90', { wanted: 'watched', found: 'watched' }), host('mx91', { queued: 7 })]
  expect(foldHosts(hosts).map(({ host: { name }, others }) => [name, others])).toEqual([['mx31', 1], ['mx90', 1], ['mx91', 1], ['mx0', 38]])
})

test('three hosts keep their names', () => {
  expect(foldHosts([host('a'), host('b'), host('c')]).map(({ host: { name } }) => name)).toEqual(['a', 'b', 'c'])
})
