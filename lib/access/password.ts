/** argon2id with the values of OWASP's Password Storage Cheat Sheet: 19 MiB, 2 passes, 1 lane. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** Loaded at the first password: the program `relayward` also runs where the native module is not installed. */
const loadArgon2 = () => import('@node-rs/argon2')

/** Longer ones are refused before hashing, so that nobody can make us hash a book. */
export const PASSWORD_MAX = 256

export async function hashPassword(password: string): Promise<string> {
  const { hash } = await loadArgon2()
  return hash(password.normalize('NFC'), ARGON2ID)
}

/**
 * Whether the password fits. Without a hash (unknown person, or one without a password) it does the same work against
 * a hash that fits nothing, so that the time does not tell who exists.
 */
export async function fitsPassword(password: string, passwordHash: string | null): Promise<boolean> {
  const { verify } = await loadArgon2()
  const fits = await verify(passwordHash ?? (await hashOfNobody()), password.normalize('NFC'), ARGON2ID)
  return fits && passwordHash !== null
}

let nobody: Promise<string> | undefined
function hashOfNobody(): Promise<string> {
  nobody ??= hashPassword(crypto.randomUUID())
  return nobody
}
