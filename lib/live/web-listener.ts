import 'server-only'
import { webDesk } from '../access/web-desk.ts'
import { ChangeListener } from './change-listener.ts'

const shared = globalThis as typeof globalThis & { relaywardChangeListener?: ChangeListener }

/** The listener of this web process; one connection however many pages are open, also across reloads of development. */
export function webListener(): ChangeListener {
  const { env, log } = webDesk()
  shared.relaywardChangeListener ??= new ChangeListener({ address: env.DATABASE_URL, log })
  return shared.relaywardChangeListener
}
