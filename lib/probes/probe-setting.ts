import * as z from 'zod'

const MAIL_DOMAIN = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/

/**
 * Where answers to round trips come in: the worker listens at `listen` for mail to the addresses it gave out in `domain`,
 * whose MX (or a transport of the provider's mail server) leads there.
 */
export const answerPlace = z.strictObject({
  listen: z.string().trim().max(300).refine((text) => readListen(text) !== null, 'not an address and a port'),
  domain: z.string().trim().toLowerCase().regex(MAIL_DOMAIN, 'not a domain'),
})
export type AnswerPlace = z.infer<typeof answerPlace>

/** How hosts are looked at from outside. */
export const probeSetting = z.strictObject({
  everyMinutes: z.coerce.number().int().min(5).max(1440).default(15),
  /** Null: nobody takes answers in, so no round trip is sent. */
  answers: answerPlace.nullable().default(null),
})
export type ProbeSetting = z.infer<typeof probeSetting>

/** `192.0.2.1:25` or `[2001:db8::1]:25`: an address of this machine and not a name, for a name may lead elsewhere tomorrow. */
export function readListen(text: string): { address: string; port: number } | null {
  const [, six, four, digits] = /^(?:\[([0-9a-fA-F:.]+)\]|([0-9.]+)):(\d{1,5})$/.exec(text) ?? []
  const address = z.union([z.ipv4(), z.ipv6()]).safeParse(six ?? four).data
  const port = Number(digits)
  return address !== undefined && port >= 1 && port <= 65_535 ? { address, port } : null
}
