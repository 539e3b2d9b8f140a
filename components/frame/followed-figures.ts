/** How many parts of the open page show figures of deliveries. */
let followers = 0

/** Says that a part shows them; returns how to take that back. */
export function followFigures(): () => void {
  followers += 1
  return () => {
    followers -= 1
  }
}

export function areFiguresFollowed(): boolean {
  return followers > 0
}
