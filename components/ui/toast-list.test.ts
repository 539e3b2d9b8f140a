import { expect, test } from 'vitest'
import { makeToastList, type Toast } from './toast-list.ts'

const toast = (id: string, endsAt: number | null = null): Toast => ({ id, tone: 'ok', title: id, endsAt })

test('a toast whose time is over leaves, an error stays until it is closed', () => {
  const list = makeToastList()
  list.show(toast('done', 1000))
  list.show(toast('failed'))
  list.sweep(1000)
  expect(list.read().map((one) => one.id)).toEqual(['failed'])

  list.close('failed')
  expect(list.read()).toEqual([])
})

test('the same act shows one toast, not a pile', () => {
  const list = makeToastList()
  list.show(toast('release'))
  list.show(toast('release'))
  expect(list.read()).toHaveLength(1)
})
