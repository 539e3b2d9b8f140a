import { webDesk } from '../../../lib/access/web-desk.ts'

export const dynamic = 'force-dynamic'

/** 200 when this process answers and reaches the database, else 503. Says nothing else: anybody may ask. */
export async function GET(): Promise<Response> {
  const { db, log } = webDesk()
  try {
    await db.$queryRaw`SELECT 1`
    return Response.json({ ok: true })
  } catch (error) {
    log.error({ err: error }, 'database does not answer')
    return Response.json({ ok: false }, { status: 503 })
  }
}
