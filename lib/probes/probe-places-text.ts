import { probePlace, type ProbePlace } from './probe-places.ts'

/** `192.0.2.1:2525=25`, `[2001:db8::1]:465=465`: the port 2525 stands for 25. Null for what says no place. */
export function readPlace(text: string): ProbePlace | null {
  const [, six, four, port, as] = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})=(\d{1,5})$/.exec(text.trim()) ?? []
  return probePlace.safeParse({ address: six ?? four, port: Number(port), as: Number(as) }).data ?? null
}

export function writePlace({ address, port, as }: ProbePlace): string {
  return `${address.includes(':') ? `[${address}]` : address}:${port}=${as}`
}
