import * as z from 'zod'
import { role, type Role } from './permissions.ts'

const roles = z.array(role).min(1).transform((all) => [...new Set(all)])
const userId = z.number().int().positive()

export const addUserInput = z.strictObject({
  email: z.email().max(254),
  name: z.string().trim().min(1).max(100),
  roles,
  /** The customer whose things the person may see; with the customer role only. */
  customerNumber: z.string().trim().max(50).optional(),
})
export type AddUserInput = z.infer<typeof addUserInput>

export const changeRolesInput = z.strictObject({ userId, roles })
export type ChangeRolesInput = z.infer<typeof changeRolesInput>
/** What else can be done with a person. */
export const changeUserInput = z.strictObject({ userId })
export type ChangeUserInput = z.infer<typeof changeUserInput>

export type UserChange = { what: 'roles'; roles: readonly Role[] } | { what: 'disable' }

/**
 * Why a person must not be changed so, or null. Nobody takes the desk's keys out of his own hand: whoever does this is
 * an admin who stays one, so the desk is never without.
 */
export function refuseUserChange(actingUserId: number | null, user: { id: number; customerId: number | null }, change: UserChange): 'own-access' | 'customer-role' | null {
  const isSelf = user.id === actingUserId
  if (change.what === 'disable') return isSelf ? 'own-access' : null
  if (isSelf && !change.roles.includes('admin')) return 'own-access'
  return change.roles.includes('customer') === (user.customerId !== null) ? null : 'customer-role'
}
