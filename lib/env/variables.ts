import * as z from 'zod'
import { readResolver } from '../dns/resolver-address.ts'

/** Every variable there is, once; each program picks those it reads. The text of an error says what is expected. */
export const variables = {
  DATABASE_URL: z
    .string({ error: 'a PostgreSQL address such as postgresql://user:password@host:5432/relayward' })
    .regex(/^postgres(ql)?:\/\/\S+$/, { error: 'a PostgreSQL address such as postgresql://user:password@host:5432/relayward' }),

  /** Seals the keys of the desk's CA and signs portal links. Losing it means joining all hosts anew. */
  RELAYWARD_SECRET: z.string({ error: 'at least 32 random characters' }).min(32, { error: 'at least 32 random characters' }),
  NEXTAUTH_SECRET: z.string({ error: 'at least 32 random characters' }).min(32, { error: 'at least 32 random characters' }),
  NEXTAUTH_URL: webAddress('the address people open in the browser, such as https://desk.example.com'),
  /** Address that links in notices begin with. */
  RELAYWARD_URL: webAddress('the address people open in the browser, such as https://desk.example.com'),

  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'one of fatal, error, warn, info, debug, trace, silent',
    })
    .default('info'),

  /** Name of this copy of the worker in leases and logs. */
  RELAYWARD_WORKER_NAME: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,60}$/, { error: 'up to 60 letters, digits, dots, dashes or underscores' })
    .optional(),

  /** Whether the demo's hosts run beside the desk: then an admin may let a burst happen. */
  RELAYWARD_DEMO: z.enum(['yes', 'no'], { error: 'yes or no' }).default('no'),

  /** One or two resolvers that blocklists are asked through, or `none` for no questions; what an admin set goes before it, else the system's own are asked. */
  RELAYWARD_RESOLVERS: z
    .string()
    .transform((text) => (text.trim() === 'none' ? [] : text.split(',').map((each) => each.trim())))
    .refine((all) => all.length <= 2 && all.every((each) => readResolver(each) !== undefined), { error: 'one or two resolvers as HOST:PORT, separated by a comma, or none' })
    .optional(),

  SMTP_HOST: z.string().regex(/^[A-Za-z0-9._:-]+$/, { error: 'the name or address of a mail server' }).default('127.0.0.1'),
  SMTP_PORT: z.coerce
    .number({ error: 'a port number from 1 to 65535' })
    .int({ error: 'a port number from 1 to 65535' })
    .min(1, { error: 'a port number from 1 to 65535' })
    .max(65535, { error: 'a port number from 1 to 65535' })
    .default(25),
  /** TLS from the first byte (465); elsewhere STARTTLS is used when the server offers it. */
  SMTP_TLS: z.enum(['yes', 'no'], { error: 'yes or no' }).default('no'),
  SMTP_USER: z.string().optional(),
  SMTP_PASSWORD: z.string().optional(),
}

function webAddress(expected: string) {
  return z
    .url({ protocol: /^https?$/, error: expected })
    .transform((address) => address.replace(/\/+$/, ''))
}
