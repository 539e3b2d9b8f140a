'use server'

import { revalidatePath } from 'next/cache'
import { adminAction } from '../../../../lib/access/action.ts'
import { changeRoles, endSessions, letInUser, renewPassword, shutOutUser } from '../../../../lib/access/change-user.ts'
import { addUserInput, changeRolesInput, changeUserInput } from '../../../../lib/access/user.ts'
import { addUser } from '../../../../lib/cases/add-user.ts'

function refresh() {
  revalidatePath('/admin/users')
}

/** Adds a person. The password is in the answer and nowhere else: it is shown once. */
export const addPerson = adminAction('configure', addUserInput, async ({ input, doing }) => {
  const { password } = await addUser(doing, input)
  refresh()
  return { name: input.name, password }
})

export const saveRoles = adminAction('configure', changeRolesInput, async ({ input, doing }) => {
  await changeRoles(doing, input)
  refresh()
})

export const shutOut = adminAction('configure', changeUserInput, async ({ input, doing }) => {
  await shutOutUser(doing, input)
  refresh()
})

export const letIn = adminAction('configure', changeUserInput, async ({ input, doing }) => {
  await letInUser(doing, input)
  refresh()
})

export const endAllSessions = adminAction('configure', changeUserInput, async ({ input, doing }) => {
  const { ended } = await endSessions(doing, input)
  refresh()
  return { ended }
})

export const makeNewPassword = adminAction('configure', changeUserInput, async ({ input, doing }) => {
  const renewed = await renewPassword(doing, input)
  refresh()
  return renewed
})
