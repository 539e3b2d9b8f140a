import { redirect } from 'next/navigation'
import { homeOf } from '../lib/access/permissions.ts'
import { currentViewer } from '../lib/access/viewer.ts'

/** Leads everybody to his first page. */
export default async function RootPage() {
  const viewer = await currentViewer()
  redirect((viewer && homeOf(viewer.roles)) ?? '/login')
}
