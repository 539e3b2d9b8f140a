import { redirect } from 'next/navigation'
import { requireViewer } from '../../../lib/access/viewer.ts'

/** The set-up begins with its hosts: without one there is nothing to set up. */
export default async function AdminPage() {
  await requireViewer('admin')
  redirect('/admin/hosts')
}
