import { setFlagsFromString } from 'node:v8'

/**
 * The agent is a guest on the mail host: the space for young objects, which V8 lets grow to 48 MB where there is much
 * memory, stays small. Searches and bursts make many such objects and keep few.
 */
export function keepMemorySmall(): void {
  setFlagsFromString('--max-semi-space-size=4')
  setFlagsFromString('--semi-space-growth-factor=1')
}
