import { expect, test } from 'vitest'
import { readStartOptions } from './start-options.ts'

test('without options the desk starts on port 3000 with the demo', () => {
  expect(readStartOptions([], {})).toEqual({ help: false, port: 3000, demo: true })
})

test('on a database of your own the demo must be asked for', () => {
  const env = { DATABASE_URL: 'postgresql://db/relayward' }
  expect(readStartOptions([], env).demo).toBe(false)
  expect(readStartOptions(['--demo'], env).demo).toBe(true)
  expect(readStartOptions(['--no-demo'], {}).demo).toBe(false)
})

test('a wrong port or an unknown option is refused with the help', () => {
  expect(() => readStartOptions(['--port', '70000'], {})).toThrow('70000 is no port')
  expect(() => readStartOptions(['--prot', '1'], {})).toThrow('npm start -- [--port N]')
})
