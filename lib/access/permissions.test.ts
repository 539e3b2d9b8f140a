import { expect, test } from 'vitest'
import { AUDIENCES, homeOf, may, PERMISSIONS, ROLES, type Right, type Role } from './permissions.ts'

const RIGHTS = Object.keys(PERMISSIONS) as Right[]
const rightsOf = (...roles: Role[]) => RIGHTS.filter((right) => may({ roles }, right))

test('a customer has nothing but his own', () => {
  expect(rightsOf('customer')).toEqual(['see-own', 'answer-own'])
})

test('an admin configures and sees no mail data', () => {
  expect(rightsOf('admin')).toEqual(['change-limits', 'change-lists', 'configure', 'stage-demo'])
})

test('a manager reads reports without names', () => {
  expect(rightsOf('manager')).toEqual(['see-reports', 'write-review'])
})

test('support locks, asks, accepts, unlocks and releases, but is no second person', () => {
  expect(rightsOf('support')).toEqual(['see-desk', 'lock', 'assign-account', 'ask', 'judge-answers', 'unlock', 'lift', 'release', 'delete-mail', 'probe-hosts', 'send-round-trips', 'acknowledge-checks', 'name-texts', 'write-requests', 'settle-receivers'])
})

test('a lead may all that support may, and more', () => {
  expect(rightsOf('lead')).toEqual(expect.arrayContaining([...rightsOf('support'), 'delete-many', 'approve-repeat', 'repeat-round-trips', 'unmask-subjects', 'see-names-in-reports']))
})

test('several roles add up, no role has no right', () => {
  expect(may({ roles: ['manager', 'admin'] }, 'see-reports')).toBe(true)
  expect(may({ roles: ['manager', 'admin'] }, 'configure')).toBe(true)
  expect(rightsOf()).toEqual([])
})

test('every role has a first page, and only a page that it may see', () => {
  const audienceOf = { '/support': 'support', '/reports': 'manager', '/admin': 'admin', '/portal': 'customer' } as const
  for (const role of ROLES) {
    const home = homeOf([role])
    expect(home && may({ roles: [role] }, AUDIENCES[audienceOf[home]])).toBe(true)
  }
  expect(homeOf([])).toBeUndefined()
})

test('each right says in a sentence what it allows', () => {
  for (const right of RIGHTS) expect(PERMISSIONS[right].says).toMatch(/^[A-Z].{20,}\.$/)
})
