import * as z from 'zod'

/** Variables as a process gets them. */
export type Variables = Record<string, string | undefined>

/** A wrong environment: its message names every variable and what is expected of it. */
export class EnvError extends Error {}

/**
 * Parses a program's environment. An empty text counts as not set.
 *
 * @throws EnvError naming each wrong variable; values are not repeated, since they may be secrets
 */
export function readEnv<Shape extends z.ZodRawShape>(
  program: string,
  shape: Shape,
  variables: Variables,
): z.infer<z.ZodObject<Shape>> {
  const given: Variables = {}
  for (const name of Object.keys(shape)) given[name] = variables[name] === '' ? undefined : variables[name]
  const parsed = z.object(shape).safeParse(given)
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0])
    return `${name} ${given[name] === undefined ? 'is not set' : 'has a wrong value'}: expected ${issue.message}.`
  })
  throw new EnvError(`The ${program} cannot start.\n${lines.join('\n')}`)
}
