/** The last of a list; `at(-1)` is newer than the phones that this is for. */
export function lastOf<Item>(list: readonly Item[]): Item | undefined {
  return list[list.length - 1];
}
