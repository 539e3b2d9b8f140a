import { expect, test } from 'vitest'
import { readSetupEnv } from './setup.ts'
import { readWebEnv } from './web.ts'
import { readWorkerEnv } from './worker.ts'

const good = {
  DATABASE_URL: 'postgresql://desk:secret@127.0.0.1:5432/relayward',
  RELAYWARD_SECRET: 'x'.repeat(32),
  NEXTAUTH_SECRET: 'y'.repeat(32),
  NEXTAUTH_URL: 'https://desk.example.com/',
  RELAYWARD_URL: 'https://desk.example.com',
}

test('a web process without a secret does not start and says which variable is missing', () => {
  expect(() => readWebEnv({ ...good, RELAYWARD_SECRET: undefined })).toThrow(
    'RELAYWARD_SECRET is not set: expected at least 32 random characters.',
  )
})

test('a wrong value is named with what is expected, and is not repeated', () => {
  const wrong = () => readWorkerEnv({ ...good, SMTP_PORT: '70000', RELAYWARD_SECRET: 'short-secret' })
  expect(wrong).toThrow('SMTP_PORT has a wrong value: expected a port number from 1 to 65535.')
  expect(wrong).toThrow('RELAYWARD_SECRET has a wrong value')
  expect(wrong).not.toThrow('short-secret')
})

test('addresses lose their trailing slash, and links begin with the address of the browser', () => {
  const env = readWebEnv({ ...good, RELAYWARD_URL: '' })
  expect(env.NEXTAUTH_URL).toBe('https://desk.example.com')
  expect(env.RELAYWARD_URL).toBe('https://desk.example.com')
})

test('a worker has mail settings and a name without being told', () => {
  const env = readWorkerEnv(good)
  expect(env).toMatchObject({ SMTP_HOST: '127.0.0.1', SMTP_PORT: 25, LOG_LEVEL: 'info' })
  expect(env.RELAYWARD_WORKER_NAME).toMatch(/-\d+$/)
})

test('npm start needs no variable at all, but refuses a wrong one', () => {
  expect(readSetupEnv({})).toEqual({ LOG_LEVEL: 'info' })
  expect(() => readSetupEnv({ DATABASE_URL: 'mysql://x' })).toThrow('DATABASE_URL has a wrong value')
})
