/** The part of mailauth that reads a DKIM key; the package describes it in no file of its own. */
declare module 'mailauth/lib/tools.js' {
  /**
   * @throws Error with `code` ESHORTKEY, EINVALIDVAL, EINVALIDTYPE, EINVALIDVER, EINVALIDSERVICE or the resolver's own
   */
  export function getPublicKey(
    type: 'DKIM',
    name: string,
    minBitLength: number,
    resolver: (name: string, kind: string) => Promise<string[][]>,
    options?: { strict?: boolean },
  ): Promise<{ rr: string; modulusLength?: number; keyType: 'rsa' | 'ed25519'; testing: boolean }>
}
